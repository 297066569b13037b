package scheduling

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// RefuseProposal turns down another time that a person asked for: the interview
// stays when it is. The person is told by one mail, with words where there are any
// (RFC 5546 3.2.8); seen is that person as the member saw them. What they said
// besides stays. Nobody is told who has no entry from here to which they could have
// answered.
func (s *Service) RefuseProposal(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen recruit.Participant, words string, due time.Duration) (recruit.Record, error) {
	return s.change(ctx, actor, id, 0, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		return refused(r, actor, seen, words, s.leaves(due), now)
	})
}

// PreviewRefusal says what refusing another time would do.
func (s *Service) PreviewRefusal(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen recruit.Participant) (Preview, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Preview{}, err
	}
	r, err := s.Store.Record(ctx, id)
	if err != nil {
		return Preview{}, err
	}
	now := s.Now().UTC()
	c, err := refused(r, actor, seen, "", now, after(r.Interview.UpdatedAt, now))
	if err != nil {
		return Preview{}, err
	}
	r.Interview, r.People = c.Interview, c.People
	return s.preview(ctx, become(r, c.Version), newOnes(c.Effects), nil)
}

// refused is what the refusal of another time writes.
func refused(r recruit.Record, actor recruit.Member, seen recruit.Participant, words string, due, now time.Time) (recruit.Commit, error) {
	if err := r.MayChange(actor); err != nil {
		return recruit.Commit{}, err
	}
	words, err := recruit.CleanText("reason", "words", words, recruit.MaxNote)
	if err != nil {
		return recruit.Commit{}, err
	}
	if err := r.StillScheduled(); err != nil {
		return recruit.Commit{}, err
	}
	if !r.Interview.Start.After(now) {
		return recruit.Commit{}, recruit.Refused("%s of %s has begun; it is too late to refuse another time.", r.Interview.Title, recruit.Wall(r.Interview))
	}
	p, err := asking(r, seen, now)
	if err != nil {
		return recruit.Commit{}, err
	}
	// No time and no place has changed, so the calendar sequence stays; the later
	// stamp makes the mail newer than the one that was answered (RFC 5546 2.1.5).
	r.Interview.Version++
	r.Interview.UpdatedAt = now
	other := r.OtherTime(p, now, func(at time.Time) string {
		i := r.Interview
		i.Start = at
		return recruit.Wall(i)
	})
	p.Refused = now
	r.People = slices.Clone(r.People)
	for i := range r.People {
		if r.People[i].Address == p.Address {
			r.People[i] = p
		}
	}
	text := fmt.Sprintf("Refused the other time that %s asked for (%s); %s stays on %s", p.Called(), other, r.Interview.Title, recruit.Wall(r.Interview))
	var plan []recruit.Effect
	if r.MayBeNotified(p.Address) {
		plan = append(supersedeWhere(r, func(e recruit.Effect) bool {
			return e.Kind == recruit.MailRefusal && strings.EqualFold(e.Target, p.Address)
		}),
			newEffect(r, recruit.MailRefusal, p.Address, due))
	} else {
		text += "; nothing is sent, since no invitation went to them from here"
	}
	if words != "" {
		text += ": " + strings.Join(strings.Fields(words), " ")
	}
	return recruit.Commit{Interview: r.Interview, People: r.People, Effects: plan,
		Version: newVersion(r, recruit.WasProposalRefused, actor, words), Activity: []recruit.Activity{activity(r, actor, "interview.proposal_refused", "%s", text)}}, nil
}

// asking is the person whom a member saw, if they still ask for the same time.
func asking(r recruit.Record, seen recruit.Participant, now time.Time) (recruit.Participant, error) {
	p, ok := r.Person(strings.TrimSpace(seen.Address))
	if !ok || !p.RemovedAt.IsZero() {
		return p, recruit.NotInvited(seen.Address, r)
	}
	_, proposes := r.Proposal(p, now)
	_, asks := r.Asks(p)
	switch {
	case !proposes && !asks && !p.Refused.IsZero():
		return p, recruit.NotFound("The other time that %s asked for has already been refused.", p.Called())
	case !proposes && !asks:
		return p, recruit.NotFound("%s does not ask for another time for %s.", p.Called(), r.Interview.Title)
	case !p.Proposed.Start.Equal(seen.Proposed.Start) || p.Proposed.Duration != seen.Proposed.Duration || p.Asked != seen.Asked:
		return p, &recruit.Problem{Kind: recruit.ErrStale, Sentence: fmt.Sprintf("%s has asked for another time again in the meantime; look at it before you continue.", p.Called())}
	}
	return p, nil
}
