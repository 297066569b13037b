package recruit_test

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// TestStampRises holds that calendars can order the versions of an interview by
// DTSTAMP alone, within a second and over a clock that was set back.
func TestStampRises(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 12, 1, 10, 0, 0, 300_000_000, time.UTC)
	var r recruit.Record
	for n, c := range []struct{ made, want time.Duration }{
		{0, 0},
		{time.Microsecond, time.Second}, // within the second
		{2 * time.Microsecond, 2 * time.Second},
		{-time.Hour, 3 * time.Second}, // the clock was set back
		{time.Hour, time.Hour},
		{time.Hour + time.Second, time.Hour + time.Second},
	} {
		r.Versions = append(r.Versions, recruit.Version{Number: n + 1, At: at.Add(c.made)})
		if want := at.Truncate(time.Second).Add(c.want); !r.Stamp().Equal(want) {
			t.Errorf("version %d: %s, want %s", n+1, r.Stamp(), want)
		}
	}
}
