package finder_test

import (
	"errors"
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

// TestSomebodyTakesPart holds that no way out leaves a session in which nobody has to
// come, that one is refused, and that of who need not come beside others it is said that
// they are not invited, and nothing else.
func TestSomebodyTakesPart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana, lee := w.member(t, "Dana", recruit.Interviewer), w.member(t, "Lee", recruit.Interviewer)
	w.calendar(t, dana, span(0, 60, busy.Busy))
	w.calendar(t, lee, span(0, 9, busy.Busy))
	ask := finder.LoopRequest{Search: finder.Search{Candidate: w.candidate.ID, To: at(48)}, Rules: slots.Loop{MaxDays: 1, Once: true},
		Sessions: []finder.Session{{Title: "Talk", Duration: time.Hour, People: []string{dana.Email}}, {Title: "Manager", Duration: time.Hour, People: []string{lee.Email}}}}
	excused := func(found finder.Found) (all []int64) {
		for _, r := range found.Relaxations {
			for _, l := range r.Lifts {
				if l.Kind == slots.Attendance {
					all = append(all, l.Person)
				}
			}
		}
		return all
	}
	without := []slots.Lift{{Kind: slots.Attendance, Person: int64(dana.ID)}}
	alone := ask
	refusing := map[string]finder.LoopRequest{"by name": alone}
	alone.Sessions = slices.Clone(ask.Sessions)
	alone.Sessions[0] = finder.Session{Title: "Talk", Duration: time.Hour, Needs: []pools.Need{{Count: 1, Pool: pools.Pool{ID: 7, Name: "Backend", Members: []pools.Member{{ID: dana.ID, Set: pools.Qualified}}}}}}
	refusing["of a pool of one"] = alone
	for name, ask := range refusing {
		found, err := w.FindLoop(t.Context(), w.robin, ask)
		must(t, err)
		if ways := excused(found); len(ways) > 0 || len(found.Loops) > 0 {
			t.Errorf("%s: without %v: %+v", name, ways, found.Loops)
		}
		for _, lifts := range [][]slots.Lift{without, {{Kind: slots.Attendance}}} {
			ask.Lifts = lifts
			if _, err = w.FindLoop(t.Context(), w.robin, ask); !errors.Is(err, recruit.ErrRefused) || !strings.HasPrefix(recruit.Sentence(err), "Nobody would take part in Talk; ") {
				t.Errorf("%s: taken: %v", name, err)
			}
		}
	}
	single := ask
	single.Sessions = []finder.Session{{Title: "Talk", Duration: time.Hour, Needs: []pools.Need{{Count: 1, Pool: pools.Pool{ID: 7, Name: "Backend", Members: []pools.Member{{ID: lee.ID, Set: pools.Qualified}}}}}}}
	if found, err := w.FindLoop(t.Context(), w.robin, single); err != nil || !strings.HasSuffix(found.WayOut(slots.Relaxation{Hours: 190}), ": 190 hours") || found.Loops[0].Sittings[0].People[0].Reason() != "the only one of the pool" {
		t.Errorf("a plan of one session: %+v, %v", found.Loops, err)
	}
	one := finder.Request{Candidate: w.candidate.ID, Duration: time.Hour, People: []string{dana.Email}, To: at(48)}
	found, err := w.Find(t.Context(), w.robin, one)
	must(t, err)
	if ways := excused(found); len(ways) > 0 {
		t.Errorf("of one interview without %v", ways)
	}
	one.Lifts = without
	if _, err = w.Find(t.Context(), w.robin, one); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("one interview with nobody: %v", err)
	}

	ask.Sessions = []finder.Session{{Title: "Talk", Duration: time.Hour, People: []string{dana.Email, lee.Email}}}
	found, err = w.FindLoop(t.Context(), w.robin, ask)
	must(t, err)
	if !slices.Contains(excused(found), int64(dana.ID)) {
		t.Fatalf("ways out: %+v", found.Relaxations)
	}
	ask.Lifts = without
	found, err = w.FindLoop(t.Context(), w.robin, ask)
	must(t, err)
	if said := found.Loops[0].Sittings[0].Concerns(time.UTC); !slices.Equal(said, []string{"Dana is optional then and is not invited"}) {
		t.Errorf("concerns: %q", said)
	}
}
