package ui_test

import (
	"fmt"
	"testing"

	"recruitty/recruit"
)

// TestEveryJobCanBeChosen has more open jobs than a choice offers before anything is typed: the
// oldest is found by its title, for one candidate and for several.
func TestEveryJobCanBeChosen(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	oldest := firstOf(w.svc.Jobs.Add(t.Context(), w.robin, recruit.Job{Title: "Zookeeper of old", Department: "Parks"}))
	for n := range 501 {
		if _, err := w.svc.Jobs.Add(t.Context(), w.robin, recruit.Job{Title: fmt.Sprintf("Clerk %d", n)}); err != nil {
			t.Fatal(err)
		}
	}
	w.again()
	w.profile()
	w.Press("l")
	w.Shows("Link Priya to a job", "Clerk 500")
	w.Type("zookeeper")
	w.Shows("Zookeeper of old")
	w.Press("enter")
	w.Shows("Linked Priya Raman to Zookeeper of old")
	p := firstOf(w.svc.Store.Profile(t.Context(), w.priya.ID))
	if _, linked := p.Application(oldest.ID); !linked {
		t.Errorf("%+v", p.Applications)
	}
	w.Press("l")
	w.Type("zookeeper")
	w.Hides("Zookeeper of old  ") // they are linked already
	w.Press("esc", "3", "space", "l")
	w.Shows("Link 1 candidate to a job")
	w.Type("clerk 1")
	w.Shows("Clerk 1")
	w.Press("ctrl+u")
	w.Type("parks")
	w.Shows("Zookeeper of old")
}
