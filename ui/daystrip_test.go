package ui_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/ui/interviews"
)

// TestTheDayStandsBesideTheForm holds that from 110 columns on the day of who takes part
// stands at the right, in which the slot moves by quarters of an hour, and that what is not
// known is not drawn as free (R13).
func TestTheDayStandsBesideTheForm(t *testing.T) {
	t.Parallel()
	for _, width := range []int{80, 110, 120, 200} {
		w := newWorld(t, width, 40, setup{})
		w.connect()
		w.freeTime(w.dana)
		w.onSite("Talk", time.Date(2026, 12, 1, 11, 0, 0, 0, time.UTC), time.Hour)
		w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
		w.Type("tue 1 dec 10am")
		w.field("Participants")
		w.put("dan")
		w.Press("enter")
		w.put("guest@example.org")
		w.Press("enter")
		if width < 110 {
			w.Shows("unknown: ", "Priya")
			w.Hides("your hours")
		} else {
			w.Shows("Tue 1 Dec, your hours", "Tue 15:30 there", "? unknown")
			rows := strings.Split(w.Screen(), "\n")
			for i, row := range rows {
				if strings.HasSuffix(strings.TrimRight(row, " │"), "guest@example.org") && !strings.Contains(row, "Participants") && strings.Contains(rows[i+1], "·") {
					t.Errorf("%d: a guest is drawn as free:\n%s", width, w.Screen())
				}
			}
		}
		w.Press("shift+right")
		w.Shows("2026-12-01 10:15", "10:15 Lisbon")
		w.Press("shift+left", "shift+left")
		w.Shows("2026-12-01 09:45")
	}
}

// TestTheSlotOfAMoveMoves holds the same for Reschedule.
func TestTheSlotOfAMoveMoves(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.connect()
	r := w.scheduled(true)
	w.Run(interviews.OpenReschedule(w.app, r.Interview.ID))
	w.Shows("Tue 1 Dec, your hours", "Dana Ortiz", "Priya Raman")
	w.Press("shift+right")
	w.Shows("new  Tue 1 Dec 2026 10:15")
	w.field("Interview Time")
	w.Press("ctrl+u", "shift+right")
	w.Shows("Type a time first")
}
