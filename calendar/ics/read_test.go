package ics_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/calendar/ics"
	"recruitty/recruit/busy"
	"recruitty/recruit/timeparse"
)

// zone is a zone of the bundled data.
func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := timeparse.Zone(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// window is December 2026 in the zone of an owner in Berlin.
func window(t testing.TB) ics.Options {
	t.Helper()
	berlin := zone(t, "Europe/Berlin")
	return ics.Options{
		From: time.Date(2026, 12, 1, 0, 0, 0, 0, berlin), To: time.Date(2027, 1, 1, 0, 0, 0, 0, berlin), Zone: berlin,
		Owner: "priya@example.org", Words: busy.Words{Soft: []string{"focus"}},
	}
}

// calendar wraps lines, which stand between bars, in a calendar.
func calendar(lines string) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + strings.ReplaceAll(strings.TrimSpace(lines), "|", "\r\n") + "\r\nEND:VCALENDAR\r\n"
}

// event is a calendar with one entry.
func event(lines string) string { return calendar("BEGIN:VEVENT|UID:a|" + lines + "|END:VEVENT") }

// said writes intervals as "busy 1 09:00-10:00" in the zone of the window.
func said(all []busy.Interval, zone *time.Location) string {
	var b strings.Builder
	for n, i := range all {
		if n > 0 {
			b.WriteString(", ")
		}
		from, to := i.Start.In(zone), i.End.In(zone)
		b.WriteString(i.State.String() + " " + from.Format("2 15:04") + "-")
		if from.YearDay() == to.YearDay() {
			b.WriteString(to.Format("15:04"))
		} else {
			b.WriteString(to.Format("2 15:04"))
		}
	}
	return b.String()
}

// check holds what texts come to in December 2026.
func check(t *testing.T, cases map[string]string) {
	t.Helper()
	for text, want := range cases {
		o := window(t)
		r, err := ics.Read(strings.NewReader(text), o)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := said(busy.Merge(r.Intervals), o.Zone); got != want {
			t.Errorf("%s\n got %s\nwant %s\n%q", text, got, want, r.Doubts)
		}
	}
}

func TestTimes(t *testing.T) {
	t.Parallel()
	check(t, map[string]string{
		event("DTSTART:20261201T090000Z|DTEND:20261201T100000Z"):                                        "busy 1 10:00-11:00",
		event("DTSTART:20261201T090000|DTEND:20261201T100000"):                                          "busy 1 09:00-10:00",
		event("DTSTART;TZID=America/New_York:20261201T090000|DTEND;TZID=Europe/London:20261201T150000"): "busy 1 15:00-16:00",
		event("DTSTART;TZID=W. Europe Standard Time:20261201T090000|DURATION:PT1H30M"):                  "busy 1 09:00-10:30",
		event("DTSTART;VALUE=DATE:20261202"):                                                            "busy 2 00:00-3 00:00",
		event("DTSTART;VALUE=DATE:20261202|DTEND;VALUE=DATE:20261202"):                                  "busy 2 00:00-3 00:00",
		event("DTSTART;VALUE=DATE:20261202|DTEND;VALUE=DATE:20261204"):                                  "busy 2 00:00-4 00:00",
		event("DTSTART;VALUE=DATE:20261202|DURATION:P1W"):                                               "busy 2 00:00-9 00:00",
		event("DTSTART:20261202T090000"):                                                                "",
		event("DTSTART:20261130T230000|DTEND:20261201T010000"):                                          "busy 1 00:00-01:00",
	})
}
