package records

import (
	"cmp"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"recruitty/recruit/importer/vcard"
	"recruitty/recruit/importer/words"
)

// calendarReader reads the events of a calendar as records with names for their
// cells.
type calendarReader struct {
	name string
	in   *vcard.Reader
	zone string // of the calendar, for times without one
}

// NewCalendar reads the events of a calendar.
func NewCalendar(name string, in io.Reader) Reader {
	return &calendarReader{name: name, in: vcard.NewReader(in)}
}

// Close implements Reader.
func (r *calendarReader) Close() error { return nil }

// maxEventLines is how many lines of an event are kept.
const maxEventLines = 1000

// Next implements Reader.
func (r *calendarReader) Next() (Record, error) {
	var e *event
	inside := "" // a part of the event, such as an alarm
	for {
		p, kept, err := r.in.Property()
		if errors.Is(err, io.EOF) {
			if e != nil {
				return Record{Line: e.Line, Bad: "is cut off"}, nil
			}
			return Record{}, io.EOF
		}
		if err != nil {
			return Record{}, unread(err, r.name)
		}
		part := strings.ToUpper(p.Text())
		switch {
		case p.Name == "BEGIN" && part == "VEVENT":
			e, inside = &event{Record: Record{Line: r.in.Line()}, zone: r.zone}, ""
		case p.Name == "X-WR-TIMEZONE" && e == nil:
			r.zone = p.Text()
		case e == nil:
		case p.Name == "END" && part == "VEVENT":
			return e.finish(), nil
		case p.Name == "BEGIN" && inside == "":
			inside = part
		case p.Name == "END" && part == inside:
			inside = ""
		case inside == "" && kept && e.lines < maxEventLines:
			e.lines++
			e.property(p)
		}
	}
}

// event is an event that is being read.
type event struct {
	Record
	zone      string
	lines     int
	uid       string
	attendees []string
}

func (e *event) property(p vcard.Property) {
	text := p.Text()
	switch p.Name {
	case "UID":
		e.uid = text
	case "RECURRENCE-ID":
		e.uid += "/" + text
	case "SUMMARY":
		e.add("Title", text)
	case "DTSTART", "DTEND":
		name := map[string]string{"DTSTART": "Start", "DTEND": "End"}[p.Name]
		moment, zone := e.moment(p)
		e.add(name, moment)
		if p.Name == "DTSTART" {
			e.add("Time zone", zone)
		}
	case "DURATION":
		e.add("Duration", text)
	case "LOCATION":
		if strings.HasPrefix(text, "https://") && !strings.ContainsAny(text, " \n") {
			e.add("Link", text)
			return
		}
		e.add("Location", text)
	case "URL", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE":
		if !slices.Contains(e.Names, "Link") {
			e.add("Link", text)
		}
	case "DESCRIPTION":
		e.add("Description", text)
	case "STATUS":
		if strings.EqualFold(text, "CANCELLED") {
			e.add("Status", "cancelled")
		}
	case "ORGANIZER":
		e.add("Organiser", attendee(p))
	case "ATTENDEE":
		switch strings.ToUpper(p.Params["CUTYPE"]) {
		case "ROOM", "RESOURCE":
			e.add("Room", cmp.Or(p.Params["CN"], text))
		default:
			e.attendees = append(e.attendees, attendee(p))
		}
	case "RRULE", "RDATE":
		e.Remarks = append(e.Remarks, "repeats; only its first occurrence was read")
	}
}

// attendee writes an attendee as "Name <address>".
func attendee(p vcard.Property) string {
	address := p.Text()
	if len(address) >= 7 && strings.EqualFold(address[:7], "mailto:") {
		address = address[7:]
	}
	if name := p.Params["CN"]; name != "" && name != address {
		return words.Mailbox(name, address)
	}
	return address
}

// moment writes a time as other files do, with the zone that it is in.
func (e *event) moment(p vcard.Property) (text, zone string) {
	text = p.Text()
	if t, err := time.Parse("20060102T150405Z", text); err == nil {
		return t.Format(time.RFC3339), e.zone
	}
	if t, err := time.Parse("20060102T150405", text); err == nil {
		return t.Format("2006-01-02 15:04"), cmp.Or(p.Params["TZID"], e.zone)
	}
	if t, err := time.Parse("20060102", text); err == nil {
		return t.Format(time.DateOnly), cmp.Or(p.Params["TZID"], e.zone)
	}
	return text, zone
}

// finish is the event as a record. Whom of those in it the interview is about is
// found when they are looked up.
func (e *event) finish() Record {
	e.add("UID", e.uid)
	if len(e.attendees) == 0 && e.Bad == "" {
		e.Bad = "lists no attendees, so the candidate is not known"
	}
	e.Names, e.Cells = append(e.Names, "Email"), append(e.Cells, strings.Join(e.attendees, "; "))
	return e.Record
}
