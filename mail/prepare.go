package mail

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/tongue"
)

// prepared is a copy of the message with clean texts and what follows from them; it refuses what no mail may say.
func (m message) prepared() (*message, error) {
	for _, step := range []func() error{m.cleanTexts, m.cleanPeople, m.cleanIDs, m.cleanTimes, m.cleanPlace, m.cleanFiles, m.cleanSessions, m.chooseWords} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return &m, nil
}

func (m *message) cleanTexts() error {
	for _, text := range []*string{&m.Title, &m.JobTitle, &m.Company, &m.Platform, &m.MeetingID, &m.Passcode, &m.Place, &m.Phone, &m.Asked} {
		if len(*text) > maxText {
			return errors.New("a text of the invitation is too long: at most 64 KB are sent")
		}
		*text = oneLine(*text)
	}
	for _, text := range []*string{&m.Description, &m.InternalNote, &m.Guide, &m.Form, &m.Reason} {
		if len(*text) > maxText {
			return errors.New("a text of the invitation is too long: at most 64 KB are sent")
		}
		*text = paragraphs(*text)
	}
	m.CandidateName = shorten(personName(m.CandidateName), maxName)
	if m.To.Audience == recruit.ToCandidate {
		m.InternalNote, m.Guide, m.Form = "", "", ""
	}
	if m.Title == "" && m.JobTitle != "" {
		m.Title = "Interview: " + m.JobTitle
	}
	if m.Title == "" {
		return errors.New("the interview has no title; give it one before inviting")
	}
	return nil
}

// maxName bounds a person's name; longer ones are cut for the mail only.
const maxName = 200

func (m *message) cleanPeople() error {
	if !slices.Contains(recruit.AudiencesOf(recruit.OnInvited), m.To.Audience) {
		return errors.New("the recipient belongs to no audience")
	}
	if m.Organizer.Address == "" {
		m.Organizer.Address = m.From.Address
	}
	if m.From.Name == "" {
		m.From.Name = m.Organizer.Name
	}
	people := m.Attendees
	if m.alone() {
		only := m.To
		only.Answer = ""
		people = []recruit.Participant{only}
	}
	m.Attendees = make([]recruit.Participant, 0, len(people))
	for _, person := range people {
		if !isListed(m.Attendees, person.Address) {
			m.Attendees = append(m.Attendees, person)
		}
	}
	err := cmp.Or(cleanPerson(&m.From.Name, &m.From.Address), cleanPerson(&m.Organizer.Name, &m.Organizer.Address), cleanPerson(&m.To.Name, &m.To.Address))
	for i := range m.Attendees {
		err = cmp.Or(err, cleanPerson(&m.Attendees[i].Name, &m.Attendees[i].Address))
	}
	if err == nil && !isListed(m.Attendees, m.To.Address) {
		err = fmt.Errorf("%s is not among the people invited", m.To.Address)
	}
	return err
}

// cleanPerson cleans a person's name and address.
func cleanPerson(name, address *string) (err error) {
	*name = shorten(personName(*name), maxName)
	*address, err = plainAddress(*address)
	return err
}

func isListed(people []recruit.Participant, address string) bool {
	return slices.ContainsFunc(people, func(p recruit.Participant) bool { return sameAddress(p.Address, address) })
}

// maxReferences bounds the References header; mail programs thread by its ends.
const maxReferences = 20

func (m *message) cleanIDs() error {
	if m.UID == "" || len(m.UID) > 255 || containsOther(m.UID, addressLetters+"-_.@+=") {
		return fmt.Errorf("%q cannot name a calendar entry", shorten(oneLine(m.UID), 80))
	}
	if m.Sequence < 0 {
		return errors.New("the revision of a calendar entry cannot be negative")
	}
	var err error
	if m.MessageID, err = messageID(m.MessageID); err != nil {
		return err
	}
	if m.InReplyTo != "" {
		if m.InReplyTo, err = messageID(m.InReplyTo); err != nil {
			return err
		}
	}
	references := m.References
	if len(references) > maxReferences {
		references = references[len(references)-maxReferences:]
	}
	m.References = make([]string, 0, len(references)+1)
	for _, reference := range references {
		bare, err := messageID(reference)
		if err != nil {
			return err
		}
		m.References = append(m.References, bare)
	}
	if n := len(m.References); m.InReplyTo != "" && (n == 0 || m.References[n-1] != m.InReplyTo) {
		m.References = append(m.References, m.InReplyTo)
	}
	return nil
}

func (m *message) cleanTimes() error {
	if !slices.Contains(recruit.MailEvents(), m.Event) && !m.Event.IsHold() {
		return fmt.Errorf("unknown event %q", m.Event)
	}
	if m.Written.IsZero() {
		m.Written = m.Stamp
	}
	m.Stamp, m.Written, m.Start, m.End = inUTC(m.Stamp), inUTC(m.Written), inUTC(m.Start), inUTC(m.End)
	if m.Stamp.Year() < 1970 || m.Start.Year() < 1970 || m.End.Year() > 9998 || !m.Start.Before(m.End) {
		return errors.New("the interview has no usable time: it needs a start, a later end and the moment of this email")
	}
	var err error
	if m.sender.Zone, err = zone(m.Zone); err != nil {
		return err
	}
	m.reader = tongue.Reader{Zone: m.sender.Zone, TwelveHour: m.To.TwelveHour}
	m.sender.TwelveHour = m.To.TwelveHour
	if m.To.TimeZone != "" {
		m.reader.Zone, err = zone(m.To.TimeZone)
	}
	return err
}

// cleanPlace enforces that no invitation leaves without saying where to meet.
func (m *message) cleanPlace() error {
	if m.Platform == "" {
		m.Platform = "Meeting"
	}
	if m.JoinURL != "" {
		var err error
		if m.JoinURL, err = secureLink(m.JoinURL); err != nil {
			return err
		}
	}
	if m.method() == methodRequest && m.JoinURL == "" && m.Place == "" && m.Phone == "" {
		return errors.New("the invitation has neither a join link nor a place nor a phone number; it is not sent without one")
	}
	return nil
}
