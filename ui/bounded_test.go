package ui_test

import (
	"fmt"
	"testing"

	"recruitty/recruit"
)

// TestBoundedListsSaySo holds of what the screens look up with a limit that they say when
// there is more than they show, and that they say nothing of the kind when there is not (R17).
func TestBoundedListsSaySo(t *testing.T) {
	t.Parallel()
	const more = "There are more; type more of the name"
	w := newWorld(t, 120, 40, setup{})
	ctx := t.Context()
	for n := range 26 {
		firstOf(w.svc.Jobs.Add(ctx, w.robin, recruit.Job{Title: fmt.Sprint("Crowd job ", n)}))
		firstOf(w.svc.Pipeline.Add(ctx, w.robin, recruit.Candidate{Name: fmt.Sprint("Crowd person ", n), Email: fmt.Sprintf("crowd%d@example.org", n)}))
	}
	w.again()
	for _, c := range []struct {
		what     string
		open     []string
		many, it string
	}{
		{"the palette", []string{"ctrl+k"}, "crowd", "crowd job 25"},
		{"whom to link to a job", []string{"2", "G", "enter", "l"}, "crowd", "crowd person 25"},
		{"whose week", []string{"1", "w", "/"}, "crowd", "crowd job 25"},
		{"the job of reports", []string{"6", "/"}, "crowd", "crowd job 25"},
	} {
		w.Press(c.open...)
		w.Type(c.many)
		w.Press("pgdown", "pgdown", "pgdown", "pgdown")
		w.Shows(more)
		for range c.many {
			w.Press("backspace")
		}
		w.Type(c.it)
		w.Shows("Crowd ")
		w.Hides(more)
		w.Press("esc")
		w.Rest()
		w.Press("esc")
	}
}

// TestTheLogSaysThatThereIsMore of a candidate about whom much has happened.
func TestTheLogSaysThatThereIsMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	for range 260 {
		n := firstOf(w.svc.Pipeline.Note(t.Context(), w.robin, w.priya.ID, 0, "Called."))
		firstOf(w.svc.Pipeline.RemoveNote(t.Context(), w.robin, w.priya.ID, n.ID))
	}
	w.profile()
	w.Press("tab")
	w.Shows("recruitty activity list --candidate")
}
