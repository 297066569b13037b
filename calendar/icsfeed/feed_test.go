package icsfeed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"recruitty/calendar/fetch"
	"recruitty/recruit"
	"recruitty/recruit/busy"
)

const secret = "private-0123456789abcdef"

// monday is the first day that tests read.
var monday = time.Date(2026, 12, 7, 0, 0, 0, 0, time.UTC)

func calendar(lines string) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + lines + "END:VCALENDAR\r\n"
}

const meeting = "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261207T090000Z\r\nDTEND:20261207T100000Z\r\nSUMMARY:Secret plans\r\nEND:VEVENT\r\n"

// bench is a feed and who reads it.
type bench struct {
	reader *Reader
	via    busy.Access
	query  busy.Query
	now    time.Time
}

func newBench(t testing.TB, h http.HandlerFunc) *bench {
	t.Helper()
	s := httptest.NewServer(h)
	client := fetch.New(fetch.Config{Inside: true, Size: 1 << 20})
	t.Cleanup(func() { client.Close(); s.CloseClientConnections(); s.Close() })
	b := &bench{now: monday, via: busy.Access{Kind: busy.Feed, URL: s.URL + "/" + secret + "/basic.ics?key=" + secret}}
	b.reader = New(client, func() time.Time { return b.now })
	b.query = busy.Query{From: monday, To: monday.AddDate(0, 0, 7), Calendars: []busy.Calendar{{Owner: "dana@example.com", Zone: time.UTC}}}
	return b
}

func (b *bench) read(t *testing.T) busy.Reading {
	t.Helper()
	got, err := b.reader.Read(t.Context(), b.via, b.query)
	if err != nil || len(got) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	b.query.Calendars[0].Cursor = got[0].Cursor
	return got[0]
}

// TestReadOnlyWhatChanged holds when a calendar is sent again.
func TestReadOnlyWhatChanged(t *testing.T) {
	t.Parallel()
	for name, validators := range map[string]http.Header{
		"ETag":           {"Etag": {`"1"`}},
		"Last-Modified":  {"Last-Modified": {"Mon, 07 Dec 2026 00:00:00 GMT"}},
		"neither":        {},
		"an endless one": {"Etag": {`"` + strings.Repeat("x", 5000) + `"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, sent := calendar(meeting), 0
			b := newBench(t, func(w http.ResponseWriter, r *http.Request) {
				for k, v := range validators {
					w.Header()[k] = v
				}
				if r.Header.Get("If-None-Match") == `"1"` || r.Header.Get("If-Modified-Since") != "" {
					w.WriteHeader(http.StatusNotModified)
					return
				}
				sent++
				_, _ = io.WriteString(w, text)
			})
			first := b.read(t)
			if len(first.Intervals) != 1 || first.Intervals[0].State != busy.Busy || first.NotModified || !first.From.Equal(b.query.From) || !first.To.Equal(b.query.To) {
				t.Fatalf("%+v", first)
			}
			if got := b.read(t); !got.NotModified || len(got.Intervals) > 0 {
				t.Errorf("unchanged: %+v", got)
			}
			if sent > 1 && (name == "ETag" || name == "Last-Modified") {
				t.Errorf("sent %d times", sent)
			}
			b.now = b.now.Add(25 * time.Hour)
			text = calendar("")
			if got := b.read(t); got.NotModified || len(got.Intervals) > 0 {
				t.Errorf("after a day nothing of it is believed: %+v", got)
			}
			text = calendar(meeting)
			b.query.Words.Soft = []string{"plans"}
			if got := b.read(t); got.NotModified || len(got.Intervals) != 1 || got.Intervals[0].State != busy.Soft {
				t.Errorf("other words: %+v", got)
			}
			b.query.To = b.query.To.AddDate(0, 0, 1)
			if got := b.read(t); got.NotModified || !got.To.Equal(b.query.To) {
				t.Errorf("another window: %+v", got)
			}
		})
	}
}

// TestWhatIsNoCalendar holds that it is said in one sentence, without the secret.
func TestWhatIsNoCalendar(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		kind   error
		says   string
	}{
		"a page": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, "<!DOCTYPE html><html><title>Sign in</title></html>")
		}, recruit.ErrRejected, "web page"},
		"a page that calls itself a calendar": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/calendar")
			_, _ = io.WriteString(w, "\n<html></html>")
		}, recruit.ErrRejected, "web page"},
		"JSON":                 {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"error":"`+secret+`"}`) }, recruit.ErrRejected, "no iCalendar text"},
		"nothing":              {func(http.ResponseWriter, *http.Request) {}, recruit.ErrLater, "is empty"},
		"white space":          {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "\ufeff \r\n") }, recruit.ErrLater, "is empty"},
		"not permitted":        {code(403), recruit.ErrReconnect, "can no longer be read"},
		"a sign-in":            {code(401), recruit.ErrReconnect, "can no longer be read"},
		"gone":                 {code(410), recruit.ErrReconnect, "cannot be found"},
		"not found":            {code(404), recruit.ErrReconnect, "cannot be found"},
		"too often":            {code(429), recruit.ErrLater, "asked again later"},
		"broken":               {code(500), recruit.ErrLater, "asked again later"},
		"nothing new, unasked": {code(304), recruit.ErrRejected, "check its address"},
		"accepted":             {code(202), recruit.ErrRejected, "check its address"},
		"a redirect to a file": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "file:///etc/"+secret)
			w.WriteHeader(http.StatusFound)
		}, recruit.ErrRejected, "cannot be understood"},
		"circles": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.String(), http.StatusFound) }, recruit.ErrRejected, "only sends on"},
		"too large": {func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, calendar(strings.Repeat(meeting, 20_000)))
		}, recruit.ErrRejected, "more than the 1 MB"},
		"cut": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "5000")
			_, _ = io.WriteString(w, calendar(meeting))
		}, recruit.ErrLater, "broke off"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, c.answer)
			got, err := b.reader.Read(t.Context(), b.via, b.query)
			if got != nil {
				t.Errorf("%+v", got)
			}
			wantProblem(t, err, c.kind, c.says)
			wantProblem(t, b.reader.Test(t.Context(), b.via), c.kind, c.says)
		})
	}
}

func code(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }
}

// wantProblem holds that an error is a sentence of a kind that does not tell the secret.
func wantProblem(t *testing.T, err, kind error, says string) {
	t.Helper()
	var p *recruit.Problem
	if !errors.As(err, &p) || !errors.Is(err, kind) || !strings.Contains(p.Sentence, says) {
		t.Errorf("%T %v, want %v: …%s…", err, err, kind, says)
		return
	}
	if all := fmt.Sprintf("%v %+v %v", p, *p, p.Cause); strings.Contains(all, secret) {
		t.Errorf("the secret is in %q", all)
	}
	if !strings.HasSuffix(p.Sentence, ".") || strings.Contains(p.Sentence, "\n") || len(p.Sentence) > 260 {
		t.Errorf("not one sentence: %q", p.Sentence)
	}
}

// TestCutCalendarIsUnknown holds that what a calendar that was cut may have had is not
// free.
func TestCutCalendarIsUnknown(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.TrimSuffix(calendar(meeting), "END:VCALENDAR\r\n"))
	})
	got := b.read(t)
	unknown := false
	for _, i := range got.Intervals {
		unknown = unknown || i.State == busy.Unknown && i.Start.Equal(got.From) && i.End.Equal(got.To)
	}
	if !unknown || len(got.Doubts) == 0 {
		t.Errorf("%+v", got)
	}
}

// TestStopped holds that nobody waits for a feed that nobody wants.
func TestStopped(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer stop()
	_, err := b.reader.Read(ctx, b.via, b.query)
	wantProblem(t, err, recruit.ErrLater, "did not answer in time")
}

// TestOnlyOutside holds that a host reads nothing inside, and nothing over http.
func TestOnlyOutside(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(w http.ResponseWriter, _ *http.Request) { t.Error("the feed inside was asked") })
	client := fetch.New(fetch.Config{})
	t.Cleanup(client.Close)
	b.reader.client = client
	_, err := b.reader.Read(t.Context(), b.via, b.query)
	wantProblem(t, err, recruit.ErrRefused, "over http")
	b.via.URL = strings.Replace(b.via.URL, "http:", "webcal:", 1)
	_, err = b.reader.Read(t.Context(), b.via, b.query)
	wantProblem(t, err, recruit.ErrRefused, "inside a private network")
}

// TestAddress holds what is taken for the address of a published calendar.
func TestAddress(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"https://calendar.example.com/ical/" + secret + "/basic.ics": "https://calendar.example.com/ical/" + secret + "/basic.ics",
		"webcal://calendar.example.com/" + secret:                    "https://calendar.example.com/" + secret,
		"WEBCAL://Calendar.example.com/a?b=c":                        "https://Calendar.example.com/a?b=c",
		"webcals://calendar.example.com/":                            "https://calendar.example.com/",
		" <https://calendar.example.com/a%20b.ics#top> ":             "https://calendar.example.com/a%20b.ics",
		"calendar.example.com/x.ics":                                 "https://calendar.example.com/x.ics",
		"http://localhost:8080/x.ics":                                "http://localhost:8080/x.ics",
		"http://127.0.0.1/x.ics":                                     "http://127.0.0.1/x.ics",
		"https://[2001:db8::1]/x.ics":                                "https://[2001:db8::1]/x.ics",
		"":                                                           "",
		"file:///home/dana/" + secret + ".ics":                       "",
		"FILE:/home/dana/x.ics":                                      "",
		"/home/dana/" + secret + ".ics":                              "",
		"~/x.ics":                                                    "", "./x.ics": "", "../x.ics": "", "x.ics": "", `C:\Users\dana\x.ics`: "", "c:/x.ics": "", `\\server\share\x.ics`: "",
		"https://dana:" + secret + "@cal.example.com/": "", "ftp://cal.example.com/x.ics": "", "javascript:alert(1)": "", "data:text/calendar,BEGIN": "",
		"https://": "", "https:///x": "", "my calendar": "", "calendar": "", "https://cal.example.com/\r\nHost: x": "", "https://[::1": "", "https://" + strings.Repeat("a", 5000) + ".example": "",
		"https://cal.example.com:port/" + secret: "",
	} {
		got, err := Address(typed)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
		if want == "" {
			wantProblem(t, err, recruit.ErrInvalid, "")
			b := newBench(t, func(http.ResponseWriter, *http.Request) {})
			b.via.URL = typed
			_, err := b.reader.Read(t.Context(), b.via, b.query)
			wantProblem(t, err, recruit.ErrInvalid, "")
		}
	}
}

// FuzzFeed holds that no text breaks a reading, and that none but a calendar is one.
func FuzzFeed(f *testing.F) {
	for _, seed := range []string{"", "<html>", calendar(""), calendar(meeting), calendar(meeting)[:60], "\ufeff" + calendar(meeting), calendar("BEGIN:VEVENT\r\nDTSTART;TZID=Nowhere:20261207T090000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n")} {
		f.Add([]byte(seed), "text/calendar", `"e"`)
	}
	var text []byte
	var kind, tag string
	b := newBench(f, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("ETag", tag)
		_, _ = w.Write(text)
	})
	f.Fuzz(func(t *testing.T, body []byte, contentType, etag string) {
		text, kind, tag = body, contentType, etag
		b.query.Calendars[0].Cursor = ""
		got, err := b.reader.Read(t.Context(), b.via, b.query)
		if err != nil {
			var p *recruit.Problem
			if !errors.As(err, &p) || strings.Contains(p.Sentence, secret) {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		if !strings.Contains(strings.ToUpper(string(body)), "BEGIN:VCALENDAR") {
			t.Fatalf("%q is a calendar: %+v", body, got)
		}
		for _, i := range got[0].Intervals {
			if !i.End.After(i.Start) || i.Start.Before(got[0].From) || i.End.After(got[0].To) || i.State == busy.Free {
				t.Fatalf("%+v", i)
			}
		}
		b.query.Calendars[0].Cursor = got[0].Cursor
		again, err := b.reader.Read(t.Context(), b.via, b.query)
		if err != nil || !again[0].NotModified {
			t.Fatalf("the same again: %+v, %v", again, err)
		}
	})
}

// FuzzAddress holds that whatever is taken for an address can be asked.
func FuzzAddress(f *testing.F) {
	for _, seed := range []string{"https://a.example/b", "webcal://a.example", "file:///x", "a.example/b.ics", "x.ics", "http://[::1]:80/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		address, err := Address(typed)
		if err != nil {
			return
		}
		if again, err := Address(address); err != nil || again != address {
			t.Fatalf("%q became %q and then %q, %v", typed, address, again, err)
		}
	})
}
