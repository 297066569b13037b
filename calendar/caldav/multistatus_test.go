package caldav

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// collect reads an answer as a whole.
func collect(text string) (all []*response, token string, err error) {
	token, err = multistatus(strings.NewReader(text), func(r *response) error {
		all = append(all, r)
		return nil
	})
	return all, token, err
}

// TestMultistatus holds what servers write.
func TestMultistatus(t *testing.T) {
	t.Parallel()
	all, token, err := collect(`<?xml version="1.0" encoding="ISO-8859-1"?>
<!-- a comment --><multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><responsedescription>hello</responsedescription>
<response><href> /a.ics </href><propstat><prop><getetag>"1"</getetag><c:calendar-data><![CDATA[BEGIN:VCALENDAR & more]]></c:calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat>
<propstat><prop><displayname/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response>
<response><href>/b.ics</href><href>/c.ics</href><status>HTTP/1.1 404 Not Found</status></response>
<response><href>/d.ics</href><status>HTTP/1.1 200 OK</status><propstat><prop><c:calendar-data>x</c:calendar-data></prop></propstat></response>
<response><href>/e.ics</href><status>HTTP/1.1 507</status><error><number-of-matches-within-limits/></error></response>
<response><href>/f.ics</href><propstat><prop><c:calendar-data/></prop><status>HTTP/1.1 404 Not Found</status></propstat></response>
<response><status>HTTP/1.1 200 OK</status></response><response/>
<sync-token> data:7 </sync-token></multistatus>`)
	if err != nil || token != "data:7" {
		t.Fatalf("%q, %v", token, err)
	}
	var said []string
	for _, r := range all {
		said = append(said, fmt.Sprintf("%s %d %q %s gone %t lacks %d", r.href, r.status, r.property(cal, "calendar-data").value(), r.condition, r.gone(), len(r.lacks)))
	}
	want := []string{
		`/a.ics 0 "BEGIN:VCALENDAR & more"  gone false lacks 1`,
		`/b.ics 404 ""  gone true lacks 0`,
		`/c.ics 404 ""  gone true lacks 0`,
		`/d.ics 0 "x"  gone false lacks 0`,
		`/e.ics 507 "" number-of-matches-within-limits gone false lacks 0`,
		`/f.ics 0 ""  gone false lacks 1`, // what it lacks says nothing about whether it is there
	}
	if got := strings.Join(said, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// TestMultistatusThatIsNone holds what is told apart.
func TestMultistatusThatIsNone(t *testing.T) {
	t.Parallel()
	whole := multistatusHead + has("/a.ics", `<C:calendar-data>x</C:calendar-data>`) + `</D:multistatus>`
	for text, want := range map[string]error{
		"": errCut, " ": errCut, "hello": errCut, whole[:len(whole)-1]: errCut, whole[:len(whole)/2]: errCut,
		"<!DOCTYPE html><HTML><p>&nbsp;": errPage, "<html xmlns='http://www.w3.org/1999/xhtml'/>": errPage,
		`<multistatus/>`: errForeign, `<error xmlns="DAV:"/>`: errForeign, multistatusHead + "</x>": errForeign, multistatusHead + "&b;</D:multistatus>": errForeign,
		multistatusHead + strings.Repeat("<D:response>", 100):                                                      errBounds,
		multistatusHead + "<D:response>" + strings.Repeat("<D:href/>", maxNodes) + "</D:response></D:multistatus>": errBounds,
	} {
		if _, _, err := collect(text); !errors.Is(err, want) {
			t.Errorf("%.60q: %v, want %v", text, err, want)
		}
	}
	broken := errors.New("broken")
	if _, err := multistatus(iotest.ErrReader(broken), nil); !errors.Is(err, broken) {
		t.Errorf("a connection that breaks: %v", err)
	}
	if _, err := multistatus(strings.NewReader(whole), func(*response) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("who reads does not go on: %v", err)
	}
}

// TestLegible holds that everything that may not stand in XML is replaced, and nothing
// else, however the text is cut up.
func TestLegible(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"plain\r\n\ttext": "plain\r\n\ttext", "Grüße 你好 🎉": "Grüße 你好 🎉", "": "",
		"a\x00b\x0bc\x1bd": "a\ufffdb\ufffdc\ufffdd", "\xff\xfea": "\ufffd\ufffda", "a\xe4b": "a\ufffdb", "\ufffe\uffff": "\ufffd\ufffd", "\xed\xa0\x80": "\ufffd\ufffd\ufffd",
		strings.Repeat("x", 40000) + "\x01": strings.Repeat("x", 40000) + "\ufffd",
	} {
		for name, r := range map[string]io.Reader{"whole": legible(strings.NewReader(text)), "in bytes": iotest.OneByteReader(legible(iotest.OneByteReader(strings.NewReader(text)))), "in halves": legible(iotest.HalfReader(strings.NewReader(text)))} {
			if got, err := io.ReadAll(r); err != nil || string(got) != want {
				t.Errorf("%.40q %s: %.40q, %v", text, name, got, err)
			}
		}
	}
}

// FuzzMultistatus holds that no answer breaks or stops a reading.
func FuzzMultistatus(f *testing.F) {
	for _, seed := range []string{
		"", "<html>", multistatusHead + "</D:multistatus>", multistatusHead + has("/cal/dana/work/a.ics", `<C:calendar-data>`+escape(event("a", hour(9)))+`</C:calendar-data>`) + is("/cal/dana/work/b.ics", 404) + "<D:sync-token>1</D:sync-token></D:multistatus>",
		multistatusHead + is(work, 507) + "</D:multistatus>", "<?xml version='1.0' encoding='utf-16'?><a/>", multistatusHead + "<D:response><D:href>%zz</D:href></D:response></D:multistatus>",
	} {
		f.Add([]byte(seed))
	}
	at, _ := url.Parse("https://cal.example.com" + work)
	f.Fuzz(func(t *testing.T, body []byte) {
		q := query(busy.Calendar{})
		found := newEntries(q, q.Calendars[0], at)
		_, err := multistatus(bytes.NewReader(body), func(r *response) error {
			if r.href == "" || r.status != 0 && (r.status < 100 || r.status > 599) {
				t.Fatalf("%+v", r)
			}
			found.take(locate(at, r.href), r)
			return nil
		})
		if err != nil {
			said := problem(err, "The calendar", monday)
			var p *recruit.Problem
			if !errors.As(said, &p) {
				t.Fatalf("%T %v", said, said)
			}
			wantProblem(t, said, p.Kind, "The calendar")
		}
		for _, u := range found.again() {
			if u.User != nil || u.Host != at.Host {
				t.Fatalf("%s would be asked", u)
			}
		}
		for _, i := range found.times.Result().Intervals {
			if !i.End.After(i.Start) || i.Start.Before(q.From) || i.End.After(q.To) || i.Ref == "" {
				t.Fatalf("%+v", i)
			}
		}
		_ = scheduleResponse(bytes.NewReader(body), func(about, _, _ string) {
			if about == "" {
				t.Fatal("an answer about nobody")
			}
		})
		text, err := io.ReadAll(legible(bytes.NewReader(body)))
		if err != nil || !utf8.Valid(text) {
			t.Fatalf("%q, %v", text, err)
		}
	})
}

// FuzzCursor holds that no cursor breaks a reading.
func FuzzCursor(f *testing.F) {
	f.Add("", "a")
	f.Add(cursor{For: "a", Token: "t", Full: monday}.String(), "a")
	f.Fuzz(func(t *testing.T, text, what string) {
		c := parseCursor(text, what, monday.Add(time.Minute))
		if c != (cursor{}) && c.For != what {
			t.Fatalf("%+v", c)
		}
	})
}

// BenchmarkMultistatus reads an answer of 10,000 entries.
func BenchmarkMultistatus(b *testing.B) {
	var text strings.Builder
	text.WriteString(multistatusHead)
	for n := range 10_000 {
		weekly := ""
		if n%10 == 0 {
			weekly = "RRULE:FREQ=WEEKLY;BYDAY=MO,WE\r\nCOMMENT:x"
		}
		text.WriteString(has(fmt.Sprintf("%s%d.ics", work, n), `<D:getetag>"1"</D:getetag><C:calendar-data>`+escape(event(fmt.Sprint(n), hour(n%600), "DESCRIPTION:"+strings.Repeat("Lorem ipsum ", 20), weekly))+`</C:calendar-data>`))
	}
	text.WriteString("</D:multistatus>")
	at, _ := url.Parse("https://cal.example.com" + work)
	q := query(busy.Calendar{})
	for _, only := range []bool{true, false} {
		b.Run(map[bool]string{true: "XML", false: "XML and times"}[only], func(b *testing.B) {
			b.SetBytes(int64(text.Len()))
			b.ReportAllocs()
			for b.Loop() {
				found := newEntries(q, q.Calendars[0], at)
				count := 0
				_, err := multistatus(strings.NewReader(text.String()), func(r *response) error {
					count++
					if !only {
						found.take(locate(at, r.href), r)
					}
					return nil
				})
				if err != nil || count != 10_000 {
					b.Fatal(count, err)
				}
				if !only && len(found.times.Result().Intervals) < 10_000 {
					b.Fatal("intervals are missing")
				}
			}
		})
	}
}
