package zoom

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// typeScheduled is Zoom's number for a meeting at a fixed time.
const typeScheduled = 2

// Meeting is a meeting as Zoom describes it. Only ID is certain; every other field may be empty, and in lists the
// agenda is cut to 250 characters and the passcode is missing. Zoom's start_url is deliberately not here: it logs its
// reader in as the host.
type Meeting struct {
	ID       int64
	UUID     string
	HostID   string
	Host     string // the host's e-mail
	Topic    string
	Agenda   string
	Type     int       // 1 instant, 2 scheduled, 3 and 8 recurring, 4 personal, 10 screen share
	Status   string    // "waiting" or "started"
	Start    time.Time // in UTC; zero for instant meetings and those without a fixed time
	Duration time.Duration
	TimeZone string
	Created  time.Time
	JoinURL  string // contains the passcode, encrypted
	Passcode string
}

// String names the meeting without its link and passcode, so that a formatted Meeting gives nobody entry.
func (m Meeting) String() string {
	return fmt.Sprintf("zoom meeting %d at %s", m.ID, m.Start.Format(time.RFC3339))
}

// GoString is String, for %#v.
func (m Meeting) GoString() string { return m.String() }

// LogValue is String, for slog.
func (m Meeting) LogValue() slog.Value { return slog.StringValue(m.String()) }

// Matches reports whether the meeting is as the change wanted it. It is how an update is verified, because Zoom
// confirms updates that it silently ignored. The zone is for display only and is not compared: Zoom may answer with
// another name of it.
func (m Meeting) Matches(change recruit.MeetingDraft) bool {
	return (change.Start.IsZero() || m.Start.Equal(change.Start.Truncate(time.Second))) &&
		(change.Duration == 0 || m.Duration == time.Duration(wholeMinutes(change.Duration))*time.Minute)
}

// meetingJSON is the part of Zoom's meeting object that is read.
type meetingJSON struct {
	ID       number `json:"id"`
	UUID     text   `json:"uuid"`
	HostID   text   `json:"host_id"`
	Host     text   `json:"host_email"`
	Topic    text   `json:"topic"`
	Agenda   text   `json:"agenda"`
	Type     number `json:"type"`
	Status   text   `json:"status"`
	Start    text   `json:"start_time"`
	Duration number `json:"duration"`
	TimeZone text   `json:"timezone"`
	Created  text   `json:"created_at"`
	JoinURL  text   `json:"join_url"`
	Password text   `json:"password"`
	Passcode text   `json:"passcode"`
}

func (m meetingJSON) meeting() Meeting {
	passcode := m.Password
	if passcode == "" {
		passcode = m.Passcode
	}
	return Meeting{
		ID: int64(m.ID), UUID: m.UUID.line(), HostID: m.HostID.line(), Host: m.Host.line(),
		Topic: m.Topic.line(), Agenda: sanitize.Head(string(m.Agenda), maxAgenda), Type: int(m.Type), Status: m.Status.line(),
		Start: m.Start.moment(), Duration: minutes(m.Duration), TimeZone: m.TimeZone.line(), Created: m.Created.moment(),
		JoinURL: joinLink(string(m.JoinURL)), Passcode: passcode.line(),
	}
}

// minutes reads a duration, dropping absurd ones.
func minutes(n number) time.Duration {
	if n < 0 || n > 7*24*60 {
		return 0
	}
	return time.Duration(n) * time.Minute
}

// joinLink accepts a web address only: it goes into invitations, where nothing else has any business.
func joinLink(link string) string {
	if len(link) > maxLink || sanitize.Head(link, maxLink) != link || strings.ContainsAny(link, ` "<>`) {
		return ""
	}
	address, err := url.Parse(link)
	if err != nil || (address.Scheme != "https" && address.Scheme != "http") || address.Host == "" {
		return ""
	}
	return link
}

// parseMeeting reads one meeting; ok is false if there is none with a usable id.
func parseMeeting(body []byte) (Meeting, bool) {
	var parsed meetingJSON
	if json.Unmarshal(body, &parsed) != nil || parsed.ID <= 0 {
		return Meeting{}, false
	}
	return parsed.meeting(), true
}

// meetingPage is one page of a list. lost says that there is more, and that nobody can tell where.
type meetingPage struct {
	entries []Listed
	next    string
	lost    bool
}

// parsePage reads a page. An entry that cannot be read is odd.
func parsePage(body []byte) (meetingPage, bool) {
	var parsed struct {
		Next     json.RawMessage   `json:"next_page_token"`
		Meetings []json.RawMessage `json:"meetings"`
	}
	if json.Unmarshal(body, &parsed) != nil || parsed.Meetings == nil {
		return meetingPage{}, false
	}
	page := meetingPage{entries: make([]Listed, len(parsed.Meetings))}
	page.next, page.lost = pageToken(parsed.Next)
	for i, entry := range parsed.Meetings {
		page.entries[i] = listed(entry)
		if odd := page.entries[i].Odd; odd != "" {
			page.entries[i].Odd = fmt.Sprintf("entry %d %s", i+1, odd)
		}
	}
	return page, true
}

// pageToken reads where a list goes on, "" at its end; lost is a token that cannot be given back as it came.
func pageToken(raw json.RawMessage) (token string, lost bool) {
	if len(raw) == 0 || string(raw) == "null" {
		return "", false
	}
	if json.Unmarshal(raw, &token) != nil || sanitize.Head(token, maxLink) != token {
		return "", true
	}
	return token, false
}

// listed reads one entry of a list and says what is odd about it: its shape, its number, or a field that is there in
// another shape than Zoom's.
func listed(raw json.RawMessage) Listed {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil || fields == nil {
		return Listed{Odd: "is no meeting but " + sanitize.Brief(string(raw), 40), Raw: raw}
	}
	meeting, ok := parseMeeting(raw)
	if !ok {
		what := "has no meeting number"
		if topic := (meetingJSON{}); json.Unmarshal(raw, &topic) == nil && topic.Topic.line() != "" {
			what += " (" + sanitize.Brief(string(topic.Topic), 40) + ")"
		}
		return Listed{Odd: what, Raw: raw}
	}
	entry := Listed{Meeting: meeting}
	var agenda string
	switch start, has := fields["start_time"]; {
	case has && string(start) != "null" && string(start) != `""` && meeting.Start.IsZero():
		entry.Odd = fmt.Sprintf("(meeting %d) has a start that cannot be read: %s", meeting.ID, sanitize.Brief(string(start), 40))
	case len(fields["agenda"]) > 0 && json.Unmarshal(fields["agenda"], &agenda) != nil:
		entry.Odd = fmt.Sprintf("(meeting %d) has an agenda that cannot be read: %s", meeting.ID, sanitize.Brief(string(fields["agenda"]), 40))
	}
	if entry.Odd != "" {
		entry.Raw = raw
	}
	return entry
}
