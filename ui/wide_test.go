package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/text"
)

// TestScreensUseTheirRoom walks through the sections in three sizes of window: no line is
// wider than the window, the bar has full words and counts, the footer has at most five keys
// beside the one that shows all, and no list cuts a text off where cells are free beside it.
func TestScreensUseTheirRoom(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, size[0], size[1], setup{})
			firstOf(w.svc.Scheduling.Schedule(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Technical interview",
				Start: w.now.AddDate(0, 0, 7).Add(9*time.Hour + 28*time.Minute), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Phone, Place: "+44 20 7946 0958", Participants: []string{"dana@acme.example"}}, 0))
			w.work()
			w.again()
			for _, section := range []string{"1", "2", "3", "4", "5", "6", "7"} {
				w.Press(section)
				w.Rest()
				lines := strings.Split(w.Screen(), "\n")
				for _, line := range lines {
					if text.Width(line) > size[0] {
						t.Errorf("section %s: %q is wider than the window", section, line)
					}
					if list, _, _ := strings.Cut(line, "│"); size[0] == 200 && strings.Contains(list, "…") && strings.Contains(strings.TrimRight(list, " "), strings.Repeat(" ", 12)) {
						t.Errorf("section %s: something is cut off beside free room: %q", section, list)
					}
				}
				if keys := strings.Count(lines[len(lines)-1], " · "); keys > 5 {
					t.Errorf("section %s: the footer has %d keys: %q", section, keys+1, lines[len(lines)-1])
				}
				w.Shows("Candidates", "Interviews", "Settings")
				if !strings.Contains(w.Screen(), "Interviews   1") {
					t.Errorf("section %s: the bar has no count", section)
				}
			}
			w.Press("4")
			w.Shows("23:30–00:15+1", "Sun 29 Nov")
		})
	}
}
