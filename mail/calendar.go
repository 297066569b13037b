package mail

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/emersion/go-ical"

	"recruitty/recruit"
)

// productID names recruitty as the program that wrote a calendar object.
const productID = "-//recruitty//EN"

// maxSummary is where Exchange cuts a title (MS-OXCICAL 2.1.3.1.1.20.24).
const maxSummary = 255

// maxSummaryName bounds each name in a title, so that the title stays readable.
const maxSummaryName = 60

// calendarObject encodes the VCALENDAR of a prepared message. Every copy of one version says the same: calendars
// on one server share an entry between its attendees, and people forward it, so nothing for one audience only is in
// it. Times are UTC, which needs no zone definition and cannot be misread.
func (m *message) calendarObject() ([]byte, error) {
	if m.Event == recruit.OnRefused {
		return encodeCalendar(m.method(), m.declineCounter())
	}
	event := m.calendarEntry(m.description())
	for _, person := range m.Attendees {
		event.Props.Add(attendee(person))
	}
	switch m.Event {
	case recruit.OnInvited, recruit.OnMoved, recruit.OnChanged:
		setRaw(event, ical.PropStatus, "CONFIRMED")
		m.setPlace(event)
	case recruit.OnCancelled, recruit.OnHoldEnd:
		setRaw(event, ical.PropStatus, "CANCELLED")
	case recruit.OnHold:
		// It takes up time (RFC 5545 section 3.8.2.7) and may be overruled, which Exchange knows by a property of its own
		// (MS-OXCICAL 2.1.3.1.1.20.31).
		setRaw(event, ical.PropStatus, "TENTATIVE")
		setRaw(event, "X-MICROSOFT-CDO-BUSYSTATUS", "TENTATIVE")
		setRaw(event, "X-MICROSOFT-CDO-INTENDEDSTATUS", "TENTATIVE")
	}
	return encodeCalendar(m.method(), event)
}

// calendarEvent is an event with what identifies it.
func (m *message) calendarEvent() *ical.Component {
	event := ical.NewComponent(ical.CompEvent)
	event.Props.SetText(ical.PropUID, m.UID)
	event.Props.SetDateTime(ical.PropDateTimeStamp, m.Stamp)
	setRaw(event, ical.PropSequence, strconv.Itoa(m.Sequence))
	event.Props.Set(m.organizer())
	return event
}

// calendarEntry is an event that takes up time in a calendar.
func (m *message) calendarEntry(description string) *ical.Component {
	event := m.calendarEvent()
	event.Props.SetDateTime(ical.PropDateTimeStart, m.Start)
	event.Props.SetDateTime(ical.PropDateTimeEnd, m.End)
	event.Props.SetText(ical.PropSummary, m.summary())
	event.Props.SetText(ical.PropDescription, calendarText(description))
	setRaw(event, ical.PropTransparency, "OPAQUE")
	return event
}

// declineCounter is the event of a DECLINECOUNTER, as RFC 5546 sections 3.2.8 and 4.2.4 have it: which entry of which revision
// is meant, who asked, and the words. It repeats neither times nor place, which stay as they are.
func (m *message) declineCounter() *ical.Component {
	event := m.calendarEvent()
	for _, person := range m.Attendees {
		event.Props.Add(attendee(person))
	}
	if m.Reason != "" {
		event.Props.SetText(ical.PropComment, calendarText(m.Reason))
	}
	return event
}

// encodeCalendar writes events as a calendar object.
func encodeCalendar(method string, events ...*ical.Component) ([]byte, error) {
	calendar := ical.NewCalendar()
	calendar.Props.SetText(ical.PropProductID, productID)
	setRaw(calendar.Component, ical.PropVersion, "2.0")
	setRaw(calendar.Component, ical.PropCalendarScale, "GREGORIAN")
	setRaw(calendar.Component, ical.PropMethod, method)
	calendar.Children = events

	var encoded bytes.Buffer
	if err := ical.NewEncoder(&encoded).Encode(calendar); err != nil {
		return nil, fmt.Errorf("encode calendar object: %w", err)
	}
	return fold(encoded.Bytes()), nil
}

// organizer is the mailbox the mail comes from. When a recruiter works through a shared mailbox, SENT-BY names the
// recruiter as the one who acts for it (RFC 5545 section 3.2.18).
func (m *message) organizer() *ical.Prop {
	prop := ical.NewProp(ical.PropOrganizer)
	prop.Params.Set(ical.ParamCommonName, cmp.Or(m.From.Name, m.From.Address))
	if !sameAddress(m.From.Address, m.Organizer.Address) {
		prop.Params.Set(ical.ParamSentBy, mailtoURI(m.Organizer.Address))
	}
	prop.Value = mailtoURI(m.From.Address)
	return prop
}

// attendee lists a person with what they answered, so that an update that asks nobody anew resets no calendar (RFC 5546
// section 3.2.2.1). Who organises the interview is its chair and has accepted, as in the examples of RFC 5546 section 4:
// Exchange takes a NON-PARTICIPANT for a room (MS-OXCICAL 2.1.3.1.1.20.2.4). RSVP is asked of them too, because calendars
// that do not enter a mail by themselves show the button for it only then.
func attendee(person recruit.Participant) *ical.Prop {
	prop := ical.NewProp(ical.PropAttendee)
	prop.Params.Set(ical.ParamCalendarUserType, "INDIVIDUAL")
	prop.Params.Set(ical.ParamRole, role(person))
	prop.Params.Set(ical.ParamParticipationStatus, participation(person))
	prop.Params.Set(ical.ParamRSVP, "TRUE")
	prop.Params.Set(ical.ParamCommonName, cmp.Or(person.Name, person.Address))
	prop.Value = mailtoURI(person.Address)
	return prop
}

// role is what a person is in the event (RFC 5545 section 3.2.16).
func role(person recruit.Participant) string {
	if person.Audience == recruit.ToOrganiser {
		return "CHAIR"
	}
	return "REQ-PARTICIPANT"
}

// participation writes an answer as RFC 5545 section 3.2.12 does.
func participation(person recruit.Participant) string {
	switch person.Answer {
	case recruit.Accepted, recruit.Declined, recruit.Tentative:
		return strings.ToUpper(string(person.Answer))
	}
	if person.Audience == recruit.ToOrganiser {
		return strings.ToUpper(string(recruit.Accepted))
	}
	return strings.ToUpper(string(recruit.NoAnswer))
}

// setPlace writes where to go: the join link for a meeting on line, else the address or the number.
func (m *message) setPlace(event *ical.Component) {
	if m.JoinURL == "" {
		event.Props.SetText(ical.PropLocation, calendarText(strings.Join(nonEmpty(m.Place, m.Phone), ", ")))
		return
	}
	event.Props.SetText(ical.PropLocation, m.JoinURL)
	setRaw(event, ical.PropURL, m.JoinURL)
	if strings.ContainsAny(m.JoinURL, ",;") {
		return // readers that do not know CONFERENCE would take the link for a list and cut it
	}
	conference := ical.NewProp("CONFERENCE") // RFC 7986 section 5.11
	conference.Params.Set(ical.ParamValue, "URI")
	conference.Params.Add("FEATURE", "AUDIO")
	conference.Params.Add("FEATURE", "VIDEO")
	conference.Params.Set("LABEL", personName(m.entryPlatform))
	conference.Value = m.JoinURL
	event.Props.Set(conference)
}

// summary is the title of the entry with whom it is about and where: the panel
// tells five interviews apart by the candidate, and the candidate knows the company.
// It is the same in every copy, as the rest of the entry is.
func (m *message) summary() string {
	title := calendarText(m.Title)
	if m.Event.IsHold() { // both copies are called the same
		return shorten(calendarText(m.entry.hold)+title, maxSummary)
	}
	named := ""
	for _, part := range []struct{ before, name string }{{": ", m.CandidateName}, {", ", m.Company}} {
		if name := shorten(calendarText(part.name), maxSummaryName); name != "" && !strings.Contains(strings.ToLower(title), strings.ToLower(name)) {
			if named == "" {
				part.before = ": "
			}
			named += part.before + name
		}
	}
	return shorten(title, maxSummary-len(utf16.Encode([]rune(named)))) + named
}

func setRaw(component *ical.Component, name, value string) {
	prop := ical.NewProp(name)
	prop.Value = value
	component.Props.Set(prop)
}

func nonEmpty(texts ...string) []string {
	kept := make([]string, 0, len(texts))
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return kept
}

// inUTC drops fractions of a second, which iCalendar cannot hold, and the zone, which go-ical would name.
func inUTC(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }
