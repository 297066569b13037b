package windows

import (
	"testing"
	"time"
)

func TestDescribe(t *testing.T) {
	t.Parallel()
	denver, kolkata, bogota := mustZone(t, "America/Denver"), mustZone(t, "Asia/Kolkata"), mustZone(t, "America/Bogota")
	now := time.Date(2026, 11, 28, 10, 0, 0, 0, time.UTC)
	at := func(day, hour, minute int, zone *time.Location) time.Time {
		return time.Date(2026, 12, day, hour, minute, 0, 0, zone)
	}
	for want, w := range map[string]Window{
		"Tue 1 Dec 15:00–18:00 Denver (MST)":                   {Start: at(1, 15, 0, denver), End: at(1, 18, 0, denver), Zone: denver},
		"Tue 1 Dec 15:00 Denver (MST), preferred":              {Start: at(1, 15, 0, denver), End: at(1, 16, 0, denver), Zone: denver, At: true, Wish: Preferred},
		"Thu 3 Dec 00:00–24:00 Denver (MST)":                   {Start: at(3, 0, 0, denver), End: at(4, 0, 0, denver), Zone: denver},
		"Fri 1 Jan 2027 09:00–10:30 Kolkata (IST), if need be": {Start: at(32, 9, 0, kolkata), End: at(32, 10, 30, kolkata), Zone: kolkata, Wish: Reluctant},
		"Tue 1 Dec 15:00–18:00 Bogota (UTC-5)":                 {Start: at(1, 15, 0, bogota), End: at(1, 18, 0, bogota), Zone: bogota},
		"Thu 31 Dec 22:00–02:00+1 Denver (MST)":                {Start: at(31, 22, 0, denver), End: at(32, 2, 0, denver), Zone: denver},
		"Tue 1 Dec 15:00–16:00 UTC":                            {Start: at(1, 15, 0, time.UTC), End: at(1, 16, 0, time.UTC), Zone: time.UTC},
	} {
		if got := Describe(w, now); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
