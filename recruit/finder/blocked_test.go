package finder

import (
	"testing"
	"time"
)

func TestBlocked(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC)
	at := day.Add(11 * time.Hour)
	for _, c := range []struct {
		from, to time.Time
		want     string
	}{
		{at, at.Add(time.Hour), "11:00–12:00"},
		{day, day.AddDate(0, 0, 1), "all day"},
		{day.Add(time.Hour), day.Add(25 * time.Hour), "all day"}, // of a zone to the west
		{day.Add(-24 * time.Hour), day.AddDate(0, 0, 1), "all day"},
		{day, day.AddDate(0, 0, 5), "until Mon 7 Dec"},
		{at.Add(-20 * time.Hour), at.Add(time.Hour), "15:00–12:00+1"},
	} {
		if got := blocked(c.from, c.to, at); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
