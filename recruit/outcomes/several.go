package outcomes

import (
	"context"
	"fmt"
	"slices"

	"recruitty/recruit"
)

// Mover moves candidates in the pipeline of a job.
type Mover interface {
	Move(ctx context.Context, actor recruit.Member, candidate recruit.CandidateID, job recruit.JobID, stage string) (recruit.Moved, error)
}

// MostMoved is how many candidates are moved in one go.
const MostMoved = 200

// Step is what became of one of several candidates who were moved, or moved back.
type Step struct {
	Candidate recruit.CandidateID
	Moved     recruit.Moved // zero where it was not done
	Err       error         // why not; nil where it was done, or where there was nothing to do
}

// Done counts the steps that were taken.
func Done(steps []Step) int {
	n := 0
	for _, s := range steps {
		if s.Err == nil && s.Moved.ID != 0 {
			n++
		}
	}
	return n
}

// CheckSeveral refuses what MoveSeveral would refuse as a whole. A rejection asks for a
// reason and for whether the candidate is told, each for themselves.
func CheckSeveral(stage string, of int) error {
	switch {
	case recruit.StageLost(stage):
		return recruit.Refused("%s requires a reason and an email for each candidate; reject them one at a time.", stage)
	case of > MostMoved:
		return recruit.Invalid("candidates", "At most %d candidates are moved at once; there are %d.", MostMoved, of)
	case of == 0:
		return recruit.Invalid("candidates", "Choose the candidates to move first.")
	}
	return nil
}

// MoveSeveral moves candidates to a stage of a job, each as if they were alone: who cannot
// be moved comes back with the reason, and keeps no other from it. Of an error that is about
// all of them, such as a full disk, the steps until then come back with it. Who is in the
// stage already is no step.
func (s *Outcomes) MoveSeveral(ctx context.Context, actor recruit.Member, job recruit.JobID, of []recruit.CandidateID, stage string) ([]Step, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return nil, err
	}
	if err := CheckSeveral(stage, len(of)); err != nil {
		return nil, err
	}
	var steps []Step
	for n, id := range of {
		if slices.Contains(of[:n], id) {
			continue
		}
		p, err := s.Store.Profile(ctx, id)
		if err == nil {
			if a, linked := p.Application(job); linked && a.Stage == stage {
				continue
			}
			var m recruit.Moved
			if m, err = s.Pipeline.Move(ctx, actor, id, job, stage); err == nil {
				steps = append(steps, Step{Candidate: id, Moved: m})
				continue
			}
		}
		if !recruit.AboutOne(ctx, err) {
			return steps, err
		}
		steps = append(steps, Step{Candidate: id, Err: err})
	}
	return steps, nil
}

// TakeBack takes a move back that was made before, unless the candidate was moved since.
func (s *Outcomes) TakeBack(ctx context.Context, actor recruit.Member, m recruit.Moved) (recruit.Application, error) {
	last, err := s.Last(ctx, actor, m.CandidateID, m.JobID)
	if err != nil {
		return recruit.Application{}, err
	}
	last.Application.Version = m.Version // Undo refuses another one
	return s.Undo(ctx, actor, last)
}

// TakeSeveralBack takes the moves of several candidates back, each as if they were alone.
func (s *Outcomes) TakeSeveralBack(ctx context.Context, actor recruit.Member, steps []Step) ([]Step, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return nil, err
	}
	var back []Step
	for _, was := range steps {
		if was.Err != nil || was.Moved.ID == 0 {
			continue
		}
		a, err := s.TakeBack(ctx, actor, was.Moved)
		if err != nil && !recruit.AboutOne(ctx, err) {
			return back, err
		}
		if err != nil {
			back = append(back, Step{Candidate: was.Candidate, Err: err})
			continue
		}
		back = append(back, Step{Candidate: was.Candidate, Moved: recruit.Moved{Application: a}})
	}
	return back, nil
}

// Told says what several steps came to, as "3 candidates moved to Offer", with the first
// reason why others were not.
func Told(steps []Step, did string) string {
	done := Done(steps)
	said := recruit.Counted(done, "candidate", "candidates") + " " + did
	failed := slices.DeleteFunc(slices.Clone(steps), func(s Step) bool { return s.Err == nil })
	if n := len(failed); n > 0 {
		said += fmt.Sprintf("; %d not: %s", n, recruit.Sentence(failed[0].Err))
		if n > 1 {
			said += fmt.Sprintf(" And %d more.", n-1)
		}
		return said
	}
	return said + "."
}
