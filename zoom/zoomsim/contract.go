package zoomsim

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
)

// The fields and query parameters that the API document knows. A client that sends others is wrong, even though Zoom
// ignores most of them.
var (
	bodyFields = []string{
		"agenda", "default_password", "duration", "password", "pre_schedule", "recurrence", "schedule_for", "settings",
		"start_time", "template_id", "timezone", "topic", "tracking_fields", "type",
	}
	listParameters   = []string{"type", "page_size", "next_page_token", "page_number", "from", "to", "timezone"}
	deleteParameters = []string{"occurrence_id", "schedule_for_reminder", "cancel_meeting_reminder"}
	updateParameters = []string{"occurrence_id"}
	readParameters   = []string{"occurrence_id", "show_previous_occurrences"}
)

// breach records something the document does not allow for.
func (s *Server) breach(r *http.Request, what string) {
	if len(s.breaches) < 1000 {
		s.breaches = append(s.breaches, r.Method+" "+r.URL.Path+": "+what)
	}
}

// watch checks a request against the document without refusing it.
func (s *Server) watch(r *http.Request) {
	query := r.URL.Query()
	if query.Has("access_token") {
		s.breach(r, "access token in the address")
	}
	known := map[string][]string{
		"meeting.list": listParameters, "meeting.delete": deleteParameters, "meeting.update": updateParameters, "meeting.get": readParameters,
	}[s.operation(r)]
	for name := range query {
		if !slices.Contains(known, name) {
			s.breach(r, "unknown parameter "+name)
		}
	}
	if r.Method != http.MethodPost && r.Method != http.MethodPatch {
		return
	}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		s.breach(r, "content type "+r.Header.Get("Content-Type"))
	}
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil {
		s.breach(r, "body is no JSON object")
	}
	for name, value := range fields {
		if name == "default_password" && r.Method == http.MethodPatch || !slices.Contains(bodyFields, name) {
			s.breach(r, "unknown field "+name)
		}
		if name == "start_time" && !strings.HasSuffix(string(value), `Z"`) && fields["timezone"] == nil {
			s.breach(r, "local start_time without timezone")
		}
	}
}
