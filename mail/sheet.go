package mail

import (
	"errors"
	"slices"
	"strconv"

	"recruitty/recruit"
)

// session is one interview of a loop on its sheet; its texts may be hostile until
// cleanSessions has been through them.
type session struct {
	times
	Title, Platform              string
	JoinURL, MeetingID, Passcode string
	Place, Phone                 string
	People                       []recruit.Participant // who are invited, the candidate among them
}

// sessionsOf are the interviews of the loop that take place, by their start.
func sessionsOf(l recruit.MailRequest) []session {
	var all []session
	for _, one := range l.Record.Standing() {
		i := one.Interview
		s := session{times: times{i.Start, i.End()}, Title: i.Title, Platform: i.Platform.Label(), JoinURL: i.JoinURL(), People: one.People}
		if meeting := i.Meeting; meeting != nil && !i.MeetingGone() {
			s.MeetingID, s.Passcode = strconv.FormatInt(meeting.ID, 10), meeting.Passcode
		}
		s.Phone, s.Place = whereOf(i)
		all = append(all, s)
	}
	return all
}

// maxSessions bounds the interviews of a sheet.
const maxSessions = 20

// cleanSessions cleans the interviews of a sheet, and refuses one of which it would not
// say where to meet.
func (m *message) cleanSessions() error {
	if m.Event != recruit.OnLoop {
		m.Sessions = nil
		return nil
	}
	if len(m.Sessions) == 0 {
		m.Sessions = []session{{times: m.times, Title: m.Title, Platform: m.Platform, JoinURL: m.JoinURL, MeetingID: m.MeetingID, Passcode: m.Passcode, Place: m.Place, Phone: m.Phone, People: m.Attendees}}
	}
	if len(m.Sessions) > maxSessions {
		return errors.New("the loop has too many interviews for one overview")
	}
	m.Sessions = slices.Clone(m.Sessions)
	for n := range m.Sessions {
		one := m.part(m.Sessions[n])
		for _, step := range []func() error{one.cleanTexts, one.cleanPeople, one.cleanTimes, one.cleanPlace} {
			if err := step(); err != nil {
				return err
			}
		}
		if one.JoinURL == "" && one.Place == "" && one.Phone == "" {
			return errors.New("the overview has neither a join link nor a place nor a phone number for one of the interviews; it is not sent without one")
		}
		m.Sessions[n] = session{times: one.times, Title: one.Title, Platform: one.Platform, JoinURL: one.JoinURL, MeetingID: one.MeetingID, Passcode: one.Passcode, Place: one.Place, Phone: one.Phone, People: one.Attendees}
	}
	return nil
}

// part is the message as it would be of one interview of the loop alone.
func (m *message) part(s session) *message {
	one := *m
	one.times, one.Title, one.Platform = s.times, s.Title, s.Platform
	one.JoinURL, one.MeetingID, one.Passcode, one.Place, one.Phone = s.JoinURL, s.MeetingID, s.Passcode, s.Place, s.Phone
	one.Attendees, one.Sessions, one.Blocks = s.People, nil, nil
	if !isListed(one.Attendees, m.To.Address) {
		one.Attendees = append(slices.Clone(one.Attendees), m.To)
	}
	return &one
}

// factsFrom are the facts that stand in a row at the beginning of blocks.
func factsFrom(blocks []blockPattern) []blockPattern {
	n := slices.IndexFunc(blocks, func(b blockPattern) bool { return b.kind != factBlock })
	if n < 0 {
		n = len(blocks)
	}
	return blocks[:n]
}

// asksWhen reports whether facts tell a time, so that a sheet has them once for each
// interview.
func asksWhen(facts []blockPattern) bool {
	return slices.ContainsFunc(facts, func(b blockPattern) bool { return slices.Contains(b.text.places(), "when") })
}

// writeSessions writes facts once for each interview of the loop, in blocks of their own.
func (m *message) writeSessions(facts []blockPattern) {
	for _, s := range m.Sessions {
		one := m.part(s)
		one.Platform = m.tongue.Platform(s.Platform)
		values := one.values()
		for _, b := range facts {
			one.writeBlock(b, values)
		}
		m.Blocks = append(m.Blocks, one.Blocks...)
	}
}
