package pipeline

import (
	"context"
	"errors"
	"slices"

	"recruitty/recruit"
)

// MayLink refuses to link anybody to a job that is closed.
func MayLink(j recruit.Job) error {
	if j.Status == recruit.JobClosed {
		return recruit.Refused("%s is closed; nobody can be linked to it any more.", j.Title)
	}
	return nil
}

// Link links a candidate to a job; stage "" is the first one.
func (p *Pipeline) Link(ctx context.Context, actor recruit.Member, id recruit.CandidateID, job recruit.JobID, stage string) (recruit.Application, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Application{}, err
	}
	c, err := p.Candidates.Candidate(ctx, id)
	if err != nil {
		return recruit.Application{}, err
	}
	j, err := p.Jobs.Job(ctx, job)
	if err != nil {
		return recruit.Application{}, err
	}
	if err := MayLink(j); err != nil {
		return recruit.Application{}, err
	}
	if stage == "" {
		stage = j.Stages[0]
	}
	if stage, err = j.Stage(stage); err != nil {
		return recruit.Application{}, err
	}
	now := p.Now().UTC()
	a, err := p.Candidates.SaveApplication(ctx, recruit.Application{CandidateID: id, JobID: job, Stage: stage, StageSince: now, CreatedAt: now},
		recruit.Activity{At: now, ActorID: actor.ID, Actor: actor.Name, Action: "candidate.linked", CandidateID: id, JobID: job, Text: "Linked to " + j.Title + " in " + stage})
	if errors.Is(err, recruit.ErrDuplicate) {
		return recruit.Application{}, &recruit.Problem{Kind: recruit.ErrRefused, Sentence: c.Name + " is linked to " + j.Title + " already.", Cause: err}
	}
	return a, err
}

// linked reads a job and the link of a candidate to it; not is why there is none.
func (p *Pipeline) linked(ctx context.Context, id recruit.CandidateID, job recruit.JobID, not func(recruit.Candidate, recruit.Job) error) (recruit.Application, recruit.Job, error) {
	profile, err := p.Candidates.Profile(ctx, id)
	if err != nil {
		return recruit.Application{}, recruit.Job{}, err
	}
	j, err := p.Jobs.Job(ctx, job)
	if err != nil {
		return recruit.Application{}, recruit.Job{}, err
	}
	a, linked := profile.Application(job)
	if !linked {
		err = not(profile.Candidate, j)
	}
	return a, j, err
}

// Move moves a candidate to another stage of a job. Where they are lost in it,
// the interviews for the job that are still ahead come back with it.
func (p *Pipeline) Move(ctx context.Context, actor recruit.Member, id recruit.CandidateID, job recruit.JobID, stage string) (recruit.Moved, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Moved{}, err
	}
	a, j, err := p.linked(ctx, id, job, recruit.NotLinked)
	if err != nil {
		return recruit.Moved{}, err
	}
	if stage, err = j.Stage(stage); err != nil {
		return recruit.Moved{}, err
	}
	moved := recruit.Moved{Application: a}
	if recruit.StageLost(stage) {
		if moved.Ahead, err = p.ahead(ctx, id, job); err != nil {
			return recruit.Moved{}, err
		}
	}
	if stage == a.Stage {
		return moved, nil
	}
	was, action, reasonGone := a.Stage, "candidate.moved", ""
	if a.Reason != "" { // a line of its own sort, for not everybody may read why
		action, reasonGone = "candidate.moved_on", ". "+recruit.Difference("Reason", a.Reason, "")
	}
	a.Stage, a.StageSince, a.Reason = stage, p.Now().UTC(), ""
	moved.Application, err = p.Candidates.SaveApplication(ctx, a, recruit.Activity{At: a.StageSince, ActorID: actor.ID, Actor: actor.Name,
		Action: action, CandidateID: id, JobID: job, Text: "Moved from " + was + " to " + stage + " for " + j.Title + reasonGone})
	return moved, err
}

// Unlink takes a candidate out of a job. It is refused while an interview for
// that job is ahead; those that were stay in the log. Linking again takes it
// back.
func (p *Pipeline) Unlink(ctx context.Context, actor recruit.Member, id recruit.CandidateID, job recruit.JobID) (recruit.Application, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Application{}, err
	}
	a, j, err := p.linked(ctx, id, job, func(c recruit.Candidate, j recruit.Job) error {
		return recruit.Refused("%s is not linked to %s.", c.Name, j.Title)
	})
	if err != nil {
		return recruit.Application{}, err
	}
	now := p.Now().UTC()
	if err := p.MayUnlink(ctx, id, job); err != nil {
		return recruit.Application{}, err
	}
	return a, p.Candidates.RemoveApplication(ctx, a, recruit.Activity{At: now, ActorID: actor.ID, Actor: actor.Name,
		Action: "candidate.unlinked", CandidateID: id, JobID: job, Text: "Unlinked from " + j.Title + ", where the stage was " + a.Stage})
}

// MayUnlink refuses that a candidate is taken out of a job for which they have an
// upcoming interview.
func (p *Pipeline) MayUnlink(ctx context.Context, id recruit.CandidateID, job recruit.JobID) error {
	ahead, err := p.ahead(ctx, id, job)
	if err != nil || len(ahead) == 0 {
		return err
	}
	return recruit.Refused("%s has an interview for %s on %s; cancel it first, so that everybody is told.", ahead[0].CandidateName, ahead[0].JobTitle, recruit.Wall(ahead[0].Interview))
}

// ahead returns the interviews of a candidate for a job that are not over yet.
func (p *Pipeline) ahead(ctx context.Context, id recruit.CandidateID, job recruit.JobID) ([]recruit.InterviewSummary, error) {
	scheduled, err := p.Interviews.Interviews(ctx, recruit.InterviewFilter{CandidateID: id, JobID: job, Status: recruit.Scheduled})
	now := p.Now()
	scheduled = slices.DeleteFunc(scheduled, func(i recruit.InterviewSummary) bool { return !i.End().After(now) })
	slices.SortStableFunc(scheduled, func(a, b recruit.InterviewSummary) int { return a.Start.Compare(b.Start) })
	return scheduled, err
}
