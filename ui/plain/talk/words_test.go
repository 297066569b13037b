package talk

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestSpoken holds that an end on the next day is read aloud as such, and that no other
// "+1" is: offsets from UTC and phone numbers are what they are.
func TestSpoken(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"Mon 30 Nov 2026 12:00–12:30 Paris (UTC+1)":              "Mon 30 Nov 2026 12:00 to 12:30 Paris (UTC+1)",
		"Mon 30 Nov 2026 23:30–00:30+1 Paris (UTC+1)":            "Mon 30 Nov 2026 23:30 to 00:30 the next day Paris (UTC+1)",
		"11:30 pm–12:30 am+1":                                    "11:30 pm to 12:30 am the next day",
		"01:30 UTC+1–03:30 UTC+2":                                "01:30 UTC+1 to 03:30 UTC+2",
		"23:30 UTC+2–02:30 UTC+1+1":                              "23:30 UTC+2 to 02:30 UTC+1 the next day",
		"2026-11-30 02:30 UTC+1":                                 "2026-11-30 02:30 UTC+1",
		"Phone · +1 415 555 0163 → +17 · UTC+10 · UTC+11 · 5+10": "Phone, +1 415 555 0163 to +17, UTC+10, UTC+11, 5+10",
		"23:30–00:30+12":                                         "23:30 to 00:30+12",
	} {
		if got := Spoken(s); got != want {
			t.Errorf("%q is read as %q, want %q", s, got, want)
		}
	}
}

// TestNextDayIsThePattern compares nextDay with the pattern that says what it does.
func TestNextDayIsThePattern(t *testing.T) {
	t.Parallel()
	pattern := regexp.MustCompile(`(:\d\d(?: [ap]m)?(?: UTC[+-][\d:]+)?)\+1\b`)
	parts := []string{"00:30", ":30", ":", "3", "1", " am", " pm", " xm", " UTC", "+", "-", "+1", "+1", " UTC+1", " UTC-3:30", " ", "–", "_", "a", "日", "\xff"}
	random := rand.New(rand.NewPCG(1, 2))
	changed := 0
	for range 50_000 {
		var b strings.Builder
		for range random.IntN(10) {
			b.WriteString(parts[random.IntN(len(parts))])
		}
		got, want := nextDay(b.String()), pattern.ReplaceAllString(b.String(), "$1 the next day")
		if got != want {
			t.Fatalf("%q becomes %q, want %q", b.String(), got, want)
		}
		if got != b.String() {
			changed++
		}
	}
	if changed < 1000 {
		t.Errorf("only %d of the texts had a mark", changed)
	}
}
