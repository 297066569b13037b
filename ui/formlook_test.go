package ui_test

import (
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/ui/interviews"
)

// underlined is how a terminal is told to underline what follows, with whatever else.
func underlined(screen, label string) bool {
	for line := range strings.SplitSeq(screen, "\n") {
		_, row, found := strings.Cut(line, label)
		if found && (strings.Contains(row, "\x1b[4m") || strings.Contains(row, "\x1b[4;")) {
			return true
		}
	}
	return false
}

// TestFieldsAreSeen holds that a field is seen as one while nothing stands in it, one with
// the keyboard and one without.
func TestFieldsAreSeen(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{56, 20}, {80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.Run(interviews.OpenReschedule(w.app, w.onSite("Talk", w.now.AddDate(0, 0, 7), recruit.MinDuration).Interview.ID))
		for _, label := range []string{"Event Date", "Interview Time", "Reason"} {
			if size[0] < 60 { // where it stands above the field
				label = ""
			}
			if !underlined(w.View().Content, label) {
				t.Errorf("%v: %q is not underlined:\n%q", size, label, w.View().Content)
			}
		}
	}
}

// TestAFormBeginsAtWhatIsMissing holds that the usual interview begins at its time, and that
// a form in which nothing is missing begins at its first field.
func TestAFormBeginsAtWhatIsMissing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	w.connect()
	w.profile()
	w.Press("s")
	w.Type("tue 3pm")
	w.Shows("Event Start Date and Time  ┃ tue 3pm", "Tue 24 Nov 2026, 15:00 Lisbon")
	w.Press("esc", "s")
	w.Shows("Title                      ┃ Interview", "tue 3pm")
}

// TestHelpStandsAtTheFoot holds that a form explains the field which has the keyboard and no
// other, in one place, and that it does not move for it.
func TestHelpStandsAtTheFoot(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	w.connect()
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	row := func(what string) int {
		for i, line := range strings.Split(w.Screen(), "\n") {
			if strings.Contains(line, what) {
				return i
			}
		}
		t.Fatalf("no %q:\n%s", what, w.Screen())
		return 0
	}
	at, platform := row("e.g. 2026-12-01 14:30"), row("Select Platform")
	for _, c := range []struct{ field, says string }{
		{"Time Zone", "(UTC+0)"}, {"Event Duration", "or type 1h15"}, {"Internal note", "read by the panel only"}, {"Description", "enter is a new line"},
	} {
		w.field(c.field)
		w.Hides("e.g. 2026-12-01 14:30")
		if got := row(c.says); got != at {
			t.Errorf("%s is explained in row %d, not %d:\n%s", c.field, got, at, w.Screen())
		}
		if got := row("Select Platform"); got != platform {
			t.Errorf("%s: the form has moved:\n%s", c.field, w.Screen())
		}
	}
}

// TestAnErrorStandsUnderItsFieldUntilItIsMended holds for the start, which may be typed in
// many ways.
func TestAnErrorStandsUnderItsFieldUntilItIsMended(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	w.connect()
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.Type("third")
	w.Hides("✗")
	w.Press("tab")
	w.Shows("✗ “third”")
	w.Press("shift+tab", "ctrl+u")
	w.Type("thu 3pm")
	w.Press("tab")
	w.Hides("✗")
	w.Shows("Thu 26 Nov 2026, 15:00 Lisbon")
}

// TestAYearThatNobodyTypedIsAsked holds for the forms that take a date: a day that has passed
// is no day of next year without a word.
func TestAYearThatNobodyTypedIsAsked(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	w.connect()
	r := w.scheduled(true)
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.put("20 nov 10am")
	w.Shows("20 November has passed this year")
	w.Press("esc")
	w.Run(interviews.OpenReschedule(w.app, r.Interview.ID))
	w.Press("ctrl+u")
	w.put("wed 10am")
	w.Shows("new  Wed 25 Nov 2026 10:00")
	w.Press("ctrl+u")
	w.put("20 nov")
	w.Shows("20 November has passed this year")
}

// TestWhereFollowsThePlatform holds that Where is there for the platforms that need it, and
// that an interview by phone takes the candidate's number.
func TestWhereFollowsThePlatform(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	w.connect()
	c := firstOf(w.svc.Store.Candidate(t.Context(), w.priya.ID))
	c.Phone = "+351 2 5550 0163"
	firstOf(w.svc.Pipeline.Update(t.Context(), w.robin, c))
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.fillIn("tue 1 dec 10am")
	w.Hides(" Where ")
	w.field("Select Platform")
	w.Press("right")
	w.Shows(" Where ", "+351 2 5550 0163")
	w.Press("right")
	w.Shows(" Where ")
	w.Hides("+351 2 5550 0163")
	w.Press("tab")
	w.put("Rua 1")
	w.Press("shift+tab", "left")
	w.Shows("Rua 1") // what someone typed stays
	w.field("Where")
	w.Press("ctrl+u")
	w.Press("ctrl+s")
	w.Shows("Phone: +351 2 5550 0163", "1 invitation")
}
