package recruit

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
)

// Deputies are the addresses of those whom a person sends instead, as far as
// the answer names them so that they can be written to.
func (p Participant) Deputies() []string {
	var out []string
	for name := range strings.SplitSeq(p.Delegate, ",") {
		address, err := sanitize.International(strings.TrimSpace(name))
		if err == nil && !slices.ContainsFunc(out, func(a string) bool { return sanitize.SameAddress(a, address) }) {
			out = append(out, address)
		}
	}
	return out
}

// Deputy names who is to come instead of a person, in the middle of a sentence.
func (p Participant) Deputy() string {
	if names := p.DeputyNames(); names != "" {
		return names
	}
	return "someone else, whom the answer does not name,"
}

// DeputyNames names those whom a person sends instead, with what they answered;
// "" when nobody is named.
func (p Participant) DeputyNames() string {
	names := strings.Split(p.Delegate, ",")
	for n, name := range names {
		names[n] = strings.TrimSpace(name)
		for _, d := range p.Deputised {
			if SameMailbox(d.Address, names[n]) {
				names[n] += " (" + d.Words() + ")"
			}
		}
	}
	return strings.Join(names, ", ")
}

// Words is the answer in a sentence: "maybe".
func (d DeputyAnswer) Words() string {
	if d.Answer == Tentative {
		return "maybe"
	}
	return string(d.Answer)
}

// heard are the answers of those whom a person sends by c: those that came with
// it, and those that were known of the same people.
func (p Participant) heard(c UnverifiedReply) []DeputyAnswer {
	if c.Answer != Delegated {
		return nil
	}
	all := slices.Clone(c.Deputised)
	for _, d := range append(slices.Clone(p.Deputised), p.Claim.Deputised...) {
		sent := slices.ContainsFunc(Participant{Delegate: c.Delegate}.Deputies(), func(a string) bool { return SameMailbox(a, d.Address) })
		if sent && !slices.ContainsFunc(all, func(e DeputyAnswer) bool { return SameMailbox(e.Address, d.Address) }) {
			all = append(all, d)
		}
	}
	return all
}

// Delegating returns the people who send someone else to an interview that is
// still ahead at now.
func (r Record) Delegating(now time.Time) []Participant {
	var out []Participant
	for _, c := range r.ReplyIssues(now) {
		if c.Kind == HasDelegated {
			out = append(out, c.Person)
		}
	}
	return out
}

// Sending returns the people who send someone else, or of whom an answer says so
// that waits to be accepted.
func (r Record) Sending(now time.Time) []Participant {
	var out []Participant
	for _, c := range r.ReplyIssues(now) {
		switch {
		case c.Kind == HasDelegated:
			out = append(out, c.Person)
		case c.Kind == HasClaim && c.Claim.Answer == Delegated:
			out = append(out, c.Claim.Sent(c.Person))
		}
	}
	return out
}

// Sent is a person as an answer has them that waits: sending someone else.
func (c UnverifiedReply) Sent(p Participant) Participant {
	p.Delegate, p.Deputised = c.Delegate, c.Deputised
	return p
}

// Deputising is the change of people by which those come whom a person sends
// instead. seen is that person as a member saw them.
func (r Record) Deputising(seen Participant) (PeopleChange, error) {
	p, err := r.StillDelegating(seen)
	if err != nil {
		return PeopleChange{}, err
	}
	if p.Audience == ToCandidate {
		return PeopleChange{}, Refused("%s is the candidate, and nobody else can come in their place; refuse it, or cancel the interview.", p.Called())
	}
	deputies := p.Deputies()
	if len(deputies) == 0 {
		return PeopleChange{}, Invalid("address", "%s sends %s but gives no address to invite; change who is invited yourself.", p.Called(), strings.TrimSuffix(p.Deputy(), ","))
	}
	c := PeopleChange{Remove: []string{p.Address}}
	for _, address := range deputies {
		if q, ok := r.Person(address); !ok || !q.Invited() {
			c.Add = append(c.Add, address)
		} else if strings.EqualFold(q.Address, p.Address) {
			return PeopleChange{}, Invalid("address", "%s names nobody else who would come; refuse it, and they are asked again.", p.Called())
		}
	}
	return c, nil
}

// StillDelegating is the person whom a member saw, if they still send the same
// people instead, or if the answer that says so still waits to be accepted. Errors
// are ErrInvalid (not invited), ErrNotFound and ErrStale.
func (r Record) StillDelegating(seen Participant) (Participant, error) {
	p, ok := r.Person(seen.Address)
	if !ok || !p.Invited() {
		return p, NotInvited(seen.Address, r)
	}
	if c, waits := r.Claimed(p); waits && c.Answer == Delegated && seen.CheckClaim(c) == nil {
		p = p.WithAnswer(c.AcceptedFor(r, p)) // whoever invites them takes the answer for true
		p.Answer = Delegated
		return p, nil
	}
	if p.Answer != Delegated {
		return p, NotFound("%s is not sending anybody else to %s.", p.Called(), r.Interview.Title)
	}
	if p.Delegate != seen.Delegate {
		return p, &Problem{Kind: ErrStale, Sentence: fmt.Sprintf("%s has answered again in the meantime and is sending %s; look at it again before you continue.", p.Called(), strings.TrimSuffix(p.Deputy(), ","))}
	}
	return p, nil
}
