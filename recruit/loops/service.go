package loops

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/timeparse"
)

// Store keeps the plans.
type Store interface {
	// Plans lists the plans of a job by stage; with removed, those that are no more in
	// use too. Of people and pools it knows the numbers only.
	Plans(ctx context.Context, job recruit.JobID, removed bool) ([]Plan, error)
	// SavePlan adds (Version 0) or changes the plan of a stage. Version must be the
	// stored one, else ErrStale.
	SavePlan(ctx context.Context, p Plan, log recruit.Activity) error
	Job(ctx context.Context, id recruit.JobID) (recruit.Job, error)
	Profile(ctx context.Context, id recruit.CandidateID) (recruit.Profile, error)
	Members(ctx context.Context, removed bool) ([]recruit.Member, error)
	Pools(ctx context.Context, removed bool) ([]pools.Pool, error)
	Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error)
}

// Hidden is the store of who does not see the whole workspace: there is nothing in it.
type Hidden struct{}

// Plans implements Store.
func (Hidden) Plans(context.Context, recruit.JobID, bool) ([]Plan, error) { return nil, hidden() }

// SavePlan implements Store.
func (Hidden) SavePlan(context.Context, Plan, recruit.Activity) error { return hidden() }

// Job implements Store.
func (Hidden) Job(context.Context, recruit.JobID) (recruit.Job, error) {
	return recruit.Job{}, hidden()
}

// Profile implements Store.
func (Hidden) Profile(context.Context, recruit.CandidateID) (recruit.Profile, error) {
	return recruit.Profile{}, hidden()
}

// Members implements Store.
func (Hidden) Members(context.Context, bool) ([]recruit.Member, error) { return nil, hidden() }

// Pools implements Store.
func (Hidden) Pools(context.Context, bool) ([]pools.Pool, error) { return nil, hidden() }

// Interviews implements Store.
func (Hidden) Interviews(context.Context, recruit.InterviewFilter) ([]recruit.InterviewSummary, error) {
	return nil, hidden()
}

func hidden() error {
	return recruit.Refused("Interview plans are only for those who see the whole workspace; ask a recruiter or an admin.")
}

// Loops is the service for interview plans and for what is booked by them. Who may
// change jobs may change plans; who may schedule may solve and book.
type Loops struct {
	Store  Store
	Finder *finder.Finder
	// Platform is where interviews take place unless a plan says so.
	Platform   func(ctx context.Context) (recruit.Platform, error)
	Scheduling Scheduler
	Now        recruit.Clock
}

// Known is whom and what a plan may name, for ParseSessions.
func (s *Loops) Known(ctx context.Context) (k Known, err error) {
	if k.Team, err = s.Store.Members(ctx, true); err != nil {
		return k, err
	}
	k.Pools, err = s.Store.Pools(ctx, true)
	return k, err
}

// Plans lists the plans of a job in the order of its stages; with removed, those that are
// no more in use too. People and pools are named as they are now.
func (s *Loops) Plans(ctx context.Context, job recruit.JobID, removed bool) ([]Plan, error) {
	j, err := s.Store.Job(ctx, job)
	if err != nil {
		return nil, err
	}
	all, err := s.Store.Plans(ctx, job, removed)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	known, err := s.Known(ctx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].name(known)
	}
	place := func(p Plan) int {
		at := slices.Index(j.Stages, p.Stage)
		if at < 0 {
			return len(j.Stages) // a stage that the job has no more
		}
		return at
	}
	slices.SortStableFunc(all, func(a, b Plan) int { return place(a) - place(b) })
	return all, nil
}

// Planned reports whether a stage of a job has a plan that is in use.
func (s *Loops) Planned(ctx context.Context, job recruit.JobID, stage string) (bool, error) {
	_, err := s.Plan(ctx, job, stage, false)
	if errors.Is(err, recruit.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// Plan returns the plan of a stage of a job; ErrNotFound where it has none. removed finds
// one that is no more in use, too.
func (s *Loops) Plan(ctx context.Context, job recruit.JobID, stage string, removed bool) (Plan, error) {
	all, err := s.Plans(ctx, job, removed)
	if err != nil {
		return Plan{}, err
	}
	for _, p := range all {
		if strings.EqualFold(p.Stage, strings.TrimSpace(stage)) {
			return p, nil
		}
	}
	j, err := s.Store.Job(ctx, job)
	if err != nil {
		return Plan{}, err
	}
	name, err := j.Stage(stage)
	if err != nil {
		return Plan{}, err
	}
	return Plan{}, recruit.NotFound("%s of %s has no interview plan yet; write one first (recruitty loop plan %d %q --session …).", name, j.Title, job, name)
}

// readable refuses what cannot be done with a plan that cannot be understood.
func (p Plan) readable() error {
	if p.Damage == "" {
		return nil
	}
	return recruit.Refused("The stored interview plan of %s is damaged; write it again (recruitty loop plan %d %q --session …).", p.Stage, p.JobID, p.Stage)
}

// name writes down how people and pools are called now.
func (p *Plan) name(known Known) {
	for i := range p.Sessions {
		one := &p.Sessions[i]
		for n := range one.People {
			at := slices.IndexFunc(known.Team, func(m recruit.Member) bool { return m.ID == one.People[n].ID })
			if at < 0 {
				one.People[n].Name, one.People[n].Gone = "someone", true
				continue
			}
			m := known.Team[at]
			one.People[n].Name, one.People[n].Email, one.People[n].Gone = m.Name, m.Email, m.Removed()
		}
		for n := range one.Needs {
			at := slices.IndexFunc(known.Pools, func(x pools.Pool) bool { return x.ID == one.Needs[n].Pool })
			if at < 0 {
				one.Needs[n].Name, one.Needs[n].Gone = "(unknown)", true
				continue
			}
			one.Needs[n].Name, one.Needs[n].Gone = known.Pools[at].Name, known.Pools[at].Removed()
		}
	}
}

// Save makes or changes the plan of a stage; a removed one is in use again then.
// p.Version is the one that was looked at, 0 for none. Whom or what there is no more
// cannot be saved: the error names them. Errors are ErrInvalid, ErrRefused, ErrNotFound and
// ErrStale.
func (s *Loops) Save(ctx context.Context, actor recruit.Member, p Plan) (Plan, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Plan{}, err
	}
	j, err := s.Store.Job(ctx, p.JobID)
	if err != nil {
		return Plan{}, err
	}
	if p.Stage, err = j.Stage(p.Stage); err != nil {
		return Plan{}, err
	}
	known, err := s.Known(ctx)
	if err != nil {
		return Plan{}, err
	}
	p.name(known)
	if err := p.Check(); err != nil {
		return Plan{}, err
	}
	if gone := p.Gone(); len(gone) > 0 {
		return Plan{}, recruit.Invalid("sessions", "%s; remove that from the plan first.", recruit.Capital(strings.Join(gone, "; ")))
	}
	was, err := s.Plan(ctx, p.JobID, p.Stage, true)
	if err != nil && !errors.Is(err, recruit.ErrNotFound) {
		return Plan{}, err
	}
	p.RemovedAt = time.Time{}
	action, said := "plan.added", "Wrote the interview plan of "+p.Stage+": "+p.whole()
	if was.Version > 0 {
		action, said = "plan.changed", recruit.ChangedWords("Changed the interview plan of "+p.Stage, details(was, p))
		switch {
		case was.Removed():
			action, said = "plan.restored", strings.TrimSuffix("Brought back the interview plan of "+p.Stage+". "+details(was, p), ". ")
			if p.Version == 0 {
				p.Version = was.Version
			}
		case said == "" && p.Version == was.Version:
			return was, nil
		}
	}
	return s.save(ctx, actor, p, action, said)
}

// Remove takes a plan out of use. Interviews that were booked by it stay as they are, and
// Restore, or a new Save, takes it back.
func (s *Loops) Remove(ctx context.Context, actor recruit.Member, job recruit.JobID, stage string) (Plan, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Plan{}, err
	}
	p, err := s.Plan(ctx, job, stage, false)
	if err == nil {
		err = p.readable()
	}
	if err != nil {
		return Plan{}, err
	}
	p.RemovedAt = s.Now().UTC()
	return s.save(ctx, actor, p, "plan.removed", "Removed the interview plan of "+p.Stage+": "+p.whole())
}

// Restore brings a removed plan back as it was.
func (s *Loops) Restore(ctx context.Context, actor recruit.Member, job recruit.JobID, stage string) (Plan, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Plan{}, err
	}
	p, err := s.Plan(ctx, job, stage, true)
	if err == nil {
		err = p.readable()
	}
	if err != nil || !p.Removed() {
		return p, err
	}
	p.RemovedAt = time.Time{}
	return s.save(ctx, actor, p, "plan.restored", "Brought back the interview plan of "+p.Stage)
}

func (s *Loops) save(ctx context.Context, actor recruit.Member, p Plan, action, said string) (Plan, error) {
	err := s.Store.SavePlan(ctx, p, recruit.Activity{At: s.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: action, JobID: p.JobID, Text: said})
	if err != nil {
		return Plan{}, err
	}
	return s.Plan(ctx, p.JobID, p.Stage, true)
}

// whole is everything of a plan, for the log.
func (p Plan) whole() string {
	return p.Words() + ": " + strings.Join(sessionLines(p.Sessions), " / ")
}

// details are what changed of a plan, for the log.
func details(was, now Plan) string {
	yes := map[bool]string{true: "yes", false: "no"}
	return recruit.JoinDifferences(
		recruit.Difference("Sessions", strings.Join(sessionLines(was.Sessions), " / "), strings.Join(sessionLines(now.Sessions), " / ")),
		recruit.Difference("Order", was.orderWords(), now.orderWords()),
		recruit.Difference("Days", was.daysWords(), now.daysWords()),
		recruit.Difference("At least between two", timeparse.Length(was.MinGap), timeparse.Length(now.MinGap)),
		recruit.Difference("At most between two", timeparse.Length(was.MaxGap), timeparse.Length(now.MaxGap)),
		recruit.Difference("Lunch kept free", yes[was.Lunch], yes[now.Lunch]),
		recruit.Difference("One person in several sessions", yes[was.Twice], yes[now.Twice]))
}
