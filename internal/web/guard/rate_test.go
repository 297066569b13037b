package guard

import (
	"testing"
	"time"
)

func TestLimiterGivesBackWithTime(t *testing.T) {
	t.Parallel()
	clock := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	l := NewLimiter[string](Rate{Every: 2 * time.Second, Burst: 3}, 100, func() time.Time { return clock })
	for _, tc := range []struct {
		after time.Duration
		key   string
		wait  time.Duration
	}{
		{0, "a", 0}, {0, "a", 0}, {0, "a", 0}, {0, "a", 2 * time.Second}, {0, "b", 0}, {time.Second, "a", time.Second}, {time.Second, "a", 0},
		{0, "a", 2 * time.Second}, {-time.Minute, "b", 0}, {-2 * time.Hour, "a", 0}, {24 * time.Hour, "a", 0},
	} {
		clock = clock.Add(tc.after)
		if got := l.Allow(tc.key); got != tc.wait {
			t.Errorf("%s at %s: wait %v, want %v", tc.key, clock, got, tc.wait)
		}
	}
	if free := NewLimiter[int](Rate{}, 1, time.Now); free.Allow(1) != 0 || free.Known() != 0 {
		t.Error("no rate limits")
	}
}

// TestLimiterIsBounded holds that nobody fills the memory by being somebody else each time, and that whoever was seen last
// is still limited then.
func TestLimiterIsBounded(t *testing.T) {
	t.Parallel()
	clock := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	l := NewLimiter[int](Rate{Every: time.Second, Burst: 1}, 100, func() time.Time { return clock })
	for i := range 100_000 {
		if l.Allow(i) != 0 {
			t.Fatalf("%d is limited", i)
		}
		if l.Known() > 200 {
			t.Fatalf("%d are remembered", l.Known())
		}
	}
	for i := 99_900; i < 100_000; i++ {
		if l.Allow(i) == 0 {
			t.Errorf("%d is forgotten", i)
		}
	}
}
