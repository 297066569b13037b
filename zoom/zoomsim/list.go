package zoomsim

import (
	"cmp"
	"crypto/rand"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"recruitty/internal/standin"
)

// The limits of lists.
const (
	listAgenda   = 250 // characters of the agenda in lists
	usualPage    = 30
	largestPage  = 300
	pageTokenAge = 15 * time.Minute
)

// continuation is what a page token stands for.
type continuation struct {
	hostID, kind string
	offset       int
	expires      time.Time
}

// listMeetings is GET /v2/users/{user}/meetings.
func (s *Server) listMeetings(w http.ResponseWriter, r *http.Request, who caller) {
	host, ok := s.host(w, r, who, scopeList)
	if !ok {
		return
	}
	query := r.URL.Query()
	kind := cmp.Or(query.Get("type"), "scheduled")
	if !slices.Contains([]string{"scheduled", "live", "upcoming", "upcoming_meetings", "previous_meetings"}, kind) {
		writeError(w, http.StatusBadRequest, 300, "Invalid parameter: type.")
		return
	}
	size := usualPage
	if text := query.Get("page_size"); text != "" {
		asked, err := strconv.Atoi(text)
		if err != nil || asked < 1 || asked > largestPage {
			writeError(w, http.StatusBadRequest, 300, "The value that you entered in the page_size field is invalid.")
			return
		}
		size = asked
	}
	offset := 0
	if token := query.Get("next_page_token"); token != "" {
		from, ok := s.pages[token]
		if !ok || from.hostID != host.ID || from.kind != kind || s.options.Clock().After(from.expires) {
			writeError(w, http.StatusBadRequest, 300, "The next page token is invalid or expired.")
			return
		}
		offset = from.offset
	}
	all := s.listed(host.ID, kind)
	end := min(offset+size, len(all))
	reply := map[string]any{"page_size": size, "total_records": len(all), "next_page_token": "", "meetings": []any{}}
	if offset < end {
		reply["meetings"] = all[offset:end]
	}
	if end < len(all) {
		token := rand.Text()
		maps.DeleteFunc(s.pages, func(_ string, c continuation) bool { return s.options.Clock().After(c.expires) })
		s.pages[token] = continuation{host.ID, kind, end, s.options.Clock().Add(pageTokenAge)}
		reply["next_page_token"] = token
	}
	standin.JSON(w, http.StatusOK, reply)
}

// listed returns a host's meetings as lists show them, ordered by id, which says nothing about their time.
func (s *Server) listed(hostID, kind string) []any {
	now := s.options.Clock()
	var list []any
	for _, id := range slices.Sorted(maps.Keys(s.state.Meetings)) {
		m := s.state.Meetings[id]
		over := m.Start.Add(time.Duration(m.Duration) * time.Minute).Before(now)
		switch {
		case m.HostID != hostID,
			kind == "live" && m.Status != started,
			(kind == "upcoming" || kind == "upcoming_meetings") && over && m.Status != started,
			kind == "previous_meetings" && !over,
			kind == "scheduled" && m.Type == 1:
			continue
		}
		agenda := m.Agenda
		if runes := []rune(agenda); len(runes) > listAgenda {
			agenda = string(runes[:listAgenda])
		}
		entry := map[string]any{
			"uuid": m.UUID, "id": m.ID, "host_id": m.HostID, "topic": m.Topic, "type": m.Type, "duration": m.Duration,
			"timezone": m.TimeZone, "created_at": zulu(m.Created), "join_url": s.joinURL(m), "agenda": agenda,
		}
		if m.Type == 2 {
			entry["start_time"] = zulu(m.Start)
		}
		list = append(list, entry)
	}
	return list
}
