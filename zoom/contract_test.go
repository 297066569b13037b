package zoom_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/zoom"
	"recruitty/zoom/zoomsim"
)

// The facts below were read off Zoom's OpenAPI document "Meetings" as of June 2025. Both sides are held to them, so
// that the client and the simulator cannot agree on something that Zoom does not do.
var (
	// replyFields are the properties of a created or fetched meeting with their JSON types. None is required.
	replyFields = map[string]string{
		"agenda": "string", "assistant_id": "string", "chat_join_url": "string", "created_at": "date-time",
		"creation_source": "string", "duration": "integer", "dynamic_host_key": "string", "encrypted_password": "string",
		"h323_password": "string", "host_email": "string", "host_id": "string", "id": "integer", "join_url": "string",
		"occurrences": "array", "password": "string", "pmi": "string", "pre_schedule": "boolean", "pstn_password": "string",
		"recurrence": "object", "registration_url": "string", "settings": "object", "start_time": "date-time",
		"start_url": "string", "status": "string", "timezone": "string", "topic": "string", "tracking_fields": "array",
		"type": "integer", "uuid": "string",
	}
	// listFields are the properties of a meeting in a list.
	listFields = []string{
		"agenda", "created_at", "duration", "host_id", "id", "join_url", "pmi", "start_time", "timezone", "topic", "type", "uuid",
	}
	// pageFields are the properties of a list.
	pageFields = []string{"meetings", "next_page_token", "page_count", "page_number", "page_size", "total_records"}
	// createFields are the properties of a request body; an update knows all but default_password.
	createFields = map[string]string{
		"agenda": "string", "default_password": "boolean", "duration": "integer", "password": "string", "pre_schedule": "boolean",
		"recurrence": "object", "schedule_for": "string", "settings": "object", "start_time": "date-time", "template_id": "string",
		"timezone": "string", "topic": "string", "tracking_fields": "array", "type": "integer",
	}
	requestTypes    = []int{1, 2, 3, 8, 10}
	statuses        = []string{"waiting", "started"}
	creationSources = []string{"other", "open_api", "web_portal"}
	listTypes       = []string{"scheduled", "live", "upcoming", "upcoming_meetings", "previous_meetings"}
)

const (
	factTopic       = 200  // maxLength of topic
	factAgenda      = 2000 // maxLength of agenda
	factPassword    = 10   // maxLength of password
	factPageSize    = 300  // maximum of page_size
	factDefaultSize = 30   // default of page_size
	factListAgenda  = 250  // length of the agenda in lists, by its description
)

// raw calls the simulator as someone else's client would.
func (w *world) raw(t *testing.T, method, path, body string) (int, map[string]any) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, w.sim.APIBase()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+w.tokens.grant.Tokens.Access)
	request.Header.Set("Content-Type", "application/json")
	response, err := w.config.HTTPClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.Header.Get("X-Zm-Trackingid") == "" {
		t.Errorf("%s %s: no tracking id", method, path)
	}
	if len(data) == 0 {
		return response.StatusCode, nil
	}
	var fields map[string]any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&fields); err != nil {
		t.Fatalf("%s %s: %v in %s", method, path, err, data)
	}
	return response.StatusCode, fields
}

// jsonType names the type of a decoded value as the document does.
func jsonType(value any) string {
	switch value := value.(type) {
	case bool:
		return "boolean"
	case json.Number:
		if _, err := value.Int64(); err == nil {
			return "integer"
		}
		return "number"
	case string:
		if _, err := time.Parse(time.RFC3339, value); err == nil {
			return "date-time"
		}
		return "string"
	case []any:
		return "array"
	}
	return "object"
}

func checkFields(t *testing.T, what string, fields map[string]any, known map[string]string) {
	t.Helper()
	for name, value := range fields {
		if got := jsonType(value); got != known[name] {
			t.Errorf("%s: %s is %s, the document says %q", what, name, got, known[name])
		}
	}
}

func TestSimulatorKeepsTheContract(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	w.connect(t)
	const start = `"start_time":"2026-11-24T12:00:00Z"`
	status, created := w.raw(t, "POST", "/users/me/meetings", `{"topic":"T","agenda":"`+strings.Repeat("ä", factAgenda)+`",`+start+`}`)
	if status != http.StatusCreated {
		t.Fatalf("create: %d %v", status, created)
	}
	checkFields(t, "create", created, replyFields)
	if !slices.Contains(statuses, created["status"].(string)) || !slices.Contains(creationSources, created["creation_source"].(string)) {
		t.Errorf("enumerations: %v %v", created["status"], created["creation_source"])
	}
	id := created["id"].(json.Number).String()
	if len(id) != 11 {
		t.Errorf("id = %s", id)
	}
	status, fetched := w.raw(t, "GET", "/meetings/"+id, "")
	if status != http.StatusOK {
		t.Errorf("get: %d", status)
	}
	checkFields(t, "get", fetched, replyFields)

	for kind := range slices.Values(listTypes) {
		status, list := w.raw(t, "GET", "/users/me/meetings?type="+kind, "")
		if status != http.StatusOK || list["page_size"].(json.Number).String() != fmt.Sprint(factDefaultSize) {
			t.Errorf("list %s: %d %v", kind, status, list["page_size"])
		}
		for name := range list {
			if !slices.Contains(pageFields, name) {
				t.Errorf("list: unknown field %s", name)
			}
		}
		for _, entry := range list["meetings"].([]any) {
			for name, value := range entry.(map[string]any) {
				if !slices.Contains(listFields, name) {
					t.Errorf("list: unknown field %s of a meeting", name)
				}
				if name == "agenda" && utf8.RuneCountInString(value.(string)) != factListAgenda {
					t.Errorf("agenda in the list has %d characters", utf8.RuneCountInString(value.(string)))
				}
			}
		}
	}

	for _, test := range []struct {
		method, path, body string
		status             int
		code               string
	}{
		{"GET", fmt.Sprintf("/users/me/meetings?page_size=%d", factPageSize), "", 200, ""},
		{"GET", fmt.Sprintf("/users/me/meetings?page_size=%d", factPageSize+1), "", 400, "300"},
		{"GET", "/users/me/meetings?type=all", "", 400, "300"},
		{"GET", "/users/me/meetings?next_page_token=x", "", 400, "300"},
		{"POST", "/users/me/meetings", `{"topic":"` + strings.Repeat("t", factTopic+1) + `",` + start + `}`, 400, "300"},
		{"POST", "/users/me/meetings", `{"agenda":"` + strings.Repeat("t", factAgenda+1) + `",` + start + `}`, 400, "300"},
		{"POST", "/users/me/meetings", `{"password":"` + strings.Repeat("p", factPassword+1) + `",` + start + `}`, 400, "300"},
		{"POST", "/users/me/meetings", `{"type":4,` + start + `}`, 400, "300"},
		{"POST", "/users/me/meetings", `{"duration":"60",` + start + `}`, 400, "300"},
		{"POST", "/users/me/meetings", `[]`, 400, "300"},
		{"POST", "/users/me/meetings", `{"settings":{"meeting_invitees":["a@b.example"]},` + start + `}`, 400, "300"},
		{"POST", "/users/robin@acme.example/meetings", `{` + start + `}`, 400, "4711"},
		{"GET", "/meetings/1", "", 404, "3001"},
		{"PATCH", "/meetings/1", `{}`, 404, "3001"},
		{"DELETE", "/meetings/1", "", 404, "3001"},
		{"GET", "/meeting/1", "", 404, "2300"},
		{"PUT", "/meetings/1", "", 404, "2300"},
		{"PATCH", "/meetings/" + id, `{"duration":50}`, 204, ""},
		{"PATCH", "/meetings/" + id, `{"start_time":"2020-01-01T00:00:00Z"}`, 204, ""},
		{"PATCH", "/meetings/" + id, `{"start_time":"2027-01-01T00:00:00.000+01:00"}`, 204, ""},
		{"DELETE", "/meetings/" + id, "", 204, ""},
		{"DELETE", "/meetings/" + id, "", 404, "3001"},
	} {
		if test.method == "DELETE" && test.status == 204 {
			_, unchanged := w.raw(t, "GET", "/meetings/"+id, "")
			if unchanged["start_time"] != "2026-11-24T12:00:00Z" || unchanged["duration"].(json.Number) != "50" {
				t.Errorf("a start in the past or in another form took effect: %v", unchanged["start_time"])
			}
		}
		status, body := w.raw(t, test.method, test.path, test.body)
		code := ""
		if number, ok := body["code"].(json.Number); ok {
			code = number.String()
		}
		if status != test.status || code != test.code || (status == 204) != (body == nil) {
			t.Errorf("%s %s: %d %v, want %d %s", test.method, test.path, status, body, test.status, test.code)
		}
	}
}

func TestSimulatorReadsStarts(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	w.connect(t)
	for _, test := range []struct{ body, start, kind string }{
		{`{"start_time":"2026-12-01T10:00:00Z","timezone":"America/New_York"}`, "2026-12-01T10:00:00Z", "2"},
		{`{"start_time":"2026-12-01T10:00:00","timezone":"America/New_York"}`, "2026-12-01T15:00:00Z", "2"},
		{`{"start_time":"2026-12-01T10:00:00"}`, "2026-12-01T09:00:00Z", "2"},
		{`{"start_time":"2026-12-01 10:00"}`, "", "1"},
		{`{}`, "", "1"},
	} {
		_, created := w.raw(t, "POST", "/users/me/meetings", test.body)
		start, _ := created["start_time"].(string)
		if start != test.start || created["type"].(json.Number).String() != test.kind {
			t.Errorf("%s: start %q, type %v", test.body, start, created["type"])
		}
	}
}

func TestClientKeepsTheContract(t *testing.T) {
	t.Parallel()
	w := newWorld(t, zoomsim.Options{}, nil)
	w.connect(t)
	request := interview()
	request.Topic, request.Agenda = strings.Repeat("t", 3000), strings.Repeat("a", 3000)
	meeting, err := w.client.CreateMeeting(t.Context(), zoom.Me, request)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.client.UpdateMeeting(t.Context(), meeting.ID, recruit.MeetingDraft{Start: noon.Add(time.Hour), Duration: time.Hour, TimeZone: "UTC"}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := w.client.FindMeeting(t.Context(), zoom.Me, "Ref"); err != nil {
		t.Fatal(err)
	}
	if err := w.client.DeleteMeeting(t.Context(), meeting.ID); err != nil {
		t.Fatal(err)
	}
	for _, sent := range w.sim.Requests() {
		if sent.Body == "" {
			continue
		}
		var fields map[string]any
		decoder := json.NewDecoder(strings.NewReader(sent.Body))
		decoder.UseNumber()
		if err := decoder.Decode(&fields); err != nil {
			t.Fatal(err)
		}
		checkFields(t, sent.Operation, fields, createFields)
		if topic, ok := fields["topic"].(string); ok && utf8.RuneCountInString(topic) > factTopic {
			t.Error("topic is too long")
		}
		if agenda, ok := fields["agenda"].(string); ok && utf8.RuneCountInString(agenda) > factAgenda {
			t.Error("agenda is too long")
		}
		if kind, ok := fields["type"].(json.Number); ok {
			if n, err := kind.Int64(); err != nil || !slices.Contains(requestTypes, int(n)) {
				t.Errorf("type %v", kind)
			}
		}
		if sent.Operation == "meeting.update" {
			if names := slices.Sorted(maps.Keys(fields)); !slices.Equal(names, []string{"duration", "start_time", "timezone"}) {
				t.Errorf("an update sends %q", names)
			}
		}
	}
	if breaches := w.sim.Violations(); len(breaches) != 0 {
		t.Errorf("violations: %q", breaches)
	}
}
