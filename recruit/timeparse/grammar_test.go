package timeparse

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// TestDatesAndTimesCompose holds that every way to write a date goes together
// with every way to write a time, in both orders, and with a zone behind.
func TestDatesAndTimesCompose(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "America/New_York")
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, zone)
	dates := []string{
		"2027-04-25", "2027/04/25", "2027.04.25", "2027-4-25", "4/25/2027", "04/25/2027", "25/4/2027", "25.4.2027", "25.04.27", "25. 4. 2027", "4-25-2027", "4/25/27", "25/04/27",
		"20270425", "25 apr 2027", "25-Apr-2027", "25-Apr-27", "25/Apr/2027", "25apr2027", "Apr 25, 2027", "April 25th, 2027", "Apr-25-2027", "2027-Apr-25", "25 Apr '27", "25 april 27",
		"Sunday, April 25, 2027", "Sun 25 Apr 2027", "the 25th of April 2027",
	}
	times := map[string]string{
		"8:30": "08:30", "08:30": "08:30", "8:30:00": "08:30", "08:30:59.999": "08:30", "8:30 AM": "08:30", "8:30AM": "08:30", "8:30:00 AM": "08:30", "8:30:00AM": "08:30", "08:30:00.000 am": "08:30",
		"8:30 a.m.": "08:30", "8.30am": "08:30", "8h30": "08:30", "8am": "08:00", "8 AM": "08:00", "12:00:00 AM": "00:00", "12 am": "00:00", "12:00:00 PM": "12:00", "12:15 AM": "00:15",
		"8:30:00PM": "20:30", "8:30:15 p.m.": "20:30", "11:59:59 PM": "23:59", "20:30": "20:30", "noon": "12:00", "0:00": "00:00",
	}
	check := func(text, want string) {
		t.Helper()
		m, err := Parse(text, now, zone)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if got := m.Time.Format("2006-01-02 15:04 -07:00"); got != want || !m.YearTyped {
			t.Errorf("%q is %s (year typed %v), want %s", text, got, m.YearTyped, want)
		}
	}
	for _, date := range dates {
		for clock, want := range times {
			for _, text := range []string{date + " " + clock, clock + " " + date, date + ", " + clock, date + " at " + clock, strings.ToUpper(date + " " + clock), date + "\t" + clock} {
				check(text, "2027-04-25 "+want+" -04:00")
			}
			check(date+" "+clock+" Europe/London", "2027-04-25 "+want+" +01:00")
			check(date+" "+clock+" UTC", "2027-04-25 "+want+" +00:00")
			check(date+" "+clock+" (UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "2027-04-25 "+want+" +02:00")
		}
	}
	for text, want := range map[string]string{
		"2027-04-25T08:30:00.123Z": "2027-04-25 04:30 -04:00", "2027-04-25t08:30z": "2027-04-25 04:30 -04:00", "20270425T083000Z": "2027-04-25 04:30 -04:00",
		"20270425T0830": "2027-04-25 08:30 -04:00", "20270425083000": "2027-04-25 08:30 -04:00", "20270425T083000+0200": "2027-04-25 02:30 -04:00",
		"2027-04-25 08:30:00-04": "2027-04-25 08:30 -04:00", "2027-04-25 08:30:00.5+02:00": "2027-04-25 02:30 -04:00", "2027-04-25 08:30+02": "2027-04-25 02:30 -04:00",
		"2027-04-25_08:30": "2027-04-25 08:30 -04:00", "25.4.2027 14.30.00": "2027-04-25 14:30 -04:00", "4/25/2027 8:30:00 AM GMT+3": "2027-04-25 01:30 -04:00",
		"4/25/2027 8:30:00 AM GMT +3": "2027-04-25 01:30 -04:00", "2027-04-25 8:30:00PM +05:30": "2027-04-25 11:00 -04:00",
	} {
		check(text, want)
	}
}

func TestWordsOfTime(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "Europe/Lisbon")
	now := time.Date(2026, 11, 28, 10, 0, 30, 0, zone) // a Saturday
	for text, want := range map[string]string{
		"now": "2026-11-28 10:00", "yesterday 10:00": "2026-11-27 10:00", "in 2 weeks 10am": "2026-12-12 10:00", "2 weeks from now 10:00": "2026-12-12 10:00",
		"10:00 in two weeks": "2026-12-12 10:00", "3 days ago 9am": "2026-11-25 09:00", "in a month 9:00": "2026-12-28 09:00", "in 3 months at noon": "2027-02-28 12:00",
		"90 minutes ago": "2026-11-28 08:30", "an hour ago": "2026-11-28 09:00", "day after tomorrow 9:00": "2026-11-30 09:00", "last monday 9:00": "2026-11-23 09:00",
		"last saturday 9:00": "2026-11-21 09:00", "in a year 9:00": "2027-11-28 09:00", "29 nov 10:00": "2026-11-29 10:00", "1 mar 10:00": "2027-03-01 10:00",
		"28 nov 10:01": "2026-11-28 10:01", "wed 10am": "2026-12-02 10:00", "fri 27 nov 9:00": "fri", "27 nov 2026 9:00": "2026-11-27 09:00",
	} {
		m, err := Parse(text, now, zone)
		if want == "fri" {
			if !errors.Is(err, ErrUnclear) {
				t.Errorf("%q: %v, %v", text, m, err)
			}
			continue
		}
		if got := m.Time.Format("2006-01-02 15:04"); err != nil || got != want {
			t.Errorf("%q is %s, %v; want %s", text, got, err, want)
		}
	}
	// Whole days, as the ends of a range are.
	for text, want := range map[string]string{
		"yesterday": "2026-11-27 00:00", "today": "2026-11-28 00:00", "2 weeks ago": "2026-11-14 00:00", "in 2 weeks": "2026-12-12 00:00", "2026-12-01": "2026-12-01 00:00",
		"28 nov": "2026-11-28 00:00", "sat": "2026-11-28 00:00", "monday": "2026-11-30 00:00", "last monday": "2026-11-23 00:00", "1 dec": "2026-12-01 00:00", "1 dec 2pm": "2026-12-01 14:00",
		"now": "2026-11-28 10:00", "12/25/2026": "2026-12-25 00:00", "1 mar": "2027-03-01 00:00", "a month ago": "2026-10-28 00:00",
	} {
		m, err := ParseDay(text, now, zone)
		if got := m.Time.Format("2006-01-02 15:04"); err != nil || got != want {
			t.Errorf("day %q is %s, %v; want %s", text, got, err, want)
		}
	}
	// What is no date is refused in a sentence about dates; no zone is proposed.
	for text, says := range map[string]string{
		"2 weeks": "in 2 weeks or 2 weeks ago", "2 weeks 10:00": "in 2 weeks or 2 weeks ago", "third": "cannot be read", "morning": "no exact time", "tomorrow morning": "no exact time",
		"tonight": "no exact time", "yesterday": "time is missing", "next week 10:00": "no exact day", "last week": "no exact day", "next 10:00": "needs a weekday", "tomorow 10:00": "cannot be read",
		"soon": "no exact time", "fortnight": "cannot be read", "tomorrow 10:00-11": "only the start", "2027-04-25 10:00:61": "not a time of day", "tomorrow 8:75 pm": "not a time of day",
		"4/5/2027 10:00": "5 Apr 2027 or 4 May 2027", "45/45/2027 10:00": "not a date on the calendar", "02/30/2027 10:00": "not a date on the calendar", "now 10:00": "two things",
	} {
		m, err := Parse(text, now, zone)
		if err == nil || !strings.Contains(err.Error(), says) && !strings.Contains(strings.ReplaceAll(err.Error(), "4 May 2027 or 5 Apr 2027", "5 Apr 2027 or 4 May 2027"), says) || strings.Contains(err.Error(), "Did you mean") {
			t.Errorf("%q: %v, %v; want %q", text, m.Time, err, says)
		}
	}
}

// TestADateThatHasJustPassedIsAskedAbout holds that 27 November, said on 28
// November, does not become next year's without a word.
func TestADateThatHasJustPassedIsAskedAbout(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "Europe/Lisbon")
	now := time.Date(2026, 11, 28, 10, 0, 0, 0, zone)
	for text, days := range map[string]bool{"27 nov 10:00": false, "27 nov": true, "28 nov 9:00": false, "nov 1 14:30": false, "27.11. 10:00": false, "11/27 10:00": false, "1 aug 10:00": false} {
		read := Parse
		if days {
			read = ParseDay
		}
		m, err := read(text, now, zone)
		choice, ok := ChoiceOf(err)
		if !errors.Is(err, ErrYear) || !ok || choice.First.Year() != 2026 || choice.Second.Year() != 2027 || !strings.Contains(err.Error(), "type 2026-") || !strings.Contains(err.Error(), " or 2027-") {
			t.Errorf("%q: %v, %v", text, m.Time, err)
			continue
		}
		for _, at := range []time.Time{choice.First, choice.Second} {
			if again, err := Parse(at.Format("2006-01-02 15:04"), now, zone); err != nil || !again.Time.Equal(at) {
				t.Errorf("%q: %v cannot be typed: %v", text, at, err)
			}
		}
	}
}

// TestDayBeginsWhereMidnightIsSkipped holds that a day has a beginning also where
// its clocks skip midnight or show it twice.
func TestDayBeginsWhereMidnightIsSkipped(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, test := range []struct{ zone, day, want string }{
		{"Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z"}, {"America/Havana", "2026-03-08", "2026-03-08T05:00:00Z"}, {"America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"},
	} {
		m, err := ParseDay(test.day, now, mustZone(t, test.zone))
		if got := m.Time.UTC().Format(time.RFC3339); err != nil || got != test.want {
			t.Errorf("%s in %s begins %s, %v; want %s", test.day, test.zone, got, err, test.want)
		}
	}
}

func TestSpelled(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"46456.4167": "2027-03-10 10:00", "46456,4167": "2027-03-10 10:00", "46456.416666667": "2027-03-10 10:00", "46456.4166": "2027-03-10 10:00", "46456": "2027-03-10", "46456.0": "2027-03-10",
		"46456.9999": "2027-03-11 00:00", "0.4167": "10:00", "0.75": "18:00", "1804672800": "2027-03-10T10:00:00Z", "1804672800000": "2027-03-10T10:00:00Z", "1804672800.5": "2027-03-10T10:00:00Z",
		"1804672800000000": "2027-03-10T10:00:00Z", "1804672800000000000": "2027-03-10T10:00:00Z",
		"2027": "2027", "12345": "12345", "99999": "99999", "20270425": "20270425", "": "", "10:00": "10:00", "1.80E+12": "1.80E+12", "-5": "-5", "10.30": "10.30",
	} {
		if got := Spelled(cell); got != want {
			t.Errorf("Spelled(%q) = %q, want %q", cell, got, want)
		}
	}
}
