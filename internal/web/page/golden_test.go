package page

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// stateOf is a page in one state of things.
type stateOf struct {
	view   View
	path   string     // behind the token
	posted url.Values // nil is a GET
	status int
}

// states are all states of the page that somebody can meet.
func states() map[string]stateOf {
	change := func(s View, by func(*View)) View {
		by(&s)
		return s
	}
	missed := func(s *View) { s.Options = []Option{s.Options[0], s.Options[2], s.Options[3]} }
	return map[string]stateOf{
		"choose":      {view: single(), status: 200},
		"loop":        {view: loop(), status: 200},
		"other-zone":  {view: single(), path: "?tz=Asia/Kolkata", status: 200},
		"bad-zone":    {view: single(), path: "?tz=Nowhere", status: 200},
		"zone-unsure": {view: change(single(), func(s *View) { s.ZoneGuessed = true }), status: 200},
		"no-zone":     {view: change(single(), func(s *View) { s.Zone, s.Company, s.AnswerBy = "", "", time.Time{} }), status: 200},
		"missed":      {view: change(single(), missed), path: "?gone=a2", status: 200},
		"none-chosen": {view: single(), posted: url.Values{}, status: 422},
		"none-free":   {view: change(single(), func(s *View) { s.Options = nil }), status: 200},
		"late":        {view: change(single(), func(s *View) { s.Options, s.Refreshable = nil, true }), status: 200},
		"move-look":   {view: change(agreed(), func(s *View) { s.Options, s.Refreshable = nil, true }), path: "/move?none=1", status: 200},
		"past":        {view: View{State: Over, Company: "Lumen & Söhne"}, status: 200},
		"names": {view: change(loop(), func(s *View) {
			s.Options[0].Parts[0].With, s.Options[1].Parts[0].With = []string{"Ana Lima"}, []string{"Raj Patel"}
		}), status: 200},
		"asked":      {view: change(single(), func(s *View) { s.Asked, s.Options = true, nil }), status: 200},
		"agreed":     {view: agreed(), status: 200},
		"to-confirm": {view: change(agreed(), func(s *View) { s.Pending, s.Asked = true, true }), status: 200},
		"too-late":   {view: change(agreed(), func(s *View) { s.MoveUntil, s.CallOffUntil = time.Time{}, time.Time{} }), status: 200},
		"over":       {view: change(agreed(), func(s *View) { s.State = Over }), status: 200},
		"cancelled":  {view: change(single(), func(s *View) { s.State = CalledOff }), status: 200},
		"closed":     {view: change(single(), func(s *View) { s.State = Closed }), status: 200},
		"ask":        {view: single(), path: "/ask", status: 200},
		"ask-wrong": {view: single(), path: "/ask", posted: url.Values{"words": {"<b>any\nmorning</b>"}, "from1": {"2026-12-01T10:00"}, "until2": {"soon"},
			"from3": {"2026-12-02T10:00"}, "until3": {"2026-12-02T09:00"}}, status: 422},
		"ask-empty":  {view: single(), path: "/ask", posted: url.Values{"words": {"  "}}, status: 422},
		"move":       {view: agreed(), path: "/move", status: 200},
		"call-off":   {view: agreed(), path: "/call-off", status: 200},
		"zones":      {view: single(), path: "/zones", status: 200},
		"zones-asia": {view: single(), path: "/zones?in=Asia&tz=Asia/Tokyo", status: 200},
	}
}

// answered is a state as a browser gets it.
func answered(t testing.TB, s stateOf, language string) (status int, body string) {
	t.Helper()
	s.view.Language = language
	h := handler(t, &world{view: s.view})
	w := get(h, mine+s.path)
	if s.posted != nil {
		w = post(h, mine+s.path, s.posted)
	}
	return w.Code, w.Body.String()
}

// TestPagesInEveryState compares each state of the page with testdata; UPDATE_GOLDEN=1 writes them again.
func TestPagesInEveryState(t *testing.T) {
	t.Parallel()
	for name, s := range states() {
		for _, language := range []string{"en", "de"} {
			t.Run(name+"."+language, func(t *testing.T) {
				t.Parallel()
				status, body := answered(t, s, language)
				if status != s.status {
					t.Errorf("the status is %d, not %d", status, s.status)
				}
				file := filepath.Join("testdata", name+"."+language+".golden")
				if os.Getenv("UPDATE_GOLDEN") != "" {
					if err := os.WriteFile(file, []byte(body), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatalf("read the page as it was (UPDATE_GOLDEN=1 writes it): %v", err)
				}
				if body != strings.ReplaceAll(string(want), "\r\n", "\n") {
					t.Errorf("%s is not what the program makes of it:\n%s", file, body)
				}
			})
		}
	}
}

// TestPagesAreLight holds the most that a page weighs, in each state and language, and with its style sheet for what
// people meet usually.
func TestPagesAreLight(t *testing.T) {
	t.Parallel()
	for name, s := range states() {
		for _, language := range []string{"en", "de", "fr", "es"} {
			_, body := answered(t, s, language)
			most := heaviest - len(css)
			if strings.HasPrefix(name, "zones") {
				most = heaviest
			}
			if len(body) > most {
				t.Errorf("%s in %s has %d bytes", name, language, len(body))
			}
		}
	}
	for region := range english().zonesOf {
		if _, body := answered(t, stateOf{view: single(), path: "/zones?tz=America/Argentina/Buenos_Aires&in=" + region}, "de"); len(body) > heaviest {
			t.Errorf("the zones of %s have %d bytes", region, len(body))
		}
	}
}

// TestLargeOffersArePaged holds that a page stays light whatever is offered, and that every option is on one of its pages.
func TestLargeOffersArePaged(t *testing.T) {
	t.Parallel()
	s := single()
	long := strings.Repeat("面接の質問 ", 40)
	s.Sessions, s.Options = nil, nil
	for range 8 {
		s.Sessions = append(s.Sessions, Session{Title: long, Length: time.Hour, Platform: "Zoom", With: strings.Split(strings.Repeat("Anastasia Konstantinopoulou,", 20), ",")})
	}
	for day := range 60 {
		o := Option{ID: "d" + time.Duration(day).String()}
		for i := range 8 {
			start := at("2026-12-01T08:00:00Z").AddDate(0, 0, day).Add(time.Duration(i) * time.Hour)
			o.Parts = append(o.Parts, Part{Session: i, Start: start, End: start.Add(time.Hour)})
		}
		s.Options = append(s.Options, o)
	}
	h := handler(t, &world{view: s})
	for _, query := range []string{"gone", "tz", "in", "after", "none", "x"} { // what the address says does not make it heavy
		if body := get(h, mine+"?"+query+"="+strings.Repeat("%27%3C", 1000)).Body.String(); len(body) > heaviest {
			t.Errorf("a long %s in the address makes %d bytes", query, len(body))
		}
	}
	seen := map[string]bool{}
	address := mine
	for range 100 {
		body := get(h, address).Body.String()
		if len(body) > heaviest {
			t.Fatalf("%s has %d bytes", address, len(body))
		}
		for _, part := range strings.Split(body, `value="`)[1:] {
			id, _, _ := strings.Cut(part, `"`)
			seen[id] = true
		}
		before, _, more := strings.Cut(body, `">Show later times</a>`)
		if !more {
			break
		}
		address = Prefix + before[strings.LastIndex(before, `"`)+1:]
	}
	for _, o := range s.Options {
		if !seen[o.ID] {
			t.Errorf("%s is on no page", o.ID)
		}
	}
}
