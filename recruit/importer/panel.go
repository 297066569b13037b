package importer

import (
	"context"
	"fmt"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/sanitize"
)

// This file reads who interviews, and who organises it.

// loadTeam reads the members, once.
func (p *planner) loadTeam(ctx context.Context) (err error) {
	if p.team == nil {
		p.team, err = p.service.Store.Members(ctx, false)
	}
	return err
}

// organiser is the member whom the file names as organiser, the zero Member
// when there is none. Someone else stays in the note.
func (p *planner) organiser(e entry) (m recruit.Member, remarks []string) {
	who := e.values[Organiser]
	one, _ := p.panelist(who)
	for _, m := range p.team {
		if m.ID == one.MemberID {
			return m, nil
		}
	}
	if who == "" {
		return m, nil
	}
	e.values[Notes] = words.Join("\n", e.values[Notes], "Organised elsewhere by "+who)
	return m, []string{brief(who) + " is not a member here; whoever imports the interview organises it"}
}

// people are the candidate and the panel of an entry. Who cannot be invited stands
// in its note.
func (p *planner) people(c recruit.Candidate, e entry) (people []recruit.Participant, remarks []string) {
	var rest []string
	r := recruit.Record{People: []recruit.Participant{{Address: c.Email, Name: c.Name, Audience: recruit.ToCandidate, TimeZone: c.TimeZone, Answer: recruit.NoAnswer}}}
	if e.own != nil {
		r.People[0].Answer = answered(e.own.interview.Candidate.Answer)
		panel, remarks := p.panel(e.own)
		return append(r.People, panel...), remarks
	}
	for _, cell := range words.Values(e.values[Interviewers]) {
		if cell = strings.TrimSpace(cell); cell == "" {
			continue
		}
		one, known := p.panelist(cell)
		if !known {
			remarks = append(remarks, fmt.Sprintf("the interviewer %q is neither a member nor an email address and is kept in the internal note", brief(cell)))
			rest = append(rest, cell)
			continue
		}
		if _, twice := r.Person(one.Address); twice {
			continue
		}
		if len(r.People) > recruit.MaxParticipants {
			rest = append(rest, cell)
			continue
		}
		r.People = append(r.People, one)
	}
	if len(r.People) > recruit.MaxParticipants && len(rest) > 0 {
		remarks = append(remarks, fmt.Sprintf("has more than %d interviewers; the others are in the internal note", recruit.MaxParticipants))
	}
	if len(rest) > 0 {
		e.values[Notes] = words.Join("\n", e.values[Notes], "Interviewers: "+strings.Join(rest, "; "))
	}
	return r.People, remarks
}

// panelist reads "Dana Ortiz <dana@example.com>", an address, or the name of a
// member.
func (p *planner) panelist(cell string) (one recruit.Participant, known bool) {
	one = recruit.Participant{Audience: recruit.ToPanel, Answer: recruit.NoAnswer}
	address, err := sanitize.International(firstAddress(cell))
	name, _, _ := strings.Cut(cell, "<")
	var named []recruit.Member
	for _, m := range p.team {
		if err == nil && strings.EqualFold(m.Email, address) {
			return member(one, m), true
		}
		if err != nil && sanitize.Fold(m.Name) == sanitize.Fold(name) {
			named = append(named, m)
		}
	}
	if len(named) == 1 {
		return member(one, named[0]), true
	}
	one.Address = address
	if at := strings.Index(name, "@"); at < 0 {
		one.Name, _ = sanitize.Line(name, 150)
	}
	return one, err == nil
}

// member makes a participant the member m.
func member(one recruit.Participant, m recruit.Member) recruit.Participant {
	one.Address, one.Name, one.MemberID, one.TimeZone = m.Email, m.Name, m.ID, m.TimeZone
	return one
}
