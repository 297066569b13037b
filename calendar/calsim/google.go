package calsim

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/internal/standin"
)

// The limits of Google's calendars.
const (
	googleCalendars = 50
	googleWindow    = 90 * 24 * time.Hour
	googlePage      = 2500
	defaultPage     = 250
)

// googleError answers as Google does.
func googleError(w http.ResponseWriter, status int, domain, reason, message string) {
	standin.JSON(w, status, map[string]any{"error": map[string]any{"code": status, "message": message,
		"errors": []any{map[string]any{"domain": domain, "reason": reason, "message": message}}}})
}

// google is a method of the Calendar API: who asks must have been granted one of its
// scopes.
func (s *Server) google(name string, do func(http.ResponseWriter, *http.Request, grant, []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.watch(name, r, body)
		g, ok := s.bearer(r)
		if !ok || g.Provider != Google {
			googleError(w, http.StatusUnauthorized, "global", "authError", "Invalid Credentials")
			return
		}
		if !slices.ContainsFunc(g.Scopes, func(scope string) bool { return slices.Contains(s.contract.Methods[name].Scopes, scope) }) {
			googleError(w, http.StatusForbidden, "global", "insufficientPermissions", "Request had insufficient authentication scopes.")
			return
		}
		do(w, r, g, body)
	}
}

// freeBusy is freebusy.query.
func (s *Server) freeBusy(w http.ResponseWriter, _ *http.Request, g grant, body []byte) {
	var ask struct {
		Min   time.Time `json:"timeMin"`
		Max   time.Time `json:"timeMax"`
		Most  int       `json:"calendarExpansionMax"`
		Items []struct {
			ID string `json:"id"`
		} `json:"items"`
	}
	switch err := json.Unmarshal(body, &ask); {
	case err != nil || ask.Min.IsZero() || ask.Max.IsZero():
		googleError(w, http.StatusBadRequest, "global", "badRequest", "Bad Request")
		return
	case !ask.Max.After(ask.Min):
		googleError(w, http.StatusBadRequest, "calendar", "timeRangeEmpty", "The specified time range is empty.")
		return
	case ask.Max.Sub(ask.Min) > googleWindow:
		googleError(w, http.StatusBadRequest, "calendar", "timeRangeTooLong", "The requested time range is too long.")
		return
	case len(ask.Items) > min(googleCalendars, max(ask.Most, 1)):
		googleError(w, http.StatusBadRequest, "calendar", "tooManyCalendarsRequested", "The number of calendars requested is too large for a single query.")
		return
	}
	calendars := map[string]any{}
	for _, item := range ask.Items {
		calendars[item.ID] = s.busyTimes(s.calendarOf(item.ID, g), ask.Min, ask.Max)
	}
	standin.JSON(w, http.StatusOK, map[string]any{"kind": "calendar#freeBusy", "timeMin": moment(ask.Min.UTC()), "timeMax": moment(ask.Max.UTC()), "calendars": calendars})
}

// calendarOf is the calendar of a name, nil where there is none.
func (s *Server) calendarOf(id string, g grant) *Person {
	if id == "primary" {
		id = g.User
	}
	p := s.people[strings.ToLower(id)]
	if p == nil || p.Sharing == Nothing && !strings.EqualFold(p.Email, g.User) {
		return nil
	}
	return p
}

// busyTimes are the joined times of a calendar at which it is busy.
func (s *Server) busyTimes(p *Person, from, to time.Time) any {
	trouble := "notFound"
	if p != nil {
		trouble = p.Trouble
	}
	if trouble != "" {
		return map[string]any{"errors": []any{map[string]any{"domain": "global", "reason": trouble}}, "busy": []any{}}
	}
	times, last := []any{}, time.Time{}
	var open map[string]any
	for _, e := range s.within(p.Email, from, to) {
		if e.kind == Free || e.kind == Declined || e.kind == WorkingLocation {
			continue
		}
		if open != nil && !e.start.After(last) {
			if e.end.After(last) {
				last = e.end
				open["end"] = moment(last.UTC())
			}
			continue
		}
		last = e.end
		open = map[string]any{"start": moment(e.start.UTC()), "end": moment(last.UTC())}
		times = append(times, open)
	}
	return map[string]any{"busy": times}
}

// syncToken is what a sync token stands for: the state of a calendar's list.
type syncToken struct {
	calendar string
	from, to time.Time
	changes  int
}

// listPage is what a page token stands for: what of a list was not sent yet.
type listPage struct {
	left []any
	sync syncToken
}

// ForgetSyncTokens makes Google answer 410 to every sync token that it has given out.
func (s *Server) ForgetSyncTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.syncs = map[string]syncToken{}
}

// events is events.list, for single events.
func (s *Server) events(w http.ResponseWriter, r *http.Request, g grant, _ []byte) {
	p := s.calendarOf(r.PathValue("calendar"), g)
	switch {
	case p == nil, p.Sharing == FreeBusy && !strings.EqualFold(p.Email, g.User), p.Trouble == "notFound":
		googleError(w, http.StatusNotFound, "global", "notFound", "Not Found")
		return
	case p.Trouble != "":
		googleError(w, http.StatusForbidden, "global", p.Trouble, "Forbidden")
		return
	}
	query := r.URL.Query()
	var list listPage
	switch token := query.Get("syncToken"); {
	case query.Get("pageToken") != "":
		var ok bool
		if list, ok = s.pages[query.Get("pageToken")]; !ok {
			googleError(w, http.StatusBadRequest, "global", "invalid", "Invalid page token value.")
			return
		}
	case token != "":
		since, ok := s.syncs[token]
		if query.Has("timeMin") || query.Has("timeMax") || query.Has("q") || query.Has("orderBy") || query.Has("iCalUID") {
			googleError(w, http.StatusBadRequest, "global", "invalid", "Sync token cannot be used with other query restrictions")
			return
		}
		if !ok || since.calendar != p.Email {
			googleError(w, http.StatusGone, "calendar", "fullSyncRequired", "Sync token is no longer valid, a full sync is required.")
			return
		}
		list = s.changedSince(p, since, g)
	default:
		from, errFrom := time.Parse(time.RFC3339, query.Get("timeMin"))
		to, errTo := time.Parse(time.RFC3339, query.Get("timeMax"))
		if errFrom != nil || errTo != nil || query.Get("singleEvents") != "true" {
			googleError(w, http.StatusBadRequest, "global", "badRequest", "Bad Request")
			return
		}
		list = listPage{sync: syncToken{p.Email, from, to, s.changes}}
		for _, e := range s.within(p.Email, from, to) {
			list.left = append(list.left, e.google(p, titles(g)))
		}
	}
	s.sendPage(w, p, list, query.Get("maxResults"))
}

// titles reports whether a grant shows more than free and busy.
func titles(g grant) bool {
	return slices.ContainsFunc(g.Scopes, func(scope string) bool { return !strings.HasSuffix(scope, "freebusy") })
}

// changedSince are the entries that changed since a sync token was given out, the
// deleted ones by their ids alone.
func (s *Server) changedSince(p *Person, since syncToken, g grant) listPage {
	list := listPage{sync: syncToken{p.Email, since.from, since.to, s.changes}}
	for _, e := range s.entries[strings.ToLower(p.Email)] {
		switch {
		case e.changed <= since.changes:
		case e.gone:
			list.left = append(list.left, map[string]any{"id": e.id, "status": "cancelled", "kind": "calendar#event"})
		default:
			list.left = append(list.left, e.google(p, titles(g)))
		}
	}
	return list
}

// sendPage sends a page of a list.
func (s *Server) sendPage(w http.ResponseWriter, p *Person, list listPage, most string) {
	size, err := strconv.Atoi(most)
	if err != nil || size < 1 {
		size = defaultPage
	}
	size = min(size, googlePage)
	if s.options.PageSize > 0 {
		size = min(size, s.options.PageSize)
	}
	sent := list.left[:min(size, len(list.left))]
	body := map[string]any{"kind": "calendar#events", "timeZone": p.Zone.String(), "accessRole": "reader", "items": append([]any{}, sent...)}
	s.issued++
	token := fmt.Sprintf("list-%d", s.issued)
	if list.left = list.left[len(sent):]; len(list.left) > 0 {
		s.pages[token] = list
		body["nextPageToken"] = token
	} else {
		s.syncs[token] = list.sync
		body["nextSyncToken"] = token
	}
	standin.JSON(w, http.StatusOK, body)
}

// google is an entry as events.list shows it.
func (e *entry) google(p *Person, titles bool) map[string]any {
	at := func(t time.Time) map[string]any {
		t = t.In(p.Zone)
		if e.day {
			return map[string]any{"date": t.Format(time.DateOnly)}
		}
		return map[string]any{"dateTime": moment(t), "timeZone": p.Zone.String()}
	}
	body := map[string]any{"kind": "calendar#event", "id": e.id, "iCalUID": e.uid, "status": "confirmed", "eventType": "default", "start": at(e.start), "end": at(e.end)}
	if titles {
		body["summary"] = e.title
	} else {
		body["visibility"] = "private"
	}
	invited := func(answer string) {
		body["attendees"] = []any{map[string]any{"email": p.Email, "self": true, "responseStatus": answer}}
	}
	switch e.kind {
	case Free:
		body["transparency"] = "transparent"
	case Tentative:
		body["status"] = "tentative"
	case OutOfOffice:
		body["eventType"] = "outOfOffice"
	case FocusTime:
		body["eventType"] = "focusTime"
	case WorkingLocation:
		body["eventType"], body["transparency"] = "workingLocation", "transparent"
	case Declined:
		invited("declined")
	case Unanswered:
		invited("needsAction")
	case Maybe:
		invited("tentative")
	}
	return body
}
