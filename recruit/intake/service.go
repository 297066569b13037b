package intake

import (
	"context"
	"fmt"

	"recruitty/recruit"
)

// Batches keeps imports. Row by row the Import methods say under which id a
// row is known now, and whether it was added: one that has come to be known
// since the plan was made is left as it is.
type Batches interface {
	BeginBatch(ctx context.Context, source string, by recruit.MemberID) (recruit.BatchID, error)
	ImportJobs(ctx context.Context, batch recruit.BatchID, jobs []recruit.Job) (ids []recruit.JobID, added []bool, err error)
	ImportCandidates(ctx context.Context, batch recruit.BatchID, candidates []recruit.Candidate) (ids []recruit.CandidateID, added []bool, err error)
	ImportApplications(ctx context.Context, batch recruit.BatchID, links []recruit.Application) (ids []recruit.ApplicationID, added []bool, err error)
	ImportInterviews(ctx context.Context, batch recruit.BatchID, interviews []recruit.Commit) (ids []recruit.InterviewID, added []bool, err error)
	// KnownInterview returns the interview that one of another system is here, 0
	// when there is none.
	KnownInterview(ctx context.Context, i recruit.Interview) (recruit.InterviewID, error)
	// ApplicationsByExternalID returns the links to jobs that another system knows
	// under one number.
	ApplicationsByExternalID(ctx context.Context, external string) ([]recruit.Application, error)
	Members(ctx context.Context, removed bool) ([]recruit.Member, error)
	// UndoBatch takes back what an import added, but for rows that somebody has
	// worked on since.
	UndoBatch(ctx context.Context, batch recruit.BatchID) (kept, removed int, err error)
	Log(ctx context.Context, a recruit.Activity) error
}

// Service imports files.
type Service struct {
	Jobs       recruit.Jobs
	Candidates recruit.Candidates
	Store      Batches
	Now        recruit.Clock
}

// New makes the service over one store.
func New(store interface {
	recruit.Jobs
	recruit.Candidates
	Batches
}, now recruit.Clock,
) *Service {
	return &Service{Jobs: store, Candidates: store, Store: store, Now: now}
}

// Plan says what importing a file would do, and changes nothing. A file that
// cannot be imported as a whole is recruit.ErrInvalid with one sentence.
func (s *Service) Plan(ctx context.Context, kind Kind, f File, m Mapping) (Report, error) {
	p, err := s.planFile(ctx, kind, f, m)
	p.report.DryRun = true
	return p.report, err
}

// rowsAtOnce is how many rows one transaction writes, so that others who work
// in the workspace wait for less than a second.
const rowsAtOnce = 5000

// Import imports a file as one batch. When the workspace fails on the way, the
// report tells what had been written until then; importing the file again goes
// on from there.
func (s *Service) Import(ctx context.Context, actor recruit.Member, kind Kind, f File, m Mapping) (Report, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Report{}, err
	}
	p, err := s.planFile(ctx, kind, f, m)
	if err != nil || p.empty() {
		return p.report, err
	}
	r := p.report
	r.Added, r.Linked = 0, 0
	if r.Batch, err = s.Store.BeginBatch(ctx, f.Name, actor.ID); err != nil {
		return r, err
	}
	err = s.write(ctx, actor, p, &r)
	if r.Added+r.Linked == 0 {
		r.Batch = 0 // there is nothing that could be taken back
		return r, err
	}
	line := recruit.Activity{At: s.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "import.done",
		Text: fmt.Sprintf("%s It is import %d.", r.Summary(), r.Batch)}
	if logErr := s.Store.Log(context.WithoutCancel(ctx), line); err == nil {
		err = logErr
	}
	return r, err
}

// write writes a plan and counts in r what was really added.
func (s *Service) write(ctx context.Context, actor recruit.Member, p plan, r *Report) error {
	_, err := inParts(ctx, r, p.jobs, func(part []recruit.Job) ([]recruit.JobID, []bool, error) {
		return s.Store.ImportJobs(ctx, r.Batch, part)
	})
	if err != nil {
		return err
	}
	ids, err := inParts(ctx, r, p.people, func(part []recruit.Candidate) ([]recruit.CandidateID, []bool, error) {
		return s.Store.ImportCandidates(ctx, r.Batch, part)
	})
	if err != nil {
		return err
	}
	now := s.Now().UTC()
	links := make([]recruit.Application, 0, len(p.links))
	for _, l := range p.links {
		a := recruit.Application{CandidateID: l.who.id, JobID: l.job, Stage: l.stage, StageSince: now, ExternalID: l.application, CreatedAt: now}
		if a.CandidateID == 0 {
			a.CandidateID = ids[l.who.at]
		}
		links = append(links, a)
	}
	for from := 0; from < len(links); from += rowsAtOnce {
		part := links[from:min(from+rowsAtOnce, len(links))]
		_, added, err := s.Store.ImportApplications(ctx, r.Batch, part)
		if err != nil {
			return err
		}
		for _, is := range added {
			if is {
				r.Linked++
			}
		}
	}
	_, err = inParts(ctx, r, p.meets, func(part []recruit.Record) ([]recruit.InterviewID, []bool, error) {
		commits := make([]recruit.Commit, len(part))
		for i, record := range part {
			commits[i] = recruit.ImportInterview(record, actor, now)
		}
		return s.Store.ImportInterviews(ctx, r.Batch, commits)
	})
	return err
}

// inParts writes rows some thousands at a time, and returns their ids.
func inParts[T any, ID ~int64](ctx context.Context, r *Report, rows []planned[T], write func([]T) ([]ID, []bool, error)) ([]ID, error) {
	all := make([]ID, 0, len(rows))
	for from := 0; from < len(rows); from += rowsAtOnce {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		part := rows[from:min(from+rowsAtOnce, len(rows))]
		values := make([]T, len(part))
		for i, row := range part {
			values[i] = row.value
		}
		ids, added, err := write(values)
		if err != nil {
			return nil, err
		}
		all = append(all, ids...)
		for i, is := range added {
			if is {
				r.Added++
			} else {
				r.Duplicates.add(part[i].line, "was added by somebody else meanwhile")
			}
		}
	}
	return all, nil
}

// Undone says what taking an import back did, in rows: jobs, candidates, links
// and interviews.
type Undone struct {
	Removed int `json:"removed"`
	Kept    int `json:"kept"` // somebody has worked on them since
}

// Undo takes an import back.
func (s *Service) Undo(ctx context.Context, actor recruit.Member, batch recruit.BatchID) (Undone, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Undone{}, err
	}
	kept, removed, err := s.Store.UndoBatch(ctx, batch)
	if err != nil {
		return Undone{}, err
	}
	u := Undone{Removed: removed, Kept: kept}
	return u, s.Store.Log(ctx, recruit.Activity{At: s.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "import.undone",
		Text: fmt.Sprintf("Took back import %d: removed %d, kept %d that were worked on since", batch, removed, kept)})
}
