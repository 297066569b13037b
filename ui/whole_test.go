package ui_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/ui/shell"
)

// TestActivityIsReadToItsEnd holds that no entry of the log is cut off, however long it is
// and however narrow the window.
func TestActivityIsReadToItsEnd(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{60, 60}, {80, 60}, {120, 60}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		w.scheduled(true)
		w.priya.Headline = strings.Repeat("Storage engines and whatever stands on them. ", 3)
		firstOf(w.svc.Pipeline.Update(t.Context(), w.robin, w.priya))
		w.profile()
		w.Press("tab")
		seen := strings.Join(strings.Fields(w.Screen()), "")
		for _, a := range firstOf(w.svc.Store.Activities(t.Context(), recruit.ActivityFilter{CandidateID: w.priya.ID})) {
			for _, word := range strings.Fields(a.Text) {
				if !strings.Contains(seen, word) {
					t.Errorf("at %d columns %q is cut off at %q:\n%s", size[0], a.Text, word, w.Screen())
					break
				}
			}
		}
	}
}

// TestWhatOpensAMeetingIsShownWhenAskedFor looks for the passcode, and for what a link has
// in its place, on every screen that shows an interview, before and after it is asked for.
func TestWhatOpensAMeetingIsShownWhenAskedFor(t *testing.T) {
	t.Parallel()
	for _, platform := range []recruit.Platform{recruit.Zoom, recruit.OtherLink} {
		for _, screen := range []struct {
			name, asks string
			keys       []string
		}{
			{"profile", "p", []string{"3", "enter"}},
			{"the interview", "p", []string{"3", "enter", "v"}},
			{"today", "", []string{"1"}},
			{"interviews", "", []string{"4"}},
			{"candidates", "", []string{"3"}},
			{"week", "", []string{"1", "w", "]"}},
			{"activity", "", []string{"3", "enter", "tab"}},
			{"result", "", []string{"3", "enter", "r", "ctrl+u", "f", "r", "i", "ctrl+s", "enter"}},
		} {
			t.Run(string(platform)+" "+screen.name, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, 160, 50, setup{})
				w.connect()
				d := recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Talk", Start: w.clock().Add(48 * time.Hour), TimeZone: "Europe/Lisbon", Duration: 30 * time.Minute, Platform: platform}
				secret := []string{"c2VjcmV0"}
				if platform == recruit.OtherLink {
					d.Place = "https://meet.example.com/room?pwd=c2VjcmV0"
				}
				r := firstOf(w.overbook(t.Context(), w.robin, d, 0))
				w.work()
				if m := w.record(r).Interview.Meeting; m != nil {
					secret = []string{m.Passcode, base64.RawURLEncoding.EncodeToString([]byte(m.Passcode))}
				}
				w.again()
				w.Press(screen.keys...)
				for range 3 {
					w.timers.Fire(w.Driver) // what stands beside a list comes late
				}
				w.Shows("Priya")
				w.Hides(secret...)
				if screen.asks != "" {
					w.Press(screen.asks)
					w.Shows(secret...)
					if n := strings.Count(w.Screen(), secret[len(secret)-1]); n != 1 {
						t.Errorf("the link is shown %d times:\n%s", n, w.Screen())
					}
				}
			})
		}
	}
}

// TestSinceWhenZoomIsConnected holds that the words keep up with the time.
func TestSinceWhenZoomIsConnected(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.connect()
	w.integrations()
	for _, c := range []struct {
		passes time.Duration
		said   string
	}{{22 * time.Minute, "22 min"}, {70 * time.Minute, "1 hour"}, {3 * time.Hour, "4 hours"}, {24 * time.Hour, "1 day"}, {48 * time.Hour, "3 days"}} {
		w.later(c.passes)
		w.Send(shell.Changed{})
		w.Shows("Connected · " + c.said)
	}
}

// TestAResultIsLeftWithEnterToo holds that each box that says what has come of a decision
// closes with enter as well as with esc, and that nothing of it stays in the footer.
func TestAResultIsLeftWithEnterToo(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string][]string{
		"schedule":   {"3", "enter", "s"},
		"reschedule": {"3", "enter", "r", "ctrl+u", "f", "r", "i"},
		"cancel":     {"3", "enter", "x"},
		"people":     {"3", "enter", "i", "d", "a", "n", "enter"},
		"several":    {"4", "*", "x"},
		"moves":      {"4", "*", "r"},
	} {
		for _, leave := range []string{"enter", "esc"} {
			t.Run(name+" "+leave, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, 120, 40, setup{})
				w.connect()
				w.talk("Talk", w.clock().Add(48*time.Hour))
				w.work()
				w.again()
				w.Press(keys...)
				if name == "schedule" {
					w.fillIn("tue 1 dec 10am")
				}
				w.Press("ctrl+s")
				if name != "cancel" { // which has no preview
					w.Press("enter")
				}
				w.advance(time.Minute)
				w.work()
				w.Shows("Done: everything above is confirmed.")
				w.Press("u")
				w.Press(leave)
				w.Hides("confirmed", "too late")
			})
		}
	}
}

// TestTheResumeOfTheNextIsTwoKeysAway counts from Today, however long the guide is and how
// small the window.
func TestTheResumeOfTheNextIsTwoKeysAway(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := &counting{world: newWorld(t, size[0], size[1], setup{})}
		firstOf(w.svc.Scorecards.SetGuide(t.Context(), w.robin, scorecards.Kit{Job: w.job.ID}, strings.Repeat("Ask about zebras.\n", 60), -1))
		w.resume(w.priya, "priya.txt", "Nine years of storage.\n"+strings.Repeat("Further lines about it.\n", 90))
		none := w.linked("Zed Nobody", "")
		none.Email = "zed@example.org"
		none = firstOf(w.svc.Pipeline.Update(t.Context(), w.robin, none))
		w.talk("Talk", w.clock().Add(2*time.Hour))
		firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: none.ID, JobID: w.job.ID, Title: "Chat", Start: w.clock().Add(4 * time.Hour), TimeZone: "Europe/Lisbon",
			Duration: 30 * time.Minute, Platform: recruit.Phone, Place: "+351 1"}, 0))
		w.again()
		w.press("P", "r")
		w.Shows("Résumé, priya.txt", "Nine years of storage.")
		if w.keys > 2 {
			t.Errorf("at %v: %d keys", size, w.keys)
		}
		w.Press("shift+tab")
		w.Shows("The scorecard asks for")
		w.Press("tab")
		w.Shows("Nine years of storage.")
		w.Press("tab", "tab", "shift+tab", "shift+tab", "shift+tab")
		w.Shows("Interview guide")
		w.Press("esc", "down", "P", "r")
		w.Shows("There is no résumé of Zed Nobody.", "Interview guide")
	}
}
