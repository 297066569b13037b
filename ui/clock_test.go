package ui_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// later lets time pass in a session that nobody touches: it hears of nothing
// but what it asked to hear after a while.
func (w *world) later(d time.Duration) {
	w.advance(d)
	w.timers.Fire(w.Driver)
}

// onSite is an interview of Robin's, at a time of the test's clock.
func (w *world) onSite(title string, start time.Time, length time.Duration) recruit.Record {
	return firstOf(w.overbook(w.t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: title,
		Start: start, TimeZone: "Europe/Lisbon", Duration: length, Platform: recruit.OnSite, Place: "Rua 1",
		Participants: []string{w.robin.Email}}, 0))
}

func (w *world) row(text string) string {
	for line := range strings.SplitSeq(w.Screen(), "\n") {
		if strings.Contains(line, text) {
			return line
		}
	}
	return ""
}

// TestTodayTellsTheTimeOfNow watches Today from the evening until after midnight
// without a key or a change anywhere.
func TestTodayTellsTheTimeOfNow(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	midnight := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC) // Lisbon's
	w.onSite("Late talk", midnight.Add(-30*time.Minute), 45*time.Minute)
	w.onSite("Night talk", midnight.Add(20*time.Minute), 30*time.Minute)
	w.now = midnight.Add(-53 * time.Minute)
	w.again()
	sees := func(at string, texts ...string) {
		t.Helper()
		w.Shows(at + " Lisbon")
		w.Shows(texts...)
	}
	sees("23:07", "Sun 22 Nov", "▸ Today        1", "23:30–00:15+1", "in 23 min", "Tomorrow")
	if row := w.row("Night talk"); !strings.Contains(row, "in 73 min") && !strings.Contains(row, "in 1 h") {
		t.Errorf("over midnight: %s", row)
	}
	w.later(10 * time.Minute)
	sees("23:17", "in 13 min")
	w.later(28 * time.Minute)
	sees("23:45", "in 35 min")
	w.later(16 * time.Minute)
	sees("00:01", "Mon 23 Nov", "▸ Today        1", "in 19 min", "now, ends in 14 min")
	w.Hides("Tomorrow")
	if row := w.row("Late talk"); row == "" {
		t.Error("the one that goes on over midnight is not shown")
	}
	w.later(20 * time.Minute)
	sees("00:21", "! took place? Priya Raman, Late talk", "now 00:21 ──")
	w.Hides("31 min ago")
}

// TestOtherScreensTellTheTimeOfNow looks at words about now on other screens
// over midnight.
func TestOtherScreensTellTheTimeOfNow(t *testing.T) {
	t.Parallel()
	midnight := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		keys          []string
		before, after string
	}{
		"interviews": {[]string{"4"}, "Tomorrow", "Today"},
		"candidate":  {[]string{"3", "enter"}, "Tomorrow 10:00", "Today 10:00"},
		"activity":   {[]string{"3", "enter", "tab"}, "Today 23:5", "Yesterday 23:5"},
		"interview":  {[]string{"3", "enter", "v"}, "tomorrow", "in 9"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 120, 40, setup{})
			w.now = midnight.Add(-3 * time.Minute)
			w.onSite("Talk", midnight.Add(10*time.Hour), time.Hour)
			w.again()
			w.Press(c.keys...)
			w.Shows(c.before)
			w.later(time.Hour)
			w.Shows(c.after)
			w.Hides(c.before)
		})
	}
}

// TestTheCountdownOfUndoStandsOnce counts how often the seconds are written
// while the box is open and when only the card is seen.
func TestTheCountdownOfUndoStandsOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.connect()
	w.profile()
	w.Press("s")
	w.fillIn("tue 1 dec 10am")
	w.Press("ctrl+s", "enter")
	count := func() int { return strings.Count(w.Screen(), " s)") + strings.Count(w.Screen(), "leaves in 8 s") }
	if n := count(); n != 1 {
		t.Errorf("%d times:\n%s", n, w.Screen())
	}
	first := w.Screen()
	w.later(3 * time.Second)
	if w.Screen() == first || count() != 1 {
		t.Errorf("it does not count down, or more than once:\n%s", w.Screen())
	}
}

// TestAZoneThatChangesElsewhereApplies changes the member's time zone in another
// window.
func TestAZoneThatChangesElsewhereApplies(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.onSite("Talk", w.now.Add(2*time.Hour), time.Hour)
	w.again()
	w.Shows("16:02", "14:02 Lisbon")
	m := w.robin
	m.TimeZone = "Asia/Tokyo"
	firstOf(w.svc.Team.Update(t.Context(), w.robin, m))
	w.Send(shell.Changed{})
	w.Shows("23:02 Tokyo", "01:02")
}
