package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// TestProfileOffersUndoWhileThereIsSomething: the footer of a profile has u while a change of
// the candidate can be taken back by who looks at it.
func TestProfileOffersUndoWhileThereIsSomething(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		role  recruit.Role
		first bool // what others have done can be taken back
	}{{recruit.Admin, true}, {recruit.Recruiter, false}} {
		for _, size := range [][2]int{{80, 24}, {120, 40}} {
			w := newWorld(t, size[0], size[1], setup{})
			w.app.SetMember(firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Sam Stone", Email: "sam@acme.example", Role: c.role, TimeZone: "UTC"})))
			w.profile()
			w.Shows("s Schedule an Interview")
			if c.first {
				w.Shows("u undo")
			} else {
				w.Hides("u undo")
				w.Press("u")
				w.Shows("is by Robin Reyes")
			}
			w.Press("n")
			w.Type("Speaks Tamil.")
			w.Press("ctrl+s")
			w.Shows("Note saved.", "s Schedule an Interview · u undo ·")
			w.Press("u", "y")
			w.Shows("Undone: Wrote a note.")
			if !c.first {
				w.Hides("u undo")
			}
		}
	}
}

// TestListsOfferUndoOfWhatWasDoneToMany: once the box of many changes was left, the list in
// which they were chosen leads back to it by u, as long as something can be taken back.
func TestListsOfferUndoOfWhatWasDoneToMany(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	ids := w.bakers()
	for _, list := range [][]string{{"3"}, {"2", "enter"}} {
		w.Press(list...)
		w.Hides("u undo")
		w.Press("home", "space", "space", "space", "X")
		w.Type("skill")
		w.Press("enter", "enter")
		w.Shows("Rejected here (3 candidates)")
		w.Press("esc")
		w.Shows("enter open · u undo ·", "? keys")
		w.Press("u")
		w.Shows("Rejected here (3 candidates)", "undo all (")
		w.Press("u")
		w.Shows("Undone: 3 candidates")
		w.Press("esc")
		w.Hides("u undo")
		if got := w.stagesOf(ids); got != "Applied Applied Applied" {
			t.Errorf("%v: taken back they are in %s", list, got)
		}
	}

	danas := w.dayOfDana()
	w.Press("4", "*", "r", "+", "1", "d", "ctrl+s", "enter")
	w.Shows("Saved: the interviews have new times")
	w.Press("esc")
	w.Shows("u undo")
	w.Press("u", "u")
	w.Shows("Undone: 4 interviews; nothing was sent")
	w.Press("esc", "u")
	w.Shows("It has been undone already.")
	w.Hides("u undo")
	for _, said := range w.behind(danas) {
		if said != "0s scheduled" {
			t.Errorf("taken back an interview is %s", said)
		}
	}
	w.Press("*", "r", "+", "1", "d", "ctrl+s", "enter", "esc")
	w.Shows("u undo")
	w.advance(time.Minute)
	w.work()
	w.Press("u")
	w.Shows("It is too late to undo")
}
