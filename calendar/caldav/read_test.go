package caldav

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"recruitty/calendar/ics"
	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// hour is the start of an hour after monday.
func hour(n int) time.Time { return monday.Add(time.Duration(n) * time.Hour) }

// TestReadOwnCalendars reads everything, then nothing, then what changed.
func TestReadOwnCalendars(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.server.put(work+"a.ics", event("a", hour(9)))
	b.server.put(work+"b.ics", event("b", hour(33)))
	b.server.put(shared+"c.ics", event("c", hour(10)))
	b.server.put(work+"far.ics", event("far", monday.AddDate(1, 0, 0)))
	q := query(busy.Calendar{Name: b.via.URL + work}, busy.Calendar{Name: b.via.URL + shared})

	first := b.read(t, q)
	if got := hours(first[0], busy.Busy); !slices.Equal(got, []int{9, 33}) || first[0].Delta || first[0].Cursor == "" {
		t.Fatalf("work: %v in %+v", got, first[0])
	}
	if got := hours(first[1], busy.Busy); !slices.Equal(got, []int{10}) {
		t.Fatalf("shared: %v in %+v", got, first[1])
	}

	q.Calendars[0].Cursor, q.Calendars[1].Cursor = first[0].Cursor, first[1].Cursor
	b.server.questions()
	second := b.read(t, q)
	if !second[0].NotModified || !second[1].NotModified || len(second[0].Intervals) > 0 {
		t.Fatalf("nothing changed: %+v", second)
	}
	if asked := sorted(b.server.questions()); !slices.Equal(asked, []string{"PROPFIND", "sync-collection", "sync-collection"}) {
		t.Errorf("asked %v to hear that nothing changed", asked)
	}

	b.server.put(work+"a.ics", event("a", hour(11)))
	b.server.put(work+"new%20one.ics", event("n", hour(12)))
	b.server.remove(work + "b.ics")
	b.server.put(work+"never%20mind.ics", event("m", monday.AddDate(1, 0, 0)))
	q.Calendars[0].Cursor = second[0].Cursor
	third := b.read(t, q)[0]
	if !third.Delta || third.NotModified || !slices.Equal(hours(third, busy.Busy), []int{11, 12}) {
		t.Fatalf("changes: %+v", third)
	}
	gone := []string{ics.Ref("/cal/dana/work/b.ics"), ics.Ref("/cal/dana/work/never mind.ics")}
	slices.Sort(gone)
	slices.Sort(third.Gone)
	if !slices.Equal(third.Gone, gone) {
		t.Errorf("gone: %v, want %v", third.Gone, gone)
	}
	if after := apply(first[0], third); !slices.Equal(after, []int{11, 12}) {
		t.Errorf("known afterwards: %v", after)
	}
}

// apply says which hours are busy after changes.
func apply(before, changes busy.Reading) []int {
	replaced := map[string]bool{}
	for _, ref := range changes.Gone {
		replaced[ref] = true
	}
	for _, i := range changes.Intervals {
		replaced[i.Ref] = true
	}
	all := slices.DeleteFunc(slices.Clone(before.Intervals), func(i busy.Interval) bool { return replaced[i.Ref] })
	return hours(busy.Reading{Intervals: append(all, changes.Intervals...)}, busy.Busy)
}

// TestReadAnewWhenChangesCannotBeKnown holds when everything is read again.
func TestReadAnewWhenChangesCannotBeKnown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before func(*bench)
		change func(*bench, *busy.Query)
	}{
		"another window":               {change: func(_ *bench, q *busy.Query) { q.To = q.To.AddDate(0, 0, -1) }},
		"other words":                  {change: func(_ *bench, q *busy.Query) { q.Words.Soft = []string{"focus"} }},
		"long ago":                     {change: func(b *bench, _ *busy.Query) { b.now = b.now.Add(2 * time.Hour) }},
		"a clock that went back":       {change: func(b *bench, _ *busy.Query) { b.now = b.now.Add(-time.Minute) }},
		"the token is refused":         {change: func(b *bench, _ *busy.Query) { b.server.at = 0 }},
		"sync is not offered any more": {change: func(b *bench, _ *busy.Query) { b.server.noSync = true }},
		"sync answers with a page":     {change: func(b *bench, _ *busy.Query) { b.proxy.set(page("sync-collection")) }},
		"sync breaks off":              {change: func(b *bench, _ *busy.Query) { b.proxy.set(cut("sync-collection", true)) }},
		"sync names what is elsewhere": {change: func(b *bench, _ *busy.Query) { b.proxy.set(phantom("/cal/eve/other.ics")) }},
		"sync fails":                   {change: func(b *bench, _ *busy.Query) { b.proxy.set(status("sync-collection", 500)) }},
		"sync never comes to an end": {change: func(b *bench, _ *busy.Query) {
			b.proxy.set(rewrite("sync-collection", func(body string) string {
				return strings.Replace(body, "</D:multistatus>", is(work, 507)+"</D:multistatus>", 1)
			}))
			b.server.put(work+"z.ics", event("z", monday.AddDate(1, 0, 0)))
		}},
		"the cursor is none":  {change: func(_ *bench, q *busy.Query) { q.Calendars[0].Cursor = "e30" }},
		"the cursor is noise": {change: func(_ *bench, q *busy.Query) { q.Calendars[0].Cursor = "\x00!" }},
		"everything was deleted": {
			before: func(b *bench) {
				for n := range maxFetched + 1 {
					b.server.put(work+"x"+strconv.Itoa(n)+".ics", event("x"+strconv.Itoa(n), hour(40+n)))
				}
			},
			change: func(b *bench, _ *busy.Query) {
				for n := range maxFetched + 1 {
					b.server.remove(work + "x" + strconv.Itoa(n) + ".ics")
				}
			},
		},
		"changes that cannot be had": {change: func(b *bench, _ *busy.Query) {
			for n := range maxChanged + 1 {
				b.server.put(work+"y"+strconv.Itoa(n)+".ics", event("y", monday.AddDate(1, 0, 0)))
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.server.put(work+"a.ics", event("a", hour(9)))
			if c.before != nil {
				c.before(b)
			}
			q := query(busy.Calendar{Name: b.via.URL + work})
			q.Calendars[0].Cursor = b.read(t, q)[0].Cursor
			c.change(b, &q)
			got := b.read(t, q)[0]
			if got.Err != nil || got.Delta || got.NotModified || !slices.Equal(hours(got, busy.Busy), []int{9}) {
				t.Errorf("%v, %+v", got.Err, got)
			}
		})
	}
}

// TestTagOfTheCalendar holds that a server without tokens is asked for entries only
// when something changed.
func TestTagOfTheCalendar(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.server.noSync = true
	b.server.put(work+"a.ics", event("a", hour(9)))
	q := query(busy.Calendar{Name: work})
	q.Calendars[0].Cursor = b.read(t, q)[0].Cursor
	if got := b.read(t, q)[0]; !got.NotModified || got.Cursor != q.Calendars[0].Cursor {
		t.Errorf("unchanged: %+v", got)
	}
	b.server.put(work+"b.ics", event("b", hour(10)))
	if got := b.read(t, q)[0]; got.NotModified || !slices.Equal(hours(got, busy.Busy), []int{9, 10}) {
		t.Errorf("changed: %+v", got)
	}
	b.server.noTag = true
	if got := b.read(t, q)[0]; got.Cursor != "" || !slices.Equal(hours(got, busy.Busy), []int{9, 10}) {
		t.Errorf("without a tag: %+v", got)
	}
}

// TestPhantomDeletions holds that an entry is gone only if it is not there.
func TestPhantomDeletions(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.server.put(work+"a.ics", event("a", hour(9)))
	b.server.put(work+"b.ics", event("b", hour(10)))
	q := query(busy.Calendar{Name: work})
	first := b.read(t, q)[0]
	q.Calendars[0].Cursor = first.Cursor
	b.proxy.set(phantom(work+"a.ics", work+"b.ics", work+"never.ics"))
	b.server.remove(work + "b.ics")
	got := b.read(t, q)[0]
	if want := []string{ics.Ref("/cal/dana/work/b.ics"), ics.Ref("/cal/dana/work/never.ics")}; !slices.Equal(sorted(got.Gone), sorted(want)) {
		t.Errorf("gone: %v, want %v", got.Gone, want)
	}
	if after := apply(first, got); !slices.Equal(after, []int{9}) {
		t.Errorf("known afterwards: %v", after)
	}

	// The report by addresses says so, too: then only its address counts.
	b.proxy.set(func(w http.ResponseWriter, r *http.Request, asks string, next http.Handler) bool {
		switch asks {
		case "sync-collection":
			return phantom(work+"a.ics")(w, r, asks, next)
		case "calendar-multiget":
			send(w, is(work+"a.ics", 404))
			return true
		}
		return false
	})
	got = b.read(t, q)[0]
	if after := apply(first, got); !slices.Equal(after, []int{9}) {
		t.Errorf("known after two lies: %v in %+v", after, got)
	}
}

func sorted(all []string) []string {
	all = slices.Clone(all)
	slices.Sort(all)
	return all
}

// TestOneEntryDoesNotHideOthers holds that an entry that is not given out, or is none,
// is unknown, and the others are read.
func TestOneEntryDoesNotHideOthers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spoil   func(*standIn)
		unknown bool // else the entry is read in another way
	}{
		"no text in the report":       {func(s *standIn) { s.noData[work+"bad.ics"] = true }, false},
		"no text at all":              {func(s *standIn) { s.noData[work+"bad.ics"], s.refuseGet[work+"bad.ics"] = true, true }, true},
		"not iCalendar":               {func(s *standIn) { s.put(work+"bad.ics", "DTSTART:"+hour(30).Format(instant)+"\r\nhello") }, true},
		"characters that XML has not": {func(s *standIn) { s.put(work+"bad.ics", event("bad", hour(30), "COMMENT:\x0b\xff\xfe")) }, false},
		"more text than an entry has": {func(s *standIn) { s.put(work+"bad.ics", event("bad", hour(30), "X:"+strings.Repeat("x", maxText))) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.server.put(work+"a.ics", event("a", hour(9)))
			b.server.put(work+"bad.ics", event("bad", hour(30)))
			b.server.put(work+"c.ics", event("c", hour(50)))
			c.spoil(b.server)
			if name == "characters that XML has not" {
				b.proxy.set(rewrite("calendar-query", func(s string) string { return strings.ReplaceAll(s, "Private", "\x0b\xff\x00") }))
			}
			got := b.read(t, query(busy.Calendar{Name: work}))[0]
			if got.Err != nil {
				t.Fatal(got.Err)
			}
			taken := hours(got, busy.Busy)
			if !slices.Contains(taken, 9) || !slices.Contains(taken, 50) {
				t.Errorf("the others: %v", taken)
			}
			if known := slices.Contains(taken, 30); known == c.unknown {
				t.Errorf("the entry: known %t", known)
			}
			if unknown := hours(got, busy.Unknown); slices.Contains(unknown, 30) != c.unknown || len(unknown) > 60 || c.unknown != (len(got.Doubts) == 1) {
				t.Errorf("%d hours are unknown, doubts %q", len(unknown), got.Doubts)
			}
			if !c.unknown || name == "more text than an entry has" {
				return
			}
			// A server that does not find entries by time says nothing of when they are.
			b.proxy.set(func(w http.ResponseWriter, r *http.Request, asks string, _ http.Handler) bool {
				if asks == "calendar-query" && !strings.Contains(string(readAll(r)), "calendar-data") {
					w.WriteHeader(http.StatusBadRequest)
					return true
				}
				return false
			})
			got = b.read(t, query(busy.Calendar{Name: work}))[0]
			if unknown := hours(got, busy.Unknown); len(unknown) != 28*24-2 || got.Err != nil {
				t.Errorf("%d hours are unknown where nothing is said of the time, %v", len(unknown), got.Err)
			}
		})
	}
}

// TestServerGivesOutFewAtOnce holds that a window is asked for in halves.
func TestServerGivesOutFewAtOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	var want []int
	for n := range 40 {
		b.server.put(work+strconv.Itoa(n)+".ics", event(strconv.Itoa(n), hour(n*16)))
		want = append(want, n*16)
	}
	b.server.perAnswer, b.server.perSync = 7, 3
	q := query(busy.Calendar{Name: work})
	first := b.read(t, q)[0]
	if got := hours(first, busy.Busy); !slices.Equal(got, want) || first.Err != nil {
		t.Errorf("%v, %v", got, first.Err)
	}
	for n := range 20 {
		b.server.remove(work + strconv.Itoa(n) + ".ics")
	}
	q.Calendars[0].Cursor = first.Cursor
	if got := apply(first, b.read(t, q)[0]); !slices.Equal(got, want[20:]) {
		t.Errorf("after changes in parts: %v", got)
	}
	for n := range 10 {
		b.server.put(work+"same"+strconv.Itoa(n)+".ics", event("same"+strconv.Itoa(n), hour(5)))
	}
	q.Calendars[0].Cursor = ""
	if got := b.read(t, q)[0]; !errors.Is(got.Err, recruit.ErrRejected) || len(got.Intervals) > 0 {
		t.Errorf("a day that is never given out: %+v", got)
	}
}

// TestPoorServers holds what is tried where a server cannot filter by time.
func TestPoorServers(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.server.put(work+"a.ics", event("a", hour(9)))
	b.server.put(work+"far.ics", event("far", monday.AddDate(1, 0, 0)))
	b.proxy.set(func(w http.ResponseWriter, r *http.Request, asks string, _ http.Handler) bool {
		if asks == "calendar-query" && strings.Contains(string(readAll(r)), "time-range") {
			w.WriteHeader(http.StatusBadRequest)
			return true
		}
		return false
	})
	if got := b.read(t, query(busy.Calendar{Name: work}))[0]; got.Err != nil || !slices.Equal(hours(got, busy.Busy), []int{9}) {
		t.Errorf("%+v", got)
	}
}
