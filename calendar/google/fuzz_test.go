package google

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"recruitty/calendar/rest"
	"recruitty/recruit/busy"
)

// query is one week of one calendar.
func fuzzed() (busy.Query, busy.Calendar) {
	from := time.Date(2026, 12, 7, 0, 0, 0, 0, time.UTC)
	return busy.Query{From: from, To: from.AddDate(0, 0, 7), Words: busy.Words{Soft: []string{"focus"}}}, busy.Calendar{Name: "ana@corp.example", Zone: time.UTC}
}

// sound holds what every interval has to be.
func sound(t *testing.T, all []busy.Interval, from, to time.Time) {
	t.Helper()
	for _, i := range all {
		if !i.End.After(i.Start) || i.Start.Before(from) || i.End.After(to) || i.State == busy.Free || i.Start.Location() != time.UTC {
			t.Fatalf("%+v", i)
		}
	}
}

// FuzzEvent holds that whatever stands in a list of entries comes to intervals within
// the window or to a doubt, and never to a title.
func FuzzEvent(f *testing.F) {
	for _, seed := range []string{
		`{"id":"a","status":"confirmed","summary":"Focus s3cret","start":{"dateTime":"2026-12-07T09:00:00+01:00"},"end":{"dateTime":"2026-12-07T10:00:00+01:00"}}`,
		`{"id":"a","start":{"date":"2026-12-07"},"end":{"date":"2026-12-09"},"transparency":"opaque"}`,
		`{"id":"a","status":"cancelled"}`, `{"id":"a","status":"tentative","start":{},"end":{}}`, `{"id":5}`, `[]`, `null`, `"x"`,
		`{"id":"a","attendees":[{"self":true,"responseStatus":"declined"}]}`, `{"id":"a","eventType":"focusTime","start":{"dateTime":"0000-01-01T00:00:00Z"},"end":{"dateTime":"9999-12-31T23:59:59-23:59"}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if !json.Valid(raw) {
			return
		}
		q, c := fuzzed()
		for _, delta := range []bool{false, true} {
			e := parse(raw)
			r := busy.Reading{From: q.From, To: q.To, Delta: delta}
			e.into(&r, q, c)
			sound(t, r.Intervals, q.From, q.To)
			if len(r.Intervals) > 1 || len(r.Gone) > 1 || len(r.Doubts) > 2 {
				t.Fatalf("%+v", r)
			}
			if delta && e.ID != "" && len(r.Intervals)+len(r.Gone) != 1 {
				t.Fatalf("the entry is neither there nor gone: %+v", r)
			}
			if len(e.Summary) > 8 && strings.Contains(strings.Join(r.Doubts, ""), e.Summary) {
				t.Fatalf("a title in a doubt: %+v", r)
			}
		}
	})
}

// FuzzFreeBusy holds the same of what freeBusy says of a calendar.
func FuzzFreeBusy(f *testing.F) {
	for _, seed := range []string{
		`{"busy":[{"start":"2026-12-07T09:00:00Z","end":"2026-12-07T10:00:00Z"}]}`, `{"busy":[{"start":"2026-12-07T10:00:00Z","end":"2026-12-07T09:00:00Z"},{}]}`,
		`{"errors":[{"reason":"notFound"}],"busy":[]}`, `{"errors":[{}]}`, `null`, `{"busy":null}`, `[]`, `{"busy":[{"start":"soon"}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		q, c := fuzzed()
		part := busyPart(raw, c.Name, rest.Batch{From: q.From, To: q.To})
		sound(t, busy.Within(part.Intervals, q.From, q.To), q.From, q.To)
		if part.Err != nil && part.Intervals != nil {
			t.Fatalf("%+v", part)
		}
	})
}
