package mail

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/emersion/go-ical"

	"recruitty/recruit"
)

// maxSummary is where Exchange cuts a title (MS-OXCICAL 2.1.3.1.1.20.24).
const maxSummary = 255

// maxSummaryName bounds each name in a title, so that the title stays readable.
const maxSummaryName = 60

// calendarObject encodes the VCALENDAR of a prepared invitation. Every copy of one version says the same: calendars
// on one server share an entry between its attendees, and people forward it, so nothing for one audience only is in
// it. Times are UTC, which needs no zone definition and cannot be misread.
func calendarObject(inv prepared) ([]byte, error) {
	if inv.Event == Refused {
		return encodeEvent(inv, declineCounter(inv))
	}
	event := ical.NewComponent(ical.CompEvent)
	event.Props.SetText(ical.PropUID, inv.UID)
	event.Props.SetDateTime(ical.PropDateTimeStamp, inv.Stamp)
	event.Props.SetDateTime(ical.PropDateTimeStart, inv.Start)
	event.Props.SetDateTime(ical.PropDateTimeEnd, inv.End)
	setRaw(event, ical.PropSequence, strconv.Itoa(inv.Sequence))
	event.Props.SetText(ical.PropSummary, summary(inv))
	event.Props.SetText(ical.PropDescription, calendarText(description(inv)))
	setRaw(event, ical.PropTransparency, "OPAQUE")
	event.Props.Set(organizer(inv))
	for _, person := range inv.Attendees {
		event.Props.Add(attendee(person))
	}
	switch inv.Event {
	case Invited, Moved:
		setRaw(event, ical.PropStatus, "CONFIRMED")
		setPlace(event, inv)
	case Cancelled:
		setRaw(event, ical.PropStatus, "CANCELLED")
	}
	return encodeEvent(inv, event)
}

// declineCounter is the event of a DECLINECOUNTER, as RFC 5546 sections 3.2.8 and 4.2.4 have it: which entry of which revision
// is meant, who asked, and the words. It repeats neither times nor place, which stay as they are.
func declineCounter(inv prepared) *ical.Component {
	event := ical.NewComponent(ical.CompEvent)
	event.Props.SetText(ical.PropUID, inv.UID)
	event.Props.SetDateTime(ical.PropDateTimeStamp, inv.Stamp)
	setRaw(event, ical.PropSequence, strconv.Itoa(inv.Sequence))
	event.Props.Set(organizer(inv))
	for _, person := range inv.Attendees {
		event.Props.Add(attendee(person))
	}
	if inv.Reason != "" {
		event.Props.SetText(ical.PropComment, calendarText(inv.Reason))
	}
	return event
}

// encodeEvent writes an event as the calendar object of its mail.
func encodeEvent(inv prepared, event *ical.Component) ([]byte, error) {
	calendar := ical.NewCalendar()
	calendar.Props.SetText(ical.PropProductID, "-//"+inv.ProductName+"//EN")
	setRaw(calendar.Component, ical.PropVersion, "2.0")
	setRaw(calendar.Component, ical.PropCalendarScale, "GREGORIAN")
	setRaw(calendar.Component, ical.PropMethod, inv.Event.method())
	calendar.Children = append(calendar.Children, event)

	var encoded bytes.Buffer
	if err := ical.NewEncoder(&encoded).Encode(calendar); err != nil {
		return nil, fmt.Errorf("encode calendar object: %w", err)
	}
	return fold(encoded.Bytes()), nil
}

// organizer is the mailbox the mail comes from. When a recruiter works through a shared mailbox, SENT-BY names the
// recruiter as the one who acts for it (RFC 5545 section 3.2.18).
func organizer(inv prepared) *ical.Prop {
	prop := ical.NewProp(ical.PropOrganizer)
	prop.Params.Set(ical.ParamCommonName, nameOrAddress(inv.From))
	if !sameAddress(inv.From.Email, inv.Organizer.Email) {
		prop.Params.Set(ical.ParamSentBy, mailtoURI(inv.Organizer.Email))
	}
	prop.Value = mailtoURI(inv.From.Email)
	return prop
}

// attendee lists a person with what they answered, so that an update that asks nobody anew resets no calendar (RFC 5546
// section 3.2.2.1). Who organises the interview is its chair and has accepted, as in the examples of RFC 5546 section 4:
// Exchange takes a NON-PARTICIPANT for a room (MS-OXCICAL 2.1.3.1.1.20.2.4). RSVP is asked of them too, because calendars
// that do not enter a mail by themselves show the button for it only then.
func attendee(person Attendee) *ical.Prop {
	prop := ical.NewProp(ical.PropAttendee)
	prop.Params.Set(ical.ParamCalendarUserType, "INDIVIDUAL")
	prop.Params.Set(ical.ParamRole, role(person))
	prop.Params.Set(ical.ParamParticipationStatus, participation(person))
	prop.Params.Set(ical.ParamRSVP, "TRUE")
	prop.Params.Set(ical.ParamCommonName, nameOrAddress(person.Person))
	prop.Value = mailtoURI(person.Email)
	return prop
}

// role is what a person is in the event (RFC 5545 section 3.2.16).
func role(person Attendee) string {
	if person.Chair {
		return "CHAIR"
	}
	return "REQ-PARTICIPANT"
}

// participation writes an answer as RFC 5545 section 3.2.12 does.
func participation(person Attendee) string {
	switch person.Answer {
	case recruit.Accepted, recruit.Declined, recruit.Tentative:
		return strings.ToUpper(string(person.Answer))
	}
	if person.Chair {
		return strings.ToUpper(string(recruit.Accepted))
	}
	return strings.ToUpper(string(recruit.NoAnswer))
}

func nameOrAddress(person Person) string {
	if person.Name != "" {
		return person.Name
	}
	return person.Email
}

// setPlace writes where to go: the join link for a meeting on line, else the address or the number.
func setPlace(event *ical.Component, inv prepared) {
	if inv.JoinURL == "" {
		event.Props.SetText(ical.PropLocation, calendarText(strings.Join(nonEmpty(inv.Place, inv.Phone), ", ")))
		return
	}
	event.Props.SetText(ical.PropLocation, inv.JoinURL)
	setRaw(event, ical.PropURL, inv.JoinURL)
	if strings.ContainsAny(inv.JoinURL, ",;") {
		return // readers that do not know CONFERENCE would take the link for a list and cut it
	}
	conference := ical.NewProp("CONFERENCE") // RFC 7986 section 5.11
	conference.Params.Set(ical.ParamValue, "URI")
	conference.Params.Add("FEATURE", "AUDIO")
	conference.Params.Add("FEATURE", "VIDEO")
	conference.Params.Set("LABEL", personName(inv.entryPlatform))
	conference.Value = inv.JoinURL
	event.Props.Set(conference)
}

// summary is the title of the entry with whom it is about and where: the panel
// tells five interviews apart by the candidate, and the candidate knows the company.
// It is the same in every copy, as the rest of the entry is.
func summary(inv prepared) string {
	title := calendarText(inv.Title)
	named := ""
	for _, part := range []struct{ before, name string }{{": ", inv.CandidateName}, {", ", inv.Company}} {
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
