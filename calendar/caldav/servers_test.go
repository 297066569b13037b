package caldav

import (
	"flag"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"testing"

	"recruitty/calendar/ics"
	"recruitty/recruit"
	"recruitty/recruit/busy"
)

var servers = flag.String("servers", "", "which real servers TestServers reads too, such as radicale,xandikos; they have to be installed")

// installed is a server that TestServers reads.
type installed struct {
	url      string
	home     string // where its person's calendars are
	user     string
	password string
	open     bool // it lets everybody in
	syncs    bool // it says what changed since a token
	made     bool // the calendar has to be made
	// colleague is where the calendar of eve@example.com is, "" where nobody can be asked
	// about others.
	colleague string
	inbox     string // where dana's own hours are kept; set with colleague
}

// TestServers reads the stand-in and every server of -servers in the same way.
func TestServers(t *testing.T) {
	t.Parallel()
	start := map[string]func(*testing.T) installed{"stand-in": standInServer, "radicale": radicale, "xandikos": xandikos, "cyrus": cyrus}
	for _, name := range append([]string{"stand-in"}, strings.FieldsFunc(*servers, func(r rune) bool { return r == ',' })...) {
		begin, known := start[name]
		if !known {
			t.Errorf("-servers names %q, which this test cannot start", name)
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := begin(t)
			b := newBench(t)
			b.via.URL, b.via.User, b.via.Password = s.url, s.user, s.password
			if s.made {
				s.ask(t, "MKCALENDAR", s.home+"work/", "")
			}
			found, err := b.reader.Discover(t.Context(), b.via)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("discovered: %+v", found)
			i := slices.IndexFunc(found, func(f Found) bool { return f.Own && f.Counts })
			if i < 0 {
				t.Fatalf("no own calendar among %+v", found)
			}
			able, err := b.reader.Test(t.Context(), b.via)
			t.Logf("can do: %+v, %v", able, err)
			s.life(t, b, found[i].URL)
			s.faults(t, b, found[i].URL)
		})
	}
}

// life is that of a calendar: filled, read, changed and read again.
func (s installed) life(t *testing.T, b *bench, calendar string) {
	t.Helper()
	path := strings.TrimPrefix(calendar, s.url)
	weekly := strings.Replace(event("weekly", hour(10)), "SUMMARY", "RRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY", 1)
	s.ask(t, "PUT", path+"a.ics", event("a", hour(9)))
	s.ask(t, "PUT", path+"weekly.ics", weekly)
	s.ask(t, "PUT", path+"far.ics", event("far", monday.AddDate(2, 0, 0)))
	s.ask(t, "PUT", path+"free.ics", event("free", hour(20), "TRANSP:TRANSPARENT"))
	s.ask(t, "PUT", path+"day.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:day\r\nDTSTAMP:20261201T000000Z\r\nDTSTART;VALUE=DATE:20261209\r\nDTEND;VALUE=DATE:20261210\r\nSUMMARY:All day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
	day := make([]int, 24)
	for i := range day {
		day[i] = 48 + i
	}
	q := query(busy.Calendar{Name: calendar})
	first := b.read(t, q)[0]
	want := slices.Concat([]int{9, 10}, day, []int{7*24 + 10, 14*24 + 10})
	if got := hours(first, busy.Busy); first.Err != nil || !slices.Equal(got, want) || len(first.Doubts) > 0 {
		t.Fatalf("everything: %v, %v, %q", got, first.Err, first.Doubts)
	}
	q.Calendars[0].Cursor = first.Cursor
	second := b.read(t, q)[0]
	if !second.NotModified {
		t.Errorf("unchanged: %+v", second)
	}
	if s.syncs && parseCursor(second.Cursor, q.Digest(q.Calendars[0]), b.now).Token == "" {
		t.Error("no token")
	}

	s.ask(t, "PUT", path+"a.ics", event("a", hour(12)))
	s.ask(t, "PUT", path+"new%20one.ics", event("new", hour(14)))
	s.ask(t, "DELETE", path+"weekly.ics", "")
	q.Calendars[0].Cursor = second.Cursor
	third := b.read(t, q)[0]
	known := hours(third, busy.Busy)
	if third.Delta {
		known = apply(first, third)
	}
	if want := slices.Concat([]int{12, 14}, day); third.Err != nil || !slices.Equal(known, want) {
		t.Errorf("after changes: %v, %+v", known, third)
	}
	if third.Delta != s.syncs {
		t.Errorf("read as changes: %t", third.Delta)
	}
	t.Logf("changes: %+v", third)

	// A token that is none is refused, and everything is read.
	c := parseCursor(third.Cursor, q.Digest(q.Calendars[0]), b.now)
	if c.Token != "" {
		c.Token = "http://cal.example.com/sync/no-such-token"
		q.Calendars[0].Cursor = c.String()
		if got := b.read(t, q)[0]; got.Err != nil || got.Delta || got.NotModified || !slices.Equal(hours(got, busy.Busy), slices.Concat([]int{12, 14}, day)) {
			t.Errorf("with a token that is none: %+v", got)
		}
	}
	readings := b.read(t, query(busy.Calendar{Name: calendar + "../no-such-calendar/"}, busy.Calendar{Name: calendar}, busy.Calendar{Name: "eve@example.com"}))
	wantProblem(t, readings[0].Err, recruit.ErrGone, "cannot be found")
	if readings[1].Err != nil {
		t.Error(readings[1].Err)
	}
	if s.colleague == "" {
		wantProblem(t, readings[2].Err, recruit.ErrUnsupported, "let its owner connect it")
	} else {
		s.others(t, b)
	}
	if !s.open {
		b.via.Password = "wrong"
		_, err := b.reader.Read(t.Context(), b.via, q)
		wantProblem(t, err, recruit.ErrReconnect, "does not accept")
		b.via.Password = s.password
	}
}

// others asks about a colleague, and about someone whom nobody knows.
func (s installed) others(t *testing.T, b *bench) {
	t.Helper()
	eve := s
	eve.user, eve.password = "eve", "sesame too"
	eve.ask(t, "PUT", s.colleague+"weekly.ics", strings.Replace(event("eve", hour(15)), "SUMMARY", "RRULE:FREQ=WEEKLY;COUNT=2\r\nSUMMARY", 1))
	eve.ask(t, "PUT", s.colleague+"maybe.ics", event("maybe", hour(18), "STATUS:TENTATIVE"))
	got := b.read(t, query(busy.Calendar{Name: "eve@example.com"}, busy.Calendar{Name: "nobody@example.com"}))
	t.Logf("eve: %+v", got[0])
	t.Logf("nobody: %+v", got[1])
	if got[0].Err != nil || !slices.Equal(hours(got[0], busy.Busy), []int{15, 7*24 + 15}) || !slices.Equal(hours(got[0], busy.Soft), []int{18}) || len(hours(got[0], busy.Unknown)) > 0 {
		t.Errorf("eve: %+v", got[0])
	}
	if got[1].Err == nil {
		t.Errorf("someone whom nobody knows: %+v", got[1])
	}

	// And what dana has set as her own hours counts for her.
	s.ask(t, "PROPPATCH", s.inbox, `<?xml version="1.0"?><propertyupdate xmlns="DAV:"><set><prop><calendar-availability xmlns="`+cal+`">`+escape(availability(hour(9), hour(17)))+`</calendar-availability></prop></set></propertyupdate>`)
	dana := b.read(t, query(busy.Calendar{Name: s.home + "Default/"}))[0]
	if taken := hours(dana, busy.Busy); dana.Err != nil || len(dana.Doubts) > 0 || !slices.Contains(taken, 8) || slices.Contains(taken, 9) || !slices.Contains(taken, 17) {
		t.Errorf("own hours: %v in %+v", taken, dana)
	}
}

// faults puts a proxy with faults in front of the server.
func (s installed) faults(t *testing.T, b *bench, calendar string) {
	t.Helper()
	target, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	// What is busy now is what has to be known after every fault, or nothing.
	whole := b.read(t, query(busy.Calendar{Name: calendar}))[0]
	real := httputil.NewSingleHostReverseProxy(target)
	real.ErrorLog = nil
	front := newBench(t)
	front.proxy.next = real
	front.via.User, front.via.Password = s.user, s.password
	q := query(busy.Calendar{Name: strings.TrimPrefix(calendar, s.url)})
	first := front.read(t, q)[0]
	if first.Err != nil || !slices.Equal(hours(first, busy.Busy), hours(whole, busy.Busy)) {
		t.Fatalf("through a proxy: %+v", first)
	}
	q.Calendars[0].Cursor = first.Cursor
	someone := strings.TrimPrefix(calendar, s.url) + "a.ics"
	for name, f := range map[string]fault{
		"phantom deletions": phantom(someone), "sync cut": cut("sync-collection", true), "sync is a page": page("sync-collection"), "sync 507": status("sync-collection", 507),
	} {
		front.proxy.set(f)
		got := front.read(t, q)[0]
		known := hours(got, busy.Busy)
		if got.Delta || got.NotModified {
			known = apply(first, got)
		}
		if got.Err != nil || !slices.Equal(known, hours(whole, busy.Busy)) || slices.Contains(got.Gone, ics.Ref(strings.TrimPrefix(someone, s.url))) {
			t.Errorf("%s: %v, %+v", name, known, got)
		}
	}
	q.Calendars[0].Cursor = ""
	for name, f := range map[string]fault{"cut": cut("calendar-query", true), "a page": page("calendar-query"), "507": status("calendar-query", 507)} {
		front.proxy.set(f)
		if got := front.read(t, q)[0]; got.Err == nil || len(got.Intervals) > 0 {
			t.Errorf("%s: %+v", name, got)
		}
	}
	front.proxy.set(status("calendar-query", 401))
	_, err = front.reader.Read(t.Context(), front.via, q)
	wantProblem(t, err, recruit.ErrReconnect, "does not accept")
}
