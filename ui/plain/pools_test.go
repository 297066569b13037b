package plain_test

import (
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/pools"
)

// TestPoolsInLines holds that everything about pools can be done in lines: add, rename,
// members with their levels, take out, remove and bring back.
func TestPoolsInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.member("Lee Park", recruit.Recruiter)
	has(t, w.says(w.dana, "pools", "pools members", "pools nonsense"), "There are no pools yet. A pool is a group", "Type pools add", "There are no pools yet; type pools add", "There is no pool called")
	has(t, w.says(w.dana, "pools add", "Backend", "x", "1", "2"), "such as everybody who can lead", `"x" is no number of interviews`, "Added the pool Backend.", "Type pools members")
	has(t, w.says(w.dana, "pools members", "zoe", "dana, lee", "1"), "is nobody in the team", "Lee Park: qualified in Backend.")
	has(t, w.says(w.dana, "pools members Backend", "lee", "3", "pools", "1"), "Lee Park: shadow in Backend.", "1 pool.", "1. Backend, 1 qualified, 1 in training",
		"Training: 1 interview as a shadow, then 2 as a reverse shadow.", "Lee Park, lee@", "shadow, 0 of 1 interview")
	has(t, w.says(w.dana, "pools change Backend", "Backend interviewers", "", "", "pools take-out", "2", "pools Backend interviewers"), "Saved the pool Backend interviewers.", "Took Lee Park out of Backend interviewers.", "Backend interviewers, 1 qualified.")
	has(t, w.says(w.dana, "pools remove", "no", "pools remove", "yes", "pools change", "pools"), "Interviews that were planned with it stay", "Removed the pool", "type pools restore", "1. Backend interviewers, 1 qualified, removed")
	has(t, w.says(w.dana, "pools restore backend interviewers"), "Brought back the pool Backend interviewers.")
	all := firstOf(w.desk.Pools.List(t.Context(), false))
	if len(all) != 1 || all[0].Name != "Backend interviewers" || len(all[0].At(pools.Qualified)) != 1 {
		t.Errorf("pools are %+v", all)
	}
	ann := w.member("Ann Low", recruit.Interviewer)
	has(t, w.says(ann, "pools"), "for those who see the whole workspace")
	vic := w.member("Vic Low", recruit.ReadOnly)
	has(t, w.says(vic, "pools", "pools add"), "Backend interviewers", "read-only")
}
