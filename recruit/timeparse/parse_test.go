package timeparse

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func mustZone(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := Zone(name)
	if err != nil {
		t.Fatalf("Zone(%q): %v", name, err)
	}
	return zone
}

func TestParse(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "America/New_York")
	now := time.Date(2026, 11, 22, 12, 0, 30, 0, zone) // a Sunday
	tests := map[string]string{
		"2026-12-01 14:30":                   "2026-12-01T14:30:00-05:00",
		"2026-12-01T14:30":                   "2026-12-01T14:30:00-05:00",
		"2026-12-01T14:30:59":                "2026-12-01T14:30:00-05:00",
		"2026-12-01T14:30:00Z":               "2026-12-01T09:30:00-05:00",
		"2026-12-01T14:30:00+05:30":          "2026-12-01T04:00:00-05:00",
		"2026-12-01T14:30:00-08:00":          "2026-12-01T17:30:00-05:00",
		"2026/12/01 14:30":                   "2026-12-01T14:30:00-05:00",
		"1 dec 2:30pm":                       "2026-12-01T14:30:00-05:00",
		"1 December 2026 at 14.30":           "2026-12-01T14:30:00-05:00",
		"dec 1 14:30":                        "2026-12-01T14:30:00-05:00",
		"Dec 1st, 2026 2 PM":                 "2026-12-01T14:00:00-05:00",
		"1-dec-2026 10:00":                   "2026-12-01T10:00:00-05:00",
		"1dec 10:00":                         "2026-12-01T10:00:00-05:00",
		"Tue 1 Dec 2026 10:00":               "2026-12-01T10:00:00-05:00",
		"tue 10am":                           "2026-11-24T10:00:00-05:00",
		"tues at 12am":                       "2026-11-24T00:00:00-05:00",
		"sun 13:00":                          "2026-11-22T13:00:00-05:00",
		"sun 12:00":                          "2026-11-29T12:00:00-05:00",
		"this sunday 11:00":                  "2026-11-29T11:00:00-05:00",
		"next tuesday 10:00":                 "2026-11-24T10:00:00-05:00",
		"next sunday 13:00":                  "2026-11-29T13:00:00-05:00",
		"tomorrow 14:30":                     "2026-11-23T14:30:00-05:00",
		"tomorrow noon":                      "2026-11-23T12:00:00-05:00",
		"midday tomorrow":                    "2026-11-23T12:00:00-05:00",
		"today 5pm":                          "2026-11-22T17:00:00-05:00",
		"today 9am":                          "2026-11-22T09:00:00-05:00",
		"in 2 days 10:00":                    "2026-11-24T10:00:00-05:00",
		"in a week at 10:00":                 "2026-11-29T10:00:00-05:00",
		"in 3 hours":                         "2026-11-22T15:00:00-05:00",
		"in 40 min":                          "2026-11-22T12:40:00-05:00",
		"01.12.2026 14:30":                   "2026-12-01T14:30:00-05:00",
		"1.12. 14:30":                        "2026-12-01T14:30:00-05:00",
		"1.12 14:30":                         "2026-12-01T14:30:00-05:00",
		"14.30 1 dec":                        "2026-12-01T14:30:00-05:00",
		"14:30 1 dec":                        "2026-12-01T14:30:00-05:00",
		"14h30 1 dec":                        "2026-12-01T14:30:00-05:00",
		"2:30 p.m. 1 dec":                    "2026-12-01T14:30:00-05:00",
		"12:15 a.m. 1 dec":                   "2026-12-01T00:15:00-05:00",
		"13/02/2027 10:00":                   "2027-02-13T10:00:00-05:00",
		"02/13/2027 10:00":                   "2027-02-13T10:00:00-05:00",
		"05/05/2027 10:00":                   "2027-05-05T10:00:00-04:00",
		"1 jan 10:00":                        "2027-01-01T10:00:00-05:00",
		"29 feb 10:00":                       "2028-02-29T10:00:00-05:00",
		"tomorrow 10:00 +02:00":              "2026-11-23T03:00:00-05:00",
		"tomorrow 10:00 \u221202:00":         "2026-11-23T07:00:00-05:00",
		"tomorrow 10:00 UTC+05:30":           "2026-11-22T23:30:00-05:00",
		"tomorrow\u00a010:00 UTC":            "2026-11-23T10:00:00Z",
		"2026-12-01 14:30 Europe/London":     "2026-12-01T14:30:00Z",
		"2026-12-01 14:30 america/vancouver": "2026-12-01T14:30:00-07:00",
		"tomorrow 10:00 Sao Paulo":           "2026-11-23T10:00:00-03:00",
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			moment, err := Parse(text, now, zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := moment.Time.Format(time.RFC3339); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if moment.Time.Location() != moment.Zone || moment.ZoneTyped == (moment.Zone == zone) {
				t.Errorf("zone %v, typed %v", moment.Zone, moment.ZoneTyped)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "Europe/Lisbon")
	monday := time.Date(2026, 11, 23, 9, 0, 0, 0, zone)
	tests := []struct {
		text string
		kind error
		says []string // parts of the sentence
	}{
		{"", ErrUnclear, []string{"date and the time are missing"}},
		{"noon", ErrUnclear, []string{"date is missing"}},
		{"14:30", ErrUnclear, []string{"date is missing"}},
		{"tomorrow", ErrUnclear, []string{"time is missing"}},
		{"1 dec", ErrUnclear, []string{"time is missing"}},
		{"dec 14:30", ErrUnclear, []string{"incomplete"}},
		{"tue 10", ErrUnclear, []string{"10:00", "10am"}},
		{"01/02/2026 10:00", ErrUnclear, []string{"1 Feb 2026", "2 Jan 2026"}},
		{"1/2 10:00", ErrUnclear, []string{"1 Feb", "2 Jan"}},
		{"next tuesday 10:00", ErrUnclear, []string{"2026-11-24", "2026-12-01"}},
		{"mon 1 dec 2026 10:00", ErrUnclear, []string{"Tuesday", "Monday"}},
		{"tomorrow 10:00-11:00", ErrUnclear, []string{"only the start"}},
		{"tomorrow 10:00 11:00", ErrUnclear, []string{"two times"}},
		{"tomorrow 25:00", ErrUnclear, []string{"not a time of day"}},
		{"tomorrow 13pm", ErrUnclear, []string{"not a time of day"}},
		{"tomorrow 1430", ErrUnclear, []string{"“1430”"}},
		{"midnight tomorrow", ErrUnclear, []string{"00:00"}},
		{"30 feb 10:00", ErrUnclear, []string{"30 February"}},
		{"2027-02-29 10:00", ErrUnclear, []string{"29 February"}},
		{"2026-13-01 10:00", ErrUnclear, []string{"13 is not a month"}},
		{"1026-12-01 10:00", ErrUnclear, []string{"out of reach"}},
		{"in 3 hours 10:00", ErrUnclear, []string{"in 3 hours"}},
		{"today 1 dec 10:00", ErrUnclear, []string{"two dates"}},
		{"her time tomorrow\x1b[2J", ErrUnclear, []string{"“her time tomorrow?[2j”"}},
		{strings.Repeat("1", 300), ErrUnclear, []string{"too long"}},
		{"tomorrow 10:00 CST", ErrZone, []string{"America/Chicago", "Asia/Shanghai"}},
		{"tomorrow 10:00 IST", ErrZone, []string{"Asia/Kolkata", "Europe/Dublin"}},
		{"tomorrow 10:00 europe/lisbn", ErrZone, []string{"Did you mean Europe/Lisbon?"}},
		{"tomorrow 10:00 +15:00", ErrUnclear, []string{"not an offset"}},
		{"tomorrow 10:00 +02:00 UTC", ErrUnclear, []string{"second time zone"}},
		{"2027-03-28 01:30", ErrGap, []string{"2027-03-28T00:30:00+00:00", "2027-03-28T02:30:00+01:00"}},
		{"2027-10-31 01:30", ErrFold, []string{"2027-10-31T01:30:00+01:00", "2027-10-31T01:30:00+00:00"}},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			t.Parallel()
			moment, err := Parse(test.text, monday, zone)
			if !errors.Is(err, test.kind) {
				t.Fatalf("got %v and %v, want %v", moment, err, test.kind)
			}
			for _, part := range test.says {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not say %q", err, part)
				}
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"2026-12-01 14:30", "2026-12-01T14:30:00+05:30", "1 dec 2:30pm", "next tuesday 10:00", "in 3 hours",
		"1.12. 14.30", "14h30 tomorrow new york", "2027-03-28 01:30", "29 feb 10:00", "2:30 p.m. 1 dec", "01/02/2026 1am",
		"4/25/2027 8:30:00 AM", "25-Apr-27 20:30", "20270425T083000Z", "in two weeks 10am", "27 nov 10:00", "tue 9:00 (UTC+01:00) Berlin, Rome", "last monday noon", "25.4.2027 14.30.00",
	} {
		f.Add(seed)
	}
	zone := mustZone(f, "Europe/Lisbon")
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, zone)
	f.Fuzz(func(t *testing.T, text string) {
		moment, err := Parse(text, now, zone)
		if err != nil {
			if strings.ContainsFunc(err.Error(), func(r rune) bool { return r < ' ' || r == 0x7f }) {
				t.Fatalf("control character in %q", err)
			}
			return
		}
		if moment.Time.Second() != 0 || moment.Zone == nil {
			t.Fatalf("Parse(%q) = %v", text, moment)
		}
		again, err := Parse(moment.Time.Format(choiceLayout), now, zone)
		if err != nil || !again.Time.Equal(moment.Time) {
			t.Fatalf("Parse(%q) = %v, read back as %v, %v", text, moment.Time, again.Time, err)
		}
	})
}
