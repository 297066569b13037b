package week_test

import (
	"testing"
	"time"

	"recruitty/recruit/timeparse"
	"recruitty/recruit/week"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := timeparse.Zone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// TestWeeks holds where weeks and their days begin, whatever the clocks do.
func TestWeeks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		zone, at, from string
		quarters       int
		days           [7]int // quarters of each
	}{
		{"Europe/Lisbon", "2026-11-29T23:59:00Z", "2026-11-23T00:00:00Z", 672, [7]int{96, 96, 96, 96, 96, 96, 96}},
		{"Europe/Berlin", "2026-10-19T12:00:00Z", "2026-10-18T22:00:00Z", 676, [7]int{96, 96, 96, 96, 96, 96, 100}},
		{"Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-22T23:00:00Z", 668, [7]int{96, 96, 96, 96, 96, 96, 92}},
		{"Asia/Kolkata", "2026-11-30T00:00:00Z", "2026-11-29T18:30:00Z", 672, [7]int{96, 96, 96, 96, 96, 96, 96}},
		{"Asia/Kathmandu", "2026-12-06T18:00:00Z", "2026-11-29T18:15:00Z", 672, [7]int{96, 96, 96, 96, 96, 96, 96}},
		{"Australia/Lord_Howe", "2026-04-04T00:00:00Z", "2026-03-29T13:00:00Z", 674, [7]int{96, 96, 96, 96, 96, 96, 98}},
		{"Africa/Cairo", "2026-04-24T12:00:00Z", "2026-04-19T22:00:00Z", 668, [7]int{96, 96, 96, 96, 92, 96, 96}},
		{"America/Havana", "2024-11-03T12:00:00Z", "2024-10-28T04:00:00Z", 676, [7]int{96, 96, 96, 96, 96, 96, 100}},
		{"Pacific/Apia", "2011-12-31T12:00:00Z", "2011-12-26T10:00:00Z", 576, [7]int{96, 96, 96, 96, 0, 96, 96}},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		s := week.Of(at, zone(t, c.zone))
		if got := s.From().UTC().Format(time.RFC3339); got != c.from || s.Quarters() != c.quarters || !s.Holds(at) {
			t.Errorf("%s %s: begins %s with %d quarters", c.zone, c.at, got, s.Quarters())
		}
		for day, want := range c.days {
			if got := int(s.Days[day+1].Sub(s.Days[day]) / week.Quarter); got != want {
				t.Errorf("%s %s: day %d has %d quarters, want %d", c.zone, c.at, day, got, want)
			}
		}
		if next := s.Next(1); !next.From().Equal(s.To()) || !next.Next(-1).From().Equal(s.From()) {
			t.Errorf("%s %s: the next week begins %s, not %s", c.zone, c.at, next.From(), s.To())
		}
	}
}

// TestCellsHoldEachQuarterOnce holds that a grid of whole days has every quarter of the
// week in one cell, the one that the clock on the wall shows.
func TestCellsHoldEachQuarterOnce(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Kolkata", "Pacific/Apia"} {
		for _, at := range []time.Time{time.Date(2026, 10, 25, 12, 0, 0, 0, time.UTC), time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC), time.Date(2011, 12, 28, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 24, 12, 0, 0, 0, time.UTC), time.Date(2026, 4, 5, 0, 0, 0, 0, time.UTC)} {
			s := week.Of(at, zone(t, name))
			for _, step := range []int{15, 30, 60} {
				seen := make([]int, s.Quarters())
				for row, days := range s.Cells(0, step, 24*60/step) {
					for day, quarters := range days {
						for _, q := range quarters {
							seen[q]++
							if begins := s.At(q); s.Day(begins) != day || s.Minute(begins)/step != row {
								t.Errorf("%s: %s stands on day %d, row %d", name, begins, day, row)
							}
						}
					}
				}
				for q, n := range seen {
					if n != 1 {
						t.Errorf("%s: %s stands in %d cells of %d minutes", name, s.At(q), n, step)
					}
				}
			}
		}
	}
}

// TestStart holds what a cell of the grid means as a time.
func TestStart(t *testing.T) {
	t.Parallel()
	s := week.Of(time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC), zone(t, "Europe/Berlin"))
	if _, ok := s.Start(6, 150); ok {
		t.Error("an hour that the clocks skip has a beginning")
	}
	if at, ok := s.Start(6, 195); !ok || at.UTC().Format(time.RFC3339) != "2026-03-29T01:15:00Z" {
		t.Errorf("03:15 is %s, %v", at, ok)
	}
	s = week.Of(time.Date(2026, 10, 25, 12, 0, 0, 0, time.UTC), zone(t, "Europe/Berlin"))
	if at, ok := s.Start(6, 150); !ok || at.UTC().Format(time.RFC3339) != "2026-10-25T00:30:00Z" {
		t.Errorf("the first 02:30 is %s, %v", at, ok)
	}
	if _, ok := s.Start(7, 0); ok {
		t.Error("there is an eighth day")
	}
}
