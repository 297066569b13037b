package scheduling

import (
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// InviteDeputies invites those whom a person sends instead, and takes that person
// off (see ChangePeople).
func (s *Service) InviteDeputies(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen recruit.Participant, agreed recruit.Agreed, due time.Duration) (recruit.Record, error) {
	return s.change(ctx, actor, id, 0, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return recruit.Commit{}, err
		}
		c, err := r.Deputising(seen)
		if err != nil {
			return recruit.Commit{}, err
		}
		c.Agreed = agreed
		p, err := r.StillDelegating(seen)
		if err != nil {
			return recruit.Commit{}, err
		}
		commit, err := s.regrouped(ctx, actor, r, c, s.leaves(due), now)
		if err != nil {
			return recruit.Commit{}, err
		}
		commit.People = answeredAhead(r, commit, p)
		return s.reminded(ctx, r, commit, s.leaves(due))
	})
}

// answeredAhead are the people of a change in which those whom p sent have come:
// what they answered already, as deputies, is their answer.
func answeredAhead(r recruit.Record, c recruit.Commit, p recruit.Participant) []recruit.Participant {
	people := slices.Clone(c.People)
	for i, q := range people {
		was, known := r.Person(q.Address)
		for _, d := range p.Deputised {
			if recruit.SameMailbox(d.Address, q.Address) && q.Invited() && q.Said == "" && !(known && was.Invited()) {
				people[i].Said, people[i].AnswerSequence, people[i].AnsweredAt, people[i].AnswerNote = d.Answer, c.Interview.Sequence, d.At, d.Note
			}
		}
	}
	return recruit.Record{Interview: c.Interview, Versions: r.Versions, People: people}.Weighed()
}

// RefuseDeputies lets nobody come in a person's place. The person counts as not
// having answered, and an update of their own says so and asks again.
func (s *Service) RefuseDeputies(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen recruit.Participant, due time.Duration) (recruit.Record, error) {
	return s.change(ctx, actor, id, 0, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return recruit.Commit{}, err
		}
		if err := r.Movable(now); err != nil {
			return recruit.Commit{}, err
		}
		p, err := r.StillDelegating(seen)
		if err != nil {
			return recruit.Commit{}, err
		}
		if p.Claim.From != seen.Claim.From {
			return recruit.Commit{}, recruit.NotFound("%s does not send anybody else to %s as far as is known; forget the answer that says so.", p.Called(), r.Interview.Title)
		}
		instead, named := strings.TrimSuffix(p.Deputy(), ","), ""
		if p.Delegate != "" {
			named = " (you named " + p.Delegate + ")"
		}
		// No time and no place has changed, so the calendar sequence stays; the later
		// stamp makes it a newer entry (RFC 5546 2.1.5).
		r.Interview.Version++
		r.Interview.UpdatedAt = now
		was := p
		p.Said, p.AnswerSequence, p.AnsweredAt, p.Delegate, p.AnsweredBy, p.AnswerMailed, p.Deputised = recruit.NoAnswer, r.Interview.Sequence, now, "", "", time.Time{}, nil
		r.People = slices.Clone(r.People)
		for i := range r.People {
			if r.People[i].Address == p.Address {
				r.People[i] = p
			}
		}
		r.People = r.Weighed()
		commit := recruit.Commit{
			Interview: r.Interview, People: r.People, Effects: quietly(r, recruit.PeopleChange{}, planAsked(r, p, s.leaves(due))),
			Version: newVersion(r, recruit.WasRefused, actor, "Nobody else can come in your place"+named+"; please answer whether you will come yourself."),
			Activity: []recruit.Activity{activity(r, actor, "interview.delegate_refused", "Refused that %s comes instead of %s to %s; %s is asked again",
				instead, was.Called(), r.Interview.Title, was.Called())},
		}
		return s.reminded(ctx, r, commit, s.leaves(due))
	})
}

// planAsked tells one person anew what is in force, in place of mails to them
// that have not gone yet.
func planAsked(r recruit.Record, p recruit.Participant, due time.Time) []recruit.Effect {
	plan := supersedeWhere(r, func(e recruit.Effect) bool {
		return e.Kind.ChangesEntry() && strings.EqualFold(e.Target, p.Address)
	})
	kind := recruit.MailInvite
	if r.MayBeNotified(p.Address) {
		kind = recruit.MailUpdate
	}
	return append(plan, newEffect(r, kind, p.Address, due))
}
