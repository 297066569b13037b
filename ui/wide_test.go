package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

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
			firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Technical interview",
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

// TestListsAreCutOnlyWhereTheyAreFull walks through the lists in windows of many widths: where
// a text of a list is cut off, no cells of it are free in all its lines.
func TestListsAreCutOnlyWhereTheyAreFull(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 40, setup{demo: true})
	long := firstOf(w.svc.Pipeline.Add(t.Context(), w.robin, recruit.Candidate{Name: "Bartholomew Quillfeather the Third", Email: "bartholomew.quillfeather@example.org", Headline: "Principal engineer of distributed storage", TimeZone: "Asia/Kolkata"}))
	for _, c := range []recruit.Candidate{long} {
		firstOf(w.svc.Pipeline.Link(t.Context(), w.robin, c.ID, w.job.ID, "Interview"))
		firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: c.ID, JobID: w.job.ID, Title: "Conversation with the whole team",
			Start: w.now.AddDate(0, 0, int(c.ID)), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Phone, Place: "+44 20 7946 0958", Participants: []string{"dana@acme.example"}}, 0))
	}
	for range 3 {
		w.work()
	}
	for _, width := range []int{80, 110, 120, 160, 200} {
		w.Send(tea.WindowSizeMsg{Width: width, Height: 40})
		for _, section := range []string{"2", "3", "4", "5", "8"} {
			w.Press(section)
			w.Rest()
			if room, list := freeRoom(w.Screen()); room > 4 && strings.Contains(list, "…") {
				t.Errorf("%d wide, section %s: %d cells are free beside what is cut off:\n%s", width, section, room, w.Screen())
			}
		}
	}
}

// freeRoom is the widest run of cells that is blank in all lines of the list on a screen,
// between its columns or behind them, and the list.
func freeRoom(screen string) (most int, list string) {
	var lines []string
	for n, line := range strings.Split(screen, "\n") {
		if line, _, _ = strings.Cut(line, " │"); n >= 4 && n < 36 && text.Width(line) > 17 {
			lines = append(lines, line)
		}
	}
	taken := map[int]bool{}
	end := 0
	for n, line := range lines {
		at := 0
		for _, r := range line {
			width := text.Width(string(r))
			if at >= 17 && r != ' ' {
				taken[at], end = true, max(end, at)
				taken[at+width-1] = true
			}
			at += width
		}
		lines[n] = line
	}
	run := 0
	for at := 19; at <= end; at++ {
		if run++; taken[at] {
			run = 0
		}
		most = max(most, run)
	}
	return most, strings.Join(lines, "\n")
}
