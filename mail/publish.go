package mail

import (
	"fmt"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"recruitty/recruit"
)

// CalendarFile implements recruit.Mailer: a file of interviews for a calendar of
// one's own, METHOD:PUBLISH (RFC 5546 3.2.1). It names nobody as an attendee,
// so that no calendar writes to anybody; the same UID lets a later file, or the
// invitation itself, take the place of an entry. An interview that cannot be
// written is left out and named.
func (p *Mailer) CalendarFile(records []recruit.Record) (file []byte, left []recruit.LeftOut, err error) {
	var events []*ical.Component
	for _, r := range records {
		event, err := publishable(r, p.now())
		if err != nil {
			left = append(left, recruit.LeftOut{ID: r.Interview.ID, Why: fmt.Errorf("write interview %d into a calendar file: %w", r.Interview.ID, err)})
			continue
		}
		events = append(events, event)
	}
	if len(events) == 0 {
		// The encoder refuses a calendar without components; calendars read it.
		return fold([]byte("BEGIN:VCALENDAR\r\nPRODID:" + productID + "\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n")), left, nil
	}
	file, err = encodeCalendar("PUBLISH", events...)
	return file, left, err
}

// publishable is the entry of one interview, once it is known that it can be
// written: the encoder refuses a whole calendar for one bad entry.
func publishable(r recruit.Record, now time.Time) (event *ical.Component, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			event, err = nil, fmt.Errorf("a fault in recruitty: %v", fault)
		}
	}()
	if event, err = published(r, now); err != nil {
		return nil, err
	}
	_, err = encodeCalendar("PUBLISH", event)
	return event, err
}

// published is the entry of one interview.
func published(r recruit.Record, now time.Time) (*ical.Component, error) {
	i := r.Interview
	self := recruit.Participant{Address: r.Organiser.Email, Name: r.Organiser.Name, Audience: recruit.ToPanel}
	stamp := r.Stamp()
	if now.After(stamp) {
		stamp = now // a later file of the same version may say more, such as the link
	}
	l := recruit.MailRequest{Kind: recruit.MailReminder, Record: r, To: self, Stamp: stamp, MessageID: "file@recruitty.example",
		From: recruit.Mailbox{Name: r.Organiser.Name, Address: r.Organiser.Email}, Sequence: i.Sequence}
	l.Record.People = []recruit.Participant{self}
	for _, person := range r.People {
		if _, err := plainAddress(person.Address); err == nil { // that of an erased person is none
			l.Record.People = append(l.Record.People, person)
		}
	}
	m, err := messageOf(l).prepared()
	if err != nil {
		return nil, err
	}
	status := "CONFIRMED"
	if i.Status == recruit.Cancelled {
		status, m.Event = "CANCELLED", recruit.OnCancelled
	}
	who := "Candidate: " + m.candidate()
	if with := m.people(); with != "" {
		who += "\nWith: " + with
	}
	event := m.calendarEntry(strings.Join(nonEmpty(who, m.description()), "\n\n"))
	setRaw(event, ical.PropStatus, status)
	if m.Event != recruit.OnCancelled && len(nonEmpty(m.JoinURL, m.Place, m.Phone)) > 0 {
		m.setPlace(event)
	}
	return event, nil
}
