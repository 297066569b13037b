package zoomsim

import (
	"cmp"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"slices"
	"strconv"
	"time"

	"recruitty/internal/standin"
)

// Meeting is a meeting as the simulator keeps it.
type Meeting struct {
	ID        int64           `json:"id"`
	UUID      string          `json:"uuid"`
	HostID    string          `json:"host_id"`
	HostEmail string          `json:"host_email"`
	Topic     string          `json:"topic"`
	Agenda    string          `json:"agenda"`
	Type      int             `json:"type"`
	Status    string          `json:"status"` // waiting or started
	Start     time.Time       `json:"start"`
	Duration  int             `json:"duration"` // minutes
	TimeZone  string          `json:"timezone"`
	Created   time.Time       `json:"created"`
	Password  string          `json:"password"`
	Settings  json.RawMessage `json:"settings,omitempty"`
	// Edits counts the updates that changed something.
	Edits int `json:"edits"`
}

const (
	waiting = "waiting"
	started = "started"
)

// joinURL contains the passcode in an encoded form, as Zoom's does.
func (s *Server) joinURL(m *Meeting) string {
	return s.root() + "/j/" + strconv.FormatInt(m.ID, 10) + "?pwd=" + base64.RawURLEncoding.EncodeToString([]byte(m.Password))
}

// view is the meeting object of single replies.
func (s *Server) view(m *Meeting) map[string]any {
	reply := map[string]any{
		"uuid": m.UUID, "id": m.ID, "host_id": m.HostID, "host_email": m.HostEmail, "topic": m.Topic, "agenda": m.Agenda,
		"type": m.Type, "status": m.Status, "duration": m.Duration, "timezone": m.TimeZone,
		"created_at": zulu(m.Created), "join_url": s.joinURL(m),
		"start_url": s.root() + "/s/" + strconv.FormatInt(m.ID, 10) + "?zak=sim_zak_" + rand.Text(),
		"password":  m.Password, "h323_password": "123456", "pstn_password": "123456",
		"encrypted_password": base64.RawURLEncoding.EncodeToString([]byte(m.Password)),
		"pre_schedule":       false, "creation_source": "open_api", "settings": map[string]any{"use_pmi": false, "approval_type": 2},
	}
	if m.Type == 2 {
		reply["start_time"] = zulu(m.Start)
	}
	return reply
}

func zulu(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// createMeeting is POST /v2/users/{user}/meetings.
func (s *Server) createMeeting(w http.ResponseWriter, r *http.Request, who caller) {
	host, ok := s.host(w, r, who, scopeCreate)
	if !ok {
		return
	}
	asked, ok := readMeeting(w, r)
	if !ok || !s.countWrite(w, host.ID) {
		return
	}
	now := s.options.Clock()
	meeting := &Meeting{
		ID: s.freeID(), UUID: base64.StdEncoding.EncodeToString([]byte(rand.Text())), HostID: host.ID, HostEmail: host.Email,
		Topic: "Zoom Meeting", Type: 2, Status: waiting, Duration: 60, TimeZone: host.TimeZone, Created: now.Truncate(time.Second),
		Password: rand.Text()[:6],
	}
	if asked.Type != nil {
		meeting.Type = *asked.Type
	}
	meeting.fill(asked)
	start, ok := asked.start(meeting.TimeZone)
	if meeting.Type == 2 && !ok {
		// A scheduled meeting without a usable start becomes an instant one.
		meeting.Type, start = 1, now
	}
	meeting.Start = start
	s.state.Meetings[meeting.ID] = meeting
	standin.JSON(w, http.StatusCreated, s.view(meeting))
}

// fill takes over what a body says, except the start.
func (m *Meeting) fill(asked meetingBody) {
	m.Topic = *cmp.Or(asked.Topic, &m.Topic)
	m.Agenda = *cmp.Or(asked.Agenda, &m.Agenda)
	m.Duration = *cmp.Or(asked.Duration, &m.Duration)
	m.TimeZone = *cmp.Or(asked.TimeZone, &m.TimeZone)
	m.Password = *cmp.Or(asked.Password, &m.Password)
	if asked.Settings != nil {
		m.Settings = asked.Settings
	}
}

// freeID picks an unused id of 11 digits.
func (s *Server) freeID() int64 {
	for {
		n, _ := rand.Int(rand.Reader, big.NewInt(90_000_000_000)) // crypto/rand never fails
		id := n.Int64() + 10_000_000_000
		if _, taken := s.state.Meetings[id]; !taken {
			return id
		}
	}
}

// countWrite counts creates and updates per host and day, and refuses above the limit.
func (s *Server) countWrite(w http.ResponseWriter, hostID string) bool {
	key := s.options.Clock().UTC().Format(time.DateOnly) + " " + hostID
	if s.state.Writes[key] >= s.options.DailyLimit {
		writeError(w, http.StatusTooManyRequests, 429, hostLimitMessage)
		return false
	}
	s.state.Writes[key]++
	return true
}

// meeting finds the meeting of a path if the caller may see it.
func (s *Server) meeting(w http.ResponseWriter, r *http.Request, who caller) (*Meeting, bool) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		writeError(w, http.StatusBadRequest, 300, "Invalid meeting id.")
		return nil, false
	}
	meeting, ok := s.state.Meetings[id]
	if !ok || (!who.admin && meeting.HostID != who.UserID) {
		writeError(w, http.StatusNotFound, 3001, fmt.Sprintf("Meeting does not exist: %d.", id))
		return nil, false
	}
	return meeting, true
}

// getMeeting is GET /v2/meetings/{id}.
func (s *Server) getMeeting(w http.ResponseWriter, r *http.Request, who caller) {
	if meeting, ok := s.meeting(w, r, who); ok {
		standin.JSON(w, http.StatusOK, s.view(meeting))
	}
}

// updateMeeting is PATCH /v2/meetings/{id}. A start in the past, or one that cannot be read, is ignored in silence.
func (s *Server) updateMeeting(w http.ResponseWriter, r *http.Request, who caller) {
	meeting, ok := s.meeting(w, r, who)
	if !ok {
		return
	}
	asked, ok := readMeeting(w, r)
	if !ok || !s.countWrite(w, meeting.HostID) {
		return
	}
	meeting.fill(asked)
	if start, ok := asked.start(meeting.TimeZone); ok && start.After(s.options.Clock()) {
		meeting.Start = start
	}
	meeting.Edits++
	w.WriteHeader(http.StatusNoContent)
}

// deleteMeeting is DELETE /v2/meetings/{id}.
func (s *Server) deleteMeeting(w http.ResponseWriter, r *http.Request, who caller) {
	meeting, ok := s.meeting(w, r, who)
	switch {
	case !ok:
	case meeting.Status == started:
		writeError(w, http.StatusBadRequest, 3002, "Cannot delete this meeting since it is in progress.")
	default:
		delete(s.state.Meetings, meeting.ID)
		w.WriteHeader(http.StatusNoContent)
	}
}

// Meetings returns all meetings, ordered by start, then id.
func (s *Server) Meetings() []Meeting {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Meeting
	for _, meeting := range s.state.Meetings {
		list = append(list, *meeting)
	}
	slices.SortFunc(list, func(a, b Meeting) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID)) })
	return list
}

// ChangeMeeting edits a meeting behind the clients' backs, as its host does in Zoom's own pages. It reports whether
// there is such a meeting.
func (s *Server) ChangeMeeting(id int64, change func(*Meeting)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	meeting, ok := s.state.Meetings[id]
	if ok {
		change(meeting)
	}
	return ok
}

// SetStarted starts or ends a meeting.
func (s *Server) SetStarted(id int64, running bool) bool {
	return s.ChangeMeeting(id, func(m *Meeting) {
		m.Status = waiting
		if running {
			m.Status = started
		}
	})
}

// RemoveMeeting deletes a meeting behind the clients' backs.
func (s *Server) RemoveMeeting(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.state.Meetings, id)
}
