package plain_test

import (
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/pools"
)

// TestPoolsInLines holds that everything about pools can be done in lines: add, rename,
// members with their levels, take out, remove and bring back.
func TestPoolsInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.member("Lee Park", recruit.Recruiter)
	has(t, w.says(w.dana, "pools", "pools members", "pools nonsense"), "There are no pools yet. A pool is a group", "Type pools add", "There are no pools yet; type pools add", "There is no pool called")
	has(t, w.says(w.dana, "pools add", "Backend", "x", "1", "2"), "such as everyone who can lead", `"x" is not a number of  interviews`, "Added the pool Backend.", "Type pools members")
	has(t, w.says(w.dana, "pools members", "zoe", "dana, lee", "1"), "is not in the team", "Lee Park: qualified in Backend.")
	has(t, w.says(w.dana, "pools members Backend", "lee", "3", "pools", "1"), "Lee Park: shadow in Backend.", "1 pool.", "1. Backend, 1 qualified, 1 in training",
		"Training: 1 interview as a shadow, then 2 as a reverse shadow.", "Lee Park, lee@", "shadow, 0 of 1 interview")
	has(t, w.says(w.dana, "pools change Backend", "Backend interviewers", "", "", "pools take-out", "2", "pools Backend interviewers"), "Saved the pool Backend interviewers.", "Took Lee Park out of Backend interviewers.", "Backend interviewers, 1 qualified.")
	has(t, w.says(w.dana, "pools remove", "no", "pools remove", "yes", "pools change", "pools"), "Interviews that were planned with it stay", "Removed the pool", "type pools restore", "1. Backend interviewers, 1 qualified, removed")
	has(t, w.says(w.dana, "pools restore backend interviewers"), "Brought back the pool Backend interviewers.")
	all := firstOf(w.svc.Pools.List(t.Context(), false))
	if len(all) != 1 || all[0].Name != "Backend interviewers" || len(all[0].At(pools.Qualified)) != 1 {
		t.Errorf("pools are %+v", all)
	}
	ann := w.member("Ann Low", recruit.Interviewer)
	has(t, w.says(ann, "pools"), "for those who see the whole workspace")
	vic := w.member("Vic Low", recruit.ReadOnly)
	has(t, w.says(vic, "pools", "pools add"), "Backend interviewers", "read-only")
}

// TestMoreOfAPoolInLines invites one more of a pool to an interview: who can then is
// chosen, and has the seat.
func TestMoreOfAPoolInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	lee, kim := w.member("Lee Chen", recruit.Interviewer), w.member("Kim Sato", recruit.Interviewer)
	p := firstOf(w.svc.Pools.Add(t.Context(), w.dana, pools.Pool{Name: "Backend"}))
	firstOf(w.svc.Pools.SetMember(t.Context(), w.dana, p.ID, kim.ID, pools.Qualified))
	w.says(w.dana, "candidate priya", "schedule", "Talk", "", "2026-12-01 10:00", "45", lee.Email, "", "phone", "+351 912 345 678", "yes")
	change := []string{"candidate priya", "invited", "", "1 of Nowhere", "1 of Backend", "", "", "yes", "leave"}
	has(t, w.says(w.dana, change...), "More from pools", "There is no pool", "1 of Backend cannot be chosen for Tue 1 Dec 10:00: it is not known whether Kim Sato is free", "the interview is as it was")
	w.svc.Availability.Readers[busy.Feed] = shelf{}
	firstOf(w.svc.Availability.Connect(t.Context(), w.dana, availability.Connection{Kind: busy.Feed, Owner: kim.ID, URL: "https://calendar.example.com/kim.ics"}))
	has(t, w.says(w.dana, "candidate priya", "invited", "no", "", "1 of Backend", "", "", "yes"), "This will happen: 1 invitation", "kim@example.com", "who is invited has changed here")
	r := firstOf(w.db.Record(t.Context(), w.interviews()[0].ID))
	if in, _ := r.Person(kim.Email); in.Pool != p.ID {
		t.Errorf("Kim is invited as %+v", in)
	}
}
