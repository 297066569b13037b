package zoom

import (
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Zoom's limits for a meeting.
const (
	maxTopic  = 200  // runes
	maxAgenda = 2000 // runes
	// maxDuration is a common limit of clients; Zoom documents none.
	maxDuration = 24 * time.Hour
	// startFormat is the one form whose meaning is certain: UTC with a Z (a zone beside it is for display).
	startFormat = "2006-01-02T15:04:05Z"
)

// createBody is what is sent to create a meeting. Everything left out follows the host's own settings at Zoom, which
// is what the host expects, so it is as little as possible.
type createBody struct {
	Topic    string         `json:"topic"`
	Agenda   string         `json:"agenda,omitempty"`
	Type     int            `json:"type"`
	Start    string         `json:"start_time"`
	Duration int            `json:"duration"`
	TimeZone string         `json:"timezone,omitempty"`
	Settings createSettings `json:"settings"`
}

type createSettings struct {
	// UsePersonalID is sent because every interview needs its own room, whatever the host's default is.
	UsePersonalID bool `json:"use_pmi"`
}

// updateBody is what is sent to move a meeting.
type updateBody struct {
	Start    string `json:"start_time,omitempty"`
	Duration int    `json:"duration,omitempty"`
	TimeZone string `json:"timezone,omitempty"`
}

// requestBody checks a meeting that is to be made against the limits and encodes it: a start in the future, a duration in
// whole minutes of at most 24 hours, the IANA name of the zone in which Zoom displays the start, or none. Topic and agenda
// are cut; the reference, by which a lost meeting is found again, stands at the head of the agenda, because lists show only
// 250 characters of it.
func requestBody(r recruit.MeetingDraft, now time.Time) (createBody, error) {
	if err := checkStart(r.Start, now); err != nil {
		return createBody{}, err
	}
	if err := checkDuration(r.Duration); err != nil {
		return createBody{}, err
	}
	if err := checkTimeZone(r.TimeZone); err != nil {
		return createBody{}, err
	}
	return createBody{
		Topic:    sanitize.Cut(strings.ToValidUTF8(r.Topic, ""), maxTopic),
		Agenda:   sanitize.Cut(strings.ToValidUTF8(strings.Trim(r.Reference+"\n\n"+r.Agenda, "\n"), ""), maxAgenda),
		Type:     typeScheduled,
		Start:    r.Start.UTC().Format(startFormat),
		Duration: wholeMinutes(r.Duration),
		TimeZone: r.TimeZone,
	}, nil
}

// changeBody checks the times of a meeting that is to be moved and encodes them.
func changeBody(c recruit.MeetingDraft, now time.Time) (updateBody, error) {
	var body updateBody
	if c.Start.IsZero() && c.Duration == 0 && c.TimeZone == "" {
		return body, refused("There is nothing to change in this meeting.")
	}
	if !c.Start.IsZero() {
		// Zoom confirms a start in the past and ignores it.
		if err := checkStart(c.Start, now); err != nil {
			return body, err
		}
		body.Start = c.Start.UTC().Format(startFormat)
	}
	if c.Duration != 0 {
		if err := checkDuration(c.Duration); err != nil {
			return body, err
		}
		body.Duration = wholeMinutes(c.Duration)
	}
	if err := checkTimeZone(c.TimeZone); err != nil {
		return body, err
	}
	body.TimeZone = c.TimeZone
	return body, nil
}

func checkStart(start, now time.Time) error {
	if start.Year() > 9999 || !start.Truncate(time.Second).After(now) {
		return refused("The start of a Zoom meeting has to lie in the future; choose a later time.")
	}
	return nil
}

func checkDuration(duration time.Duration) error {
	if duration <= 0 || duration > maxDuration {
		return refused("A Zoom meeting lasts between one minute and 24 hours; choose another duration.")
	}
	return nil
}

// checkTimeZone refuses what is certainly no IANA name. Which names Zoom knows is for Zoom to say.
func checkTimeZone(name string) error {
	allowed := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("/_+-", r)
	}
	if name == "Local" || len(name) > 64 || strings.IndexFunc(name, func(r rune) bool { return !allowed(r) }) >= 0 {
		return refused("The time zone of a Zoom meeting has to be a name such as Europe/Paris.")
	}
	return nil
}

// wholeMinutes rounds up, so that a meeting is never shorter than asked for.
func wholeMinutes(duration time.Duration) int {
	return int((duration + time.Minute - 1) / time.Minute)
}

// refused is a refusal before anything was sent.
func refused(message string) error { return &Error{Kind: ErrRejected, Message: message} }
