package wording_test

import (
	"testing"
	"time"

	"recruitty/recruit/timeparse"
	"recruitty/ui/wording"
)

// TestOpenUntil counts seconds as long as someone counts along, and says a time after that.
func TestOpenUntil(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 11, 33, 0, 0, time.UTC)
	r := wording.Reader{Zone: time.UTC, Clocks: func() time.Time { return now }}
	for left, want := range map[time.Duration]string{
		7*time.Second + 1: "8 seconds", time.Second: "1 second", 2 * time.Minute: "120 seconds",
		2 * time.Hour: "until 13:33", 24 * time.Hour: "until tomorrow 11:33",
	} {
		if got := r.OpenUntil(now.Add(left)); got != want {
			t.Errorf("%s: %q, want %q", left, got, want)
		}
	}
}

// TestShortHoursKeepTheNextDay holds that the column of hours of a list, which has no room for
// offsets, says all the same that an interview ends on the next day.
func TestShortHoursKeepTheNextDay(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 30, 23, 30, 0, 0, time.UTC)
	for _, c := range []struct {
		twelve bool
		length time.Duration
		want   string
	}{
		{false, 30 * time.Minute, "23:30–00:00+1"}, {false, time.Hour, "23:30–00:30+1"}, {true, time.Hour, "11:30 pm–12:30 am+1"}, {false, 29 * time.Minute, "23:30–23:59"},
	} {
		if got := (wording.Reader{Zone: time.UTC, TwelveHour: c.twelve}).ShortHours(at, c.length); got != c.want {
			t.Errorf("%v: %q, want %q", c.length, got, c.want)
		}
	}
}

// TestShortHoursWhereTheClocksChange gives the length in place of an end that would belie it.
func TestShortHoursWhereTheClocksChange(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		zone, start string
		length      time.Duration
		want        string
	}{
		{"Europe/Berlin", "2026-10-25T00:30:00Z", 90 * time.Minute, "02:30, 1h30"},
		{"Europe/Berlin", "2026-10-25T01:30:00Z", 90 * time.Minute, "02:30–04:00"},
		{"America/New_York", "2027-03-14T06:30:00Z", time.Hour, "01:30, 1h"},
		{"Australia/Lord_Howe", "2027-04-03T14:45:00Z", 45 * time.Minute, "01:45, 45 min"},
	} {
		zone, err := timeparse.Zone(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, c.start)
		if err != nil {
			t.Fatal(err)
		}
		if got := (wording.Reader{Zone: zone}).ShortHours(at.In(zone), c.length); got != c.want {
			t.Errorf("%s: %q, want %q", c.zone, got, c.want)
		}
	}
}
