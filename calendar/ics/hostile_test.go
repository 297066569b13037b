package ics_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"recruitty/calendar/ics"
	"recruitty/recruit/busy"
)

// endless repeats a text for ever.
type endless struct {
	text string
	at   int
	read int64
}

func (e *endless) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		c := copy(p[n:], e.text[e.at:])
		n, e.at = n+c, (e.at+c)%len(e.text)
	}
	e.read += int64(n)
	return n, nil
}

// TestBounds holds that calendars without end are read to a bound, say so in one
// sentence, and leave everything unknown that is not known to be taken.
func TestBounds(t *testing.T) {
	t.Parallel()
	const head = "BEGIN:VCALENDAR\r\n"
	entry := strings.ReplaceAll("BEGIN:VEVENT|UID:a|DTSTART:20261201T080000Z|DTEND:20261201T090000Z|END:VEVENT|", "|", "\r\n")
	for name, c := range map[string]struct {
		head, again, want string
	}{
		"entries":     {head + entry, "BEGIN:VEVENT\r\nEND:VEVENT\r\n", "more entries"},
		"text":        {head + entry, "DESCRIPTION:" + strings.Repeat("a", 1000) + "\r\n", "larger"},
		"one line":    {head + entry + "DESCRIPTION:", "a", "larger"},
		"folds":       {head + entry + "ATTACH:", "a\r\n ", "larger"},
		"returns":     {head + entry, "\r", "larger"},
		"nested":      {head + entry, "BEGIN:A\r\nBEGIN:B\r\n", "larger"},
		"zones":       {head + entry, "BEGIN:VTIMEZONE\r\nTZID:a\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n", "larger"},
		"dates":       {head + entry + "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20261201T080000Z\r\n", "EXDATE:20261201T080000Z,20261202T080000Z,20261203T080000Z\r\n", "larger"},
		"names":       {head + entry + "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20261201T080000Z\r\n", "RDATE;TZID=x" + strings.Repeat("y", 50) + ":20261201T080000\r\n", "larger"},
		"free times":  {head + entry + "BEGIN:VFREEBUSY\r\n", "FREEBUSY:20261201T080000Z/PT1H\r\n", "larger"},
		"not a start": {head + entry, "END:VEVENT\r\n", "larger"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := window(t)
			o.MaxBytes, o.MaxEvents = 4<<20, 2000
			rest := &endless{text: c.again}
			r, err := ics.Read(io.MultiReader(strings.NewReader(c.head), rest), o)
			if err != nil {
				t.Fatal(err)
			}
			got := said(busy.Merge(r.Intervals), o.Zone)
			if got != "unknown 1 00:00-09:00, busy 1 09:00-10:00, unknown 1 10:00-1 00:00" {
				t.Errorf("is %s", got)
			}
			if !strings.Contains(strings.Join(r.Doubts, "\n"), c.want) || len(r.Doubts) > 10 {
				t.Errorf("%q do not say %q", r.Doubts, c.want)
			}
			if rest.read > 5<<20 {
				t.Errorf("%d bytes were read", rest.read)
			}
		})
	}
}

// TestRepetitionEnds holds that rules that yield much, or nothing for ever, end and
// leave other entries alone.
func TestRepetitionEnds(t *testing.T) {
	t.Parallel()
	all := "BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6,7,8,9"
	var b strings.Builder
	for n, rule := range []string{
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=5", "FREQ=WEEKLY;BYMONTH=12;BYDAY=MO;INTERVAL=400000000;COUNT=999999999",
		"FREQ=SECONDLY", "FREQ=HOURLY;INTERVAL=2;BYHOUR=1", "FREQ=DAILY;COUNT=999999999;" + all, "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=0,1,2,3,4,5,6,7,8,9,10;COUNT=999999999;" + all,
		"FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1",
	} {
		fmt.Fprintf(&b, "BEGIN:VEVENT|UID:%d|DTSTART:00010101T000000Z|DURATION:PT1S|RRULE:%s|END:VEVENT|", n, rule)
	}
	for n := range 2000 {
		fmt.Fprintf(&b, "BEGIN:VEVENT|UID:x%d|DTSTART:19010101T000000Z|DURATION:PT1S|RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=2|END:VEVENT|", n)
	}
	for n := range 4000 {
		fmt.Fprintf(&b, "BEGIN:VEVENT|UID:same|%sDTSTART:20261203T080000Z|DURATION:PT1H|RRULE:FREQ=DAILY|END:VEVENT|", []string{"", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261203T080000Z|"}[n%2])
	}
	b.WriteString("BEGIN:VEVENT|UID:last|DTSTART:20261201T080000Z|DTEND:20261201T090000Z|END:VEVENT")
	o := window(t)
	r, err := ics.Read(strings.NewReader(calendar(b.String())), o)
	if err != nil {
		t.Fatal(err)
	}
	merged := busy.Merge(r.Intervals)
	if len(merged) > 5000 || len(merged) < 3 || merged[0].State != busy.Unknown {
		t.Errorf("%d intervals, the first %v", len(merged), merged[:min(3, len(merged))])
	}
	found := false
	for _, i := range r.Intervals {
		found = found || i.State == busy.Busy && i.Start.Equal(o.From.Add(9*3600e9)) && i.End.Equal(o.From.Add(10*3600e9))
	}
	if !found {
		t.Error("the last entry is lost")
	}
	if !strings.Contains(strings.Join(r.Doubts, "\n"), "too often") {
		t.Errorf("%q", r.Doubts)
	}
}

// TestObjects holds what becomes of objects that are none, cut off, or unreadable.
func TestObjects(t *testing.T) {
	t.Parallel()
	one := event("DTSTART:20261201T080000Z|DTEND:20261201T090000Z")
	const cut = "unknown 1 00:00-09:00, busy 1 09:00-10:00, unknown 1 10:00-1 00:00"
	check(t, map[string]string{
		one + one:                         "busy 1 09:00-10:00",
		"\xEF\xBB\xBF" + one:              "busy 1 09:00-10:00",
		strings.ReplaceAll(one, "\r", ""): "busy 1 09:00-10:00",
		strings.ReplaceAll(one, "\n", ""): "busy 1 09:00-10:00",
		strings.TrimSuffix(strings.TrimPrefix(one, "BEGIN:VCALENDAR\r\n"), "END:VCALENDAR\r\n"):      "busy 1 09:00-10:00",
		strings.ToLower(strings.ReplaceAll(one, "T080000", "T080000")):                               "busy 1 09:00-10:00",
		strings.TrimSuffix(one, "END:VCALENDAR\r\n"):                                                 cut,
		strings.TrimSuffix(one, "END:VEVENT\r\nEND:VCALENDAR\r\n"):                                   cut,
		strings.ReplaceAll(one, "DTSTART", "DTST\r\n ART"):                                           "busy 1 09:00-10:00",
		strings.ReplaceAll(one, "END:VEVENT\r\n", "BEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VEVENT\r\n"): "busy 1 09:00-10:00, unknown 1 10:00-1 00:00",
	})
	for _, text := range []string{"", "\r\n", "<html><body>Sign in</body></html>", "{}", "BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n", strings.Repeat("\x00", 1000)} {
		if r, err := ics.Read(strings.NewReader(text), window(t)); !errors.Is(err, ics.ErrNotCalendar) {
			t.Errorf("%.20q: %v, %v", text, r, err)
		}
	}
	broken := errors.New("line is cut")
	c := ics.New(window(t))
	if err := c.Add("/a.ics", strings.NewReader(one)); err != nil {
		t.Error(err)
	}
	if err := c.Add("/b.ics", io.MultiReader(strings.NewReader(one[:60]), failing{broken})); !errors.Is(err, broken) {
		t.Errorf("a reader that fails: %v", err)
	}
	c.Lost("/b.ics")
	r := c.Result()
	if len(r.Intervals) != 2 || r.Intervals[0].Ref != ics.Ref("/b.ics") || r.Intervals[0].State != busy.Unknown || r.Intervals[1].Ref != ics.Ref("/a.ics") || len(r.Doubts) != 1 {
		t.Errorf("%v %q", r.Intervals, r.Doubts)
	}
}

// TestTooManyObjectsStayUnknown holds that what lies behind the bound is unknown under
// no name, so that reading an object again does not make it known.
func TestTooManyObjectsStayUnknown(t *testing.T) {
	t.Parallel()
	o := window(t)
	o.MaxEvents = 2
	c := ics.New(o)
	for _, id := range []string{"/a", "/b", "/c", "/d"} {
		if err := c.Add(id, strings.NewReader(event("DTSTART:20261201T080000Z|DTEND:20261201T090000Z"))); err != nil {
			t.Error(err)
		}
	}
	r := c.Result()
	if len(r.Intervals) != 3 || r.Intervals[0].Ref != "" || r.Intervals[0].State != busy.Unknown || len(r.Doubts) != 1 {
		t.Errorf("%v %q", r.Intervals, r.Doubts)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
