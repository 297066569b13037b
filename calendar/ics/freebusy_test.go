package ics_test

import (
	"strings"
	"testing"

	"recruitty/calendar/ics"
)

// TestFreeBusy holds what VFREEBUSY says (RFC 5545, 3.6.4), and what it leaves open.
func TestFreeBusy(t *testing.T) {
	t.Parallel()
	const whole = "DTSTART:20261130T000000Z|DTEND:20270105T000000Z|"
	fb := func(lines string) string { return calendar("BEGIN:VFREEBUSY|" + lines + "|END:VFREEBUSY") }
	check(t, map[string]string{
		fb(whole + "UID:a"): "",
		fb(whole + "FREEBUSY:20261201T080000Z/PT1H,20261202T080000Z/20261202T100000Z"):       "busy 1 09:00-10:00, busy 2 09:00-11:00",
		fb(whole + "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261201T080000Z/PT1H"):                   "soft 1 09:00-10:00",
		fb(whole + "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261201T080000Z/PT1H"):                 "busy 1 09:00-10:00",
		fb(whole + "FREEBUSY;FBTYPE=X-GYM:20261201T080000Z/PT1H"):                            "busy 1 09:00-10:00",
		fb(whole + "FREEBUSY;FBTYPE=FREE:20261201T080000Z/PT1H"):                             "",
		fb(whole + "FREEBUSY:20261201T080000Z/PT1H,x"):                                       "unknown 1 00:00-09:00, busy 1 09:00-10:00, unknown 1 10:00-1 00:00",
		fb("DTSTART:20261202T000000Z|DTEND:20261230T230000Z|FREEBUSY:20261203T080000Z/PT1H"): "unknown 1 00:00-2 01:00, busy 3 09:00-10:00, unknown 31 00:00-1 00:00",
		fb("FREEBUSY:20261203T080000Z/PT1H"):                                                 "unknown 1 00:00-3 09:00, busy 3 09:00-10:00, unknown 3 10:00-1 00:00",
		// One for each entry, as a server for small groups writes it.
		calendar("BEGIN:VFREEBUSY|DTSTART:20261201T080000Z|DTEND:20261201T090000Z|FBTYPE:BUSY|END:VFREEBUSY|" +
			"BEGIN:VFREEBUSY|DTSTART:20261202T080000Z|DTEND:20261202T090000Z|FBTYPE:BUSY-TENTATIVE|END:VFREEBUSY|" +
			"BEGIN:VFREEBUSY|DTSTART:20261203T080000Z|DTEND:20261203T090000Z|FBTYPE:FREE|END:VFREEBUSY"): "busy 1 09:00-10:00, soft 2 09:00-10:00",
		calendar("VERSION:2.0"): "",
	})
}

// TestAvailability holds what VAVAILABILITY says (RFC 7953).
func TestAvailability(t *testing.T) {
	t.Parallel()
	const mondays = "BEGIN:AVAILABLE|UID:b|DTSTART;TZID=Europe/Berlin:20261005T090000|DTEND;TZID=Europe/Berlin:20261005T120000|RRULE:FREQ=WEEKLY;BYDAY=MO|END:AVAILABLE|"
	va := func(lines string) string { return "BEGIN:VAVAILABILITY|" + lines + "END:VAVAILABILITY|" }
	for text, want := range map[string]string{
		"": "",
		va("DTSTART:20261206T230000Z|DTEND:20261214T230000Z|" + mondays):                                                                    "busy 7 00:00-09:00, free 7 09:00-12:00, busy 7 12:00-14 09:00, free 14 09:00-12:00, busy 14 12:00-15 00:00",
		va("DTSTART:20261206T230000Z|DURATION:P1D|BUSYTYPE:BUSY-TENTATIVE|" + mondays):                                                      "soft 7 00:00-09:00, free 7 09:00-12:00, soft 7 12:00-8 00:00",
		va("DTSTART:20261206T230000Z|DURATION:P2D|PRIORITY:5|"+mondays) + va("DTSTART:20261207T100000Z|DTEND:20261207T120000Z|PRIORITY:1|"): "busy 7 00:00-09:00, free 7 09:00-11:00, busy 7 11:00-9 00:00",
		va("DTSTART:20261206T230000Z|DURATION:P2D|PRIORITY:5|"+mondays) + va("DTSTART:20261207T100000Z|DTEND:20261207T120000Z|"):            "busy 7 00:00-09:00, free 7 09:00-12:00, busy 7 12:00-9 00:00",
		va("DTSTART:20261230T230000Z|" + strings.Replace(mondays, "WEEKLY", "HOURLY", 1)):                                                   "unknown 31 00:00-1 00:00",
		va("DTSTART:x|" + mondays): "unknown 1 00:00-1 00:00",
	} {
		o := window(t)
		r, err := ics.ReadAvailability(strings.NewReader(calendar(strings.TrimSuffix(text, "|"))), o)
		if got := said(r.Intervals, o.Zone); err != nil || got != want {
			t.Errorf("%s\n got %s\nwant %s\n%v %q", text, got, want, err, r.Doubts)
		}
		for n, i := range r.Intervals {
			if n > 0 && i.Start.Before(r.Intervals[n-1].End) || i.Ref != "" || !i.End.After(i.Start) {
				t.Errorf("%s: %v overlaps, is empty or named", text, i)
			}
		}
	}
	if r, err := ics.ReadAvailability(strings.NewReader("<html>"), window(t)); err != ics.ErrNotCalendar {
		t.Errorf("a page: %v, %v", r, err)
	}
}
