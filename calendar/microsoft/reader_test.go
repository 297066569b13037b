package microsoft_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/calendar/calsim"
	"recruitty/calendar/microsoft"
	"recruitty/calendar/rest"
	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/recruittest"
)

const scope = "https://graph.microsoft.com/Calendars.ReadBasic"

// world is a simulated Microsoft with a reader.
type world struct {
	*calsim.Server
	reader *microsoft.Reader
	via    busy.Access
	mu     sync.Mutex
	waits  []time.Duration
}

// newWorld serves with a simulator, or with another handler before it.
func newWorld(t *testing.T, before http.HandlerFunc) *world {
	t.Helper()
	w := &world{Server: calsim.New(calsim.Options{})}
	var handler http.Handler = w.Server
	if before != nil {
		handler = before
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	passed := make(chan time.Time)
	close(passed)
	w.reader = microsoft.New(rest.Options{Base: server.URL, Now: recruittest.At, After: func(d time.Duration) <-chan time.Time {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.waits = append(w.waits, d)
		return passed
	}})
	w.AddPerson(calsim.Person{Email: "ana@corp.example"})
	w.via = busy.Access{Kind: busy.Microsoft, Token: w.Issue(calsim.Microsoft, "ana@corp.example", scope)}
	t.Cleanup(func() {
		if v := w.Violations(); len(v) > 0 {
			t.Errorf("Microsoft's documentation does not allow for %q", v)
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

func (w *world) read(t *testing.T, q busy.Query) []busy.Reading {
	t.Helper()
	readings, err := w.reader.Read(t.Context(), w.via, q)
	if err != nil || len(readings) != len(q.Calendars) {
		t.Fatalf("%d readings, %v", len(readings), err)
	}
	return readings
}

func want(t *testing.T, got busy.Reading, said ...string) {
	t.Helper()
	var says []string
	for _, i := range got.Intervals {
		says = append(says, fmt.Sprintf("%s-%s %s", i.Start.Format("02T15:04"), i.End.Format("02T15:04"), i.State))
	}
	if got.Err != nil || !slices.Equal(says, said) {
		t.Errorf("got %q, %v; want %q", says, got.Err, said)
	}
}

func TestSchedules(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	w.AddPerson(calsim.Person{Email: "bea@corp.example", Zone: berlin, Windows: "W. Europe Standard Time"})
	w.AddPerson(calsim.Person{Email: "cy@corp.example", Sharing: calsim.FreeBusy})
	w.AddPerson(calsim.Person{Email: "hidden@corp.example", Sharing: calsim.Nothing})
	w.AddPerson(calsim.Person{Email: "broken@corp.example", Trouble: "ErrorServerBusy"})
	for _, name := range []string{"ana@corp.example", "bea@corp.example", "cy@corp.example"} {
		at := func(hour int, kind calsim.Kind, title string) {
			w.AddEvent(name, monday(hour, 0), monday(hour, 30), kind, title, "")
		}
		at(7, calsim.Busy, "Focus")
		at(8, calsim.Busy, "Focus with the doctor")
		at(9, calsim.Tentative, "")
		at(10, calsim.Free, "focus")
		at(11, calsim.OutOfOffice, "focus")
		at(12, calsim.WorkingLocation, "")
		at(13, calsim.Declined, "")
		w.AddEvent(name, monday(14, 0), monday(15, 0), calsim.Busy, "", "")
		w.AddEvent(name, monday(14, 30), monday(16, 0), calsim.Tentative, "", "")
	}
	q := week("ana@corp.example", "Bea@corp.example", "cy@corp.example", "hidden@corp.example", "broken@corp.example", "nobody@corp.example")
	q.Words = busy.Words{Soft: []string{"focus"}, Firm: []string{"doctor"}}
	r := w.read(t, q)
	said := []string{"07T07:00-07T07:30 soft", "07T08:00-07T08:30 busy", "07T09:00-07T09:30 soft", "07T11:00-07T11:30 busy", "07T14:00-07T15:00 busy", "07T15:00-07T16:00 soft"}
	want(t, r[0], said...)
	want(t, r[1], said...)
	said[0] = "07T07:00-07T07:30 busy" // its title is not shown
	want(t, r[2], said...)
	for i, kind := range map[int]error{3: recruit.ErrRejected, 4: recruit.ErrLater, 5: recruit.ErrNotFound} {
		if !errors.Is(r[i].Err, kind) || r[i].Intervals != nil {
			t.Errorf("%d: %v", i, r[i].Err)
		}
	}
}

// TestManyPeopleInFewCalls holds the measure of the specification: 500 people and four
// weeks in at most 25 calls.
func TestManyPeopleInFewCalls(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	q := busy.Query{From: monday(0, 0), To: monday(0, 0).AddDate(0, 0, 28)}
	for i := range 500 {
		name := fmt.Sprintf("p%03d@corp.example", i)
		w.AddEvent(name, monday(8, i%60), monday(9, i%60), calsim.Busy, "", "")
		q.Calendars = append(q.Calendars, busy.Calendar{Name: name})
	}
	for i, r := range w.read(t, q) {
		want(t, r, fmt.Sprintf("07T08:%02d-07T09:%02d busy", i%60, i%60))
	}
	if n := w.Count("microsoft.schedule"); n != 25 {
		t.Errorf("%d calls, want 25", n)
	}
}

// TestAFullCalendarIsReadInParts holds that a calendar with more entries than are told
// at once is read in shorter windows, and the others once.
func TestAFullCalendarIsReadInParts(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	for i := range 1500 {
		at := monday(0, 0).Add(time.Duration(i) * 6 * time.Minute)
		w.AddEvent("ana@corp.example", at, at.Add(3*time.Minute), calsim.Busy, "", "")
	}
	for range 1001 {
		w.AddEvent("robot@corp.example", monday(9, 0), monday(9, 1), calsim.Busy, "", "")
	}
	w.AddEvent("bo@corp.example", monday(9, 0), monday(10, 0), calsim.Busy, "", "")
	r := w.read(t, week("ana@corp.example", "robot@corp.example", "bo@corp.example"))
	if r[0].Err != nil || len(r[0].Intervals) != 1500 {
		t.Errorf("%d intervals, %v", len(r[0].Intervals), r[0].Err)
	}
	if !errors.Is(r[1].Err, recruit.ErrRejected) || r[1].Intervals != nil {
		t.Errorf("%d intervals, %v", len(r[1].Intervals), r[1].Err)
	}
	want(t, r[2], "07T09:00-07T10:00 busy")
}

// TestLongWindowsAreCut holds that a window beyond 62 days is asked for in parts.
func TestLongWindowsAreCut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	seam := monday(0, 0).AddDate(0, 0, 62)
	w.AddEvent("ana@corp.example", seam.Add(-time.Hour), seam.Add(time.Hour), calsim.Busy, "", "")
	q := week("ana@corp.example")
	q.To = q.From.AddDate(0, 0, 100)
	if r := w.read(t, q)[0]; len(r.Intervals) != 1 || !r.Intervals[0].End.Equal(seam.Add(time.Hour)) {
		t.Errorf("%v, %v", r.Intervals, r.Err)
	}
	if n := w.Count("microsoft.schedule"); n != 2 {
		t.Errorf("%d calls, want 2", n)
	}
}

// TestAWholeTenant holds that an app without a person asks in someone's name.
func TestAWholeTenant(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	w.AddEvent("ana@corp.example", monday(9, 0), monday(10, 0), calsim.Busy, "", "")
	for user, kind := range map[string]error{"": nil, "ana@corp.example": nil, "nobody@corp.example": recruit.ErrNotSetUp} {
		via := busy.Access{Kind: busy.Microsoft, Token: w.Issue(calsim.Microsoft, "", "Calendars.ReadBasic.All"), Whole: true, User: user}
		r, err := w.reader.Read(t.Context(), via, week("ana@corp.example"))
		if !errors.Is(err, kind) {
			t.Errorf("%q: %v", user, err)
		}
		if err == nil {
			want(t, r[0], "07T09:00-07T10:00 busy")
		}
	}
	via := busy.Access{Token: w.Issue(calsim.Microsoft, "", "Mail.Read"), Whole: true}
	if _, err := w.reader.Read(t.Context(), via, week("ana@corp.example")); !errors.Is(err, recruit.ErrScope) || !strings.Contains(recruit.Sentence(err), "administrator") {
		t.Errorf("%v", err)
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	const ever = -1
	second := []time.Duration{time.Second, 2 * time.Second}
	for name, c := range map[string]struct {
		fault calsim.Fault
		kind  error // nil where it is got past
		waits []time.Duration
	}{
		"once too often":   {calsim.Fault{Do: calsim.Quota, RetryAfter: 9}, nil, []time.Duration{9 * time.Second}},
		"always too often": {calsim.Fault{Do: calsim.Rate, Times: ever}, recruit.ErrLater, second},
		"much later":       {calsim.Fault{Do: calsim.Rate, RetryAfter: 600, Times: ever}, recruit.ErrLater, nil},
		"once down":        {calsim.Fault{Do: calsim.Down}, nil, []time.Duration{time.Second}},
		"down":             {calsim.Fault{Do: calsim.Down, Times: ever}, recruit.ErrLater, second},
		"cut":              {calsim.Fault{Do: calsim.Cut, Times: ever}, recruit.ErrLater, second},
		"no answer":        {calsim.Fault{Do: calsim.Drop, Times: ever}, recruit.ErrLater, second},
		"a page":           {calsim.Fault{Do: calsim.HTML, Times: ever}, recruit.ErrLater, second},
		"huge":             {calsim.Fault{Do: calsim.Huge, Times: ever}, recruit.ErrRejected, nil},
		"unauthorised":     {calsim.Fault{Do: calsim.Reply, Status: 401, Times: ever}, recruit.ErrReconnect, nil},
		"no permission":    {calsim.Fault{Do: calsim.Reply, Status: 403, Body: `{"error":{"code":"ErrorAccessDenied"}}`, Times: ever}, recruit.ErrScope, nil},
		"no mailbox":       {calsim.Fault{Do: calsim.Reply, Status: 404, Body: `{"error":{"code":"MailboxNotEnabledForRESTAPI"}}`, Times: ever}, recruit.ErrNotSetUp, nil},
		"null":             {calsim.Fault{Do: calsim.Reply, Body: `null`, Times: ever}, recruit.ErrLater, nil},
		"nulls":            {calsim.Fault{Do: calsim.Reply, Body: `{"value":[null,{"scheduleId":null},{"scheduleId":"ana@corp.example","availabilityView":null,"scheduleItems":null,"error":null}]}`, Times: ever}, recruit.ErrLater, nil},
		"another shape":    {calsim.Fault{Do: calsim.Reply, Body: `{"value":{}}`, Times: ever}, recruit.ErrLater, second},
		"too long":         {calsim.Fault{Do: calsim.Reply, Status: 400, Body: `{"error":{"code":"ErrorTimeIntervalTooBig"}}`}, nil, nil},
		"always too long":  {calsim.Fault{Do: calsim.Reply, Status: 400, Body: `{"error":{"code":"ErrorTimeIntervalTooBig"}}`, Times: ever}, recruit.ErrRejected, nil},
		"a refusal of all": {calsim.Fault{Do: calsim.Reply, Status: 400, Body: `{"error":{"code":"ErrorInvalidRequest"}}`, Times: ever}, recruit.ErrRejected, nil},
		"another refusal":  {calsim.Fault{Do: calsim.Reply, Status: 418, Body: `{"error":{"code":"Teapot"}}`, Times: ever}, recruit.ErrRejected, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, nil)
			w.AddEvent("ana@corp.example", monday(9, 0), monday(10, 0), calsim.Busy, "s3cret title", "")
			w.AddFault(c.fault)
			readings, err := w.reader.Read(t.Context(), w.via, week("ana@corp.example"))
			if err == nil && len(readings) == 1 {
				err = readings[0].Err
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
			if !slices.Equal(w.waits, c.waits) {
				t.Errorf("waited %v, want %v", w.waits, c.waits)
			}
		})
	}
}

// TestOddRecords holds what is made of answers that the simulator does not give.
func TestOddRecords(t *testing.T) {
	t.Parallel()
	quarter := func(signs ...string) string {
		return strings.Join(signs, "") + strings.Repeat("0", 7*96-len(strings.Join(signs, "")))
	}
	at := func(start, end, zone string) string {
		return fmt.Sprintf(`"start":{"dateTime":%q,"timeZone":%q},"end":{"dateTime":%q,"timeZone":%q}`, start, zone, end, zone)
	}
	for name, c := range map[string]struct {
		record string
		doubts int
		want   []string
	}{
		"view alone":               {`"availabilityView":"` + quarter("0", "2", "3", "1", "4", "9") + `"`, 1, []string{"07T00:15-07T00:45 busy", "07T00:45-07T01:00 soft", "07T01:15-07T01:30 unknown"}},
		"view without entries":     {`"scheduleItems":[],"availabilityView":"` + quarter("2") + `"`, 0, []string{"07T00:00-07T00:15 busy"}},
		"short view":               {`"scheduleItems":null,"availabilityView":"02"`, 1, []string{"07T00:15-07T00:30 busy", "07T00:30-14T00:00 unknown"}},
		"long view":                {`"availabilityView":"` + quarter("0") + `222"`, 0, nil},
		"entries without a view":   {`"availabilityView":null,"scheduleItems":[{"status":"busy",` + at("2026-12-07T09:00:00.0000000", "2026-12-07T10:00:00.0000000", "UTC") + `}]`, 0, []string{"07T09:00-07T10:00 busy"}},
		"Windows zone":             {`"scheduleItems":[{"status":"Busy",` + at("2026-12-07T09:00:00", "2026-12-07T10:00:00", "Pacific Standard Time") + `}]`, 0, []string{"07T17:00-07T18:00 busy"}},
		"tzone://Microsoft/Utc":    {`"scheduleItems":[{"status":"busy",` + at("2026-12-07T09:00:00.0000000Z", "2026-12-07T10:00:00.0000000Z", "tzone://Microsoft/Utc") + `}]`, 0, []string{"07T09:00-07T10:00 busy"}},
		"a zone that is none":      {`"scheduleItems":[{"status":"busy",` + at("2026-12-07T09:00:00", "2026-12-07T10:00:00", "Mars") + `}]`, 1, []string{"07T00:00-14T00:00 unknown"}},
		"times that are none":      {`"scheduleItems":[{"status":"tentative"}]`, 1, []string{"07T00:00-14T00:00 unknown"}},
		"an end before its start":  {`"scheduleItems":[{"status":"busy",` + at("2026-12-07T10:00:00", "2026-12-07T09:00:00", "UTC") + `}]`, 1, []string{"07T09:00-07T10:00 unknown"}},
		"a state that is none":     {`"scheduleItems":[{"status":"asleep",` + at("2026-12-07T09:00:00", "2026-12-07T10:00:00", "UTC") + `}]`, 1, []string{"07T09:00-07T10:00 unknown"}},
		"an entry that is a text":  {`"scheduleItems":["x",{"status":"busy",` + at("2026-12-07T09:00:00", "2026-12-07T10:00:00", "UTC") + `}]`, 2, []string{"07T00:00-07T09:00 unknown", "07T09:00-07T10:00 busy", "07T10:00-14T00:00 unknown"}},
		"beyond the window":        {`"scheduleItems":[{"status":"busy",` + at("2026-12-06T09:00:00", "2026-12-07T10:00:00", "UTC") + `}]`, 0, []string{"07T00:00-07T10:00 busy"}},
		"an entry without a title": {`"scheduleItems":[{"status":"oof","subject":null,"isPrivate":true,` + at("2026-12-07T09:00:00", "2026-12-07T10:00:00", "UTC") + `}]`, 0, []string{"07T09:00-07T10:00 busy"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, func(rw http.ResponseWriter, _ *http.Request) {
				fmt.Fprintf(rw, `{"value":[{"scheduleId":"bo@corp.example"},{"scheduleId":"ana@corp.example",%s}]}`, c.record)
			})
			r := w.read(t, week("ana@corp.example", "bo@corp.example"))
			want(t, r[0], c.want...)
			if len(r[0].Doubts) != c.doubts || !errors.Is(r[1].Err, recruit.ErrLater) {
				t.Errorf("doubts %q, %v", r[0].Doubts, r[1].Err)
			}
		})
	}
}

// TestTimesThatOccurTwice holds that an entry in an hour that clocks repeat takes all
// the time that it may.
func TestTimesThatOccurTwice(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(rw http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(rw, `{"value":[{"scheduleId":"ana@corp.example","scheduleItems":[{"status":"busy",
			"start":{"dateTime":"2026-10-25T02:15:00","timeZone":"W. Europe Standard Time"},"end":{"dateTime":"2026-10-25T02:45:00","timeZone":"W. Europe Standard Time"}}]}]}`)
	})
	q := week("ana@corp.example")
	q.From, q.To = time.Date(2026, 10, 25, 0, 0, 0, 0, time.UTC), time.Date(2026, 10, 26, 0, 0, 0, 0, time.UTC)
	want(t, w.read(t, q)[0], "25T00:15-25T01:45 busy")
}
