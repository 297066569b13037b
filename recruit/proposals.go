package recruit

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Refuses reports whether the mail still tells what is true: it turns down another
// time that a person asked for, who is still invited, and the interview still is
// when it was as that was decided.
func (r Record) Refuses(e Effect) bool {
	p, ok := r.Person(e.Target)
	if e.Kind != MailRefusal || !ok || !p.RemovedAt.IsZero() || r.Interview.Status != Scheduled {
		return false
	}
	return slices.ContainsFunc(r.Versions, func(v Version) bool {
		return v.Number == e.Version && v.Start.Equal(r.Interview.Start) && v.Duration == r.Interview.Duration
	})
}

// ProposalRefused reports whether another time that a person asked for was refused,
// in place of the time that is in force.
func (r Record) ProposalRefused(p Participant) bool {
	return !p.Refused.IsZero() && r.counts(p) && p.RemovedAt.IsZero()
}

// AskingOtherTime returns the people who ask for another time for an interview that
// is still ahead at now.
func (r Record) AskingOtherTime(now time.Time) []Participant {
	var out []Participant
	for _, c := range r.ReplyIssues(now) {
		if c.Kind == HasProposed || c.Kind == HasAsked {
			out = append(out, c.Person)
		}
	}
	return out
}

// OtherTime is the time that a person asks for in words, "" when they ask for none;
// moment writes a time.
func (r Record) OtherTime(p Participant, now time.Time, moment func(time.Time) string) string {
	if m, ok := r.Proposal(p, now); ok {
		return moment(m.Start)
	}
	asked, _ := r.Asks(p)
	return asked
}

// RefuseProposal turns down another time that a person asked for: the interview
// stays when it is. The person is told by one mail, with words where there are any
// (RFC 5546 3.2.8); seen is that person as the member saw them. What they said
// besides stays. Nobody is told who has no entry from here to which they could have
// answered.
func (s *Scheduling) RefuseProposal(ctx context.Context, actor Member, id InterviewID, seen Participant, words string, due time.Duration) (Record, error) {
	return s.change(ctx, actor, id, 0, func(r Record, now time.Time) (Commit, error) {
		return r.refused(actor, seen, words, s.leaves(due), now)
	})
}

// PreviewRefusal says what refusing another time would do.
func (s *Scheduling) PreviewRefusal(ctx context.Context, actor Member, id InterviewID, seen Participant) (Preview, error) {
	if err := Allow(actor, ToSchedule); err != nil {
		return Preview{}, err
	}
	r, err := s.Store.Record(ctx, id)
	if err != nil {
		return Preview{}, err
	}
	now := s.Now().UTC()
	c, err := r.refused(actor, seen, "", now, after(r.Interview.UpdatedAt, now))
	if err != nil {
		return Preview{}, err
	}
	r.Interview, r.People = c.Interview, c.People
	return s.preview(ctx, r, newOnes(c.Effects), nil)
}

// refused is what the refusal of another time writes.
func (r Record) refused(actor Member, seen Participant, words string, due, now time.Time) (Commit, error) {
	if err := r.MayChange(actor); err != nil {
		return Commit{}, err
	}
	words, err := CleanText("reason", "words", words, maxNote)
	if err != nil {
		return Commit{}, err
	}
	if err := r.StillScheduled(); err != nil {
		return Commit{}, err
	}
	if !r.Interview.Start.After(now) {
		return Commit{}, Refused("%s of %s has begun; there is no other time to refuse any more.", r.Interview.Title, Wall(r.Interview))
	}
	p, err := r.asking(seen, now)
	if err != nil {
		return Commit{}, err
	}
	// No time and no place has changed, so the calendar sequence stays; the later
	// stamp makes the mail newer than the one that was answered (RFC 5546 2.1.5).
	r.Interview.Version++
	r.Interview.UpdatedAt = now
	other := r.OtherTime(p, now, func(at time.Time) string {
		i := r.Interview
		i.Start = at
		return Wall(i)
	})
	p.Refused = now
	r.People = slices.Clone(r.People)
	for i := range r.People {
		if r.People[i].Address == p.Address {
			r.People[i] = p
		}
	}
	text := fmt.Sprintf("Refused the other time that %s asked for (%s); %s stays on %s", called(p), other, r.Interview.Title, Wall(r.Interview))
	var plan []Effect
	if r.MayBeNotified(p.Address) {
		plan = append(supersedeWhere(r, func(e Effect) bool { return e.Kind == MailRefusal && strings.EqualFold(e.Target, p.Address) }),
			newEffect(r, MailRefusal, p.Address, due))
	} else {
		text += "; nothing is sent, since no invitation went to them from here"
	}
	if words != "" {
		text += ": " + strings.Join(strings.Fields(words), " ")
	}
	return Commit{Interview: r.Interview, People: r.People, Effects: plan,
		Version: r.version(WasProposalRefused, actor, words), Activity: []Activity{r.activity(actor, "interview.proposal_refused", "%s", text)}}, nil
}

// asking is the person whom a member saw, if they still ask for the same time.
func (r Record) asking(seen Participant, now time.Time) (Participant, error) {
	p, ok := r.Person(strings.TrimSpace(seen.Address))
	if !ok || !p.RemovedAt.IsZero() {
		return p, NotInvited(seen.Address, r)
	}
	_, proposes := r.Proposal(p, now)
	_, asks := r.Asks(p)
	switch {
	case !proposes && !asks && !p.Refused.IsZero():
		return p, NotFound("The other time that %s asked for was refused already.", called(p))
	case !proposes && !asks:
		return p, NotFound("%s does not ask for another time for %s.", called(p), r.Interview.Title)
	case !p.Proposed.Start.Equal(seen.Proposed.Start) || p.Proposed.Duration != seen.Proposed.Duration || p.Asked != seen.Asked:
		return p, &Problem{Kind: ErrStale, Sentence: fmt.Sprintf("%s has asked for another time again meanwhile; look at it before you go on.", called(p))}
	}
	return p, nil
}
