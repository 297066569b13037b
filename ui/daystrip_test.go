package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
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

// TestAPanelOfTenIsReadInTheDay reads on among the people of a day that has no room for all:
// everybody comes into sight by keys, at every height, and a shorter panel ends it.
func TestAPanelOfTenIsReadInTheDay(t *testing.T) {
	t.Parallel()
	for _, height := range []int{24, 40} {
		w := newWorld(t, 120, height, setup{})
		w.connect()
		var names []string
		for n := range 14 {
			name := fmt.Sprintf("Member%02d Strip", n)
			firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: name, Email: fmt.Sprintf("m%d@acme.example", n), TimeZone: "Europe/Lisbon", Role: recruit.Interviewer}))
			names = append(names, name)
		}
		w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
		w.Type("tue 1 dec 10am")
		w.field("Participants")
		for n := range names {
			w.put(fmt.Sprintf("m%d@acme.example", n))
			w.Press("enter")
		}
		w.Shows("1–", "of 15 people", "shift+↑/↓", names[0])
		seen := map[string]bool{}
		look := func() {
			for _, row := range strings.Split(w.Screen(), "\n") {
				_, day, _ := strings.Cut(row, " │ ")
				_, day, _ = strings.Cut(day, " │ ") // the box, then the day
				for _, name := range append(names, "Priya Raman") {
					if strings.Contains(day, name) {
						seen[name] = true
					}
				}
			}
		}
		for range 20 {
			look()
			w.Press("shift+down")
		}
		if len(seen) != 15 {
			t.Errorf("%d rows: only %d people come into sight:\n%s", height, len(seen), w.Screen())
		}
		w.Shows("–15 of 15 people")
		for range 20 {
			w.Press("shift+up")
		}
		w.Shows("1–")
		w.field("Participants")
		for range 13 {
			w.Press("backspace")
		}
		w.Hides("of 15 people", "shift+↑/↓")
		w.Press("shift+down") // is nothing then
		w.Shows("Priya Raman")
	}
}
