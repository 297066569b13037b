package ics_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/calendar/ics"
	"recruitty/recruit/busy"
)

// custom is a VTIMEZONE with a name that nobody knows: New York's rules, nine hours
// and a half ahead of it.
const custom = "BEGIN:VTIMEZONE|TZID:Customized Time Zone|" +
	"BEGIN:DAYLIGHT|DTSTART:20070311T020000|RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU|TZOFFSETFROM:+0430|TZOFFSETTO:+0530|END:DAYLIGHT|" +
	"BEGIN:STANDARD|DTSTART:20071104T020000|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU|TZOFFSETFROM:+0530|TZOFFSETTO:+0430|END:STANDARD|END:VTIMEZONE|"

// lying is a VTIMEZONE that has the name of one place and the clock of another.
const lying = "BEGIN:VTIMEZONE|TZID:Europe/Berlin|BEGIN:STANDARD|DTSTART:19700101T000000|TZOFFSETFROM:-0500|TZOFFSETTO:-0500|END:STANDARD|END:VTIMEZONE|"

// half is a VTIMEZONE that holds the summer only, as programs write it that were
// asked for a date in summer.
const half = "BEGIN:VTIMEZONE|TZID:Europe/Berlin|BEGIN:DAYLIGHT|DTSTART:20260329T030000|TZOFFSETFROM:+0100|TZOFFSETTO:+0200|END:DAYLIGHT|END:VTIMEZONE|"

func at(tzid string) string {
	return "BEGIN:VEVENT|UID:a|DTSTART;TZID=" + tzid + ":20261201T120000|DTEND;TZID=" + tzid + ":20261201T130000|END:VEVENT"
}

func TestZones(t *testing.T) {
	t.Parallel()
	check(t, map[string]string{
		calendar(at("Asia/Kolkata")):                                                                                        "busy 1 07:30-08:30",
		calendar(at("asia/kolkata")):                                                                                        "busy 1 07:30-08:30",
		calendar(at("India Standard Time")):                                                                                 "busy 1 07:30-08:30",
		calendar(at("\"(UTC-05:00) Eastern Time (US & Canada)\"")):                                                          "busy 1 18:00-19:00",
		calendar(at("/freeassociation.sourceforge.net/America/New_York")):                                                   "busy 1 18:00-19:00",
		calendar(custom + at("Customized Time Zone")):                                                                       "busy 1 08:30-09:30",
		calendar(at("Customized Time Zone") + "|" + strings.TrimSuffix(custom, "|")):                                        "busy 1 08:30-09:30",
		calendar(half + at("Europe/Berlin")):                                                                                "busy 1 12:00-13:00",
		calendar(lying + at("Europe/Berlin")):                                                                               "busy 1 12:00-13:00, unknown 1 18:00-19:00",
		calendar(strings.ReplaceAll(custom, "TZOFFSETTO", "X-OFFSET") + at("Customized Time Zone")):                         "unknown 1 00:00-2 02:00",
		calendar(strings.Replace(custom, "TZID:", "X-LIC-LOCATION:America/New_York|TZID:", 1) + at("Customized Time Zone")): "unknown 1 08:30-09:30, busy 1 18:00-19:00",
		event("DTSTART;TZID=America/New_York:20261201T120000Z|DTEND;TZID=America/New_York:20261201T130000Z"):                "busy 1 13:00-14:00, unknown 1 18:00-19:00",
		event("DTSTART;TZID=UTC:20261201T120000Z|DTEND;TZID=UTC:20261201T130000Z"):                                          "busy 1 13:00-14:00",
	})
}

// TestClockChanges holds what becomes of times that a clock skips or shows twice, and
// of entries during which it is changed.
func TestClockChanges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ lines, month, want string }{
		// Skipped: by the offset before the gap, 01:30 UTC.
		{"DTSTART;TZID=Europe/Berlin:20270328T023000|DURATION:PT15M", "2027-03", "busy 28 03:30-03:45"},
		{"DTSTART;TZID=Europe/Berlin:20270327T023000|DURATION:PT15M|RRULE:FREQ=DAILY;COUNT=3", "2027-03", "busy 27 02:30-02:45, busy 28 03:30-03:45, busy 29 02:30-02:45"},
		// Shown twice: the first.
		{"DTSTART:20271031T003000Z|DURATION:PT15M|RDATE;TZID=Europe/Berlin:20271031T024500", "2027-10", "busy 31 02:30-02:00"},
		// A week begins at the same time on the clock.
		{"DTSTART;TZID=Europe/Berlin:20270322T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=2", "2027-03", "busy 22 09:00-10:00, busy 29 09:00-10:00"},
		{"DTSTART:20270322T080000Z|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=2", "2027-03", "busy 22 09:00-10:00, busy 29 10:00-11:00"},
		// Days are days on the calendar, hours are hours.
		{"DTSTART;TZID=Europe/Berlin:20270327T120000|DURATION:P1D", "2027-03", "busy 27 12:00-28 12:00"},
		{"DTSTART;TZID=Europe/Berlin:20270327T120000|DURATION:PT24H", "2027-03", "busy 27 12:00-28 13:00"},
		// The length by DTEND is exact, and shown on the clock to most people.
		{"DTSTART;TZID=Europe/Berlin:20270320T220000|DTEND;TZID=Europe/Berlin:20270321T060000|RRULE:FREQ=WEEKLY;COUNT=2", "2027-03", "busy 20 22:00-21 06:00, busy 27 22:00-28 07:00"},
		{"DTSTART;VALUE=DATE:20270328", "2027-03", "busy 28 00:00-29 00:00"},
	} {
		o := window(t)
		month, err := time.ParseInLocation("2006-01", c.month, o.Zone)
		if err != nil {
			t.Fatal(err)
		}
		o.From, o.To = month, month.AddDate(0, 1, 0)
		r, err := ics.Read(strings.NewReader(event(c.lines)), o)
		if got := said(busy.Merge(r.Intervals), o.Zone); err != nil || got != c.want || len(r.Doubts) > 0 {
			t.Errorf("%s\n got %s\nwant %s\n%v %q", c.lines, got, c.want, err, r.Doubts)
		}
	}
}
