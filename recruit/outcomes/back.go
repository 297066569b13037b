package outcomes

import (
	"context"
	"errors"
	"fmt"
	"time"

	"recruitty/recruit"
)

// Last is the last stage that a candidate was moved to for a job, to be taken back: by a
// decision or by a plain move, with the mail about it and the cancellations along with it.
// It is refused to whom it is not theirs, an admin excepted.
func (s *Outcomes) Last(ctx context.Context, actor recruit.Member, id recruit.CandidateID, job recruit.JobID) (Outcome, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Outcome{}, err
	}
	profile, err := s.Store.Profile(ctx, id)
	if err != nil {
		return Outcome{}, err
	}
	a, linked := profile.Application(job)
	if !linked {
		return Outcome{}, recruit.NotFound("%s is not linked to a job with that number.", profile.Candidate.Name)
	}
	last, before, now, err := s.lastMove(ctx, a)
	if err != nil {
		return Outcome{}, err
	}
	if last.ID == 0 {
		return Outcome{}, recruit.Refused("%s is in %s for %s, and no move of the last 30 days is left to undo.", profile.Candidate.Name, a.Stage, a.JobTitle)
	}
	if now.Stage != a.Stage || now.Reason != a.Reason {
		return Outcome{}, &recruit.Problem{Kind: recruit.ErrStale, Sentence: fmt.Sprintf("%s is in %s by a change that cannot be undone; move them with m (recruitty candidate move).", profile.Candidate.Name, a.Stage)}
	}
	if last.ActorID != actor.ID && actor.Role != recruit.Admin {
		return Outcome{}, recruit.Refused("Someone else moved %s to %s; they or an admin may undo that, or move them on.", profile.Candidate.Name, a.Stage)
	}
	o := Outcome{Application: a, Was: a, Line: last.ID}
	o.Was.Stage, o.Was.Reason, o.Was.StageSince = before.Stage, before.Reason, before.StageSince
	told, err := s.Store.LettersTo(ctx, id)
	if err != nil {
		return Outcome{}, err
	}
	for _, l := range told {
		if l.JobID == job && l.Stage == a.Stage && !l.CreatedAt.Before(last.At) {
			o.Letter = l
			break
		}
	}
	if err := o.told(o.Letter); err != nil {
		return Outcome{}, err
	}
	o.Cancelled, o.Stays, err = s.cancelledWith(ctx, actor, id, job, last.At)
	return o, err
}

// StayCancelled says of each upcoming interview that taking the decision back does not bring
// it back.
func (o Outcome) StayCancelled() (said []string) {
	for _, r := range o.Stays {
		said = append(said, r.Interview.Title+" stays cancelled: people have been told about it, or are being told now.")
	}
	return said
}

// lastMove is the newest move of a link that was not taken back, with the link as it was
// before and after; without a line there is none.
func (s *Outcomes) lastMove(ctx context.Context, a recruit.Application) (last recruit.PastChange, before, now recruit.Application, err error) {
	all, err := s.Store.PastChanges(ctx, recruit.PastChangeFilter{CandidateID: a.CandidateID, JobID: a.JobID, Part: recruit.PartApplication})
	if err != nil {
		return last, before, now, err
	}
	for _, c := range all {
		if c.Was == "" || c.Now == "" || c.Item != int64(a.ID) {
			continue
		}
		if before, err = recruit.PastApplication(c.Was); err == nil {
			now, err = recruit.PastApplication(c.Now)
		}
		return c, before, now, err
	}
	return last, before, now, nil
}

// told refuses to take a decision back of which the candidate may have heard.
func (o Outcome) told(l recruit.Letter) error {
	if l.ID == 0 || l.Effect.State == recruit.Superseded || l.Withdrawable() == nil {
		return nil
	}
	return recruit.Refused("The email to %s has been sent or may have been, so the decision is not undone; move them back with m (recruitty candidate move), and write to them.", l.Effect.Target)
}

// cancelledWith are the interviews that a member has cancelled since a decision: those of
// which that can still be taken back, and those ahead of which it cannot.
func (s *Outcomes) cancelledWith(ctx context.Context, actor recruit.Member, id recruit.CandidateID, job recruit.JobID, since time.Time) (back, stays []recruit.Record, err error) {
	ended, err := s.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: id, JobID: job, Status: recruit.Cancelled})
	if err != nil {
		return nil, nil, err
	}
	now := s.Now()
	for _, i := range ended {
		r, err := s.Scheduling.Store.Record(ctx, i.ID)
		if err != nil {
			return nil, nil, err
		}
		n := len(r.Versions)
		if n == 0 || r.Versions[n-1].ByID != actor.ID || r.Versions[n-1].At.Before(since) {
			continue
		}
		switch {
		case r.TooLateToUndo(now) == nil:
			back = append(back, r)
		case r.Interview.Start.After(now):
			stays = append(stays, r)
		}
	}
	return back, stays, nil
}

// Undo takes a decision back: the candidate is in the stage from before, the mail is
// withdrawn, and the interviews stand again. It is refused, and nothing is changed, when the
// mail has left or someone has moved the candidate since. What cannot be undone of the
// interviews comes back as the error, by then the rest is taken back.
func (s *Outcomes) Undo(ctx context.Context, actor recruit.Member, o Outcome) (recruit.Application, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Application{}, err
	}
	profile, err := s.Store.Profile(ctx, o.Application.CandidateID)
	if err != nil {
		return recruit.Application{}, err
	}
	a, linked := profile.Application(o.Application.JobID)
	if !linked || a.Version != o.Application.Version {
		return a, &recruit.Problem{Kind: recruit.ErrStale, Sentence: profile.Candidate.Name + " was moved in the meantime, so the decision is not undone; look at the profile again."}
	}
	if o.Letter.ID != 0 {
		l, err := s.Store.Letter(ctx, o.Letter.ID)
		if err != nil {
			return a, err
		}
		if err := o.told(l); err != nil {
			return a, err
		}
	}
	now := s.Now().UTC()
	from := a
	a.Stage, a.Reason, a.StageSince = o.Was.Stage, o.Was.Reason, o.Was.StageSince
	back, _, err := s.Store.SaveOutcome(ctx, a, nil, recruit.Activity{At: now, ActorID: actor.ID, Actor: actor.Name, Action: "candidate.outcome_undone", CandidateID: a.CandidateID, JobID: a.JobID, TakesBack: o.Line,
		Text: "Took the decision for " + a.JobTitle + " back. " + recruit.JoinDifferences(recruit.Difference("Stage", from.Stage, a.Stage), recruit.Difference("Reason", from.Reason, a.Reason))})
	if err != nil {
		return a, err
	}
	var failed []error
	for _, r := range o.Cancelled {
		if _, err := s.Scheduling.Undo(ctx, actor, r.Interview.ID); err != nil {
			failed = append(failed, &recruit.Problem{Kind: recruit.ErrRefused, Cause: err, Sentence: fmt.Sprintf("%s is in %s again, but %s stays cancelled: %s", profile.Candidate.Name, back.Stage, r.Interview.Title, recruit.Sentence(err))})
		}
	}
	return back, errors.Join(failed...)
}
