package rsvp

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// Accept lets an answer count that someone else sent in a person's name, if it
// is still the one that the member saw.
func (a *Service) Accept(ctx context.Context, actor recruit.Member, id recruit.InterviewID, address string, seen recruit.UnverifiedReply) (Outcome, error) {
	return a.byHand(ctx, actor, id, address, func(r recruit.Record, p recruit.Participant) (Outcome, []recruit.Activity, error) {
		if err := p.CheckClaim(seen); err != nil {
			return Outcome{}, nil, err
		}
		if seen.Answer == "" {
			return Outcome{}, nil, recruit.Invalid("answer", "What %s answered cannot be read; read their mail, and note it with --answer.", p.Called())
		}
		return a.told(r, p.WithAnswer(seen.AcceptedFor(r, p)), recruit.Activity{ActorID: actor.ID, Actor: actor.Name, Action: "interview.answer_accepted"}, "Accepted: %s")
	})
}

// Dismiss drops such an answer; what is known of the person stays.
func (a *Service) Dismiss(ctx context.Context, actor recruit.Member, id recruit.InterviewID, address string, seen recruit.UnverifiedReply) (Outcome, error) {
	return a.byHand(ctx, actor, id, address, func(r recruit.Record, p recruit.Participant) (Outcome, []recruit.Activity, error) {
		if err := p.CheckClaim(seen); err != nil {
			return Outcome{}, nil, err
		}
		p.Claim = recruit.UnverifiedReply{}
		return a.changed(r, p, recruit.Activity{ActorID: actor.ID, Actor: actor.Name, Action: "interview.answer_dismissed",
			Text: fmt.Sprintf("Dismissed the answer for %s that %s sent", p.Called(), seen.From)})
	})
}

// Set records by hand what a person said on the telephone or in the corridor.
// NoAnswer takes an answer back.
func (a *Service) Set(ctx context.Context, actor recruit.Member, id recruit.InterviewID, address string, answer recruit.Answer, note string) (Outcome, error) {
	if !slices.Contains([]recruit.Answer{recruit.NoAnswer, recruit.Accepted, recruit.Declined, recruit.Tentative, recruit.Delegated}, answer) {
		return Outcome{}, recruit.Invalid("answer", "An answer is accepted, declined, tentative, delegated or needs-action, not %q.", recruit.Shorten(string(answer)))
	}
	note, err := recruit.CleanText("note", "note", note, recruit.MaxNote)
	if err != nil {
		return Outcome{}, err
	}
	return a.byHand(ctx, actor, id, address, func(r recruit.Record, p recruit.Participant) (Outcome, []recruit.Activity, error) {
		p.Said, p.AnswerSequence, p.AnsweredAt, p.AnswerNote, p.Proposed = answer, r.Interview.Sequence, a.Now().UTC(), note, recruit.Proposal{}
		p.AnsweredBy, p.Claim, p.Asked, p.Delegate, p.AnswerMailed, p.Refused, p.Deputised = "", recruit.UnverifiedReply{}, "", "", time.Time{}, time.Time{}, nil
		return a.told(r, p, recruit.Activity{ActorID: actor.ID, Actor: actor.Name, Action: "interview.answer_noted"}, "Noted: %s")
	})
}

// byHand lets a member decide about the answer of a person who is invited.
func (a *Service) byHand(ctx context.Context, actor recruit.Member, id recruit.InterviewID, address string, decide func(recruit.Record, recruit.Participant) (Outcome, []recruit.Activity, error)) (Outcome, error) {
	return a.change(ctx, id, func(r recruit.Record) (Outcome, []recruit.Activity, error) {
		p, ok := r.Person(strings.TrimSpace(address))
		if !ok || !p.Invited() {
			return Outcome{}, nil, recruit.NotInvited(address, r)
		}
		if p.MemberID != actor.ID {
			if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
				return Outcome{}, nil, err
			}
		}
		if err := r.StillScheduled(); err != nil {
			return Outcome{}, nil, err
		}
		return decide(r, p)
	})
}
