package google_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"recruitty/calendar/calsim"
	"recruitty/calendar/google"
	"recruitty/calendar/rest"
	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/recruittest"
)

const (
	scopeBusy   = "https://www.googleapis.com/auth/calendar.events.freebusy"
	scopeTitles = "https://www.googleapis.com/auth/calendar.events.readonly"
)

// world is a simulated Google with a reader.
type world struct {
	*calsim.Server
	reader *google.Reader
	via    busy.Access
	mu     sync.Mutex
	waits  []time.Duration
}

func newWorld(t *testing.T, o calsim.Options, scopes ...string) *world {
	t.Helper()
	w := &world{Server: calsim.New(o)}
	server := httptest.NewServer(w.Server)
	t.Cleanup(server.Close)
	passed := make(chan time.Time)
	close(passed)
	w.reader = google.New(rest.Options{Base: server.URL, Now: recruittest.At, After: func(d time.Duration) <-chan time.Time {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.waits = append(w.waits, d)
		return passed
	}})
	w.AddPerson(calsim.Person{Email: "ana@corp.example"})
	w.via = busy.Access{Kind: busy.Google, Token: w.Issue(calsim.Google, "ana@corp.example", scopes...), Titles: slices.Contains(scopes, scopeTitles)}
	t.Cleanup(func() {
		if v := w.Violations(); len(v) > 0 {
			t.Errorf("Google's document does not allow for %q", v)
		}
	})
	return w
}

func monday(hour, minute int) time.Time { return time.Date(2026, 12, 7, hour, minute, 0, 0, time.UTC) }

func week(names ...string) busy.Query {
	q := busy.Query{From: monday(0, 0), To: monday(0, 0).AddDate(0, 0, 7)}
	for _, name := range names {
		q.Calendars = append(q.Calendars, busy.Calendar{Name: name, Owner: name, Zone: time.UTC})
	}
	return q
}

// read reads and fails on an error of the source.
func (w *world) read(t *testing.T, q busy.Query) []busy.Reading {
	t.Helper()
	readings, err := w.reader.Read(t.Context(), w.via, q)
	if err != nil || len(readings) != len(q.Calendars) {
		t.Fatalf("%d readings, %v", len(readings), err)
	}
	return readings
}

// says lists what a reading says, one interval a text.
func says(r busy.Reading) []string {
	busy.Sort(r.Intervals)
	var said []string
	for _, i := range r.Intervals {
		said = append(said, fmt.Sprintf("%s-%s %s", i.Start.Format("02T15:04"), i.End.Format("02T15:04"), i.State))
	}
	return said
}

func want(t *testing.T, got busy.Reading, said ...string) {
	t.Helper()
	if got.Err != nil || !slices.Equal(says(got), said) {
		t.Errorf("got %q, %v; want %q", says(got), got.Err, said)
	}
}

func TestFreeBusy(t *testing.T) {
	t.Parallel()
	w := newWorld(t, calsim.Options{}, scopeBusy)
	w.AddEvent("ana@corp.example", monday(9, 0), monday(10, 0), calsim.Busy, "secret plan", "")
	w.AddEvent("ana@corp.example", monday(9, 30), monday(11, 0), calsim.Tentative, "", "")
	w.AddEvent("ana@corp.example", monday(12, 0), monday(13, 0), calsim.Free, "", "")
	w.AddEvent("ana@corp.example", monday(14, 0), monday(15, 0), calsim.Declined, "", "")
	w.AddPerson(calsim.Person{Email: "hidden@corp.example", Sharing: calsim.Nothing})
	w.AddPerson(calsim.Person{Email: "broken@corp.example", Trouble: "internalError"})
	w.AddPerson(calsim.Person{Email: "idle@corp.example"})
	readings := w.read(t, week("ana@corp.example", "hidden@corp.example", "nobody@corp.example", "broken@corp.example", "idle@corp.example", "ANA@corp.example"))
	want(t, readings[0], "07T09:00-07T11:00 busy")
	want(t, readings[4])
	want(t, readings[5], "07T09:00-07T11:00 busy")
	for i, kind := range map[int]error{1: recruit.ErrNotFound, 2: recruit.ErrNotFound, 3: recruit.ErrLater} {
		if !errors.Is(readings[i].Err, kind) || readings[i].Intervals != nil {
			t.Errorf("%d: %v, want %v", i, readings[i].Err, kind)
		}
	}
	if !readings[0].From.Equal(monday(0, 0)) || !readings[0].To.Equal(monday(0, 0).AddDate(0, 0, 7)) {
		t.Errorf("read from %s to %s", readings[0].From, readings[0].To)
	}
}

// TestManyPeopleInFewCalls holds the measure of the specification: 500 people and four
// weeks in at most ten calls.
func TestManyPeopleInFewCalls(t *testing.T) {
	t.Parallel()
	w := newWorld(t, calsim.Options{}, scopeBusy)
	q := busy.Query{From: monday(0, 0), To: monday(0, 0).AddDate(0, 0, 28)}
	for i := range 500 {
		name := fmt.Sprintf("p%03d@corp.example", i)
		w.AddEvent(name, monday(8, i%60), monday(9, i%60), calsim.Busy, "", "")
		q.Calendars = append(q.Calendars, busy.Calendar{Name: name})
	}
	for i, r := range w.read(t, q) {
		want(t, r, fmt.Sprintf("07T08:%02d-07T09:%02d busy", i%60, i%60))
	}
	if n := w.Count("google.freebusy"); n != 10 {
		t.Errorf("%d calls, want 10", n)
	}
}

// TestLongWindowsAreCut holds that a window beyond Google's limit is asked for in
// parts, and that an entry across the seam stays one.
func TestLongWindowsAreCut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, calsim.Options{}, scopeBusy)
	seam := monday(0, 0).AddDate(0, 0, 60)
	w.AddEvent("ana@corp.example", seam.Add(-time.Hour), seam.Add(time.Hour), calsim.Busy, "", "")
	q := week("ana@corp.example")
	q.To = q.From.AddDate(2, 0, 0)
	r := w.read(t, q)[0]
	if len(r.Intervals) != 1 || !r.Intervals[0].End.Equal(seam.Add(time.Hour)) || r.To.Sub(r.From) != 370*24*time.Hour {
		t.Errorf("%q from %s to %s", says(r), r.From, r.To)
	}
	if n := w.Count("google.freebusy"); n != 7 {
		t.Errorf("%d calls, want 7", n)
	}
}

func TestEntriesWithTitles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, calsim.Options{PageSize: 3}, scopeTitles, scopeBusy)
	const ana = "ana@corp.example"
	lisbon, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	w.AddPerson(calsim.Person{Email: ana, Zone: lisbon})
	at := func(hour int, kind calsim.Kind, title, uid string) string {
		return w.AddEvent(ana, monday(hour, 0), monday(hour, 30), kind, title, uid)
	}
	at(6, calsim.Busy, "Standup", "")
	at(7, calsim.Busy, "Focus: writing", "")
	at(8, calsim.Busy, "Focus with the doctor", "")
	at(9, calsim.Tentative, "perhaps", "")
	at(10, calsim.Free, "lunch train", "")
	at(11, calsim.OutOfOffice, "focus", "")
	at(12, calsim.FocusTime, "", "")
	at(13, calsim.WorkingLocation, "Home", "")
	at(14, calsim.Declined, "", "")
	at(15, calsim.Maybe, "", "")
	at(16, calsim.Unanswered, "", "")
	at(17, calsim.Busy, "Interview", "ours@recruitty")
	w.AddDays(ana, monday(0, 0).AddDate(0, 0, 1), monday(0, 0).AddDate(0, 0, 1), calsim.Busy, "Offsite")
	q := week(ana)
	q.Calendars[0].Zone = lisbon
	q.Words = busy.Words{Soft: []string{"focus"}, Firm: []string{"doctor"}}
	q.Ours = func(uid string) bool { return strings.HasSuffix(uid, "@recruitty") }
	r := w.read(t, q)[0]
	want(t, r, "07T06:00-07T06:30 busy", "07T07:00-07T07:30 soft", "07T08:00-07T08:30 busy", "07T09:00-07T09:30 soft", "07T11:00-07T11:30 busy",
		"07T12:00-07T12:30 soft", "07T15:00-07T15:30 soft", "07T16:00-07T16:30 busy", "08T05:00-09T05:00 busy")
	if r.Delta || r.Cursor == "" || w.Count("google.events") != 5 {
		t.Errorf("delta %v, cursor %q, %d calls", r.Delta, r.Cursor, w.Count("google.events"))
	}
	for _, i := range r.Intervals {
		if i.Ref == "" || strings.Contains(i.Ref, "ev0") {
			t.Errorf("ref %q", i.Ref)
		}
	}
}

// TestDeltas holds that a later reading says what changed, and only that, and that
// both together are what a whole reading says.
func TestDeltas(t *testing.T) {
	t.Parallel()
	w := newWorld(t, calsim.Options{PageSize: 2}, scopeTitles, scopeBusy)
	const ana = "ana@corp.example"
	moved := w.AddEvent(ana, monday(9, 0), monday(10, 0), calsim.Busy, "", "")
	gone := w.AddEvent(ana, monday(11, 0), monday(12, 0), calsim.Busy, "", "")
	away := w.AddEvent(ana, monday(13, 0), monday(14, 0), calsim.Busy, "", "")
	w.AddEvent(ana, monday(15, 0), monday(16, 0), calsim.Busy, "", "")
	q := week(ana)
	first := w.read(t, q)[0]
	q.Calendars[0].Cursor = first.Cursor
	if r := w.read(t, q)[0]; !r.Delta || len(r.Intervals)+len(r.Gone) != 0 {
		t.Errorf("nothing changed: %+v", r)
	}
	w.Move(moved, monday(9, 30), monday(10, 30))
	w.Remove(gone)
	w.Move(away, monday(13, 0).AddDate(1, 0, 0), monday(14, 0).AddDate(1, 0, 0))
	w.AddEvent(ana, monday(17, 0), monday(18, 0), calsim.Busy, "", "")
	r := w.read(t, q)[0]
	if !r.Delta || len(r.Gone) != 2 {
		t.Fatalf("%+v", r)
	}
	want(t, r, "07T09:30-07T10:30 busy", "07T17:00-07T18:00 busy")
	known := map[string]busy.Interval{}
	for _, i := range first.Intervals {
		known[i.Ref] = i
	}
	for _, ref := range r.Gone {
		if _, ok := known[ref]; !ok {
			t.Errorf("%q was not known", ref)
		}
		delete(known, ref)
	}
	for _, i := range r.Intervals {
		known[i.Ref] = i
	}
	q.Calendars[0].Cursor = ""
	whole := w.read(t, q)[0]
	if len(whole.Intervals) != len(known) {
		t.Errorf("%d by deltas, %d at once", len(known), len(whole.Intervals))
	}
	for _, i := range whole.Intervals {
		if known[i.Ref] != i {
			t.Errorf("by deltas %v, at once %v", known[i.Ref], i)
		}
	}
	// A token that Google forgot, another window, and other words each lead to a
	// whole reading.
	for name, with := range map[string]func(*busy.Query){
		"forgotten":    func(*busy.Query) { w.ForgetSyncTokens() },
		"other window": func(q *busy.Query) { q.To = q.To.AddDate(0, 0, 1) },
		"other words":  func(q *busy.Query) { q.Words.Soft = []string{"dnb"} },
		"nonsense":     func(q *busy.Query) { q.Calendars[0].Cursor = "x y z" },
	} {
		q := week(ana)
		q.Calendars[0].Cursor = w.read(t, q)[0].Cursor
		with(&q)
		if r := w.read(t, q)[0]; r.Delta || r.Err != nil || len(r.Intervals) != 3 || r.Cursor == "" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// TestClosedEntriesFallBack holds that calendars that show no entries are read as
// free and busy, together, and that this is said.
func TestClosedEntriesFallBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, calsim.Options{}, scopeTitles, scopeBusy)
	w.AddEvent("ana@corp.example", monday(9, 0), monday(10, 0), calsim.Busy, "focus", "")
	for _, name := range []string{"bo@corp.example", "cy@corp.example"} {
		w.AddPerson(calsim.Person{Email: name, Sharing: calsim.FreeBusy})
		w.AddEvent(name, monday(9, 0), monday(10, 0), calsim.Busy, "focus", "")
	}
	q := week("ana@corp.example", "bo@corp.example", "cy@corp.example", "nobody@corp.example")
	q.Words.Soft = []string{"focus"}
	r := w.read(t, q)
	want(t, r[0], "07T09:00-07T10:00 soft")
	want(t, r[1], "07T09:00-07T10:00 busy")
	want(t, r[2], "07T09:00-07T10:00 busy")
	if len(r[1].Doubts) != 1 || len(r[0].Doubts) != 0 || !errors.Is(r[3].Err, recruit.ErrNotFound) || w.Count("google.freebusy") != 1 {
		t.Errorf("doubts %q, %v, %d calls", r[1].Doubts, r[3].Err, w.Count("google.freebusy"))
	}
}

// TestFaults holds what each fault comes to, with and without titles.
func TestFaults(t *testing.T) {
	t.Parallel()
	const ever = -1
	for name, c := range map[string]struct {
		fault calsim.Fault
		kind  error // nil where it is got past
		waits []time.Duration
	}{
		"once too often":       {calsim.Fault{Do: calsim.Rate, RetryAfter: 7}, nil, []time.Duration{7 * time.Second}},
		"twice too often":      {calsim.Fault{Do: calsim.Quota, Times: 2}, nil, []time.Duration{time.Second, 2 * time.Second}},
		"always too often":     {calsim.Fault{Do: calsim.Rate, Times: ever}, recruit.ErrLater, []time.Duration{time.Second, 2 * time.Second}},
		"much later":           {calsim.Fault{Do: calsim.Quota, RetryAfter: 3600, Times: ever}, recruit.ErrLater, nil},
		"once down":            {calsim.Fault{Do: calsim.Down}, nil, []time.Duration{time.Second}},
		"down":                 {calsim.Fault{Do: calsim.Down, Times: ever}, recruit.ErrLater, []time.Duration{time.Second, 2 * time.Second}},
		"once cut":             {calsim.Fault{Do: calsim.Cut}, nil, []time.Duration{time.Second}},
		"cut":                  {calsim.Fault{Do: calsim.Cut, Times: ever}, recruit.ErrLater, []time.Duration{time.Second, 2 * time.Second}},
		"no answer":            {calsim.Fault{Do: calsim.Drop, Times: ever}, recruit.ErrLater, []time.Duration{time.Second, 2 * time.Second}},
		"a page":               {calsim.Fault{Do: calsim.HTML, Times: ever}, recruit.ErrLater, []time.Duration{time.Second, 2 * time.Second}},
		"a page of 404":        {calsim.Fault{Do: calsim.HTML, Status: 404, Times: ever}, recruit.ErrLater, []time.Duration{time.Second, 2 * time.Second}},
		"a redirect":           {calsim.Fault{Do: calsim.HTML, Status: 302, Times: ever}, recruit.ErrLater, []time.Duration{time.Second, 2 * time.Second}},
		"huge":                 {calsim.Fault{Do: calsim.Huge, Times: ever}, recruit.ErrRejected, nil},
		"no API":               {calsim.Fault{Do: calsim.Reply, Status: 403, Body: `{"error":{"code":403,"message":"x","errors":[{"reason":"accessNotConfigured"}]}}`, Times: ever}, recruit.ErrNotSetUp, nil},
		"no scope":             {calsim.Fault{Do: calsim.Reply, Status: 403, Body: `{"error":{"code":403,"message":"x","status":"PERMISSION_DENIED"}}`, Times: ever}, recruit.ErrScope, nil},
		"unauthorised":         {calsim.Fault{Do: calsim.Reply, Status: 401, Times: ever}, recruit.ErrReconnect, nil},
		"null":                 {calsim.Fault{Do: calsim.Reply, Body: `null`, Times: ever}, nil, nil},
		"another shape":        {calsim.Fault{Do: calsim.Reply, Body: `[1,2]`, Times: ever}, recruit.ErrLater, []time.Duration{time.Second, 2 * time.Second}},
		"a refusal of all":     {calsim.Fault{Do: calsim.Reply, Status: 400, Body: `{"error":{"code":400,"errors":[{"reason":"invalid"}]}}`, Times: ever}, recruit.ErrRejected, nil},
		"a refusal of another": {calsim.Fault{Do: calsim.Reply, Status: 418, Body: `{"error":{"code":418,"errors":[{"reason":"teapot"}]}}`, Times: ever}, recruit.ErrRejected, nil},
	} {
		for _, scopes := range [][]string{{scopeBusy}, {scopeBusy, scopeTitles}} {
			t.Run(fmt.Sprintf("%s %d", name, len(scopes)), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, calsim.Options{}, scopes...)
				w.AddEvent("ana@corp.example", monday(9, 0), monday(10, 0), calsim.Busy, "s3cret title", "")
				w.AddFault(c.fault)
				readings, err := w.reader.Read(t.Context(), w.via, week("ana@corp.example"))
				if err == nil && len(readings) == 1 {
					err = readings[0].Err
				}
				if name == "null" {
					// Nothing is said of the calendar, which is never that it is free.
					if len(scopes) == 1 && !errors.Is(err, recruit.ErrLater) {
						t.Errorf("%v", err)
					}
					return
				}
				if c.kind == nil {
					if err != nil {
						t.Fatal(err)
					}
					want(t, readings[0], "07T09:00-07T10:00 busy")
				} else if !errors.Is(err, c.kind) {
					t.Errorf("%v, want %v", err, c.kind)
				}
				var p *recruit.Problem
				if c.kind != nil && (!errors.As(err, &p) || strings.Contains(p.Sentence, "s3cret") || p.Cause != nil && strings.Contains(p.Cause.Error(), "s3cret")) {
					t.Errorf("%#v", err)
				}
				if len(scopes) == 1 && !slices.Equal(w.waits, c.waits) {
					t.Errorf("waited %v, want %v", w.waits, c.waits)
				}
			})
		}
	}
}

// TestADeadAccess holds that a token that dies in the middle is an error of the whole
// source.
func TestADeadAccess(t *testing.T) {
	t.Parallel()
	for _, scopes := range [][]string{{scopeBusy}, {scopeBusy, scopeTitles}} {
		w := newWorld(t, calsim.Options{}, scopes...)
		q := week()
		for i := range 200 {
			q.Calendars = append(q.Calendars, busy.Calendar{Name: fmt.Sprintf("p%d@corp.example", i)})
			w.AddPerson(calsim.Person{Email: q.Calendars[i].Name})
		}
		w.AddFault(calsim.Fault{Operation: "google.*", After: 2, Do: calsim.Reply, Status: 401, Body: `{"error":{"code":401}}`, Times: -1})
		readings, err := w.reader.Read(t.Context(), w.via, q)
		if readings != nil || !errors.Is(err, recruit.ErrReconnect) || !strings.Contains(recruit.Sentence(err), "calendar connect --google") {
			t.Errorf("%d readings, %v", len(readings), err)
		}
	}
}

// TestNobodyWaitsForADeadService holds that a service of which nothing comes is not
// asked for every calendar.
func TestNobodyWaitsForADeadService(t *testing.T) {
	t.Parallel()
	for _, scopes := range [][]string{{scopeBusy}, {scopeBusy, scopeTitles}} {
		w := newWorld(t, calsim.Options{}, scopes...)
		w.AddFault(calsim.Fault{Do: calsim.Down, Times: -1})
		q := week()
		for i := range 500 {
			q.Calendars = append(q.Calendars, busy.Calendar{Name: fmt.Sprintf("p%d@corp.example", i)})
		}
		if r, err := w.reader.Read(t.Context(), w.via, q); r != nil || !errors.Is(err, recruit.ErrLater) {
			t.Errorf("%d readings, %v", len(r), err)
		}
		// Three tries each, of sixteen calendars and of those that are on their way.
		if n := len(w.Requests()); n > 3*24 {
			t.Errorf("%d requests", n)
		}
	}
}

// TestABadRequestSpoilsOneCalendar holds that a request that fails costs its own
// calendars only.
func TestABadRequestSpoilsOneCalendar(t *testing.T) {
	t.Parallel()
	w := newWorld(t, calsim.Options{}, scopeBusy)
	q := week()
	for i := range 150 {
		q.Calendars = append(q.Calendars, busy.Calendar{Name: fmt.Sprintf("p%d@corp.example", i)})
		w.AddPerson(calsim.Person{Email: q.Calendars[i].Name})
	}
	w.AddFault(calsim.Fault{Do: calsim.Drop, Times: 3, After: 2})
	bad := 0
	for _, r := range w.read(t, q) {
		if r.Err != nil {
			bad++
		}
	}
	// Three tries in a row may hit one request or several; at most one batch is lost.
	if bad != 0 && bad != 50 {
		t.Errorf("%d calendars were not read", bad)
	}
}

// inMemory carries requests to a handler without a network, so that time can be a
// test's own.
type inMemory struct{ http.Handler }

func (m inMemory) RoundTrip(r *http.Request) (answer *http.Response, err error) {
	defer func() {
		if recover() != nil {
			answer, err = nil, errors.Join(r.Context().Err(), io.ErrUnexpectedEOF)
		}
	}()
	recorder := httptest.NewRecorder()
	m.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}

// TestTheDeadlineIsKept holds that what came in time is returned, and the rest is
// unknown with the reason; and that a slow answer in time is taken.
func TestTheDeadlineIsKept(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault calsim.Fault
		late  int
	}{
		"never":    {calsim.Fault{Do: calsim.Hang, After: 1, Times: -1}, 50},
		"too late": {calsim.Fault{Do: calsim.Slow, Delay: 3 * time.Second, After: 1, Times: -1}, 50},
		"slowly":   {calsim.Fault{Do: calsim.Slow, Delay: time.Second, Times: -1}, 0},
		"waiting":  {calsim.Fault{Do: calsim.Quota, RetryAfter: 5, After: 1, Times: -1}, 50},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := calsim.New(calsim.Options{})
				q := week()
				for i := range 100 {
					q.Calendars = append(q.Calendars, busy.Calendar{Name: fmt.Sprintf("p%d@corp.example", i)})
					s.AddPerson(calsim.Person{Email: q.Calendars[i].Name})
				}
				s.AddFault(c.fault)
				r := google.New(rest.Options{HTTP: &http.Client{Transport: inMemory{s}}})
				via := busy.Access{Token: s.Issue(calsim.Google, "p0@corp.example", scopeBusy)}
				ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
				defer cancel()
				began := time.Now()
				readings, err := r.Read(ctx, via, q)
				if err != nil || time.Since(began) > 2*time.Second {
					t.Fatalf("%v after %s", err, time.Since(began))
				}
				late := 0
				for _, r := range readings {
					if errors.Is(r.Err, recruit.ErrLater) {
						late++
					} else if r.Err != nil {
						t.Error(r.Err)
					}
				}
				if late != c.late {
					t.Errorf("%d calendars were late, want %d", late, c.late)
				}
				gone, stop := context.WithCancel(t.Context())
				stop()
				if _, err := r.Read(gone, via, q); !errors.Is(err, context.Canceled) {
					t.Errorf("given up: %v", err)
				}
			})
		})
	}
}

func TestProvidersElsewhereAreReachedByHTTPSOnly(t *testing.T) {
	t.Parallel()
	r := google.New(rest.Options{Base: "http://google.example"})
	if _, err := r.Read(t.Context(), busy.Access{Token: "s3cret"}, week("ana@corp.example")); !errors.Is(err, recruit.ErrNotSetUp) {
		t.Errorf("%v", err)
	}
}
