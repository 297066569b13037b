package caldav

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

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
}

// TestServers reads the stand-in and every server of -servers in the same way.
func TestServers(t *testing.T) {
	t.Parallel()
	start := map[string]func(*testing.T) installed{"stand-in": standInServer, "radicale": radicale, "xandikos": xandikos}
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
		c.Token += "x"
		q.Calendars[0].Cursor = c.String()
		if got := b.read(t, q)[0]; got.Err != nil || got.Delta || got.NotModified || !slices.Equal(hours(got, busy.Busy), slices.Concat([]int{12, 14}, day)) {
			t.Errorf("with a token that is none: %+v", got)
		}
	}
	readings := b.read(t, query(busy.Calendar{Name: calendar + "../no-such-calendar/"}, busy.Calendar{Name: calendar}, busy.Calendar{Name: "eve@example.com"}))
	wantProblem(t, readings[0].Err, recruit.ErrGone, "does not exist")
	if readings[1].Err != nil {
		t.Error(readings[1].Err)
	}
	t.Logf("a colleague: %v", readings[2].Err)
	if !s.open {
		b.via.Password = "wrong"
		_, err := b.reader.Read(t.Context(), b.via, q)
		wantProblem(t, err, recruit.ErrReconnect, "does not accept")
		b.via.Password = s.password
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

// ask makes a request as the program never does: one that changes something.
func (s installed) ask(t *testing.T, method, path, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "text/calendar; charset=utf-8")
	}
	r.SetBasicAuth(s.user, s.password)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode > 299 {
		text, _ := io.ReadAll(answer.Body)
		t.Fatalf("%s %s: %s %s", method, path, answer.Status, text)
	}
}

func standInServer(t *testing.T) installed {
	t.Helper()
	b := newBench(t)
	return installed{url: b.via.URL, home: "/cal/dana/", user: b.via.User, password: b.via.Password, syncs: true}
}

func radicale(t *testing.T) installed {
	t.Helper()
	folder := t.TempDir()
	users := filepath.Join(folder, "users")
	if err := os.WriteFile(users, []byte("dana:open sesame\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	at := run(t, func(address string) *exec.Cmd {
		return exec.Command("radicale", "--config", "", "--server-hosts", address, "--auth-type", "htpasswd", "--auth-htpasswd-filename", users,
			"--auth-htpasswd-encryption", "plain", "--storage-filesystem-folder", filepath.Join(folder, "data"), "--web-type", "none")
	})
	return installed{url: at, home: "/dana/", user: "dana", password: "open sesame", syncs: true, made: true}
}

func xandikos(t *testing.T) installed {
	t.Helper()
	folder := t.TempDir()
	at := run(t, func(address string) *exec.Cmd {
		host, port, _ := net.SplitHostPort(address)
		return exec.Command("xandikos", "-d", filepath.Join(folder, "data"), "--defaults", "--current-user-principal", "/dana/", "-l", host, "-p", port)
	})
	return installed{url: at, home: "/dana/calendars/", user: "dana", password: "none is asked for", open: true, syncs: true}
}

// run starts a server at a free port and waits until it listens.
func run(t *testing.T, command func(address string) *exec.Cmd) (at string) {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	_ = free.Close()
	c := command(address)
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	output, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatalf("start a server of -servers: %v", err)
	}
	said := make(chan string, 100)
	go func() {
		for lines := bufio.NewScanner(output); lines.Scan(); {
			select {
			case said <- lines.Text():
			default:
			}
		}
		close(said)
	}()
	t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
		if t.Failed() {
			for line := range said {
				t.Log(line)
			}
		}
	})
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	for tick := time.NewTicker(50 * time.Millisecond); ; {
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", address)
		if err == nil {
			_ = conn.Close()
			tick.Stop()
			return "http://" + address
		}
		select {
		case <-ctx.Done():
			t.Fatal(fmt.Errorf("wait for a server of -servers: %w", err))
		case <-tick.C:
		}
	}
}
