package ics_test

import (
	"fmt"
	"strings"
	"testing"

	"recruitty/calendar/ics"
)

func benchmark(b *testing.B, text string) {
	b.Helper()
	o := window(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ics.Read(strings.NewReader(text), o); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTenThousand reads a calendar of ten thousand entries of eleven years, each
// tenth of which repeats.
func BenchmarkTenThousand(b *testing.B) {
	var text strings.Builder
	for n := range 10_000 {
		rule := ""
		if n%10 == 0 {
			rule = "RRULE:FREQ=WEEKLY;BYDAY=MO,WE|EXDATE;TZID=Europe/Berlin:20261207T090000|"
		}
		fmt.Fprintf(&text, "BEGIN:VEVENT|UID:%d@example.org|DTSTAMP:20200101T000000Z|CREATED:20200101T000000Z|LAST-MODIFIED:20200101T000000Z|SEQUENCE:1|"+
			"DTSTART;TZID=Europe/Berlin:%04d%02d%02dT090000|DTEND;TZID=Europe/Berlin:%04d%02d%02dT100000|%sSUMMARY:A talk about something|"+
			"DESCRIPTION:%s|LOCATION:Room 5|ORGANIZER;CN=Raj:mailto:raj@example.org|ATTENDEE;CN=Raj;PARTSTAT=ACCEPTED:mailto:raj@example.org|"+
			"ATTENDEE;CN=Priya;PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:priya@example.org|TRANSP:OPAQUE|STATUS:CONFIRMED|END:VEVENT|",
			n, 2016+n%11, 1+n%12, 1+n%28, 2016+n%11, 1+n%12, 1+n%28, rule, strings.Repeat("word ", 30))
	}
	benchmark(b, calendar(strings.TrimSuffix(text.String(), "|")))
}

// BenchmarkDailySince2016 reads one entry of every day since 2016.
func BenchmarkDailySince2016(b *testing.B) {
	benchmark(b, event("DTSTART;TZID=Europe/Berlin:20160101T090000|DURATION:PT15M|RRULE:FREQ=DAILY"))
}

// BenchmarkDailyCounted is the same with a number of times, of which none may be left
// out.
func BenchmarkDailyCounted(b *testing.B) {
	benchmark(b, event("DTSTART;TZID=Europe/Berlin:20160101T090000|DURATION:PT15M|RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA;COUNT=9999"))
}
