package importer

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/importer/vcard"
	"recruitty/recruit/sanitize"
)

// calendarFormat is calendars (.ics), of which the events are interviews.
func calendarFormat() format {
	return format{name: "calendar", open: openCalendar, knows: func(h head) bool {
		start := strings.TrimSpace(h.text[:min(len(h.text), 1000)])
		return len(start) >= 15 && strings.EqualFold(start[:15], "begin:vcalendar")
	}}
}

func openCalendar(_ context.Context, f File, h head, q query) (content, error) {
	if q.kind != Interviews {
		return content{}, refuse(nil, "%s is a calendar of meetings, not %s; use import interviews for it.", f.Name, q.kind)
	}
	if strings.Contains(h.text, "\nPRODID:-//recruitty//") && !strings.Contains(h.text, "\nATTENDEE") {
		return content{}, refuse(nil, "%s is a calendar that recruitty wrote, which names nobody so that no calendar invites them; export interviews as csv or json to import them elsewhere.", f.Name)
	}
	return content{format: "calendar", calendar: true, read: func() (reader, error) {
		return &calendarReader{name: f.Name, in: vcard.NewReader(h.charset.Decode(f.Content()))}, nil
	}}, nil
}

// calendarReader reads the events of a calendar as records with names for their
// cells.
type calendarReader struct {
	name string
	in   *vcard.Reader
	zone string // of the calendar, for times without one
}

func (r *calendarReader) close() error { return nil }

// maxEventLines is how many lines of an event are kept.
const maxEventLines = 1000

func (r *calendarReader) next() (record, error) {
	var e *event
	inside := "" // a part of the event, such as an alarm
	for {
		p, kept, err := r.in.Property()
		if errors.Is(err, io.EOF) {
			if e != nil {
				return record{line: e.line, bad: "is cut off"}, nil
			}
			return record{}, io.EOF
		}
		if err != nil {
			return record{}, refuse(err, "%s could not be read to its end; say its encoding with --encoding.", r.name)
		}
		part := strings.ToUpper(p.Text())
		switch {
		case p.Name == "BEGIN" && part == "VEVENT":
			e, inside = &event{record: record{line: r.in.Line()}, zone: r.zone}, ""
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
	record
	zone      string
	lines     int
	uid       string
	attendees []string
}

func (e *event) add(name, cell string) {
	if cell = strings.TrimSpace(cell); cell != "" && len(e.cells) < maxColumns {
		e.names, e.cells = append(e.names, name), append(e.cells, cell)
	}
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
		if !slices.Contains(e.names, "Link") {
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
		e.remarks = append(e.remarks, "repeats; only its first time was read")
	}
}

// attendee writes an attendee as "Name <address>".
func attendee(p vcard.Property) string {
	address := p.Text()
	if len(address) >= 7 && strings.EqualFold(address[:7], "mailto:") {
		address = address[7:]
	}
	if name := p.Params["CN"]; name != "" && name != address {
		return mailbox(name, address)
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
func (e *event) finish() record {
	e.add("UID", e.uid)
	if len(e.attendees) == 0 && e.bad == "" {
		e.bad = "names nobody who attends, so the candidate is not known"
	}
	e.names, e.cells = append(e.names, "Email"), append(e.cells, strings.Join(e.attendees, "; "))
	return e.record
}

// attendees tells the candidate of an event in a calendar from the others, who
// interview. Without one who is known the first of them is taken.
func (p *planner) attendees(ctx context.Context, e *entry) error {
	all := strings.Split(e.values[Email], "; ")
	at := 0
	for i, one := range all {
		address, err := sanitize.International(firstAddress(one))
		if err != nil {
			continue
		}
		c := recruit.Candidate{Email: address}
		near, err := p.acquaintances(ctx, c)
		if err != nil {
			return err
		}
		m, err := p.find(ctx, c, near)
		if err != nil {
			return err
		}
		if m.known {
			at = i
			break
		}
	}
	e.values[Email] = all[at]
	if others := slices.Delete(slices.Clone(all), at, at+1); len(others) > 0 {
		e.values[Interviewers] = joined("; ", append(others, e.values[Interviewers])...)
	}
	return nil
}
