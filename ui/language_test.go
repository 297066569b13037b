package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/views"
)

// TestTheFilterOfInterviewsHasFields asks for what a recruiter wants to know: who is
// concerned when someone is ill, who has not answered, what was cancelled.
func TestTheFilterOfInterviewsHasFields(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 30, setup{})
	for n, title := range []string{"First talk", "Second talk", "Third talk"} {
		r := firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: title,
			Start: w.clock().AddDate(0, 0, n+1), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Phone, Place: "+44 20 7946 0958",
			Participants: []string{[]string{"dana@acme.example", "guest@elsewhere.example"}[n%2]}}, 0))
		for i := range r.People {
			r.People[i].Answer = []recruit.Answer{recruit.Declined, recruit.Accepted, recruit.NoAnswer}[n]
		}
		firstOf(w.db.Commit(t.Context(), recruit.Commit{Interview: r.Interview, People: r.People}))
	}
	w.again()
	w.Press("4")
	all := []string{"First talk", "Second talk", "Third talk"}
	for _, c := range []struct {
		typed string
		shown []string
	}{
		{"with:dana", []string{"First talk", "Third talk"}},
		{"-with:dana", []string{"Second talk"}},
		{"with:guest@elsewhere", []string{"Second talk"}},
		{"answer:declined", []string{"First talk"}},
		{"answer:none", []string{"Third talk"}},
		{"with:dana answer:accepted", nil},
		{"state:cancelled", nil},
		{"job:staff stage:applied", all},
		{"mine", all},
		{"-mine", nil},
		{"owner:robin platform:phone", all},
		{"title:second", []string{"Second talk"}},
		{"talk with:dana", []string{"First talk", "Third talk"}},
		{"-second", []string{"First talk", "Third talk"}},
		{"before:tomorrow", nil},
		{"on:week", nil},
		{"on:nextweek", all},
	} {
		w.Press("/")
		w.put(c.typed)
		w.Rest()
		for _, title := range all {
			want := false
			for _, s := range c.shown {
				want = want || s == title
			}
			if want {
				w.Shows(title)
			} else {
				w.Hides(title)
			}
		}
		w.Press("esc")
		w.Rest()
		w.Shows(all...)
	}
	w.Press("/")
	w.put("stagge:offer")
	w.Shows("There is no field “stagge”; did you mean stage?", "First talk")
	w.Press("esc", "/")
	w.put("stage:nosuch")
	w.Shows("There is no stage “nosuch”; there is Applied")
	w.Press("esc", "/")
	w.put("ans")
	w.Shows("tab: answer:")
	w.Press("tab")
	w.put("dec")
	w.Press("tab", "enter")
	w.Rest()
	w.Shows("/ answer:declined", "First talk")
	w.Hides("Second talk")
}

// TestTheFilterOfCandidatesHasFields finds candidates by what the list shows of them, and
// shows nothing beside a list that is empty.
func TestTheFilterOfCandidatesHasFields(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 30, setup{})
	firstOf(w.svc.Pipeline.Add(t.Context(), w.robin, recruit.Candidate{Name: "Olu Balogun", Email: "olu@example.com", Tags: []string{"go"}}))
	w.again()
	w.Press("3")
	w.Shows("Priya Raman", "Olu Balogun")
	for _, c := range []struct {
		typed string
		priya bool
		olu   bool
	}{
		{"stage:app", true, false},
		{"job:staff", true, false},
		{"tag:go", false, true},
		{"-tag:go", true, false},
		{"olu", false, true},
		{"stage:offer", false, false},
	} {
		w.Press("/")
		w.put(c.typed)
		w.Rest()
		for name, want := range map[string]bool{"Priya Raman": c.priya, "Olu Balogun": c.olu} {
			if want {
				w.Shows(name)
			} else {
				w.Hides(name)
			}
		}
		w.Press("esc")
		w.Rest()
		w.Shows("Priya Raman", "Olu Balogun")
	}
	w.Press("/")
	w.put("stagge:offer")
	w.Shows("There is no field “stagge”; did you mean stage?")
}

// TestViews chooses who has not answered with two keys, saves a filter with a name and a
// key, chooses it, removes it and brings it back.
// TestAViewOfWhatIsGoneSaysSo chooses a saved view whose job has another name by now, with
// the names known from before and not.
func TestAViewOfWhatIsGoneSaysSo(t *testing.T) {
	t.Parallel()
	for _, known := range []bool{false, true} {
		w := newWorld(t, 120, 30, setup{})
		firstOf(w.svc.Views.Save(t.Context(), w.robin, views.View{List: filter.Candidates, Name: "Gone", Query: "job:designer", Key: "g"}))
		w.Press("3")
		if known {
			w.Press("/", "esc")
		}
		w.Press("V", "g")
		w.Rest()
		w.Shows("/ job:designer", "There is no job “designer”; there is Staff Engineer", "No candidate matches the filter.")
	}
}

func TestViews(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 30, setup{})
	for n, title := range []string{"First talk", "Second talk"} {
		r := firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: title,
			Start: w.clock().AddDate(0, 0, n+1), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Phone, Place: "+44 20 7946 0958",
			Participants: []string{"dana@acme.example"}}, 0))
		for i := range r.People {
			r.People[i].Answer = []recruit.Answer{recruit.Accepted, recruit.NoAnswer}[n]
		}
		firstOf(w.db.Commit(t.Context(), recruit.Commit{Interview: r.Interview, People: r.People}))
	}
	w.again()
	w.Press("4")
	w.Press("V", "a") // who has not answered: two keys
	w.Rest()
	w.Shows("/ state:scheduled answer:none after:today", "Second talk")
	w.Hides("First talk")
	w.Press("esc")
	w.Rest()
	w.Press("V")
	w.Shows("Views of Interviews", "Needs an answer", "Declined", "This week")
	w.Press("+")
	w.Shows("There is no filter to save; type one with / first.")
	w.Press("esc", "/")
	w.put("title:first with:dana")
	w.Press("enter", "V", "+")
	w.Shows("Save the filter as a view")
	w.put("Dana's first")
	w.Press("tab")
	w.put("f")
	w.Press("ctrl+s")
	w.Rest()
	w.Shows("Saved the view Dana's first")
	w.Press("esc")
	w.Rest()
	w.Shows("Second talk")
	w.Press("V", "f")
	w.Rest()
	w.Shows("/ title:first with:dana", "First talk")
	w.Hides("Second talk")
	w.Press("V", "end", "-")
	w.Rest()
	w.Hides("f  Dana's first")
	w.Press("ctrl+z")
	w.Rest()
	w.Shows("f  Dana's first")
}
