package recruit

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit/clean"
)

// Deputies are the addresses of those whom a person sends instead, as far as
// the answer names them so that they can be written to.
func (p Participant) Deputies() []string {
	var out []string
	for name := range strings.SplitSeq(p.Delegate, ",") {
		address, err := clean.International(strings.TrimSpace(name))
		if err == nil && !slices.ContainsFunc(out, func(a string) bool { return clean.SameAddress(a, address) }) {
			out = append(out, address)
		}
	}
	return out
}

// Delegating returns the people who send somebody else to an interview that is
// still ahead at now.
func (r Record) Delegating(now time.Time) []Participant {
	var out []Participant
	for _, c := range r.Concerns(now) {
		if c.Kind == HasDelegated {
			out = append(out, c.Person)
		}
	}
	return out
}

// Deputising is the change of people by which those come whom a person sends
// instead. seen is that person as a member saw them.
func (r Record) Deputising(seen Participant) (PeopleChange, error) {
	p, err := r.delegating(seen)
	if err != nil {
		return PeopleChange{}, err
	}
	if p.Audience == ToCandidate {
		return PeopleChange{}, Refused("%s is the candidate, in whose place nobody else can come; refuse it, or cancel the interview.", called(p))
	}
	deputies := p.Deputies()
	if len(deputies) == 0 {
		return PeopleChange{}, Invalid("address", "%s sends %s but gives no address to invite; change who is invited by hand.", called(p), strings.TrimSuffix(p.deputy(), ","))
	}
	c := PeopleChange{Remove: []string{p.Address}}
	for _, address := range deputies {
		if q, ok := r.Person(address); !ok || !q.invited() {
			c.Add = append(c.Add, address)
		} else if strings.EqualFold(q.Address, p.Address) {
			return PeopleChange{}, Invalid("address", "%s names nobody else to come; refuse it, and they are asked again.", called(p))
		}
	}
	return c, nil
}

// delegating is the person whom a member saw, if they still send the same people
// instead.
func (r Record) delegating(seen Participant) (Participant, error) {
	p, ok := r.Person(seen.Address)
	if !ok || !p.invited() {
		return p, Invalid("address", "%s is not invited to %s.", shorten(seen.Address), r.Interview.Title)
	}
	if p.Answer != Delegated {
		return p, NotFound("%s does not send anybody else to %s.", called(p), r.Interview.Title)
	}
	if p.Delegate != seen.Delegate {
		return p, &Problem{Kind: ErrStale, Sentence: fmt.Sprintf("%s has answered again meanwhile and sends %s; look at it again before you go on.", called(p), strings.TrimSuffix(p.deputy(), ","))}
	}
	return p, nil
}

// InviteDeputies invites those whom a person sends instead, and takes that person
// off (see ChangePeople).
func (s *Scheduling) InviteDeputies(ctx context.Context, actor Member, id InterviewID, seen Participant, due time.Duration) (Record, error) {
	return s.change(ctx, actor, id, 0, func(r Record, now time.Time) (Commit, error) {
		if err := own(r, actor); err != nil {
			return Commit{}, err
		}
		c, err := r.Deputising(seen)
		if err != nil {
			return Commit{}, err
		}
		commit, err := s.regrouped(ctx, actor, r, c, s.leaves(due), now)
		if err != nil {
			return Commit{}, err
		}
		return s.reminded(ctx, r, commit, s.leaves(due))
	})
}

// RefuseDeputies lets nobody come in a person's place. The person counts as not
// having answered, and an update of their own says so and asks again.
func (s *Scheduling) RefuseDeputies(ctx context.Context, actor Member, id InterviewID, seen Participant, due time.Duration) (Record, error) {
	return s.change(ctx, actor, id, 0, func(r Record, now time.Time) (Commit, error) {
		if err := own(r, actor); err != nil {
			return Commit{}, err
		}
		if err := movable(r, now); err != nil {
			return Commit{}, err
		}
		p, err := r.delegating(seen)
		if err != nil {
			return Commit{}, err
		}
		instead, named := strings.TrimSuffix(p.deputy(), ","), ""
		if p.Delegate != "" {
			named = " (you named " + p.Delegate + ")"
		}
		// No time and no place has changed, so the calendar sequence stays; the later
		// stamp makes it a newer entry (RFC 5546 2.1.5).
		r.Interview.Version++
		r.Interview.UpdatedAt = now
		was := p
		p.Said, p.AnswerSequence, p.AnsweredAt, p.Delegate, p.AnsweredBy, p.AnswerMailed = NoAnswer, r.Interview.Sequence, now, "", "", time.Time{}
		r.People = slices.Clone(r.People)
		for i := range r.People {
			if r.People[i].Address == p.Address {
				r.People[i] = p
			}
		}
		r.People = r.weighed()
		commit := Commit{
			Interview: r.Interview, People: r.People, Effects: quietly(r, PeopleChange{}, planAsked(r, p, s.leaves(due))),
			Version: r.version(WasRefused, actor, "Nobody else can come in your place"+named+"; please answer whether you will come yourself."),
			Activity: []Activity{r.activity(actor, "interview.delegate_refused", "Refused that %s comes instead of %s to %s; %s is asked again",
				instead, called(was), r.Interview.Title, called(was))},
		}
		return s.reminded(ctx, r, commit, s.leaves(due))
	})
}

// planAsked tells one person anew what is in force, in place of mails to them
// that have not gone yet.
func planAsked(r Record, p Participant, due time.Time) []Effect {
	plan := supersedeWhere(r, func(e Effect) bool {
		return e.Kind.ChangesEntry() && strings.EqualFold(e.Target, p.Address)
	})
	kind := MailInvite
	if r.Told(p.Address) {
		kind = MailUpdate
	}
	return append(plan, newEffect(r, kind, p.Address, due))
}
