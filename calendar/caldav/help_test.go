package caldav

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"recruitty/calendar/fetch"
	"recruitty/recruit/busy"
)

// readAll reads the body of a request and puts it back.
func readAll(r *http.Request) []byte {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	return body
}

// bench is a reader in front of a server behind a proxy.
type bench struct {
	server *standIn
	proxy  *proxy
	reader *Reader
	via    busy.Access
	now    time.Time
}

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{server: newStandIn(), now: monday.Add(-time.Hour)}
	b.proxy = &proxy{next: b.server}
	at := httptest.NewServer(b.proxy)
	client := fetch.New(fetch.Config{Inside: true})
	t.Cleanup(func() { client.Close(); at.CloseClientConnections(); at.Close() })
	b.reader = New(client, func() time.Time { return b.now })
	b.via = busy.Access{Kind: busy.CalDAV, URL: at.URL, User: "dana", Password: "open sesame"}
	return b
}

// impatient makes the reader wait no longer than this for an answer.
func (b *bench) impatient(t *testing.T, wait time.Duration) {
	t.Helper()
	client := fetch.New(fetch.Config{Inside: true, Timeout: wait})
	t.Cleanup(client.Close)
	b.reader.client = client
}

// query asks for four weeks of calendars.
func query(calendars ...busy.Calendar) busy.Query {
	for i := range calendars {
		if calendars[i].Zone == nil {
			calendars[i].Zone = time.UTC
		}
		if calendars[i].Owner == "" {
			calendars[i].Owner = "dana@example.com"
		}
	}
	return busy.Query{Calendars: calendars, From: monday, To: monday.AddDate(0, 0, 28)}
}

// read reads and fails the test if that is not possible at all.
func (b *bench) read(t *testing.T, q busy.Query) []busy.Reading {
	t.Helper()
	readings, err := b.reader.Read(t.Context(), b.via, q)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	if len(readings) != len(q.Calendars) {
		t.Fatalf("%d readings of %d calendars", len(readings), len(q.Calendars))
	}
	return readings
}

// hours says which hours after monday a reading has in a state.
func hours(r busy.Reading, state busy.State) []int {
	var all []int
	for _, i := range busy.Merge(slices.Clone(r.Intervals)) {
		if i.State != state {
			continue
		}
		for at := i.Start; at.Before(i.End); at = at.Add(time.Hour) {
			all = append(all, int(at.Sub(monday)/time.Hour))
		}
	}
	return all
}
