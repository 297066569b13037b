package caldav

import (
	"slices"
	"testing"
	"time"

	"recruitty/calendar/ics"
	"recruitty/recruit/busy"
)

// availability is when someone can be met in the week of tests: for some hours of one day.
func availability(from, to time.Time) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VAVAILABILITY\r\nUID:v\r\nDTSTAMP:20261201T000000Z\r\nDTSTART:20261207T000000Z\r\nDTEND:20261208T000000Z\r\n" +
		"BEGIN:AVAILABLE\r\nUID:w\r\nDTSTAMP:20261201T000000Z\r\nDTSTART:" + from.Format(instant) + "\r\nDTEND:" + to.Format(instant) + "\r\nEND:AVAILABLE\r\nEND:VAVAILABILITY\r\nEND:VCALENDAR\r\n"
}

// TestOwnHours holds that what someone has set at the server counts, as long as it is
// set.
func TestOwnHours(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.server.put(work+"a.ics", event("a", hour(12)))
	b.server.inbox = availability(hour(9), hour(17))
	q := query(busy.Calendar{Name: work}, busy.Calendar{Name: shared}, busy.Calendar{Name: work})
	q.Calendars[1].Owner = "eve@example.com"
	outside := func(from, to int) []int {
		var all []int
		for h := range 24 {
			if h < from || h >= to || h == 12 {
				all = append(all, h)
			}
		}
		return all
	}
	read := func() []busy.Reading {
		t.Helper()
		got := b.read(t, q)
		for i := range got {
			q.Calendars[i].Cursor = got[i].Cursor
		}
		if len(got[1].Intervals) > 0 || got[1].Err != nil {
			t.Fatalf("the hours were added to the calendar of someone else: %+v", got[1])
		}
		if len(got[2].Intervals) > 1 || got[2].Err != nil {
			t.Fatalf("the hours were added twice: %+v", got[2])
		}
		return got
	}
	first := read()[0]
	if got := hours(first, busy.Busy); !slices.Equal(got, outside(9, 17)) || len(first.Doubts) > 0 {
		t.Fatalf("%v in %+v", got, first)
	}
	if second := read()[0]; !second.NotModified {
		t.Errorf("unchanged: %+v", second)
	}
	b.server.inbox = availability(hour(10), hour(16))
	third := read()[0]
	if got := apply(first, third); !third.Delta || third.NotModified || !slices.Equal(got, outside(10, 16)) {
		t.Errorf("other hours: %v, %+v", got, third)
	}

	// That they cannot be read for once says nothing about them.
	b.proxy.set(status("PROPFIND", 503))
	if got := read()[0]; !got.NotModified || len(got.Doubts) != 1 {
		t.Errorf("not read: %+v", got)
	}
	b.proxy.set(nil)
	if got := read()[0]; !got.NotModified || len(got.Doubts) > 0 {
		t.Errorf("read again: %+v", got)
	}
	b.server.inbox = ""
	last := read()[0]
	if got := apply(first, last); !slices.Equal(got, []int{12}) || !slices.Equal(last.Gone, []string{ics.Ref("calendar-availability")}) {
		t.Errorf("none are set any more: %v, %+v", got, last)
	}
	b.server.inbox = "hello"
	if got := read()[0]; got.Err != nil || len(got.Doubts) != 1 {
		t.Errorf("nonsense: %+v", got)
	}
	// The account is looked for again after an hour, and readings go on without one.
	b.now = b.now.Add(2 * time.Hour)
	b.server.inbox = availability(hour(9), hour(17))
	if got := hours(read()[0], busy.Busy); !slices.Equal(got, outside(9, 17)) {
		t.Errorf("two hours later: %v", got)
	}
}
