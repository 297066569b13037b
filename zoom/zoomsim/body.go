package zoomsim

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"recruitty/internal/standin"
)

// The limits of the API document.
const (
	maxTopic    = 200
	maxAgenda   = 2000
	maxPassword = 10
)

// meetingTypes are the kinds of meeting a client may ask for.
var meetingTypes = []int{1, 2, 3, 8, 10}

// meetingBody is what a create or update may say.
type meetingBody struct {
	Topic    *string         `json:"topic"`
	Agenda   *string         `json:"agenda"`
	Type     *int            `json:"type"`
	Start    *string         `json:"start_time"`
	Duration *int            `json:"duration"`
	TimeZone *string         `json:"timezone"`
	Password *string         `json:"password"`
	Settings json.RawMessage `json:"settings"`
}

// complaint is one entry of a validation error.
type complaint struct {
	Field   string `json:"field"`
	Message string `json:"message"`
}

// readMeeting reads and checks a body; if it is wrong, the answer is written.
func readMeeting(w http.ResponseWriter, r *http.Request) (meetingBody, bool) {
	var body meetingBody
	data, err := io.ReadAll(r.Body)
	if err != nil || !strings.HasPrefix(strings.TrimSpace(string(data)), "{") || json.Unmarshal(data, &body) != nil || !body.settingsFit() {
		writeError(w, http.StatusBadRequest, 300, "Request Body should be a valid JSON object.")
		return meetingBody{}, false
	}
	complaints := body.check()
	if len(complaints) == 0 {
		return body, true
	}
	standin.JSON(w, http.StatusBadRequest, map[string]any{"code": 300, "message": "Validation Failed.", "errors": complaints})
	return meetingBody{}, false
}

// settingsFit checks the shapes inside settings that Zoom is strict about.
func (b meetingBody) settingsFit() bool {
	if b.Settings == nil {
		return true
	}
	var settings struct {
		UsePersonalID bool `json:"use_pmi"`
		Invitees      []struct {
			Email string `json:"email"`
		} `json:"meeting_invitees"`
		WaitingRoom bool `json:"waiting_room"`
	}
	return json.Unmarshal(b.Settings, &settings) == nil
}

func (b meetingBody) check() []complaint {
	var list []complaint
	longer := func(field string, value *string, limit int) {
		if value != nil && utf8.RuneCountInString(*value) > limit {
			list = append(list, complaint{field, "Invalid field."})
		}
	}
	longer("topic", b.Topic, maxTopic)
	longer("agenda", b.Agenda, maxAgenda)
	longer("password", b.Password, maxPassword)
	if b.Type != nil && !slices.Contains(meetingTypes, *b.Type) {
		list = append(list, complaint{"type", "Invalid parameter: type."})
	}
	if b.Duration != nil && *b.Duration < 0 {
		list = append(list, complaint{"duration", "Invalid parameter: duration."})
	}
	return list
}

// start reads start_time: UTC with a Z, whatever the zone says, or local digits in the zone. Anything else is not
// understood, without a complaint.
func (b meetingBody) start(zone string) (time.Time, bool) {
	if b.Start == nil {
		return time.Time{}, false
	}
	if at, err := time.Parse("2006-01-02T15:04:05Z", *b.Start); err == nil {
		return at, true
	}
	location, err := time.LoadLocation(zone)
	if err != nil {
		return time.Time{}, false
	}
	at, err := time.ParseInLocation("2006-01-02T15:04:05", *b.Start, location)
	return at.UTC(), err == nil
}
