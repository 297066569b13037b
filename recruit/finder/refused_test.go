package finder_test

import (
	"testing"
	"time"

	"recruitty/recruit/finder"
	"recruitty/recruit/slots"
)

// TestMostRefused holds that what keeps most days without an hour is what is said, whatever
// the time of day at which somebody looks: the first day may be over but for its night.
func TestMostRefused(t *testing.T) {
	t.Parallel()
	day := func(n int, kind slots.Kind) slots.Refusal {
		return slots.Refusal{Start: time.Date(2026, 12, n, 0, 0, 0, 0, time.UTC), Reason: slots.Reason{Kind: kind}}
	}
	f := finder.Found{}
	if _, found := f.MostRefused(); found {
		t.Error("no day was refused, and one is named")
	}
	f.Refusals = []slots.Refusal{day(1, slots.CivilHours), day(2, slots.Busy), day(3, slots.Busy), day(4, slots.Busy), day(5, slots.CivilHours)}
	if most, found := f.MostRefused(); !found || most.Reason.Kind != slots.Busy || most.Days() != "Wed 2 Dec – Fri 4 Dec" {
		t.Errorf("most days are refused for %v, %s", most.Reason, most.Days())
	}
}
