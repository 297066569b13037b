package calsim_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/calendar/calsim"
)

func monday(hour int) time.Time { return time.Date(2026, 12, 7, hour, 0, 0, 0, time.UTC) }

// served is a simulator with someone in it, and a token for that person.
func served(t *testing.T, scopes ...string) (*calsim.Server, func(method, path, body string) (int, any)) {
	t.Helper()
	s := calsim.New(calsim.Options{PageSize: 4})
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	for i, kind := range []calsim.Kind{calsim.Busy, calsim.Tentative, calsim.Free, calsim.OutOfOffice, calsim.WorkingLocation, calsim.FocusTime, calsim.Declined, calsim.Unanswered, calsim.Maybe} {
		s.AddEvent("ana@corp.example", monday(8+i), monday(9+i), kind, "Title", "")
	}
	s.AddDays("ana@corp.example", monday(0).AddDate(0, 0, 1), monday(0).AddDate(0, 0, 2), calsim.Busy, "Offsite")
	google, microsoft := s.Issue(calsim.Google, "ana@corp.example", scopes...), s.Issue(calsim.Microsoft, "ana@corp.example", scopes...)
	return s, func(method, path, body string) (int, any) {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		token := google
		if strings.HasPrefix(path, "/v1.0/") {
			token = microsoft
			request.Header.Set("Prefer", `outlook.timezone="UTC"`)
		}
		request.Header.Set("Authorization", "Bearer "+token)
		if body != "" {
			request.Header.Set("Content-Type", "application/json")
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		data, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		var value any
		if err := json.NewDecoder(bytes.NewReader(data)).Decode(&value); err != nil {
			t.Fatalf("%s %s: %v in %s", method, path, err, data)
		}
		return response.StatusCode, value
	}
}

// ask is the body of a request to freeBusy.
func ask(days int, names ...string) string {
	items := []any{}
	for _, name := range names {
		items = append(items, map[string]any{"id": name})
	}
	body, _ := json.Marshal(map[string]any{"timeMin": monday(0), "timeMax": monday(0).AddDate(0, 0, days), "calendarExpansionMax": 50, "items": items})
	return string(body)
}

const window = "singleEvents=true&timeMin=2026-12-07T00:00:00Z&timeMax=2026-12-14T00:00:00Z"

// TestAnswersFitGooglesDocument holds that what the simulator answers has the shape
// that Google's discovery document gives it.
func TestAnswersFitGooglesDocument(t *testing.T) {
	t.Parallel()
	s, call := served(t, "https://www.googleapis.com/auth/calendar.readonly")
	events := "/calendar/v3/calendars/ana@corp.example/events?"
	status, answer := call(http.MethodPost, "/calendar/v3/freeBusy", ask(7, "ana@corp.example", "nobody@corp.example", "primary"))
	if wrong := calsim.Misfit("FreeBusyResponse", answer); status != http.StatusOK || len(wrong) > 0 {
		t.Errorf("%d, %q", status, wrong)
	}
	query, kinds := window, map[any]bool{}
	for range 4 {
		status, answer := call(http.MethodGet, events+query, "")
		if wrong := calsim.Misfit("Events", answer); status != http.StatusOK || len(wrong) > 0 {
			t.Fatalf("%s: %d, %q", query, status, wrong)
		}
		fields := answer.(map[string]any)
		for _, item := range fields["items"].([]any) {
			kinds[item.(map[string]any)["eventType"]] = true
		}
		if token, more := fields["nextPageToken"]; more {
			query = fmt.Sprintf("%s&pageToken=%s", window, token)
			continue
		}
		id := s.AddEvent("ana@corp.example", monday(20), monday(21), calsim.Busy, "", "")
		s.Remove(id)
		query = fmt.Sprintf("singleEvents=true&syncToken=%s", fields["nextSyncToken"])
	}
	if len(kinds) != 5 { // the four of entries, and none of a deleted one
		t.Errorf("kinds %v", kinds)
	}
	if v := s.Violations(); len(v) != 0 {
		t.Errorf("%q", v)
	}
}

// TestRequestsAreHeldToTheDocument holds that what the document does not know is noticed.
func TestRequestsAreHeldToTheDocument(t *testing.T) {
	t.Parallel()
	s, call := served(t, "https://www.googleapis.com/auth/calendar.readonly")
	call(http.MethodGet, "/calendar/v3/calendars/primary/events?colour=red&"+window, "")
	call(http.MethodPost, "/calendar/v3/freeBusy", `{"timeMin":"2026-12-07T00:00:00Z","timeMax":"2026-12-08T00:00:00Z","items":[{"id":"primary","name":"x"}],"calendarExpansionMax":"50"}`)
	for _, wrong := range []string{"unknown parameter colour", ".items[].name is not in FreeBusyRequestItem", ".calendarExpansionMax is no int32"} {
		if !slices.ContainsFunc(s.Violations(), func(v string) bool { return strings.Contains(v, wrong) }) {
			t.Errorf("%q was not noticed: %q", wrong, s.Violations())
		}
	}
}

// TestLimits holds that the simulator refuses what the services do.
func TestLimits(t *testing.T) {
	t.Parallel()
	names := func(n int) []string {
		all := make([]string, n)
		for i := range all {
			all[i] = fmt.Sprintf("p%d@corp.example", i)
		}
		return all
	}
	schedule := func(days int, names ...string) string {
		body, _ := json.Marshal(map[string]any{"schedules": names, "availabilityViewInterval": 15,
			"startTime": map[string]string{"dateTime": "2026-12-07T00:00:00", "timeZone": "UTC"}, "endTime": map[string]string{"dateTime": monday(0).AddDate(0, 0, days).Format("2006-01-02T15:04:05"), "timeZone": "UTC"}})
		return string(body)
	}
	const freeBusy, getSchedule, events = "/calendar/v3/freeBusy", "/v1.0/me/calendar/getSchedule", "/calendar/v3/calendars/primary/events?"
	for name, c := range map[string]struct {
		scopes             []string
		method, path, body string
		status             int
		says               string
	}{
		"51 calendars":         {nil, http.MethodPost, freeBusy, ask(7, names(51)...), 400, "tooManyCalendarsRequested"},
		"91 days":              {nil, http.MethodPost, freeBusy, ask(91, "primary"), 400, "The requested time range is too long."},
		"no days":              {nil, http.MethodPost, freeBusy, ask(0, "primary"), 400, "timeRangeEmpty"},
		"another scope":        {[]string{"openid"}, http.MethodPost, freeBusy, ask(7, "primary"), 403, "insufficientPermissions"},
		"entries, busy only":   {[]string{"https://www.googleapis.com/auth/calendar.freebusy"}, http.MethodGet, events + window, "", 403, "insufficientPermissions"},
		"a token with a time":  {nil, http.MethodGet, events + window + "&syncToken=x", "", 400, "Sync token cannot be used"},
		"a token of long ago":  {nil, http.MethodGet, events + "singleEvents=true&syncToken=x", "", 410, "fullSyncRequired"},
		"someone else":         {nil, http.MethodGet, "/calendar/v3/calendars/x@corp.example/events?" + window, "", 404, "notFound"},
		"21 mailboxes":         {nil, http.MethodPost, getSchedule, schedule(7, names(21)...), 400, "The allowed size = 20; the actual size = 21."},
		"63 days":              {nil, http.MethodPost, getSchedule, schedule(63, "ana@corp.example"), 400, "ErrorTimeIntervalTooBig"},
		"no interval":          {nil, http.MethodPost, getSchedule, strings.Replace(schedule(7, "x"), ":15", ":null", 1), 500, "ErrorInternalServerError"},
		"another permission":   {[]string{"https://graph.microsoft.com/Mail.Read"}, http.MethodPost, getSchedule, schedule(7, "x"), 403, "ErrorAccessDenied"},
		"a mailbox of nobody":  {nil, http.MethodPost, "/v1.0/users/x@corp.example/calendar/getSchedule", schedule(7, "x"), 404, "ErrorInvalidUser"},
		"nobody in the answer": {nil, http.MethodPost, getSchedule, schedule(7, "x@corp.example"), 200, "ErrorMailRecipientNotFound"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			scopes := c.scopes
			if scopes == nil {
				scopes = []string{"https://www.googleapis.com/auth/calendar.readonly", "https://graph.microsoft.com/Calendars.Read"}
			}
			_, call := served(t, scopes...)
			status, answer := call(c.method, c.path, c.body)
			said, _ := json.Marshal(answer)
			if status != c.status || !strings.Contains(string(said), c.says) {
				t.Errorf("%d %s, want %d %s", status, said, c.status, c.says)
			}
		})
	}
}
