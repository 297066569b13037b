package ics_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/calendar/ics"
	"recruitty/recruit/busy"
)

// taken are calendars in which ten o'clock on the tenth of December is taken.
func taken() []string {
	const zoned = "DTSTART;TZID=Europe/Berlin:20261208T093000|DURATION:P0DT1H|"
	return []string{
		event("DTSTART:20261210T083000Z|DTEND:20261210T093000Z|SUMMARY:Talk|TRANSP:OPAQUE"),
		event("DTSTART;VALUE=DATE:20261210|STATUS:CONFIRMED"),
		event(zoned + "RRULE:FREQ=DAILY;COUNT=3"),
		event(zoned + "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU,WE,TH;UNTIL=20261231|EXDATE;TZID=Europe/Berlin:20261209T093000"),
		event(zoned + "RRULE:FREQ=MONTHLY;BYMONTHDAY=8,10;BYSETPOS=-1"),
		event(zoned + "RDATE;TZID=Europe/Berlin:20261215T093000,20261210T093000"),
		event(zoned + "RDATE;VALUE=PERIOD:20261210T083000Z/PT1H"),
		calendar("BEGIN:VEVENT|UID:a|" + zoned + "RRULE:FREQ=DAILY;COUNT=2|END:VEVENT|BEGIN:VEVENT|UID:a|RECURRENCE-ID;TZID=Europe/Berlin:20261209T093000|DTSTART:20261210T080000Z|DTEND:20261210T100000Z|END:VEVENT"),
		calendar(custom + "BEGIN:VEVENT|UID:a|DTSTART;TZID=Customized Time Zone:20261210T133000|DURATION:PT1H|END:VEVENT"),
		calendar("BEGIN:VFREEBUSY|DTSTART:20261130T000000Z|DTEND:20270105T000000Z|FREEBUSY;FBTYPE=BUSY:20261201T080000Z/PT1H,20261210T083000Z/PT1H|END:VFREEBUSY"),
	}
}

// isFree reports whether ten o'clock on the tenth is free by what was read.
func isFree(t *testing.T, text string) bool {
	t.Helper()
	o := window(t)
	o.MaxSteps = 100_000
	r, err := ics.Read(strings.NewReader(text), o)
	if err != nil {
		return false
	}
	ten := time.Date(2026, 12, 10, 10, 0, 0, 0, o.Zone)
	return !slices.ContainsFunc(r.Intervals, func(i busy.Interval) bool { return !i.Start.After(ten) && i.End.After(ten) })
}

// TestDamageFreesNothing holds that time is not taken for free because text is cut,
// wrapped wrongly, or holds lines that are damaged or missing.
func TestDamageFreesNothing(t *testing.T) {
	t.Parallel()
	for _, text := range taken() {
		if isFree(t, text) {
			t.Fatalf("%s is free from the start", text)
		}
		for at := range len(text) {
			if cut := text[:at]; isFree(t, cut) && strings.TrimRight(cut, "\r\n") != strings.TrimRight(text, "\r\n") {
				t.Errorf("is free when cut after %q", cut)
			}
			if wrapped := text[:at] + "\r\n" + text[at:]; isFree(t, wrapped) && at > 0 && text[at-1] != '\r' && text[at-1] != '\n' {
				t.Errorf("is free when wrapped as %q", wrapped)
			}
		}
		lines := strings.SplitAfter(text, "\r\n")
		for n, l := range lines {
			name, _, _ := strings.Cut(l, ":")
			bare, _, _ := strings.Cut(name, ";")
			with := func(changed string) string {
				return strings.Join(slices.Concat(lines[:n], []string{changed}, lines[n+1:]), "")
			}
			for _, junk := range []string{"", "x", "-1", "99999999999", "20261341", "20261210T256161", "P", "PT", "FREQ=", "FREQ=DAILY;COUNT=0", "FREQ=YEARLY;BYHOUR=99", ";", ",", "\x00", strings.Repeat("9", 500)} {
				none := (bare == "RDATE" || bare == "FREEBUSY") && strings.Trim(junk, ",") == "" // no dates, and that is understood
				if damaged := with(name + ":" + junk + "\r\n"); isFree(t, damaged) && timing(bare) && !none {
					t.Errorf("is free as %q", damaged)
				}
			}
			if strings.HasPrefix(l, "END:") || bare == "UID" {
				if isFree(t, with("")) {
					t.Errorf("is free without %q: %q", l, text)
				}
			}
		}
	}
}

// timing reports whether a property says when an entry is.
func timing(name string) bool {
	return slices.Contains([]string{"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "FREEBUSY", "TRANSP", "STATUS", "UID", "TZOFFSETTO", "TZOFFSETFROM"}, name)
}

// TestNoiseIsRead holds what FuzzRead holds, for calendars with many changed letters.
func TestNoiseIsRead(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 7))
	all := taken()
	for range 3000 {
		text := []byte(all[random.IntN(len(all))])
		for range 1 + random.IntN(12) {
			at := random.IntN(len(text))
			switch random.IntN(3) {
			case 0:
				text[at] = "0129;:,=-TZPBY\r\n \x00\xff\""[random.IntN(19)]
			case 1:
				text = slices.Delete(text, at, min(len(text), at+random.IntN(20)+1))
			default:
				from := random.IntN(len(text))
				text = slices.Insert(text, at, text[from:min(len(text), from+random.IntN(60))]...)
			}
			if len(text) == 0 {
				text = []byte("BEGIN:VCALENDAR")
			}
		}
		holds(t, text)
	}
}

// holds checks what is true of every reading.
func holds(t *testing.T, text []byte) {
	t.Helper()
	o := window(t)
	o.MaxSteps, o.MaxEvents = 20_000, 500
	first, err := ics.Read(strings.NewReader(string(text)), o)
	again, errAgain := ics.Read(strings.NewReader(string(text)), o)
	if (err == nil) != (errAgain == nil) || !slices.EqualFunc(first.Intervals, again.Intervals, func(a, b busy.Interval) bool { return a == b }) || !slices.Equal(first.Doubts, again.Doubts) {
		t.Fatalf("%q is read differently a second time", text)
	}
	unknown := false
	for n, i := range first.Intervals {
		if !i.End.After(i.Start) || i.Start.Before(o.From) || i.End.After(o.To) || i.State == busy.Free || n > 0 && i.Start.Before(first.Intervals[n-1].Start) {
			t.Fatalf("%q: %v is empty, outside, free or out of order", text, i)
		}
		unknown = unknown || i.State == busy.Unknown
	}
	if len(first.Doubts) > 10 || unknown && len(first.Doubts) == 0 {
		t.Fatalf("%q: unknown %t, and it says %q", text, unknown, first.Doubts)
	}
	if r, err := ics.ReadAvailability(strings.NewReader(string(text)), o); err == nil {
		for n, i := range r.Intervals {
			if !i.End.After(i.Start) || i.Start.Before(o.From) || i.End.After(o.To) || n > 0 && i.Start.Before(r.Intervals[n-1].End) {
				t.Fatalf("%q: availability %v is empty, outside or overlaps", text, i)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range taken() {
		f.Add([]byte(text))
	}
	f.Add([]byte(calendar("BEGIN:VAVAILABILITY|DTSTART:20261206T230000Z|PRIORITY:1|BEGIN:AVAILABLE|UID:b|DTSTART:20261005T090000Z|DURATION:PT3H|RRULE:FREQ=WEEKLY;BYDAY=MO|END:AVAILABLE|END:VAVAILABILITY")))
	f.Add([]byte(calendar(lying + at("Europe/Berlin"))))
	f.Fuzz(func(t *testing.T, text []byte) { holds(t, text) })
}
