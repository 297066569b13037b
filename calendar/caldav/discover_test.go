package caldav

import (
	"net/http"
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestDiscover lists what an account can read, from wherever one begins.
func TestDiscover(t *testing.T) {
	t.Parallel()
	for _, begin := range []string{"", "/", "/cal/", "/cal/dana/principal/", "/somewhere/else", "/cal/dana/"} {
		t.Run("from "+begin, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			base := b.via.URL
			b.via.URL += begin
			found, err := b.reader.Discover(t.Context(), b.via)
			if err != nil {
				t.Fatal(err)
			}
			want := []Found{
				{Name: "Birthdays", URL: base + "/cal/dana/birthdays/", Own: true},
				{Name: "Work & more", URL: base + work, Own: true, Counts: true},
				{Name: "shared by eve", URL: base + shared, Counts: true},
			}
			if len(found) != len(want) {
				t.Fatalf("%+v", found)
			}
			for i := range want {
				if found[i] != want[i] {
					t.Errorf("%+v, want %+v", found[i], want[i])
				}
			}
		})
	}
}

// TestTest says what an account can do.
func TestTest(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	able, err := b.reader.Test(t.Context(), b.via)
	if want := (Ability{Calendars: 3, Colleagues: true, Address: "dana@example.com"}); err != nil || able != want {
		t.Errorf("%+v, %v", able, err)
	}
	b.server.noOutbox = true
	if able, err := b.reader.Test(t.Context(), b.via); err != nil || able.Colleagues {
		t.Errorf("without an outbox: %+v, %v", able, err)
	}
	b.via.Password = "sesame"
	_, err = b.reader.Test(t.Context(), b.via)
	wantProblem(t, err, recruit.ErrReconnect, "password made for apps")
}

// TestDiscoverFaults holds that a server that is none is one sentence.
func TestDiscoverFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault fault
		kind  error
		says  string
	}{
		"no CalDAV":       {status("PROPFIND", 405), recruit.ErrUnsupported, "does not offer CalDAV"},
		"pages":           {page("PROPFIND"), recruit.ErrRejected, "web page"},
		"no account":      {rewrite("PROPFIND", func(string) string { return multistatusHead + has("/", "") + "</D:multistatus>" }), recruit.ErrRejected, "names no calendars of this account"},
		"no calendars":    {rewrite("PROPFIND", func(s string) string { return strings.ReplaceAll(s, "<C:calendar/>", "") }), recruit.ErrNotFound, "has no calendar for this account"},
		"cut":             {cut("PROPFIND", true), recruit.ErrLater, "broke off"},
		"no room":         {status("PROPFIND", 507), recruit.ErrLater, "its disk is full"},
		"redirects about": {elsewhere("PROPFIND", "https://thief.example/"), recruit.ErrRefused, "thief.example"},
		"home is gone": {func(w http.ResponseWriter, r *http.Request, _ string, _ http.Handler) bool {
			if r.URL.Path == "/cal/dana/" {
				w.WriteHeader(http.StatusNotFound)
				return true
			}
			return false
		}, recruit.ErrGone, "cannot be found"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.proxy.set(c.fault)
			found, err := b.reader.Discover(t.Context(), b.via)
			wantProblem(t, err, c.kind, c.says)
			if found != nil {
				t.Errorf("found %+v", found)
			}
		})
	}
}

// TestAddress holds what is taken for a server's address.
func TestAddress(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"https://cal.example.com":          "https://cal.example.com/",
		" cal.example.com ":                "https://cal.example.com/",
		"cal.example.com/dav":              "https://cal.example.com/dav",
		"caldavs://cal.example.com/":       "https://cal.example.com/",
		"dana@example.com":                 "https://example.com/",
		"http://localhost:5232/":           "http://localhost:5232/",
		"https://[2001:db8::1]:8443/d":     "https://[2001:db8::1]:8443/d",
		"https://cal.example.com/dana@x/#": "https://cal.example.com/dana@x/",
		"":                                 "",
		"calendar":                         "",
		"/home/dana/cal":                   "",
		"~/cal":                            "",
		"file:///etc/passwd":               "",
		"ftp://cal.example.com/":           "",
		"https://a:b@cal.example.com/":     "",
		"https://cal.example.com/?x=y":     "",
		"https://cal example.com/":         "",
		"https://":                         "",
		"https://\x00/":                    "",
		strings.Repeat("a.", 2000):         "",
	} {
		got, err := Address(typed)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
		if want == "" {
			wantProblem(t, err, recruit.ErrInvalid, "")
		}
	}
}
