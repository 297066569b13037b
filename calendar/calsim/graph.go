package calsim

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"recruitty/internal/standin"
)

// The limits of getSchedule.
const (
	graphMailboxes = 20
	graphWindow    = 62 * 24 * time.Hour
	graphEntries   = 1000
	graphTime      = "2006-01-02T15:04:05.0000000"
)

// graphError answers as Graph does.
func graphError(w http.ResponseWriter, status int, code, message string) {
	standin.JSON(w, status, map[string]any{"error": map[string]any{"code": code, "message": message,
		"innerError": map[string]any{"request-id": "81c1a558-0000-4000-8000-000000000000", "date": "2026-12-01T09:00:00"}}})
}

// graphScopes are the permissions that getSchedule takes.
func graphScopes() []string {
	return []string{"Calendars.ReadBasic", "Calendars.Read", "Calendars.ReadWrite", "Calendars.ReadBasic.All"}
}

// askedSchedule is the body of getSchedule.
type askedSchedule struct {
	Schedules []string         `json:"schedules"`
	Start     graphMoment      `json:"startTime"`
	End       graphMoment      `json:"endTime"`
	Interval  *json.RawMessage `json:"availabilityViewInterval"`
}

type graphMoment struct {
	DateTime string `json:"dateTime"`
	TimeZone string `json:"timeZone"`
}

func (m graphMoment) instant() (time.Time, bool) {
	text, _, _ := strings.Cut(m.DateTime, ".")
	at, err := time.Parse("2006-01-02T15:04:05", text)
	return at, err == nil && m.TimeZone == "UTC"
}

// schedule is getSchedule.
func (s *Server) schedule(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g, ok := s.bearer(r)
	if !ok || g.Provider != Microsoft {
		graphError(w, http.StatusUnauthorized, "InvalidAuthenticationToken", "Access token has expired or is not yet valid.")
		return
	}
	if !slices.ContainsFunc(g.Scopes, func(scope string) bool {
		return slices.Contains(graphScopes(), strings.TrimPrefix(scope, "https://graph.microsoft.com/"))
	}) {
		graphError(w, http.StatusForbidden, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
		return
	}
	user := r.PathValue("user")
	switch {
	case user == "" && g.User == "":
		graphError(w, http.StatusBadRequest, "BadRequest", "/me request is only valid with delegated authentication flow.")
		return
	case user != "" && s.people[strings.ToLower(user)] == nil:
		graphError(w, http.StatusNotFound, "ErrorInvalidUser", "The requested user is invalid.")
		return
	}
	s.answerSchedule(w, r, g)
}

// answerSchedule answers who may ask.
func (s *Server) answerSchedule(w http.ResponseWriter, r *http.Request, g grant) {
	body, _ := io.ReadAll(r.Body)
	var ask askedSchedule
	if json.Unmarshal(body, &ask) != nil {
		graphError(w, http.StatusBadRequest, "RequestBodyRead", "The body is no JSON object.")
		return
	}
	for name := range fieldsOf(body) {
		if !slices.Contains([]string{"schedules", "startTime", "endTime", "availabilityViewInterval"}, name) {
			s.breach(r, "unknown field "+name)
		}
	}
	if r.Header.Get("Prefer") != `outlook.timezone="UTC"` {
		s.breach(r, "Prefer: "+r.Header.Get("Prefer"))
	}
	from, fromOK := ask.Start.instant()
	to, toOK := ask.End.instant()
	minutes := 30
	switch {
	case strings.Contains(string(body), `"availabilityViewInterval":null`):
		graphError(w, http.StatusInternalServerError, "ErrorInternalServerError", "An internal server error occurred. The operation failed.")
		return
	case ask.Interval != nil && (json.Unmarshal(*ask.Interval, &minutes) != nil || minutes < 5 || minutes > 1440):
		graphError(w, http.StatusBadRequest, "ErrorInvalidMergedFreeBusyInterval", "The merged free busy interval is not valid.")
		return
	case !fromOK || !toOK || !to.After(from):
		graphError(w, http.StatusBadRequest, "ErrorInvalidTimeInterval", "The time duration specified for FreeBusyViewOptions.TimeWindow is invalid.")
		return
	case to.Sub(from) > graphWindow:
		graphError(w, http.StatusBadRequest, "ErrorTimeIntervalTooBig", fmt.Sprintf("The requested time duration specified for FreeBusyViewOptions.TimeWindow is too long. The allowed limit = 62 days; the actual limit = %d days.", int(to.Sub(from)/(24*time.Hour))))
		return
	case len(ask.Schedules) > graphMailboxes:
		graphError(w, http.StatusBadRequest, "ErrorMailboxDataArrayTooBig", fmt.Sprintf("There are too many target users in the EmailAddress array. The allowed size = %d; the actual size = %d.", graphMailboxes, len(ask.Schedules)))
		return
	}
	value := []any{}
	for _, name := range ask.Schedules {
		value = append(value, s.information(name, from, to, minutes, g))
	}
	standin.JSON(w, http.StatusOK, map[string]any{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#Collection(microsoft.graph.scheduleInformation)", "value": value})
}

func fieldsOf(body []byte) map[string]json.RawMessage {
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(body, &fields)
	return fields
}

// information is what is said of one mailbox.
func (s *Server) information(name string, from, to time.Time, minutes int, g grant) any {
	no := func(code, message string) any {
		return map[string]any{"scheduleId": name, "scheduleItems": []any{}, "error": map[string]any{"message": message, "responseCode": code}}
	}
	p := s.people[strings.ToLower(name)]
	switch {
	case p == nil:
		return no("ErrorMailRecipientNotFound", "Unable to resolve email address "+name+" to an Active Directory object.")
	case p.Sharing == Nothing && !strings.EqualFold(name, g.User):
		return no("ErrorNoFreeBusyAccess", "The caller has not been granted access to the availability data.")
	case p.Trouble != "":
		return no(p.Trouble, "Microsoft.Exchange.InfoWorker.Common.Availability.")
	}
	all := s.within(name, from, to)
	if len(all) > graphEntries {
		return no("5006", fmt.Sprintf("The result set contains too many calendar entries. The allowed size = %d; the actual size = %d.", graphEntries, len(all)))
	}
	items := []any{}
	view := make([]byte, (to.Sub(from)+time.Duration(minutes)*time.Minute-1)/(time.Duration(minutes)*time.Minute))
	for i := range view {
		view[i] = '0'
	}
	for _, e := range all {
		if e.kind == Declined {
			continue // Exchange takes what was declined out of the calendar
		}
		status, sign := e.graph()
		item := map[string]any{"status": status, "start": p.graphTime(e.start), "end": p.graphTime(e.end)}
		if p.Sharing == Details || strings.EqualFold(name, g.User) {
			item["subject"], item["location"], item["isPrivate"] = e.title, "", false
		}
		items = append(items, item)
		length := time.Duration(minutes) * time.Minute
		for i := max(int(e.start.Sub(from)/length), 0); i < len(view) && e.end.After(from.Add(time.Duration(i)*length)); i++ {
			view[i] = max(view[i], sign)
		}
	}
	return map[string]any{"scheduleId": name, "availabilityView": string(view), "scheduleItems": items}
}

// graphTime writes a time in UTC, or in the person's zone of Windows.
func (p *Person) graphTime(at time.Time) any {
	if p.Windows == "" {
		return map[string]any{"dateTime": at.UTC().Format(graphTime), "timeZone": "UTC"}
	}
	return map[string]any{"dateTime": at.In(p.Zone).Format(graphTime), "timeZone": p.Windows}
}

// graph is what an entry says of its time, in a word and as a sign of a view.
func (e *entry) graph() (status string, sign byte) {
	switch e.kind {
	case Free:
		return "free", '0'
	case WorkingLocation:
		return "workingElsewhere", '0'
	case Tentative, Maybe, Unanswered:
		return "tentative", '1'
	case OutOfOffice:
		return "oof", '3'
	}
	return "busy", '2'
}
