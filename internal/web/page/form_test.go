package page

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// TestWishes holds what of the form reaches a person, and what is said about the rest.
func TestWishes(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		tz    string
		form  url.Values
		words string
		spans string // UTC
		wrong string // of the page that comes back
	}{
		"words":            {"", url.Values{"words": {" any\tmorning\x1b[31m \u202e<b> "}}, "any\tmorning <b>", "", ""},
		"a window":         {"", url.Values{"from1": {"2026-12-01T10:00"}, "until1": {"2026-12-01T12:30"}}, "", "01T09:00–01T11:30", ""},
		"of another zone":  {"America/New_York", url.Values{"from1": {"2026-12-01T10:00"}, "until1": {"2026-12-01T12:30"}}, "", "01T15:00–01T17:30", ""},
		"typed by hand":    {"", url.Values{"from2": {" 2026-12-01 10:00 "}, "until2": {"2026-12-01T12:30:00"}}, "", "01T09:00–01T11:30", ""},
		"in order":         {"", url.Values{"from1": {"2026-12-03T10:00"}, "until1": {"2026-12-03T11:00"}, "from3": {"2026-12-01T10:00"}, "until3": {"2026-12-01T11:00"}}, "", "01T09:00–01T10:00 03T09:00–03T10:00", ""},
		"nothing":          {"", url.Values{}, "", "", "Write when you could come"},
		"only blanks":      {"", url.Values{"words": {" \n\t\u200b"}}, "", "", "Write when you could come"},
		"too many letters": {"", url.Values{"words": {strings.Repeat("ä", mostWords+1)}}, "", "", "at most 2000 characters"},
		"half a window":    {"", url.Values{"words": {"x"}, "from1": {"2026-12-01T10:00"}}, "", "", "Window 1 needs"},
		"no date":          {"", url.Values{"from3": {"2026-02-30T10:00"}, "until3": {"2026-13-01T99:00"}}, "", "", "Window 3 needs"},
		"backwards":        {"", url.Values{"from1": {"2026-12-01T10:00"}, "until1": {"2026-12-01T10:00"}}, "", "", "Window 1 has to end"},
		"past":             {"", url.Values{"from1": {"2026-11-01T10:00"}, "until1": {"2026-11-02T10:00"}}, "", "", "Window 1 is in the past"},
		"begun":            {"", url.Values{"from1": {"2026-11-30T08:00"}, "until1": {"2026-11-30T18:00"}}, "", "30T07:00–30T17:00", ""},
		"too long":         {"", url.Values{"from1": {"2026-12-01T10:00"}, "until1": {"2026-12-30T10:00"}}, "", "", "Window 1 is too long"},
		"too far":          {"", url.Values{"from1": {"2028-12-01T10:00"}, "until1": {"2028-12-01T11:00"}}, "", "", "Window 1 is too long or too far"},
		"beyond all years": {"", url.Values{"from1": {"99999-12-01T10:00"}, "until1": {"99999-12-01T11:00"}}, "", "", "Window 1 needs"},
		"unknown fields":   {"", url.Values{"words": {"x"}, "from4": {"2026-12-01T10:00"}, "admin": {"1"}}, "x", "", ""},
	} {
		w := &world{view: single()}
		got := post(handler(t, w), mine+"/ask?tz="+tc.tz, tc.form)
		if tc.wrong != "" {
			if got.Code != 422 || !strings.Contains(got.Body.String(), tc.wrong) || w.writes != 0 {
				t.Errorf("%s: %d, %d writes, %s", name, got.Code, w.writes, got.Body)
			}
			for _, typed := range tc.form { // nothing typed is lost, up to what a field takes
				if !strings.Contains(got.Body.String(), sanitize.Cut(strings.TrimSpace(typed[0]), mostWords)) {
					t.Errorf("%s: %q is lost", name, typed)
				}
			}
			continue
		}
		if got.Code != http.StatusSeeOther || len(w.wishes) != 1 {
			t.Fatalf("%s: %d, %d wishes", name, got.Code, len(w.wishes))
		}
		var spans []string
		for _, x := range w.wishes[0].Windows {
			spans = append(spans, x.Start.UTC().Format("02T15:04")+"–"+x.End.UTC().Format("02T15:04"))
		}
		if w.wishes[0].Words != tc.words || strings.Join(spans, " ") != tc.spans {
			t.Errorf("%s: %q, %q", name, w.wishes[0].Words, spans)
		}
	}
}

// TestReasons holds that a reason is optional, one line, and not too long.
func TestReasons(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{"": "", " ill\r\nsorry ": "ill sorry", strings.Repeat("x", mostReason): strings.Repeat("x", mostReason)} {
		w := &world{view: agreed()}
		if got := post(handler(t, w), mine+"/call-off", url.Values{"reason": {typed}}); got.Code != http.StatusSeeOther || w.reason != want || w.view.State != CalledOff {
			t.Errorf("%q: %d, %q", typed, got.Code, w.reason)
		}
	}
	w := &world{view: agreed()}
	for name, form := range map[string]url.Values{"nothing": nil, "something else": {"option": {"a1"}, "words": {"ill"}}} {
		w := &world{view: agreed()}
		if got := post(handler(t, w), mine+"/call-off", form); got.Code != http.StatusSeeOther || got.Header().Get("Location") != "call-off" || w.writes != 0 {
			t.Errorf("%s was sent, and that called it off: %d %q, %d writes", name, got.Code, got.Header().Get("Location"), w.writes)
		}
	}
	if got := post(handler(t, w), mine+"/call-off", url.Values{"reason": {strings.Repeat("x", mostReason+1)}}); got.Code != 422 || w.writes != 0 {
		t.Errorf("too long a reason: %d", got.Code)
	}
}

// TestWindowsWhereClocksChange holds that a window counts what its candidate named in either reading.
func TestWindowsWhereClocksChange(t *testing.T) {
	t.Parallel()
	berlin, err := timeparse.Zone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ typed, start, end string }{
		{"2027-03-28T02:30", "2027-03-28T01:30:00Z", "2027-03-28T00:30:00Z"}, // skipped
		{"2027-10-31T02:30", "2027-10-31T01:30:00Z", "2027-10-31T00:30:00Z"}, // twice
		{"2027-06-01T12:00", "2027-06-01T10:00:00Z", "2027-06-01T10:00:00Z"},
	} {
		start, ok := wallTime(tc.typed, berlin, true)
		end, ok2 := wallTime(tc.typed, berlin, false)
		if !ok || !ok2 || start.Format(time.RFC3339) != tc.start || end.Format(time.RFC3339) != tc.end {
			t.Errorf("%s: %s %s", tc.typed, start, end)
		}
	}
}

// TestTooLongComesBackShort holds that a text which is too long comes back as far as its field goes, which is said, and that
// the page stays light with whatever characters.
func TestTooLongComesBackShort(t *testing.T) {
	t.Parallel()
	for _, c := range []string{"x", "\"", "<", "\u00e9", "\U0001f600", "a\r\n"} {
		for part, tc := range map[string]struct {
			view  View
			field string
			most  int
		}{"/ask": {single(), "words", mostWords}, "/call-off": {agreed(), "reason", mostReason}} {
			w := &world{view: tc.view}
			typed := "begin" + strings.Repeat(c, min(tc.most+500, 15_000/len(url.QueryEscape(c)))) + "zzq"
			got := post(handler(t, w), mine+part, url.Values{tc.field: {typed}})
			body := got.Body.String()
			said := fmt.Sprintf("Only the first %d stand here", tc.most)
			if got.Code == http.StatusSeeOther {
				continue // it does not fit into a body that is too long for the field
			}
			if got.Code != 422 || len(body) > heaviest || !strings.Contains(body, said) || !strings.Contains(body, "begin") || strings.Contains(body, "zzq") || w.writes != 0 {
				t.Errorf("%q%s: %d, %d bytes, %d writes", c, part, got.Code, len(body), w.writes)
			}
		}
	}
}

// TestBrokenForms holds that what no browser sends is answered as any form that lacks something.
func TestBrokenForms(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ kind, body string }{
		"no kind": {"", "option=a1"}, "json": {"application/json", `{"option":"a1"}`}, "multipart": {"multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"option\"\r\n\r\na1\r\n--x--"},
		"bad escapes": {"application/x-www-form-urlencoded", "option=%zz%1"}, "semicolons": {"application/x-www-form-urlencoded", "x=1;option=a1"},
		"an ID that is none": {"application/x-www-form-urlencoded", "option=../../x"}, "empty": {"application/x-www-form-urlencoded", ""},
		"long ID": {"application/x-www-form-urlencoded", "option=" + strings.Repeat("a", 65)},
	} {
		w := &world{view: single()}
		r := httptest.NewRequest(http.MethodPost, mine+"?option=a1", strings.NewReader(tc.body))
		r.Header.Set("Content-Type", tc.kind)
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		if got := ask(handler(t, w), r); got.Code != 422 || w.writes != 0 || !strings.Contains(got.Body.String(), "Choose one of the times") {
			t.Errorf("%s: %d, %d writes", name, got.Code, w.writes)
		}
	}
}

// FuzzForm throws bodies and queries at every form: nothing panics, a page stays light and valid, and what reaches the
// domain is within its bounds.
func FuzzForm(f *testing.F) {
	f.Add("option=a1", "tz=Europe/Berlin", uint8(0))
	f.Add("words=hello&from1=2026-12-01T10:00&until1=2026-12-01T11:00", "", uint8(1))
	f.Add("option=2-1&look=yes", "gone=a1&after=2", uint8(2))
	f.Add("reason=%00%ff%F0%9F%98%80", "tz=%2B02:00&none", uint8(3))
	f.Add("words="+strings.Repeat("%26", 2000), "in=Asia", uint8(1))
	f.Fuzz(func(t *testing.T, body, query string, part uint8) {
		w := &world{view: single()}
		if part >= 128 {
			w.view = agreed()
		}
		path := mine + []string{"", "/ask", "/move", "/call-off", "/zones"}[part%5]
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		r.URL.RawQuery = query
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		h := handler(t, w)
		got := ask(h, r)
		switch got.Code {
		case http.StatusSeeOther:
			if to := got.Header().Get("Location"); strings.ContainsAny(to, "\r\n:<>\" ") || strings.HasPrefix(to, "/") {
				t.Errorf("leads to %q", to)
			}
		case 422, http.StatusMethodNotAllowed, http.StatusRequestEntityTooLarge:
			if got.Body.Len() > heaviest || !utf8.Valid(got.Body.Bytes()) {
				t.Errorf("%d bytes, valid %v", got.Body.Len(), utf8.Valid(got.Body.Bytes()))
			}
		default:
			t.Errorf("answered by %d", got.Code)
		}
		for _, wish := range w.wishes {
			if utf8.RuneCountInString(wish.Words) > mostWords || len(wish.Windows) > mostWindows || wish.Words == "" && len(wish.Windows) == 0 {
				t.Errorf("a wish is %+v", wish)
			}
		}
	})
}

// FuzzZone throws names of zones at the page: it is shown, in a zone that exists.
func FuzzZone(f *testing.F) {
	for _, name := range []string{"Europe/Berlin", "berlin", "UTC+05:30", "CST", "Local", "../../etc/passwd", "\x00", "<script>", "（UTC+01:00）", strings.Repeat("a/", 500)} {
		f.Add(name, "Asia")
	}
	f.Fuzz(func(t *testing.T, name, region string) {
		h := handler(t, &world{view: single()})
		for _, path := range []string{mine, mine + "/zones", mine + "/ask"} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.URL.RawQuery = url.Values{"tz": {name}, "in": {region}}.Encode()
			got := ask(h, r)
			if got.Code != http.StatusOK || got.Body.Len() > heaviest || strings.Contains(got.Body.String(), "<script") {
				t.Errorf("%q: %d, %d bytes", name, got.Code, got.Body.Len())
			}
		}
	})
}
