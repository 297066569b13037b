package timeparse

import (
	"errors"
	"testing"
	"time"
)

func TestResolveAtClockChanges(t *testing.T) {
	t.Parallel()
	tests := []struct {
		zone, wall    string
		kind          error
		first, second string // the one instant, or the two choices
	}{
		{"Europe/Lisbon", "2027-03-28 00:59", nil, "2027-03-28T00:59:00Z", ""},
		{"Europe/Lisbon", "2027-03-28 01:00", ErrGap, "2027-03-28T00:00:00Z", "2027-03-28T01:00:00Z"},
		{"Europe/Lisbon", "2027-03-28 02:00", nil, "2027-03-28T01:00:00Z", ""},
		{"Europe/Lisbon", "2027-10-31 01:59", ErrFold, "2027-10-31T00:59:00Z", "2027-10-31T01:59:00Z"},
		{"Antarctica/Troll", "2027-03-28 01:30", ErrGap, "2027-03-27T23:30:00Z", "2027-03-28T01:30:00Z"},
		{"Antarctica/Troll", "2027-03-28 02:59", ErrGap, "2027-03-28T00:59:00Z", "2027-03-28T02:59:00Z"},
		{"Antarctica/Troll", "2027-10-31 01:00", ErrFold, "2027-10-30T23:00:00Z", "2027-10-31T01:00:00Z"},
		{"Australia/Lord_Howe", "2026-10-04 02:15", ErrGap, "2026-10-03T15:15:00Z", "2026-10-03T15:45:00Z"},
		{"Australia/Lord_Howe", "2026-10-04 02:30", nil, "2026-10-03T15:30:00Z", ""},
		{"Australia/Lord_Howe", "2027-04-04 01:45", ErrFold, "2027-04-03T14:45:00Z", "2027-04-03T15:15:00Z"},
		{"Pacific/Apia", "2011-12-30 10:00", ErrGap, "2011-12-29T20:00:00Z", "2011-12-30T20:00:00Z"},
		{"Pacific/Apia", "2011-12-31 00:00", nil, "2011-12-30T10:00:00Z", ""},
		{"Africa/Casablanca", "2026-02-15 02:30", ErrFold, "2026-02-15T01:30:00Z", "2026-02-15T02:30:00Z"},
		{"Africa/Casablanca", "2026-03-22 02:30", ErrGap, "2026-03-22T01:30:00Z", "2026-03-22T02:30:00Z"},
		{"America/Vancouver", "2026-10-31 10:00", nil, "2026-10-31T17:00:00Z", ""},
		{"America/Vancouver", "2026-11-01 01:30", nil, "2026-11-01T08:30:00Z", ""},
		{"America/Vancouver", "2026-12-01 10:00", nil, "2026-12-01T17:00:00Z", ""},
		{"America/Vancouver", "2027-03-14 02:30", nil, "2027-03-14T09:30:00Z", ""},
		{"America/New_York", "2150-03-08 02:30", ErrGap, "2150-03-08T06:30:00Z", "2150-03-08T07:30:00Z"},
		{"UTC", "2026-12-01 10:00", nil, "2026-12-01T10:00:00Z", ""},
	}
	for _, test := range tests {
		t.Run(test.zone+" "+test.wall, func(t *testing.T) {
			t.Parallel()
			typed, err := time.Parse("2006-01-02 15:04", test.wall)
			if err != nil {
				t.Fatal(err)
			}
			zone := mustZone(t, test.zone)
			got, err := Resolve(WallOf(typed), zone)
			choices := []time.Time{got}
			var gap *GapError
			var fold *FoldError
			switch {
			case errors.As(err, &gap):
				choices = []time.Time{gap.Before, gap.After}
			case errors.As(err, &fold):
				choices = []time.Time{fold.First, fold.Second}
			}
			if !errors.Is(err, test.kind) {
				t.Fatalf("got %v, %v", got, err)
			}
			for i, want := range []string{test.first, test.second}[:len(choices)] {
				if have := choices[i].UTC().Format(time.RFC3339); have != want {
					t.Errorf("choice %d is %s, want %s", i, have, want)
				}
				// What an error offers can be typed.
				moment, err := Parse(choices[i].Format(choiceLayout), typed, zone)
				if err != nil || !moment.Time.Equal(choices[i]) {
					t.Errorf("typed back: %v, %v", moment.Time, err)
				}
			}
		})
	}
}

func TestResolveRefusesImpossibleWalls(t *testing.T) {
	t.Parallel()
	for _, wall := range []Wall{{2026, 2, 30, 10, 0}, {2026, 12, 1, 24, 0}, {2026, 13, 1, 0, 0}, {1066, 1, 1, 0, 0}, {9999, 1, 1, 0, 0}, {}} {
		if got, err := Resolve(wall, time.UTC); !errors.Is(err, ErrUnclear) {
			t.Errorf("Resolve(%v) = %v, %v", wall, got, err)
		}
	}
}
