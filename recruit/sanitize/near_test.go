package sanitize

import (
	"strings"
	"testing"
)

func TestDistance(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"sam", "sam", 0}, {"sam", "smam", 1}, {"haru", "hraru", 1}, {"kitten", "sitting", 3}, {"ines", "inês", 1}, {strings.Repeat("x", 99), "x", 99}} {
		if got := Distance(c.a, c.b); got != c.want || got != Distance(c.b, c.a) {
			t.Errorf("%q, %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

func TestNear(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]bool{
		"smam": true, "okafr": true, "Sam Okfor": true, "ramanthan": true, "Ines": true, "sa": false, "robin": false, "sm": false, "": false,
	} {
		if got := Near(typed, "Sam Okafor") || Near(typed, "Priya Ramanathan") || Near(typed, "Inês Alves"); got != want {
			t.Errorf("%q: %v", typed, got)
		}
	}
}
