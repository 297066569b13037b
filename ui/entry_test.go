package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/interviews"
)

// TestTheOrganisersEntryIsChosenAndRemembered chooses no entry in the form, which
// the next one begins with, and gives one under Who is invited.
func TestTheOrganisersEntryIsChosenAndRemembered(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		m, err := w.svc.Team.RememberEntry(t.Context(), w.robin, recruit.WithEntry)
		if err != nil {
			t.Fatal(err)
		}
		w.app.SetMember(m)
		w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
		w.fillIn("tue 1 dec 10am")
		w.Press("ctrl+s")
		w.Shows("1 Zoom meeting · 2 invitations", "robin@acme.example (Robin Reyes) sees", "own")
		w.Press("esc", "end")
		for range 8 {
			w.Press("tab")
		}
		w.Shows("Your own calendar entry", "● yes")
		w.Press("down")
		w.Shows("● no", "as the organiser you get no email about it", "sending this makes no your usual answer")
		w.Press("ctrl+s")
		w.Shows("1 Zoom meeting · 1 invitation")
		w.Press("enter")
		w.advance(9 * time.Second)
		w.work()
		w.Press("esc")
		if now, err := w.svc.Store.Member(t.Context(), w.robin.ID); err != nil || !now.SkipEntry || !w.app.Member().SkipEntry {
			t.Errorf("not remembered: %+v, %v", now, err)
		}
		w.profile()
		w.Press("i")
		w.Shows("Who is invited", "Your own calendar entry", "● no")
		w.Press("tab", "tab", "up", "ctrl+s")
		w.Shows("This will happen: 1 invitation", "robin@acme.example (Robin Reyes) sees")
		w.Press("enter")
		w.advance(9 * time.Second)
		w.work()
		w.Press("esc")
		w.Shows("organiser's entry sent")
	}
}
