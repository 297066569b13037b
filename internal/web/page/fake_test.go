package page

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
)

// secret is the token of the candidate in tests.
const secret = "kX3v9QmT0aZr7LsYp1BhWg"

// world is a domain that holds one offer, and counts what reaches it.
type world struct {
	mu     sync.Mutex
	view   View
	looks  int
	writes int
	err    error // of everything, when set
	wishes []Wish
	reason string
	later  []Option // what Refresh finds
}

// now is when everything happens in tests.
func now() time.Time { return time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC) }

func at(value string) time.Time {
	t, err := time.Parse(time.RFC3339, value)
	if err != nil {
		panic(err)
	}
	return t
}

func hour(id, start string, length time.Duration) Option {
	return Option{ID: id, Parts: []Part{{Start: at(start), End: at(start).Add(length)}}}
}

// single is an offer of one interview.
func single() View {
	return View{
		Company: "Lumen & Söhne", Job: "Platform Engineer", Language: "en", HouseLanguage: "en", Zone: "Europe/Berlin", TeamZone: "Europe/London",
		Contact:  Contact{Name: "Dana Ito", Email: "dana@lumen.example"},
		Sessions: []Session{{Title: "Technical interview", Length: 45 * time.Minute, Platform: "Zoom", With: []string{"Raj Patel", "Ana Lima"}}},
		Options: []Option{
			hour("a1", "2026-12-01T09:00:00Z", 45*time.Minute), hour("a2", "2026-12-01T13:30:00Z", 45*time.Minute),
			hour("a3", "2026-12-02T09:00:00Z", 45*time.Minute), hour("a4", "2026-12-03T10:00:00Z", 45*time.Minute),
			hour("a5", "2026-12-04T15:00:00Z", 45*time.Minute),
		},
		AnswerBy: at("2026-12-04T17:00:00Z"),
	}
}

// loop is an offer of three interviews at once, on one day or on two.
func loop() View {
	s := single()
	s.Sessions = []Session{
		{Title: "System design", Length: time.Hour, Platform: "Zoom"}, {Title: "Coding", Length: 90 * time.Minute, Platform: "Zoom"},
		{Title: "Meet the team", Length: 2 * time.Hour, Platform: "On site"},
	}
	part := func(session int, start string) Part {
		return Part{Session: session, Start: at(start), End: at(start).Add(s.Sessions[session].Length)}
	}
	s.Options = []Option{
		{ID: "l1", Parts: []Part{part(0, "2026-12-01T09:00:00Z"), part(1, "2026-12-01T10:15:00Z"), part(2, "2026-12-01T13:00:00Z")}},
		{ID: "l2", Parts: []Part{part(1, "2026-12-02T13:00:00Z"), part(0, "2026-12-02T15:00:00Z"), part(2, "2026-12-03T08:30:00Z")}},
	}
	return s
}

// agreed is the single offer after it was taken.
func agreed() View {
	s := single()
	s.State, s.Agreed = Agreed, s.Options[1].Parts
	s.Agreed[0].Join = "https://zoom.example/j/123"
	s.MoveUntil, s.CallOffUntil = at("2026-11-30T13:30:00Z"), at("2026-12-01T13:30:00Z")
	return s
}

func (w *world) Look(_ context.Context, t Token) (View, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.looks++
	if w.err != nil {
		return View{}, w.err
	}
	if t.Secret() != secret {
		return View{}, recruit.NotFound("There is no such page.")
	}
	return w.view, nil
}

func (w *world) choose(t Token, id string, move bool) (Outcome, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writes++
	if w.err != nil {
		return Done, w.err
	}
	if t.Secret() != secret {
		return Done, recruit.NotFound("There is no such page.")
	}
	for i, o := range w.view.Options {
		switch {
		case o.ID != id:
		case w.view.State == Agreed && w.view.Agreed[0].Start.Equal(o.Parts[0].Start):
			return Done, nil
		case w.view.State == Agreed && !move:
			return Already, nil
		default:
			w.view.State, w.view.Agreed = Agreed, w.view.Options[i].Parts
			w.view.MoveUntil, w.view.CallOffUntil = o.Parts[0].Start.Add(-24*time.Hour), o.Parts[0].Start
			return Done, nil
		}
	}
	return Gone, nil
}

func (w *world) Take(_ context.Context, t Token, id string) (Outcome, error) {
	return w.choose(t, id, false)
}

func (w *world) Refresh(_ context.Context, _ Token) (Outcome, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writes++
	if w.view.Options = w.later; len(w.later) == 0 {
		return NoneLeft, w.err
	}
	return Gone, w.err
}

func (w *world) Move(_ context.Context, t Token, id string) (Outcome, error) {
	return w.choose(t, id, true)
}

func (w *world) Ask(_ context.Context, _ Token, wish Wish) (Outcome, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writes++
	w.wishes, w.view.Asked = append(w.wishes, wish), true
	return Done, w.err
}

func (w *world) CallOff(_ context.Context, _ Token, reason string) (Outcome, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.writes++
	w.reason, w.view.State = reason, CalledOff
	return Done, w.err
}

// unlimited are limits that no test runs into by accident.
func unlimited() *Limits {
	l := Usual()
	l.Requests.Burst, l.Changes.Burst, l.Token.Burst, l.TokenChanges.Burst = 0, 0, 0, 0
	return &l
}

func handler(t testing.TB, w *world, change ...func(*Options)) http.Handler {
	t.Helper()
	o := Options{Viewer: w, Choices: w, Limits: unlimited(), Now: now, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	for _, c := range change {
		c(&o)
	}
	h, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// ask sends a request and returns the answer.
func ask(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func get(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	return ask(h, with(httptest.NewRequest(http.MethodGet, path, nil), headers))
}

func post(h http.Handler, path string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return ask(h, with(r, headers))
}

func with(r *http.Request, headers []string) *http.Request {
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

// mine is the address of the page in tests.
const mine = Prefix + secret
