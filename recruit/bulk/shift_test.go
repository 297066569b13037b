package bulk

import (
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// monday is a Monday in Lisbon, at noon.
func monday(t testing.TB) time.Time {
	t.Helper()
	return time.Date(2026, 11, 30, 12, 0, 0, 0, lisbon(t))
}

func lisbon(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func TestParseShift(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"+1d": "1 day later", "+1 day": "1 day later", "-1d": "1 day earlier", "− 2 days": "2 days earlier", "1 day earlier": "1 day earlier",
		"+1w": "7 days later", "next week": "7 days later", "last week": "7 days earlier", "2 weeks later": "14 days later", "1d": "1 day later",
		"+30 min": "30 min later", "+30m": "30 min later", "-90m": "1 h 30 min earlier", "+1h30m": "1 h 30 min later", "+1d 2h": "1 day 2 h later", "+1 day and 30 min": "1 day 30 min later",
		"next monday": "to Mon 7 Dec 2026, each at its own time", "NEXT MONDAY same hour": "to Mon 7 Dec 2026, each at its own time", "wed, at the same time": "to Wed 2 Dec 2026, each at its own time",
		"tomorrow": "to Tue 1 Dec 2026, each at its own time", "2026-12-24": "to Thu 24 Dec 2026, each at its own time", "7 dec": "to Mon 7 Dec 2026, each at its own time",
	} {
		if s, err := ParseShift(typed, monday(t)); err != nil || s.Words() != want {
			t.Errorf("%q is %q, %v; want %q", typed, s.Words(), err, want)
		}
	}
	for typed, says := range map[string]string{
		"": "Say by how much", "+30": "with its unit", "+": "with its unit", "+0d": "moves nothing", "+2h x": "with its unit", "+400d": "a year at most", "+99999w 99999w": "a year at most",
		"10:00": "keeps its time of day", "tue 10am": "keeps its time of day", "in 3 hours": "keeps its time of day", "soon": "neither an amount", "same hour": "neither an amount", strings.Repeat("1", 101): "too long",
		"27 nov": "has passed",
	} {
		if s, err := ParseShift(typed, monday(t)); !errors.Is(err, recruit.ErrInvalid) || recruit.FieldOf(err) != "shift" || !strings.Contains(recruit.Sentence(err), says) {
			t.Errorf("%q is %+v, %v; want %q", typed, s, err, says)
		}
	}
}

// TestShiftKeepsTheHour holds that clocks which change in between shift no hour, and what
// becomes of hours that there are not, or twice.
func TestShiftKeepsTheHour(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ start, zone, shift, want string }{
		{"2026-10-23T09:00:00Z", "Europe/Lisbon", "+7d", "2026-10-30T10:00:00Z"},    // 10:00 in summer and in winter
		{"2027-03-26T10:00:00Z", "Europe/Lisbon", "+1w", "2027-04-02T09:00:00Z"},    // and the other way round
		{"2026-10-30T14:00:00Z", "America/New_York", "+3d", "2026-11-02T15:00:00Z"}, // another zone changes on another day
		{"2026-12-01T15:30:00Z", "Asia/Kolkata", "next monday", "2026-12-07T15:30:00Z"},
		{"2026-12-01T23:45:00Z", "Europe/Lisbon", "+30 min", "2026-12-02T00:15:00Z"},
		{"2026-12-31T10:00:00Z", "Europe/Lisbon", "+1d", "2027-01-01T10:00:00Z"},
		{"2027-03-27T01:30:00Z", "Europe/Lisbon", "+1d", ""},                     // the clocks skip 01:30
		{"2026-10-24T00:30:00Z", "Europe/Lisbon", "+1d", "2026-10-25T00:30:00Z"}, // 01:30 twice: in summer time still
		{"2026-10-26T01:30:00Z", "Europe/Lisbon", "-1d", "2026-10-25T01:30:00Z"}, // and in winter time already
	} {
		at, err := time.Parse(time.RFC3339, c.start)
		if err != nil {
			t.Fatal(err)
		}
		s, err := ParseShift(c.shift, monday(t))
		if err != nil {
			t.Fatal(err)
		}
		moved, err := s.Start(recruit.Interview{Start: at, TimeZone: c.zone})
		switch {
		case c.want == "" && (!errors.Is(err, recruit.ErrInvalid) || !strings.Contains(recruit.Sentence(err), "skip")):
			t.Errorf("%+v moves to %s, %v", c, moved, err)
		case c.want != "" && (err != nil || moved.UTC().Format(time.RFC3339) != c.want):
			t.Errorf("%+v moves to %s, %v", c, moved.UTC().Format(time.RFC3339), err)
		}
	}
	if _, err := (Shift{Days: 1}).Start(recruit.Interview{TimeZone: "Nowhere/At_All"}); !errors.Is(err, recruit.ErrInvalid) {
		t.Errorf("a zone that there is not: %v", err)
	}
}

// FuzzParseShift holds that whatever is typed is a bounded shift or a sentence, and that
// what a shift is called reads as the same again.
func FuzzParseShift(f *testing.F) {
	for _, typed := range []string{"+1d", "-30 min", "next monday same hour", "+1h30", "1 day later", "+1d 2h", "\x00", "+99999h", "7.12.", "− 2 days"} {
		f.Add(typed)
	}
	now := monday(f)
	f.Fuzz(func(t *testing.T, typed string) {
		s, err := ParseShift(typed, now)
		if err != nil {
			if !errors.Is(err, recruit.ErrInvalid) || recruit.Sentence(err) == "" {
				t.Errorf("%q is refused by %v", typed, err)
			}
			return
		}
		if n := s.Days*minutesDay + s.Minutes; s.Zero() || n > maxShift || n < -maxShift {
			t.Errorf("%q is %+v", typed, s)
		}
		if !s.To.IsZero() {
			return
		}
		if again, err := ParseShift(s.Words(), now); err != nil || again.Days*minutesDay+again.Minutes != s.Days*minutesDay+s.Minutes {
			t.Errorf("%q is called %q, which is %+v, %v", typed, s.Words(), again, err)
		}
	})
}
