package timeparse

import (
	"strings"
	"testing"
	"time"
)

// TestADateOfToday says of today's date only that its hour has passed, on both
// sides of midnight and in whatever zone it is read.
func TestADateOfToday(t *testing.T) {
	t.Parallel()
	lisbon, auckland, honolulu := mustZone(t, "Europe/Lisbon"), mustZone(t, "Pacific/Auckland"), mustZone(t, "Pacific/Honolulu")
	for _, c := range []struct {
		now   string // in UTC
		zone  *time.Location
		typed string
		want  string // in the error; "" for a time that is read
	}{
		{"2026-11-29T12:00:00Z", lisbon, "29 nov 10:00", "29 November is today, but 10:00 has passed; the day comes again in 2027; type 2026-11-29 10:00 or 2027-11-29 10:00."},
		{"2026-11-29T12:00:00Z", lisbon, "29 nov 12:01", ""},
		{"2026-11-29T23:59:59Z", lisbon, "29 nov 23:58", "29 November is today, but 23:58 has passed"},
		{"2026-11-30T00:00:00Z", lisbon, "29 nov 23:58", "29 November has passed this year"},
		{"2026-11-29T12:00:00Z", auckland, "30 nov 00:30", "30 November is today, but 00:30 has passed"}, // 01:00 there
		{"2026-11-29T12:00:00Z", auckland, "29 nov 23:30", "29 November has passed this year"},
		{"2026-11-30T09:30:00Z", honolulu, "29 nov 23:00", "29 November is today, but 23:00 has passed"}, // 23:30 there
		{"2026-11-30T09:30:00Z", honolulu, "30 nov 00:30", ""},
		{"2026-11-29T12:00:00Z", lisbon, "28 nov 10:00", "28 November has passed this year"},
		{"2026-12-31T12:00:00Z", lisbon, "31 dec 10:00", "31 December is today"},
		{"2026-11-29T12:00:00Z", lisbon, "30 nov 00:30 Pacific/Auckland", "30 November is today, but 00:30 has passed"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Parse(c.typed, now, c.zone)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s at %s in %s: %v, want %q", c.typed, c.now, c.zone, err, c.want)
		}
		if choice, open := ChoiceOf(err); err != nil && (!open || !strings.Contains(choice.Why, strings.TrimSuffix(c.want, "; type 2026-11-29 10:00 or 2027-11-29 10:00."))) {
			t.Errorf("%s at %s: it is asked %q", c.typed, c.now, choice.Why)
		}
	}
	for _, typed := range []string{"29 nov", "11/29", "nov 29"} {
		now := time.Date(2026, 11, 29, 23, 59, 0, 0, lisbon)
		if m, err := ParseDay(typed, now, lisbon); strings.Contains(typed, " ") && (err != nil || m.Time.Year() != 2026) {
			t.Errorf("%s on that day: %v, %v", typed, m.Time, err)
		}
	}
}
