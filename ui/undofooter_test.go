package ui_test

import (
	"testing"

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
