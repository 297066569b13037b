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

// TestSmallWindowsAreUsable walks through a phone's window and an editor's panel:
// every section, box and field is reached, and what is typed stands where the
// cursor is.
func TestSmallWindowsAreUsable(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{45, 35}, {120, 12}, {40, 10}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, size[0], size[1], setup{})
			fits := func(where string) {
				t.Helper()
				w.Hides("too small")
				lines := strings.Split(w.Screen(), "\n")
				if len(lines) != size[1] {
					t.Errorf("%s: %d lines", where, len(lines))
				}
				for _, l := range lines {
					if text.Width(l) > size[0] {
						t.Errorf("%s: %q is wider than the window", where, l)
					}
				}
				if c := w.View().Cursor; c != nil && (c.X < 0 || c.X >= size[0] || c.Y < 0 || c.Y >= size[1]) {
					t.Errorf("%s: the cursor is at %d, %d", where, c.X, c.Y)
				}
			}
			types := func(where, s string) {
				t.Helper()
				w.Type(s)
				fits(where)
				c := w.View().Cursor
				if c == nil {
					t.Fatalf("%s: there is no cursor:\n%s", where, w.Screen())
				}
				if line := strings.Split(w.Screen(), "\n")[c.Y]; !strings.Contains(line, s) {
					t.Errorf("%s: %q is not in the line of the cursor, %q:\n%s", where, s, line, w.Screen())
				}
			}
			for key, shows := range map[string]string{"1": "Today", "2": "Staff", "3": "Priya", "4": "Upcoming interviews", "5": "Outbox", "7": "Profile"} {
				w.Press(key)
				fits(key)
				w.Shows(shows)
			}
			w.Press("?")
			fits("help")
			w.Press("esc", "ctrl+k")
			types("palette", "priya")
			w.Press("enter")
			w.Shows("Priya")
			fits("profile")
			w.Press("n")
			types("note", "strong")
			w.Press("ctrl+s", "3", "/")
			types("filter", "pri")
			w.Press("enter", "enter", "s")
			for field := range 9 {
				fits(fmt.Sprintf("field %d", field))
				if c := w.View().Cursor; c != nil {
					types(fmt.Sprintf("field %d", field), "wq")
					w.Press("backspace", "backspace")
				}
				w.Press("tab")
			}
		})
	}
}

// TestSmallWindowsShowEveryState holds that a phone's window and an editor's panel
// show how things stand, whole: in lists under their row, on the card before what
// has no room.
func TestSmallWindowsShowEveryState(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{45, 35}, {120, 12}} {
		w := newWorld(t, size[0], size[1], setup{})
		r := firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "A talk about storage engines",
			Start: w.now.AddDate(0, 0, 7), TimeZone: "Europe/Lisbon", Duration: time.Hour, Platform: recruit.OnSite, Place: "Rua 1", Participants: []string{"dana@acme.example", "lukasz@acme.example"}}, 0))
		w.work()
		firstOf(w.svc.Answers.Set(t.Context(), w.robin, r.Interview.ID, "dana@acme.example", recruit.Declined, ""))
		w.again()
		w.Press("4")
		w.Shows("✗ no: Dana")
		w.profile()
		w.Shows("Scheduled · v1", "✗ Dana", "? Priya", "no answer")
		w.Press("tab")
		w.Shows("Noted: Dana Ortiz declined") // the activity
		w.Press("shift+tab")
		firstOf(w.svc.Scheduling.Cancel(t.Context(), w.robin, r.Interview.ID, 0, "", 0))
		w.again()
		w.profile()
		w.Shows("Cancelled · v2", "sending")
		if strings.Contains(w.Screen(), "send…") {
			t.Errorf("a state is cut off:\n%s", w.Screen())
		}
	}
}

// TestSmallWindowsShowWhatIsTypedAndChosen opens boxes that explain more than a
// small window holds: the line that one types in and the way that is chosen are in
// sight, and what explains them can be read.
func TestSmallWindowsShowWhatIsTypedAndChosen(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{45, 35}, {120, 12}, {80, 24}, {40, 12}} {
		w := newWorld(t, size[0], size[1], setup{unset: true})
		w.Press("7", "right", "right", "right", "right", "right", "right", "s")
		w.Shows("Sign in for mail", "Google: browser", "▸ ")
		w.Press("down")
		w.Shows("▸ Microsoft 365")
		w.Press("enter")
		w.Shows("Register an app")
		w.put("typed-here")
		c := w.View().Cursor
		if c == nil || !strings.Contains(strings.Split(w.Screen(), "\n")[c.Y], "typed-here") {
			t.Errorf("%v: what is typed is not in sight:\n%s", size, w.Screen())
		}
		found := false
		for range 25 {
			found = found || strings.Contains(w.Screen(), "copy the Application")
			w.Press("pgdown")
		}
		if !found {
			t.Errorf("%v: the last step cannot be read:\n%s", size, w.Screen())
		}
	}
}

// TestWarningsLeaveRoomForTheForm opens every decision while mail is not set up,
// which is said above the fields, in windows where that alone would fill the box.
func TestWarningsLeaveRoomForTheForm(t *testing.T) {
	t.Parallel()
	for name, key := range map[string]string{"schedule": "s", "reschedule": "r", "people": "i", "cancel": "x"} {
		for _, size := range [][2]int{{42, 12}, {45, 12}, {40, 10}, {120, 12}, {80, 24}} {
			t.Run(fmt.Sprintf("%s/%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, 80, 24, setup{})
				w.connect()
				w.scheduled(true)
				if err := w.svc.Settings.Store.SetSecret(t.Context(), recruit.SettingMailURL, ""); err != nil {
					t.Fatal(err)
				}
				w.profile()
				w.Press(key)
				if name == "schedule" || name == "reschedule" {
					w.Shows("Mail ○ not set up: will wait")
				} else {
					w.Shows("Mail is not set up")
				}
				w.Send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				w.Type("zq")
				c := w.View().Cursor
				if c == nil || !strings.Contains(strings.Split(w.Screen(), "\n")[c.Y], "zq") {
					t.Fatalf("what is typed is not in sight, the cursor is at %v:\n%s", c, w.Screen())
				}
				if size[1] < 24 && name != "cancel" {
					w.Shows("lines below")
				}
			})
		}
	}
}
