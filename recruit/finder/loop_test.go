package finder_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/slots"
)

// TestALoopIsFound holds that the sessions of a loop lie in one day and apart, that the
// candidate is in nothing else then, that nobody is in two of them, and that of a pool
// those are chosen who are free (R13, R14).
func TestALoopIsFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana, lee, sam := w.member(t, "Dana", recruit.Interviewer), w.member(t, "Lee", recruit.Interviewer), w.member(t, "Sam", recruit.Interviewer)
	w.calendar(t, dana, span(9, 24, busy.Busy))
	w.calendar(t, lee, span(9, 24, busy.Busy), span(24, 37, busy.Busy))
	w.calendar(t, sam, span(9, 24, busy.Busy), span(40, 41, busy.Busy))
	w.interview(t, 33, 34, dana)
	backend := pools.Pool{ID: 7, Name: "Backend", Members: []pools.Member{{ID: dana.ID, Set: pools.Qualified}, {ID: lee.ID, Set: pools.Qualified}, {ID: sam.ID, Set: pools.Qualified}}}
	ask := finder.LoopRequest{Search: finder.Search{Candidate: w.candidate.ID, To: at(48), PerDay: 1},
		Rules: slots.Loop{MinGap: 15 * time.Minute, MaxGap: 2 * time.Hour, MaxDays: 1, Once: true},
		Sessions: []finder.Session{
			{Title: "Technical", Duration: time.Hour, Needs: []pools.Need{{Count: 1, Pool: backend}}, Optional: []string{sam.Email}},
			{Title: "Manager", Duration: 45 * time.Minute, People: []string{dana.Email}},
		}}
	found, err := w.FindLoop(t.Context(), w.robin, ask)
	must(t, err)
	if len(found.Loops) != 1 || found.None() != "" || len(found.Hours) != 0 {
		t.Fatalf("found %+v", found.Loops)
	}
	l := found.Loops[0]
	first, second := l.Sittings[0], l.Sittings[1]
	if first.Title != "Technical" || second.Title != "Manager" || second.Start.Sub(first.End) < 15*time.Minute || second.Start.Sub(first.End) > 2*time.Hour {
		t.Errorf("%s %v to %v, %s %v", first.Title, first.Start, first.End, second.Title, second.Start)
	}
	for _, s := range l.Sittings {
		if s.Start.Before(at(33+1)) && s.End.After(at(33)) {
			t.Errorf("%s lies over the candidate's other interview: %v", s.Title, s.Start)
		}
		if slices.ContainsFunc(s.People, func(p finder.Chosen) bool { return p.Person < 0 }) {
			t.Errorf("the candidate is among those of %s", s.Title)
		}
	}
	seats := first.Seats()
	if len(seats) != 1 || seats[0].Pool != 7 || seats[0].Address == dana.Email || !slices.Contains(l.Addresses(), dana.Email) {
		t.Errorf("seats %v of %v", seats, l.Addresses())
	}
	if len(found.Refusals) != 1 || found.Refusals[0].Reason.Kind != slots.PoolSize && found.Refusals[0].Reason.Kind != slots.Busy {
		t.Errorf("the day without a schedule: %+v", found.Refusals)
	}
}

// TestALoopThatCannotBe holds that there is a cause for every day and a way out that
// works, which never is that the candidate stays away.
func TestALoopThatCannotBe(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana := w.member(t, "Dana", recruit.Interviewer)
	w.calendar(t, dana)
	ask := finder.LoopRequest{Search: finder.Search{Candidate: w.candidate.ID, To: at(48)}, Rules: slots.Loop{MaxDays: 1, Once: true},
		Sessions: []finder.Session{{Title: "One", Duration: time.Hour, People: []string{dana.Email}}, {Title: "Two", Duration: time.Hour, People: []string{dana.Email}}}}
	found, err := w.FindLoop(t.Context(), w.robin, ask)
	must(t, err)
	if len(found.Loops) != 0 || len(found.Refusals) != 2 || !strings.Contains(found.None(), "No schedule for these sessions suits everybody until Tue 1 Dec") {
		t.Errorf("%v, %v, %q", found.Loops, found.Refusals, found.None())
	}
	i := slices.IndexFunc(found.Relaxations, func(r slots.Relaxation) bool { return r.Lifts[0].Kind == slots.Once })
	if i < 0 {
		t.Fatalf("ways out: %v", found.Relaxations)
	}
	if said := found.WayOut(found.Relaxations[i]); !strings.HasSuffix(said, ": 2 days") {
		t.Errorf("the way out: %q", said)
	}
	for _, r := range found.Relaxations {
		for _, l := range r.Lifts {
			if l.Person < 0 {
				t.Errorf("without the candidate: %s", found.WayOut(r))
			}
		}
	}
	ask.Lifts = found.Relaxations[i].Lifts
	if found, err = w.FindLoop(t.Context(), w.robin, ask); err != nil || len(found.Loops) == 0 {
		t.Errorf("taken: %v, %v", found.Loops, err)
	}
}
