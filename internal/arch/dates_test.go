package arch

import (
	"go/token"
	"slices"
	"strings"
	"testing"
)

// TestDatesAreWrittenInOnePlace holds that a date or a time of day looks the same on every
// screen, in plain lines and in the tables of commands: only recruit/timeparse lays one out,
// and ui/wording for a reader with a twelve-hour clock. What machines read (RFC 3339, days
// such as 2026-12-01, names of files) is no concern of this test.
func TestDatesAreWrittenInOnePlace(t *testing.T) {
	t.Parallel()
	others := []string{
		"recruit/tongue", // in the language of the reader
		"mail/imap",      // as RFC 3501 has it
		"zoom/zoomsim",   // a page of the simulated Zoom
		"recruit",        // find.go: each way in which a filter may name a day
	}
	for _, p := range packages(t) {
		here := room(p.ImportPath)
		if here == "recruit/timeparse" || here == "ui/wording" || slices.Contains(others, here) {
			continue
		}
		literals(t, p, func(at token.Position, said string) {
			if forPeople(said) {
				t.Errorf("%s lays out a date itself: %q; recruit/timeparse and ui/wording do so", at, said)
			}
		})
	}
}

// forPeople reports whether a text is a layout of package time in which people read dates.
func forPeople(s string) bool {
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' }) {
		switch word {
		case "Jan", "January", "Mon", "Monday", "2006", "2", "02", "15:04", "15:04:05", "3:04", "pm", "PM", "at", "UTC", "MST":
		default:
			return false
		}
	}
	return strings.Contains(s, "Jan") || strings.Contains(s, "Mon") || strings.Contains(s, "15:04") || strings.Contains(s, "3:04")
}
