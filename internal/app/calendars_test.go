package app

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/store"
)

// TestCalendarsAreReadHere connects a published calendar on this machine and holds what
// it says; on a host the same address is refused, and nothing is saved.
func TestCalendarsAreReadHere(t *testing.T) {
	t.Parallel()
	at := time.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, 3).Add(10 * time.Hour)
	const stamp = "20060102T150405Z"
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/calendar")
		fmt.Fprintf(w, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:%[1]s\r\nDTSTART:%[1]s\r\nDTEND:%[2]s\r\nSUMMARY:Budget\r\nEND:VEVENT\r\n"+
			"BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:%[1]s\r\nDTSTART:%[2]s\r\nDTEND:%[3]s\r\nSUMMARY:Focus time\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
			at.Format(stamp), at.Add(time.Hour).Format(stamp), at.Add(2*time.Hour).Format(stamp))
	}))
	defer server.Close()
	w, err := Open(t.Context(), filepath.Join(t.TempDir(), "w"), store.Options{}, recruit.Environment{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}()
	me, err := w.Services.Team.Add(t.Context(), recruit.Member{}, recruit.Member{Name: "Ana", Email: "ana@example.com", Role: recruit.Admin, TimeZone: "UTC"})
	if err != nil {
		t.Fatal(err)
	}
	free := w.Services.As(me).Availability
	c := availability.Connection{Kind: busy.Feed, Owner: me.ID, URL: server.URL + "/secret/ana.ics"}
	if _, err := free.Connect(t.Context(), me, c); err != nil {
		t.Fatal(err)
	}
	all, err := free.Timelines(t.Context(), me, []recruit.MemberID{me.ID}, at.Add(-time.Hour), at.Add(3*time.Hour), availability.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range []busy.State{busy.Free, busy.Busy, busy.Soft, busy.Free} {
		from := at.Add(time.Duration(n-1) * time.Hour)
		if got := all[0].State(from, from.Add(time.Hour)); got != want {
			t.Errorf("hour %d: %s, want %s (%+v)", n, got, want, all[0].Gaps)
		}
	}
	readCalendars(w.Services, false)
	if src, err := w.Services.Availability.Connect(t.Context(), me, c); err == nil {
		t.Errorf("a host reads %s, which is in its own network", src.Label())
	}
	if sources, err := free.Sources(t.Context(), me); err != nil || len(sources) != 1 {
		t.Errorf("%d sources, %v", len(sources), err)
	}
}
