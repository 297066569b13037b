package zoom

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"
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
func (m Meeting) Matches(change MeetingChange) bool {
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
		Topic: m.Topic.line(), Agenda: clean(string(m.Agenda), maxAgenda), Type: int(m.Type), Status: m.Status.line(),
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
	if len(link) > maxLink || clean(link, maxLink) != link || strings.ContainsAny(link, ` "<>`) {
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

// meetingPage is one page of a list.
type meetingPage struct {
	meetings []Meeting
	next     string
}

// parsePage reads a page; entries without a usable id are left out.
func parsePage(body []byte) (meetingPage, bool) {
	var parsed struct {
		Next     text              `json:"next_page_token"`
		Meetings []json.RawMessage `json:"meetings"`
	}
	if json.Unmarshal(body, &parsed) != nil || parsed.Meetings == nil {
		return meetingPage{}, false
	}
	page := meetingPage{next: clean(string(parsed.Next), maxText)}
	for _, entry := range parsed.Meetings {
		if meeting, ok := parseMeeting(entry); ok {
			page.meetings = append(page.meetings, meeting)
		}
	}
	return page, true
}
