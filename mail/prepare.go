package mail

import (
	"errors"
	"fmt"
	"strings"
)

// prepared is an Invitation whose texts are clean and whose rules hold, with what follows from it.
type prepared struct {
	Invitation
	reader reader
	sender reader
	tongue tongue
	words  wording
	entry  entryWords
	// entryPlatform is the platform in the language of the calendar entry.
	entryPlatform string
}

// prepare cleans a copy of the invitation and refuses what no mail may say.
func prepare(inv Invitation) (prepared, error) {
	p := prepared{Invitation: inv}
	for _, step := range []func(*prepared) error{cleanTexts, cleanPeople, cleanIDs, cleanTimes, cleanPlace, cleanFiles, chooseWords} {
		if err := step(&p); err != nil {
			return prepared{}, err
		}
	}
	return p, nil
}

func cleanTexts(p *prepared) error {
	for _, text := range []*string{&p.Title, &p.JobTitle, &p.Company, &p.Platform, &p.MeetingID, &p.Passcode, &p.Place, &p.Phone, &p.Asked} {
		if len(*text) > maxText {
			return errors.New("a text of the invitation is too long: at most 64 KB are sent")
		}
		*text = oneLine(*text)
	}
	for _, text := range []*string{&p.Description, &p.InternalNote, &p.Reason} {
		if len(*text) > maxText {
			return errors.New("a text of the invitation is too long: at most 64 KB are sent")
		}
		*text = paragraphs(*text)
	}
	p.CandidateName = shorten(personName(p.CandidateName), maxName)
	if p.Recipient.Audience == Candidate {
		p.InternalNote = ""
	}
	if p.Title == "" && p.JobTitle != "" {
		p.Title = "Interview: " + p.JobTitle
	}
	if p.Title == "" {
		return errors.New("the interview has no title; give it one before inviting")
	}
	if p.ProductName = strings.ReplaceAll(oneLine(p.ProductName), "//", "/"); p.ProductName == "" {
		p.ProductName = "recruitty"
	}
	return nil
}

// maxName bounds a person's name; longer ones are cut for the mail only.
const maxName = 200

func cleanPeople(p *prepared) error {
	if p.Recipient.Audience < Candidate || p.Recipient.Audience > Organiser {
		return errors.New("the recipient belongs to no audience")
	}
	people := []*Person{&p.From, &p.Organizer, &p.Recipient.Person}
	if p.Organizer.Email == "" {
		p.Organizer.Email = p.From.Email
	}
	if p.From.Name == "" {
		p.From.Name = p.Organizer.Name
	}
	if p.Event == Withdrawn || p.Event == Refused {
		p.Attendees = []Attendee{{Person: p.Recipient.Person, Chair: p.Recipient.Audience == Organiser}}
	}
	listed := p.Attendees
	p.Attendees = make([]Attendee, 0, len(listed))
	for _, person := range listed {
		if !isListed(p.Attendees, person.Email) {
			p.Attendees = append(p.Attendees, person)
		}
	}
	for i := range p.Attendees {
		people = append(people, &p.Attendees[i].Person)
	}
	for _, person := range people {
		person.Name = shorten(personName(person.Name), maxName)
		address, err := plainAddress(person.Email)
		if err != nil {
			return err
		}
		person.Email = address
	}
	if !isListed(p.Attendees, p.Recipient.Email) {
		return fmt.Errorf("%s is not among the people invited", p.Recipient.Email)
	}
	return nil
}

func isListed(people []Attendee, address string) bool {
	for _, person := range people {
		if sameAddress(person.Email, address) {
			return true
		}
	}
	return false
}

// maxReferences bounds the References header; mail programs thread by its ends.
const maxReferences = 20

func cleanIDs(p *prepared) error {
	if p.UID == "" || len(p.UID) > 255 || containsOther(p.UID, addressLetters+"-_.@+=") {
		return fmt.Errorf("%q cannot name a calendar entry", shorten(oneLine(p.UID), 80))
	}
	if p.Sequence < 0 {
		return errors.New("the revision of a calendar entry cannot be negative")
	}
	var err error
	if p.MessageID, err = messageID(p.MessageID); err != nil {
		return err
	}
	if p.InReplyTo != "" {
		if p.InReplyTo, err = messageID(p.InReplyTo); err != nil {
			return err
		}
	}
	references := p.References
	if len(references) > maxReferences {
		references = references[len(references)-maxReferences:]
	}
	p.References = make([]string, 0, len(references)+1)
	for _, reference := range references {
		bare, err := messageID(reference)
		if err != nil {
			return err
		}
		p.References = append(p.References, bare)
	}
	if n := len(p.References); p.InReplyTo != "" && (n == 0 || p.References[n-1] != p.InReplyTo) {
		p.References = append(p.References, p.InReplyTo)
	}
	return nil
}

func cleanTimes(p *prepared) error {
	if p.Event < Invited || p.Event > Refused {
		return fmt.Errorf("unknown event %d", p.Event)
	}
	if p.Written.IsZero() {
		p.Written = p.Stamp
	}
	p.Stamp, p.Written, p.Start, p.End = inUTC(p.Stamp), inUTC(p.Written), inUTC(p.Start), inUTC(p.End)
	if p.Stamp.Year() < 1970 || p.Start.Year() < 1970 || p.End.Year() > 9998 || !p.Start.Before(p.End) {
		return errors.New("the interview has no usable time: it needs a start, a later end and the moment of this mail")
	}
	var err error
	if p.sender.zone, err = zone(p.Zone); err != nil {
		return err
	}
	p.reader = reader{zone: p.sender.zone, twelveHour: p.Recipient.TwelveHour}
	p.sender.twelveHour = p.Recipient.TwelveHour
	if p.Recipient.Zone != "" {
		p.reader.zone, err = zone(p.Recipient.Zone)
	}
	return err
}

// cleanPlace enforces that no invitation leaves without saying where to meet.
func cleanPlace(p *prepared) error {
	if p.Platform == "" {
		p.Platform = "Meeting"
	}
	if p.JoinURL != "" {
		var err error
		if p.JoinURL, err = secureLink(p.JoinURL); err != nil {
			return err
		}
	}
	if p.Event.method() == methodRequest && p.JoinURL == "" && p.Place == "" && p.Phone == "" {
		return errors.New("the invitation has neither a join link nor a place nor a phone number; it is not sent without one")
	}
	return nil
}
