package timeparse

import (
	"testing"
	"time"
)

func TestRange(t *testing.T) {
	t.Parallel()
	lisbon := mustZone(t, "Europe/Lisbon")
	tests := []struct {
		start  string
		length time.Duration
		want   string
	}{
		{"2026-12-01T10:00:00Z", 45 * time.Minute, "Tue 1 Dec 2026 10:00–10:45"},
		{"2026-12-01T23:30:00Z", 45 * time.Minute, "Tue 1 Dec 2026 23:30–00:15+1"},
		{"2027-10-31T00:30:00Z", 45 * time.Minute, "Sun 31 Oct 2027 01:30 UTC+1–01:15 UTC+0"},
	}
	for _, test := range tests {
		start, err := time.Parse(time.RFC3339, test.start)
		if err != nil {
			t.Fatal(err)
		}
		if got := Range(start, start.Add(test.length), lisbon); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

func TestRelativeAndDay(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		away          time.Duration
		relative, day string
	}{
		{0, "now", "Today"},
		{40 * time.Minute, "in 40 min", "Today"},
		{39*time.Minute + time.Second, "in 40 min", "Today"},
		{59*time.Minute + 59*time.Second, "in 59 min", "Today"},
		{-59 * time.Minute, "59 min ago", "Today"},
		{-3 * time.Hour, "3 h ago", "Today"},
		{8 * time.Hour, "in 8 h", "Today"},
		{20 * time.Hour, "tomorrow", "Tomorrow"},
		{-20 * time.Hour, "yesterday", "Yesterday"},
		{8 * 24 * time.Hour, "in 8 days", "Mon 30 Nov"},
		{9 * 24 * time.Hour, "in 9 days", "Tue 1 Dec"},
		{-9 * 24 * time.Hour, "9 days ago", "Fri 13 Nov"},
		{90 * 24 * time.Hour, "in 3 months", "Sat 20 Feb 2027"},
		{-1000 * 24 * time.Hour, "3 years ago", "Mon 26 Feb 2024"},
	}
	for _, test := range tests {
		at := now.Add(test.away)
		if got := Relative(at, now); got != test.relative {
			t.Errorf("Relative %v = %q, want %q", test.away, got, test.relative)
		}
		if got := Day(at, now); got != test.day {
			t.Errorf("Day %v = %q, want %q", test.away, got, test.day)
		}
	}
	// The day is the reader's, not UTC's.
	if got := Day(now.In(mustZone(t, "Pacific/Kiritimati")), now.Add(-3*time.Hour)); got != "Tomorrow" {
		t.Errorf("Day across midnight = %q", got)
	}
}
