package week_test

import (
	"testing"
	"time"

	"recruitty/recruit/timeparse"
	"recruitty/recruit/week"
)

// TestSaidWhereTheClocksChange says both offsets of a stretch in which the clocks change, since
// the times of day alone belie how long it is.
func TestSaidWhereTheClocksChange(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		zone, start string
		quarters    int
		want        string
	}{
		{"Europe/Berlin", "2026-10-25T00:30:00Z", 6, "interview 02:30 UTC+2–03:00 UTC+1"},
		{"Europe/Berlin", "2026-10-25T01:30:00Z", 6, "interview 02:30–04:00"},
		{"America/New_York", "2027-03-14T06:30:00Z", 4, "interview 01:30 UTC-5–03:30 UTC-4"},
		{"Australia/Lord_Howe", "2027-04-03T14:30:00Z", 3, "interview 01:30 UTC+11–01:45 UTC+10:30"},
	} {
		at, err := time.Parse(time.RFC3339, c.start)
		if err != nil {
			t.Fatal(err)
		}
		w := week.Week{Span: week.Of(at, zone(t, c.zone))}
		p := week.Person{Marks: make([]week.Mark, w.Quarters())}
		for q := range p.Marks {
			p.Marks[q] = week.Outside
		}
		for q := range c.quarters {
			p.Marks[int(at.Sub(w.From())/week.Quarter)+q] = week.Interview
		}
		day := 6
		if got := w.Said(p, day, timeparse.Clock); got != c.want {
			t.Errorf("%s: %q, want %q", c.zone, got, c.want)
		}
	}
}
