package caldav

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// TestFaultOfOneCalendar holds that what one calendar cannot give is said in one
// sentence, and that others are read all the same.
func TestFaultOfOneCalendar(t *testing.T) {
	t.Parallel()
	// only limits a fault to one of the two calendars.
	only := func(f fault) fault {
		return func(w http.ResponseWriter, r *http.Request, asks string, next http.Handler) bool {
			return r.URL.EscapedPath() == work && f(w, r, asks, next)
		}
	}
	for name, c := range map[string]struct {
		fault fault
		kind  error
		says  string
	}{
		"no answer":              {never("calendar-query"), recruit.ErrLater, "did not answer in time"},
		"no answer at first":     {never("PROPFIND"), recruit.ErrLater, "did not answer in time"},
		"not permitted":          {status("PROPFIND", 403), recruit.ErrScope, "may not be read by this account"},
		"entries not permitted":  {status("calendar-query", 403), recruit.ErrScope, "may not be read by this account"},
		"gone":                   {status("PROPFIND", 404), recruit.ErrGone, "cannot be found"},
		"too many in a day":      {refusal("calendar-query", 403, `<D:error xmlns:D="DAV:"><D:number-of-matches-within-limits/></D:error>`), recruit.ErrRejected, "more entries in a day"},
		"no room":                {status("calendar-query", 507), recruit.ErrLater, "gives out"},
		"too many requests":      {status("PROPFIND", 429), recruit.ErrLater, "asked again later"},
		"broken":                 {status("calendar-query", 502), recruit.ErrLater, "asked again later"},
		"cut between elements":   {cut("calendar-query", false), recruit.ErrLater, "broke off"},
		"cut in the connection":  {cut("calendar-query", true), recruit.ErrLater, "broke off"},
		"a web page":             {page("calendar-query"), recruit.ErrRejected, "web page"},
		"a web page at first":    {page("PROPFIND"), recruit.ErrRejected, "web page"},
		"other XML":              {rewrite("calendar-query", func(string) string { return "<feed xmlns='http://www.w3.org/2005/Atom'/>" }), recruit.ErrRejected, "not CalDAV"},
		"no XML":                 {rewrite("calendar-query", func(string) string { return "BEGIN:VCALENDAR" }), recruit.ErrLater, "broke off"},
		"nothing":                {rewrite("calendar-query", func(string) string { return "" }), recruit.ErrLater, "broke off"},
		"no calendar":            {rewrite("PROPFIND", func(s string) string { return strings.Replace(s, "<C:calendar/>", "", 1) }), recruit.ErrRejected, "is no calendar"},
		"too deep":               {rewrite("calendar-query", func(string) string { return multistatusHead + strings.Repeat("<D:response>", 1000) }), recruit.ErrRejected, "more than a calendar can hold"},
		"an entity":              {rewrite("calendar-query", func(string) string { return `<!DOCTYPE x [<!ENTITY a "b">]>` + multistatusHead + "&a;</D:multistatus>" }), recruit.ErrRejected, "not CalDAV"},
		"a redirect elsewhere":   {elsewhere("calendar-query", "https://thief.example/"), recruit.ErrRefused, "thief.example, which is not given the password"},
		"a redirect to a file":   {elsewhere("calendar-query", "file:///etc/passwd"), recruit.ErrRejected, "cannot be understood"},
		"a redirect in circles":  {elsewhere("calendar-query", work), recruit.ErrRejected, "only sends on"},
		"a redirect to nonsense": {elsewhere("calendar-query", "http://[::1"), recruit.ErrRejected, "cannot be understood"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.server.put(work+"a.ics", event("a", hour(9)))
			b.server.put(shared+"b.ics", event("b", hour(10)))
			b.proxy.set(only(c.fault))
			if strings.HasPrefix(name, "no answer") {
				b.impatient(t, 3*time.Second)
			}
			got := b.read(t, query(busy.Calendar{Name: work}, busy.Calendar{Name: shared}))
			if got[1].Err != nil || !slices.Equal(hours(got[1], busy.Busy), []int{10}) {
				t.Errorf("the other calendar: %+v", got[1])
			}
			wantProblem(t, got[0].Err, c.kind, c.says)
			if len(got[0].Intervals) > 0 || got[0].NotModified || got[0].Cursor != "" {
				t.Errorf("something is known of it: %+v", got[0])
			}
		})
	}
}

// refusal refuses with a condition.
func refusal(what string, code int, body string) fault {
	return answer(what, code, body, "", 0, "")
}

// elsewhere sends on to another address.
func elsewhere(what, to string) fault {
	return func(w http.ResponseWriter, _ *http.Request, asks string, _ http.Handler) bool {
		if asks != what {
			return false
		}
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusTemporaryRedirect)
		return true
	}
}

// wantProblem holds that an error is a sentence of a kind that says something.
func wantProblem(t *testing.T, err, kind error, says string) {
	t.Helper()
	var p *recruit.Problem
	if !errors.As(err, &p) || !errors.Is(err, kind) || !strings.Contains(p.Sentence, says) {
		t.Errorf("%T %v, want %v: …%s…", err, err, kind, says)
		return
	}
	if strings.Contains(p.Sentence, "open sesame") || p.Cause != nil && strings.Contains(p.Cause.Error(), "open sesame") {
		t.Errorf("the password is in %v", p)
	}
	if !strings.HasSuffix(p.Sentence, ".") || strings.Contains(p.Sentence, "\n") || len(p.Sentence) > 260 {
		t.Errorf("not one sentence: %q", p.Sentence)
	}
}

// TestFaultOfTheServer holds that what concerns the sign-in or the whole server is one
// error.
func TestFaultOfTheServer(t *testing.T) {
	t.Parallel()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	for name, c := range map[string]struct {
		change func(*bench)
		kind   error
		says   string
	}{
		"another password":     {func(b *bench) { b.via.Password = "sesame" }, recruit.ErrReconnect, "does not accept the user name and password"},
		"a sign-in that died":  {func(b *bench) { b.proxy.set(status("calendar-query", 401)) }, recruit.ErrReconnect, "does not accept the user name and password"},
		"nobody there":         {func(b *bench) { b.via.URL = closed.URL }, recruit.ErrLater, "cannot be reached"},
		"no such host":         {func(b *bench) { b.via.URL = "https://calendar.invalid/" }, recruit.ErrLater, ""},
		"http to elsewhere":    {func(b *bench) { b.via.URL = "http://cal.example.com/" }, recruit.ErrRefused, "over http"},
		"a file":               {func(b *bench) { b.via.URL = "file:///etc/passwd" }, recruit.ErrInvalid, "not the address"},
		"a path":               {func(b *bench) { b.via.URL = "/etc/passwd" }, recruit.ErrInvalid, "not the address"},
		"nothing":              {func(b *bench) { b.via.URL = "" }, recruit.ErrInvalid, "Enter the address"},
		"no user":              {func(b *bench) { b.via.User = "" }, recruit.ErrInvalid, "Enter the user name"},
		"a colon":              {func(b *bench) { b.via.User = "a:b" }, recruit.ErrInvalid, "colon"},
		"a password with ends": {func(b *bench) { b.via.Password = "a\r\nb" }, recruit.ErrInvalid, "cannot be sent"},
		"a user in it":         {func(b *bench) { b.via.URL = "https://dana:open sesame@cal.example.com/" }, recruit.ErrInvalid, ""},
		"no TLS there":         {func(b *bench) { b.via.URL = strings.Replace(b.via.URL, "http:", "https:", 1) }, recruit.ErrRejected, "secure connection"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			c.change(b)
			readings, err := b.reader.Read(t.Context(), b.via, query(busy.Calendar{Name: work}, busy.Calendar{Name: shared}))
			if readings != nil {
				t.Errorf("readings: %+v", readings)
			}
			if name == "no such host" {
				// What a machine without a network says differs.
				c.kind, c.says = recruit.ErrLater, ""
			}
			wantProblem(t, err, c.kind, c.says)
		})
	}
}

// TestPasswordStaysAtItsSite holds that addresses that a server names are not asked with
// a password that is not for them.
func TestPasswordStaysAtItsSite(t *testing.T) {
	t.Parallel()
	var seen []string
	thief := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Header.Get("Authorization"))
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(thief.Close)
	b := newBench(t)
	got := b.read(t, query(busy.Calendar{Name: thief.URL + "/work/"}))
	wantProblem(t, got[0].Err, recruit.ErrRefused, "not given the password")

	b.proxy.set(rewrite("PROPFIND", func(s string) string {
		return strings.ReplaceAll(s, "<D:href>/cal/dana/principal/", "<D:href>"+thief.URL+"/cal/dana/principal/")
	}))
	_, err := b.reader.Discover(t.Context(), b.via)
	wantProblem(t, err, recruit.ErrRefused, "not given the password")
	if len(seen) > 0 {
		t.Errorf("the other server was asked with %q", seen)
	}
}

// TestStoppedReading holds that nobody waits for a reading that nobody wants.
func TestStoppedReading(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.proxy.set(never("PROPFIND"))
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	got, err := b.reader.Read(ctx, b.via, query(busy.Calendar{Name: work}, busy.Calendar{Name: "eve@example.com"}))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range got {
		wantProblem(t, r.Err, recruit.ErrLater, "")
	}
}
