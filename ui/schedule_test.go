package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
)

func TestScheduleFromFormToCalendar(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		w.Run(w.app.OpenSchedule(w.priya.ID, w.job.ID))
		w.Shows("Schedule Interview Event", "Priya Raman", "Title", "Description", "esc close (kept)", "ctrl+s preview and send")
		w.fillIn("tue 1 dec 10am")
		w.Shows("Tue 1 Dec 2026, 10:00 Lisbon (UTC+0)", "Kolkata for Priya", "in 9 days")
		w.Press("tab", "tab", "tab")
		w.Shows("Participants")
		w.put("dan")
		w.Shows("Dana Ortiz")
		w.Press("enter", "enter")
		w.Shows("Additional Files", "Job description")
		w.Press("tab")
		w.Shows("Select Platform", "Zoom (robin@acme.example, Basic)", "Basic host", "40 minutes")
		w.Press("ctrl+s")
		w.Shows("This will happen: 1 Zoom meeting · 2 invitations", "priya@example.com", "15:30–16:15 Kolkata", "Nothing is saved or sent yet", "enter Send Invitation")
		w.Press("enter")
		w.Shows("✓ Saved", "undo (8 s)", "… Zoom meeting", "Invitations 0 of 2")
		w.Hides("✓ Zoom meeting", "Send Invitation")
		w.advance(9 * time.Second)
		w.work()
		w.Shows("✓ Zoom meeting", "✓ Invitations 2 of 2", "✓ priya@example.com", "everything above is confirmed")
		w.Press("esc")
		w.Hides("Schedule Interview Event")
		all, err := w.desk.Store.Interviews(t.Context(), recruit.InterviewFilter{})
		if err != nil || len(all) != 1 || all[0].Meeting == nil || all[0].Duration != 45*time.Minute {
			t.Fatalf("interviews %+v, %v", all, err)
		}
		w.Run(w.app.OpenSchedule(w.priya.ID, w.job.ID))
		w.Hides("Technical interview\n", "Storage engines")
	}
}
