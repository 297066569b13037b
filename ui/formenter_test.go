package ui_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// multiLine are the boxes for a text of several lines, with the keys that lead
// into them.
func multiLine() map[string][]string {
	return map[string][]string{
		"Note":                      {"3", "enter", "n"},
		"New job":                   {"2", "n", "tab", "tab", "tab", "tab"},
		"Schedule Interview Event":  {"3", "enter", "s", "shift+tab", "shift+tab"},
		"Schedule Interview Event ": {"3", "enter", "s", "shift+tab"}, // the internal note
		"Candidate · the interview is arranged ": {"7", "right", "right", "right", "right", "right", "right", "right", "enter"},
		"Add a key": {"7", "right", "s", "a"},
	}
}

// TestEnterIsANewLine holds that in every text of several lines enter, however
// often, is a new line and nothing else.
func TestEnterIsANewLine(t *testing.T) {
	t.Parallel()
	for title, keys := range multiLine() {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 40, setup{})
			before := w.state()
			w.Press(keys...)
			w.Type("Good on systems")
			for range 2 {
				w.Press("enter")
				w.Type("Hire? xyz")
			}
			w.Shows(strings.TrimSpace(title), "Good on systems", "Hire? xyz")
			if got := w.state(); got != before {
				t.Errorf("enter saved something:\n%s\nwas\n%s", got, before)
			}
			lines := strings.Split(w.Screen(), "\n")
			at := 0
			for i, line := range lines {
				if strings.Contains(line, "Good on systems") {
					at = i
				}
			}
			for _, line := range lines[at+1 : at+3] {
				if !strings.Contains(line, "Hire? xyz") {
					t.Errorf("the lines are not below each other:\n%s", w.Screen())
				}
			}
		})
	}
}

// TestNoteKeepsItsLines types a note of two paragraphs as a person does.
func TestNoteKeepsItsLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.profile()
	w.Press("n")
	w.Type("Good on distributed systems")
	w.Press("enter", "enter")
	w.Type("Hire?")
	w.Press("ctrl+s")
	w.Shows("Note saved.")
	p := firstOf(w.svc.Store.Profile(t.Context(), w.priya.ID))
	if len(p.Notes) != 1 || p.Notes[0].Text != "Good on distributed systems\n\nHire?" || p.Candidate.Name != "Priya Raman" {
		t.Errorf("notes %+v of %s", p.Notes, p.Candidate.Name)
	}
}

// TestEnterInTheLastLineSavesNothing holds for forms that end with one line.
func TestEnterInTheLastLineSavesNothing(t *testing.T) {
	t.Parallel()
	for title, keys := range forms() {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 40, setup{})
			firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Talk",
				Start: w.now.AddDate(0, 0, 7), TimeZone: "Europe/Lisbon", Duration: time.Hour, Platform: recruit.OnSite, Place: "Rua 1"}, 0))
			w.again()
			before := w.state()
			w.Press(keys...)
			for range 14 {
				w.Press("enter")
			}
			w.Shows(title)
			if got := w.state(); got != before {
				t.Errorf("enter saved something:\n%s\nwas\n%s", got, before)
			}
		})
	}
	w := newWorld(t, 100, 40, setup{})
	w.connect()
	w.scheduled(false)
	w.profile()
	w.Press("x")
	w.Type("ill")
	w.Press("enter")
	w.Shows("Cancel this interview?", "Enter does not cancel the interview: ctrl+s does.")
}
