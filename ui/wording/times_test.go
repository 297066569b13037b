package wording_test

import (
	"testing"
	"time"

	"recruitty/ui/wording"
)

// TestOpenUntil counts seconds as long as somebody counts along, and says a time after that.
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
