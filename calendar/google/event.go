package google

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"time"

	"recruitty/calendar/rest"
	"recruitty/recruit/busy"
)

// event is an entry as events.list shows it.
type event struct {
	ID           string     `json:"id"`
	UID          string     `json:"iCalUID"`
	Status       string     `json:"status"`
	Start        eventTime  `json:"start"`
	End          eventTime  `json:"end"`
	Transparency string     `json:"transparency"`
	Type         string     `json:"eventType"`
	Summary      string     `json:"summary"`
	Attendees    []attendee `json:"attendees"`
}

// eventTime is a day or a moment.
type eventTime struct {
	Date     string `json:"date"`
	DateTime string `json:"dateTime"`
}

// attendee is who is invited; self is whose calendar it is.
type attendee struct {
	Self     bool   `json:"self"`
	Response string `json:"responseStatus"`
}

// parse reads an entry. One in which a value has another shape than Google's
// document says is known by its id alone, and takes an unknown time.
func parse(raw json.RawMessage) event {
	var e event
	if json.Unmarshal(raw, &e) == nil {
		return e
	}
	var named struct {
		ID string `json:"id"`
	}
	_ = json.Unmarshal(raw, &named)
	return event{ID: named.ID, Status: "unreadable"}
}

// into writes what an entry says into a reading. In a delta, one that takes no time
// is named as gone, since it may have taken some before.
func (e event) into(r *busy.Reading, q busy.Query, c busy.Calendar) {
	ref := reference(c, e.ID)
	state := e.state(q.Words)
	if e.Status == "cancelled" || q.Ours != nil && e.UID != "" && q.Ours(e.UID) {
		state = busy.Free
	}
	if state == busy.Unknown {
		r.Doubts = rest.Doubt(r.Doubts, rest.DoubtState)
	}
	if state != busy.Free {
		i, sure := rest.Entry(e.Start.at(c.Zone), e.End.at(c.Zone), state, q.From, q.To)
		if !sure {
			r.Doubts = rest.Doubt(r.Doubts, rest.DoubtTimes)
		}
		i.Ref = ref
		if inside := busy.Within([]busy.Interval{i}, q.From, q.To); len(inside) > 0 {
			r.Intervals = append(r.Intervals, inside...)
			return
		}
	}
	if r.Delta && ref != "" {
		r.Gone = append(r.Gone, ref)
	}
}

// state is what an entry says of its time. Its title is looked at here and nowhere
// else.
func (e event) state(words busy.Words) busy.State {
	if e.Transparency == "transparent" {
		return busy.Free
	}
	switch e.Type {
	case "workingLocation", "birthday":
		// They say where someone works and who has a birthday; Google does not count
		// them as busy either.
		return busy.Free
	case "outOfOffice":
		return busy.Busy
	}
	state := busy.Busy
	switch e.Status {
	case "tentative":
		state = busy.Soft
	case "", "confirmed":
	default:
		return busy.Unknown
	}
	if e.Transparency != "" && e.Transparency != "opaque" {
		return busy.Unknown
	}
	for _, a := range e.Attendees {
		if !a.Self {
			continue
		}
		switch a.Response {
		case "declined":
			return busy.Free
		case "tentative":
			state = busy.Soft
		}
	}
	if e.Type == "focusTime" {
		return busy.Soft
	}
	return words.State(e.Summary, state)
}

// at is the moment that a time of an entry means: a day begins in its owner's zone.
// The zero time where it cannot be understood.
func (t eventTime) at(zone *time.Location) time.Time {
	if t.DateTime != "" {
		return instant(t.DateTime)
	}
	if zone == nil {
		zone = time.UTC
	}
	day, err := time.ParseInLocation(time.DateOnly, t.Date, zone)
	if err != nil || day.Year() < 1 {
		return time.Time{}
	}
	return day.UTC()
}

// reference names an entry without telling what it is.
func reference(c busy.Calendar, id string) string {
	if id == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(c.Name + "\x00" + id))
	return base64.RawURLEncoding.EncodeToString(sum[:15])
}
