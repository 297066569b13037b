package ui_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
)

// TestKeysOfAScorecard counts what a whole scorecard takes from the profile on: at most ten
// keys; and reads it on the tab, and what the debrief makes of it.
func TestKeysOfAScorecard(t *testing.T) {
	t.Parallel()
	const most = 10
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := &counting{world: newWorld(t, size[0], size[1], setup{})}
		r := firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Phone screen", Start: w.clock().Add(10 * time.Minute),
			TimeZone: "Europe/Lisbon", Duration: 30 * time.Minute, Platform: recruit.Phone, Place: "Robin calls", Participants: []string{"robin@acme.example", "dana@acme.example"}}, 0))
		w.later(time.Hour)
		w.profile()
		w.press("S", "3", "4", "2", "3", "4", "ctrl+s")
		if w.keys > most {
			t.Errorf("%d keys, want at most %d", w.keys, most)
		}
		c := firstOf(w.svc.Store.(scorecards.Store).Card(t.Context(), r.Interview.ID, w.robin.ID))
		if !c.Given() || c.Recommendation != scorecards.StrongYes || c.Short() != "3.0 strong yes" || len(c.Ratings) != 4 {
			t.Errorf("%v: %+v", size, c)
		}
		w.Press("shift+tab")
		if seen := w.Screen(); !strings.Contains(seen, "++ strong yes") || !strings.Contains(seen, "missing") {
			t.Errorf("the tab shows\n%s", seen)
		}
		w.Press("D")
		if seen := w.Screen(); !strings.Contains(seen, "3.0 strong yes") {
			t.Errorf("the debrief shows\n%s", seen)
		}
		w.Press("ctrl+s")
		log := firstOf(w.svc.Store.Activities(t.Context(), recruit.ActivityFilter{About: "debrief"}))
		if len(log) != 1 || !strings.Contains(log[0].Text, "1 scorecard, 1 missing") {
			t.Errorf("the log says %+v", log)
		}
	}
}
