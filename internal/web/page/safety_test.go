package page

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"recruitty/internal/web/guard"
	"recruitty/recruit"
)

// TestEveryAnswerIsGuarded holds the headers of every answer, whatever it is.
func TestEveryAnswerIsGuarded(t *testing.T) {
	t.Parallel()
	for name, encrypted := range map[string]bool{"behind a proxy": false, "with its own certificate": true} {
		h := handler(t, &world{view: single()}, func(o *Options) { o.Encrypted = encrypted })
		answers := map[string]*httptest.ResponseRecorder{
			"page": get(h, mine), "ask": get(h, mine+"/ask"), "zones": get(h, mine+"/zones"), "unknown": get(h, Prefix+"nobody"), "root": get(h, "/"),
			"robots": get(h, "/robots.txt"), "style": get(h, "/page.css"), "taken": post(h, mine, url.Values{"option": {"a1"}}),
			"foreign": post(h, mine, nil, "Sec-Fetch-Site", "cross-site"), "put": ask(h, httptest.NewRequest(http.MethodPut, mine, nil)),
		}
		for what, w := range answers {
			header := w.Header()
			for key, want := range map[string]string{
				"Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
				"Referrer-Policy":         "no-referrer", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex, nofollow, noarchive",
			} {
				if header.Get(key) != want {
					t.Errorf("%s, %s: %s is %q", name, what, key, header.Get(key))
				}
			}
			if kept := header.Get("Cache-Control") != "no-store"; kept != (what == "robots" || what == "style") {
				t.Errorf("%s, %s: Cache-Control is %q", name, what, header.Get("Cache-Control"))
			}
			if len(header.Values("Set-Cookie")) > 0 {
				t.Errorf("%s, %s: a cookie", name, what)
			}
			if told := header.Get("Strict-Transport-Security") != ""; told != encrypted {
				t.Errorf("%s, %s: HSTS %v", name, what, told)
			}
			for _, never := range []string{"<script", "style=", "http://", "//cdn", "onload", "<img", "<iframe"} {
				if strings.Contains(w.Body.String(), never) {
					t.Errorf("%s, %s: the page has %s", name, what, never)
				}
			}
		}
	}
}

// TestNothingThatReadsChangesAnything holds that whatever a scanner of links does, short of pressing a button, nothing is
// written.
func TestNothingThatReadsChangesAnything(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		view  View
		times int
	}{"choosing": {single(), 10_000}, "agreed": {agreed(), 1_000}} {
		w := &world{view: tc.view}
		h := handler(t, w)
		form := "option=a1&words=hello&reason=no&from1=2026-12-01T10:00&until1=2026-12-01T11:00&look=yes&_method=POST"
		for i := range tc.times {
			path := mine + []string{"", "/ask", "/move", "/call-off", "/zones", "/"}[i%6]
			var r *http.Request
			switch i / 6 % 4 {
			case 0:
				r = httptest.NewRequest(http.MethodHead, path, nil)
			case 1:
				r = httptest.NewRequest(http.MethodGet, path, nil)
			case 2:
				r = with(httptest.NewRequest(http.MethodGet, path, nil), []string{"Sec-Purpose", "prefetch;prerender", "Purpose", "prefetch", "X-HTTP-Method-Override", "POST"})
			default:
				r = with(httptest.NewRequest(http.MethodGet, path+"?"+form, strings.NewReader(form)), []string{"Content-Type", "application/x-www-form-urlencoded"})
			}
			if got := ask(h, r); got.Code != http.StatusOK && got.Code != http.StatusSeeOther {
				t.Fatalf("%s %s is answered by %d", r.Method, r.URL, got.Code)
			}
		}
		if w.writes != 0 || w.looks == 0 {
			t.Errorf("%s: %d writes, %d looks", name, w.writes, w.looks)
		}
	}
}

// TestTheSamePostTwice holds that pressing a button twice has the answer of once.
func TestTheSamePostTwice(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		view View
		path string
		form url.Values
		want string // the address that it leads to
	}{
		"take":     {single(), mine, url.Values{"option": {"a3"}}, secret},
		"gone":     {single(), mine, url.Values{"option": {"zz"}}, secret + "?gone=zz"},
		"move":     {agreed(), mine + "/move", url.Values{"option": {"a3"}}, "../" + secret},
		"gone too": {agreed(), mine + "/move?tz=Asia/Tokyo", url.Values{"option": {"zz"}}, "move?gone=zz&tz=Asia%2FTokyo"},
		"ask":      {single(), mine + "/ask?tz=Tokyo", url.Values{"words": {"mornings"}}, "../" + secret + "?tz=Asia%2FTokyo"},
		"call off": {agreed(), mine + "/call-off", url.Values{"reason": {"ill"}}, "../" + secret},
	} {
		w := &world{view: tc.view}
		h := handler(t, w)
		first, second := post(h, tc.path, tc.form), post(h, tc.path, tc.form)
		for _, got := range []*httptest.ResponseRecorder{first, second} {
			if got.Code != http.StatusSeeOther || got.Header().Get("Location") != tc.want || got.Body.Len() != 0 {
				t.Errorf("%s: %d to %q", name, got.Code, got.Header().Get("Location"))
			}
		}
		if shows := get(h, mine).Body.String(); shows != get(h, mine).Body.String() {
			t.Errorf("%s: two looks differ", name)
		}
	}
}

// TestUnknownTokensAreAlike holds that nothing tells one token that leads nowhere from another, and that each is looked up.
func TestUnknownTokensAreAlike(t *testing.T) {
	t.Parallel()
	w := &world{view: single()}
	h := handler(t, w)
	want := get(h, Prefix+"AAAAAAAAAAAAAAAAAAAAAA")
	if want.Code != http.StatusNotFound || !strings.Contains(want.Body.String(), "may be incomplete") {
		t.Fatalf("%d: %s", want.Code, want.Body)
	}
	for _, other := range []string{"x", secret[:21], secret + "x", strings.ToLower(secret), strings.Repeat("a", 3000), "%00", "%2e%2e", "a%20b", "ä", "%0d%0aSet-Cookie:%20x=y", "<script>", "'%20or%201=1--"} {
		before := w.looks
		got := get(h, Prefix+(&url.URL{Path: other}).EscapedPath())
		if unescaped, err := url.PathUnescape(other); err == nil {
			got = get(h, Prefix+url.PathEscape(unescaped))
		}
		if got.Code != want.Code || got.Body.String() != want.Body.String() || fmt.Sprint(got.Header()) != fmt.Sprint(want.Header()) {
			t.Errorf("%q: %d %v %s", other, got.Code, got.Header(), got.Body)
		}
		if w.looks == before {
			t.Errorf("%q was not looked up", other)
		}
	}
	for _, part := range []string{"/ask", "/move", "/call-off", "/zones"} {
		if got := get(h, Prefix+"AAAAAAAAAAAAAAAAAAAAAA"+part); got.Code != http.StatusNotFound {
			t.Errorf("%s: %d", part, got.Code)
		}
	}
	if got := post(h, Prefix+"nobody", url.Values{"option": {"a1"}}); got.Code != http.StatusNotFound || w.writes != 0 {
		t.Errorf("%d, %d writes", got.Code, w.writes)
	}
}

// TestMethods holds which requests are answered at all.
func TestMethods(t *testing.T) {
	t.Parallel()
	h := handler(t, &world{view: agreed()})
	for _, tc := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"GET", mine, 200, ""}, {"HEAD", mine, 200, ""}, {"PUT", mine, 405, "GET, HEAD, POST"}, {"DELETE", mine, 405, "GET, HEAD, POST"},
		{"OPTIONS", mine, 405, "GET, HEAD, POST"}, {"TRACE", mine, 405, "GET, HEAD, POST"}, {"PATCH", mine + "/move", 405, "GET, HEAD, POST"},
		{"BREW", mine, 405, "GET, HEAD, POST"}, {"POST", mine + "/zones", 405, "GET, HEAD"}, {"POST", "/page.css", 405, "GET, HEAD"},
		{"POST", "/robots.txt", 405, "GET, HEAD"}, {"GET", mine + "/other", 404, ""}, {"GET", mine + "/move/x", 404, ""}, {"GET", "/", 404, ""},
		{"GET", "/p", 404, ""}, {"GET", "/p/", 404, ""}, {"GET", "/metrics", 404, ""}, {"GET", "//evil.example/p/x", 404, ""}, {"GET", mine + "/", 303, ""},
	} {
		r := httptest.NewRequest(tc.method, "http://x"+tc.path, nil)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		if got := ask(h, r); got.Code != tc.status || got.Header().Get("Allow") != tc.allow {
			t.Errorf("%s %s: %d, Allow %q", tc.method, tc.path, got.Code, got.Header().Get("Allow"))
		}
	}
}

// TestOtherSitesPressNoButton holds that a form of another site is refused before it reaches anything.
func TestOtherSitesPressNoButton(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		headers []string
		passes  bool
	}{
		"own":                   {[]string{"Sec-Fetch-Site", "same-origin"}, true},
		"typed":                 {[]string{"Sec-Fetch-Site", "none"}, true},
		"another":               {[]string{"Sec-Fetch-Site", "cross-site"}, false},
		"a neighbour":           {[]string{"Sec-Fetch-Site", "same-site"}, false},
		"old browser":           {[]string{"Sec-Fetch-Site", "", "Origin", "https://interviews.example.com"}, true},
		"old, another":          {[]string{"Sec-Fetch-Site", "", "Origin", "https://evil.example"}, false},
		"old, hidden":           {[]string{"Sec-Fetch-Site", "", "Origin", "null"}, false},
		"no browser":            {[]string{"Sec-Fetch-Site", ""}, true},
		"own, hidden by policy": {[]string{"Sec-Fetch-Site", "same-origin", "Origin", "null"}, true},
	} {
		w := &world{view: single()}
		h := handler(t, w, func(o *Options) { o.Origin = "https://interviews.example.com" })
		got := post(h, mine, url.Values{"option": {"a1"}}, tc.headers...)
		if passed := got.Code == http.StatusSeeOther; passed != tc.passes || passed != (w.writes == 1) {
			t.Errorf("%s: %d, %d writes", name, got.Code, w.writes)
		}
	}
	if _, err := New(Options{Origin: "not an origin", Now: now, Log: slog.Default()}); err == nil {
		t.Error("an origin that is none is taken")
	}
}

// TestTheHostDoesNotMatter holds that nothing of an answer comes from the name that a visitor, or a proxy, gave the server.
func TestTheHostDoesNotMatter(t *testing.T) {
	t.Parallel()
	want, led := "", ""
	for _, host := range []string{"interviews.example.com", "evil.example", "evil.example\"><b>", "127.0.0.1:1"} {
		h := handler(t, &world{view: single()})
		r := httptest.NewRequest(http.MethodGet, mine, nil)
		r.Host = host
		with(r, []string{"X-Forwarded-Host", "evil.example", "Forwarded", "host=evil.example", "X-Original-URL", "/p/x"})
		shows := ask(h, r).Body.String()
		r = httptest.NewRequest(http.MethodPost, mine+"?tz=Asia/Tokyo%0d%0aX:%20y", strings.NewReader("option=a1%0d%0aLocation:%20x"))
		r.Host = host
		with(r, []string{"Content-Type", "application/x-www-form-urlencoded", "X-Forwarded-Host", "evil.example"})
		got := ask(h, r)
		if got.Code != 422 || len(got.Header().Values("Location")) != 0 || got.Header().Get("X") != "" {
			t.Errorf("%s: %d %v", host, got.Code, got.Header())
		}
		r = httptest.NewRequest(http.MethodPost, mine, strings.NewReader("option=a1"))
		r.Host = host
		to := ask(h, with(r, []string{"Content-Type", "application/x-www-form-urlencoded"})).Header().Get("Location")
		if want == "" {
			want, led = shows, to
		}
		if shows != want || to != led || strings.Contains(shows, "evil") || strings.Contains(to, ":") {
			t.Errorf("%s: leads to %q, shows\n%s", host, to, shows)
		}
	}
}

// TestTokensAreNowhere holds that neither log, figures, errors nor a fault say a token.
func TestTokensAreNowhere(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	figures := prometheus.NewRegistry()
	w := &world{view: single()}
	h := handler(t, w, func(o *Options) {
		o.Log, o.Figures = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})), NewFigures(figures)
	})
	get(h, mine)
	post(h, mine, url.Values{"option": {"a1"}})
	w.err = &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The workspace cannot be read.", Cause: fmt.Errorf("look up %v %s %q %x", TokenOf(secret), TokenOf(secret), TokenOf(secret), TokenOf(secret))}
	if got := get(h, mine); got.Code != http.StatusServiceUnavailable || got.Header().Get("Retry-After") == "" {
		t.Errorf("a workspace that cannot be read: %d", got.Code)
	}
	w.err = errors.New("something else")
	if got := post(h, mine, url.Values{"option": {"a1"}}); got.Code != http.StatusInternalServerError {
		t.Errorf("something else: %d", got.Code)
	}
	gone, goes := context.WithCancel(t.Context())
	goes()
	said := log.Len()
	for range 20 { // some of them find a seat, and some are let go before
		ask(h, httptest.NewRequestWithContext(gone, http.MethodGet, mine, nil))
	}
	if log.Len() != said {
		t.Errorf("of who has gone away the log says %q", log.String()[said:])
	}
	broken := handler(t, w, func(o *Options) {
		o.Log, o.Viewer = slog.New(slog.NewTextHandler(&log, nil)), faulty{}
	})
	got := get(broken, mine)
	if got.Code != http.StatusInternalServerError || !strings.Contains(got.Body.String(), "went wrong on our side") || strings.Contains(got.Body.String(), "goroutine") {
		t.Errorf("a fault: %d %s", got.Code, got.Body)
	}
	all, err := figures.Gather()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "fault") || !strings.Contains(log.String(), "stack") {
		t.Errorf("the fault is not in the log: %s", &log)
	}
	if said := log.String() + fmt.Sprint(all) + fmt.Sprintf("%v %+v %#v %s %q %x %d", TokenOf(secret), TokenOf(secret), TokenOf(secret), TokenOf(secret), TokenOf(secret), TokenOf(secret), TokenOf(secret)); strings.Contains(said, secret) || strings.Contains(said, fmt.Sprintf("%x", secret)) {
		t.Errorf("the token stands in %s", said)
	}
	if said := fmt.Sprint(all); !strings.Contains(said, `"booked"`) {
		t.Errorf("the figures are %s", said)
	}
}

type faulty struct{ Viewer }

// TestLimitsOfTokenAndNetwork holds that who asks too often is told when to come again, and nobody else is.
func TestLimitsOfTokenAndNetwork(t *testing.T) {
	t.Parallel()
	clock := now()
	limits := Usual()
	limits.Requests, limits.Changes = guard.Rate{Every: time.Second, Burst: 5}, guard.Rate{Every: 10 * time.Second, Burst: 2}
	limits.Token, limits.TokenChanges = guard.Rate{Every: time.Second, Burst: 4}, guard.Rate{Every: 10 * time.Second, Burst: 2}
	w := &world{view: single()}
	h := handler(t, w, func(o *Options) {
		o.Limits, o.Now, o.Proxies = &limits, func() time.Time { return clock }, []netip.Prefix{netip.MustParsePrefix("192.0.2.1/32")}
	})
	from := func(address, path string) *httptest.ResponseRecorder { return get(h, path, "X-Forwarded-For", address) }
	for i := range 5 {
		if got := from("198.51.100.1", Prefix+fmt.Sprint("t", i)); got.Code != http.StatusNotFound {
			t.Fatalf("request %d: %d", i, got.Code)
		}
	}
	got := from("198.51.100.1", Prefix+"t6")
	if got.Code != http.StatusTooManyRequests || got.Header().Get("Retry-After") != "1" || !strings.Contains(got.Body.String(), "again in 1 s") {
		t.Errorf("one network too often: %d, %q", got.Code, got.Header().Get("Retry-After"))
	}
	if got := from("198.51.100.2", Prefix+"t6"); got.Code != http.StatusNotFound {
		t.Errorf("another network: %d", got.Code)
	}
	for i := range 4 {
		if got := from(fmt.Sprintf("2001:db8:0:%d::1", i), mine); got.Code != http.StatusOK {
			t.Fatalf("the token, %d: %d", i, got.Code)
		}
	}
	if got := from("2001:db8:0:9::1", mine); got.Code != http.StatusTooManyRequests {
		t.Errorf("one token too often: %d", got.Code)
	}
	for i := range 5 {
		from(fmt.Sprintf("2001:db8:1:2::%d", i), Prefix+fmt.Sprint("u", i))
	}
	if got := from("2001:db8:1:2:ffff::1", Prefix+"u9"); got.Code != http.StatusTooManyRequests {
		t.Errorf("a network of IPv6 with many addresses: %d", got.Code)
	}
	clock = clock.Add(time.Minute)
	for i, want := range []int{303, 303, 429} {
		if got := post(h, mine, url.Values{"option": {"a1"}}, "X-Forwarded-For", fmt.Sprintf("203.0.113.%d", i)); got.Code != want {
			t.Errorf("button %d: %d", i, got.Code)
		}
	}
	if w.writes != 2 {
		t.Errorf("%d writes", w.writes)
	}
}
