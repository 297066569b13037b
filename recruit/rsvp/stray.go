package rsvp

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// maxStrays bounds the answers that wait at one interview because nobody knows
// whose they are.
const maxStrays = 20

// stray keeps an answer of which nobody knows whose it is.
func (a *Service) stray(r recruit.Record, c recruit.UnverifiedReply) (Outcome, []recruit.Activity, error) {
	if slices.ContainsFunc(r.Interview.Strays, c.Same) {
		return ignored(r, recruit.Participant{}, "This answer from %s is known already; it waits for someone to say whose it is.", c.From)
	}
	r.Interview.Strays = withStray(r.Interview.Strays, c)
	return a.kept(r, recruit.Activity{Actor: "recruitty", Action: "interview.answer_unplaced",
		Text: fmt.Sprintf("An answer to %s came from %s and waits for someone to say whose it is: %s", r.Interview.Title, senderOf(c), claimWords(r, c))})
}

// withStray adds an answer; where there are too many the oldest gives way. The
// log has it all the same.
func withStray(strays []recruit.UnverifiedReply, c recruit.UnverifiedReply) []recruit.UnverifiedReply {
	strays = append(slices.Clone(strays), c)
	return strays[max(len(strays)-maxStrays, 0):]
}

// senderOf names who sent it, and in whose name.
func senderOf(c recruit.UnverifiedReply) string {
	if c.Named != "" && !strings.EqualFold(c.Named, c.From) {
		return c.From + " for " + c.Named
	}
	return c.From
}

// Assign says whose answer it is that waits at an interview because nobody was
// found for it: address is the person for whom it counts, "" lets it be
// forgotten. Where it cannot be read, answer says what it is.
func (a *Service) Assign(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen recruit.UnverifiedReply, address string, answer recruit.Answer) (Outcome, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Outcome{}, err
	}
	return a.change(ctx, id, func(r recruit.Record) (Outcome, []recruit.Activity, error) {
		i := slices.IndexFunc(r.Interview.Strays, seen.Same)
		if i < 0 {
			return Outcome{}, nil, &recruit.Problem{Kind: recruit.ErrStale, Field: "from", Sentence: fmt.Sprintf("The answer from %s is no longer waiting; look at the interview again.", recruit.Shorten(seen.From))}
		}
		c := r.Interview.Strays[i]
		r.Interview.Strays = slices.Delete(slices.Clone(r.Interview.Strays), i, i+1)
		if address == "" {
			return a.kept(r, recruit.Activity{ActorID: actor.ID, Actor: actor.Name, Action: "interview.answer_dismissed",
				Text: fmt.Sprintf("Dismissed the answer to %s that %s sent", r.Interview.Title, senderOf(c))})
		}
		p, ok := r.Person(strings.TrimSpace(address))
		if !ok || !p.Invited() {
			return Outcome{}, nil, recruit.NotInvited(address, r)
		}
		if err := r.StillScheduled(); err != nil {
			return Outcome{}, nil, err
		}
		if answer != "" {
			c.Answer = answer
		}
		if c.Answer == "" {
			return Outcome{}, nil, recruit.Invalid("answer", "What %s answered cannot be read; say it with --answer.", senderOf(c))
		}
		return a.told(r, p.WithAnswer(c.AcceptedFor(r, p)), recruit.Activity{ActorID: actor.ID, Actor: actor.Name, Action: "interview.answer_accepted"}, "Accepted: %s")
	})
}

// kept writes what concerns the interview and nobody's answer.
func (a *Service) kept(r recruit.Record, line recruit.Activity) (Outcome, []recruit.Activity, error) {
	line.At = a.Now().UTC()
	line.CandidateID, line.JobID, line.InterviewID = r.Interview.CandidateID, r.Interview.JobID, r.Interview.ID
	return Outcome{Record: r, Recorded: true, Sentence: line.Text + "."}, []recruit.Activity{line}, nil
}

// claimWords say the same in the log, and what the answer is.
func claimWords(r recruit.Record, c recruit.UnverifiedReply) string {
	words := c.Details(func(at time.Time) string {
		i := r.Interview
		i.Start = at
		return recruit.Wall(i)
	})
	if says := c.Says(); says != "" {
		return strings.TrimSuffix("it says "+says+"; "+words, "; ")
	}
	return words
}
