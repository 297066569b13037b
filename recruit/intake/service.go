package intake

import (
	"context"
	"fmt"
	"io"

	"recruitty/recruit"
)

// Batches keeps imports. Row by row the Import methods say under which id a
// row is known now, and whether it was added: one that has come to be known
// since the plan was made is left as it is, and one that the workspace does not
// take stops no other. With an error come the rows that were written until then.
type Batches interface {
	BeginBatch(ctx context.Context, source string, by recruit.MemberID) (recruit.BatchID, error)
	ImportJobs(ctx context.Context, batch recruit.BatchID, jobs []recruit.Job) ([]recruit.Imported[recruit.JobID], error)
	ImportCandidates(ctx context.Context, batch recruit.BatchID, candidates []recruit.NewCandidate) ([]recruit.Imported[recruit.CandidateID], error)
	ImportApplications(ctx context.Context, batch recruit.BatchID, links []recruit.Application) ([]recruit.Imported[recruit.ApplicationID], error)
	ImportInterviews(ctx context.Context, batch recruit.BatchID, interviews []recruit.Commit) ([]recruit.Imported[recruit.InterviewID], error)
	// KnownInterview returns the interview that one of another system is here, 0
	// when there is none.
	KnownInterview(ctx context.Context, i recruit.Interview) (recruit.InterviewID, error)
	Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error)
	// ApplicationsByExternalID returns the links to jobs that another system knows
	// under one number.
	ApplicationsByExternalID(ctx context.Context, external string) ([]recruit.Application, error)
	// Acquaintances finds whom many rows may mean at once.
	Acquaintances(ctx context.Context, s recruit.Sought) (recruit.Acquaintances, error)
	// Of one number there may be several jobs.
	JobsByExternalID(ctx context.Context, external string) ([]recruit.Job, error)
	Members(ctx context.Context, removed bool) ([]recruit.Member, error)
	PutFile(ctx context.Context, name string, r io.Reader, limit int64) (recruit.File, error)
	// ImportFile attaches a stored file to a candidate; added is false when it is
	// there already.
	ImportFile(ctx context.Context, batch recruit.BatchID, id recruit.CandidateID, f recruit.File, log recruit.Activity) (added bool, err error)
	// ImportNotes adds notes about people who were here before, but those that they have.
	ImportNotes(ctx context.Context, batch recruit.BatchID, notes []recruit.Note) ([]recruit.Imported[recruit.NoteID], error)
	// ImportNumbers keeps by which numbers further systems know people.
	ImportNumbers(ctx context.Context, batch recruit.BatchID, numbers []recruit.CandidateNumber) ([]recruit.Imported[recruit.CandidateID], error)
	// LearnSource keeps which system a job's number is of, when nobody knew.
	LearnSource(ctx context.Context, j recruit.Job) error
	// WithoutAddress reports whether somebody has no e-mail address.
	WithoutAddress(ctx context.Context) (bool, error)
	// ImportJobFile attaches a stored file to a job.
	ImportJobFile(ctx context.Context, batch recruit.BatchID, id recruit.JobID, f recruit.File, log recruit.Activity) error
	// PastImports lists the imports before an id, 0 for all, the newest first.
	PastImports(ctx context.Context, before recruit.BatchID, limit int) ([]recruit.PastImport, error)
	// UndoBatch takes back what an import added, but for rows that somebody has
	// worked on since. told hears how far it is. With an error comes what was done
	// until then; asked again it goes on.
	UndoBatch(ctx context.Context, batch recruit.BatchID, told func(done, all int)) (recruit.Undone, error)
	Log(ctx context.Context, a recruit.Activity) error
}

// Service imports files.
type Service struct {
	Jobs       recruit.Jobs
	Candidates recruit.Candidates
	Store      Batches
	Now        recruit.Clock
	// Mailable says why no mail can be sent to an address for its letters; nil says
	// nothing against any.
	Mailable func(ctx context.Context, address string) error
	// Memory keeps how columns were mapped; nil remembers nothing.
	Memory Memory
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
func (s *Service) Plan(ctx context.Context, kind Kind, f File, o Options) (Report, error) {
	p, err := s.planner(ctx, kind, f, o)
	defer p.close()
	p.report.DryRun = true
	if err == nil {
		err = p.run(ctx, func() error { return nil })
		p.foresee()
	}
	return p.report, err
}

// Import imports a file as one batch. When the workspace fails on the way, the
// report tells what had been written until then; importing the file again goes
// on from there.
func (s *Service) Import(ctx context.Context, actor recruit.Member, kind Kind, f File, o Options) (Report, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Report{}, err
	}
	p, err := s.planner(ctx, kind, f, o)
	if err != nil {
		return p.report, err
	}
	defer p.close()
	if err := s.remember(ctx, actor, p.layout); err != nil {
		return p.report, err
	}
	w := writing{service: s, actor: actor, report: &p.report, lines: &p.lines}
	if err = p.run(ctx, func() error { return w.write(ctx, p.plan) }); err == nil {
		err = w.attach(ctx, p.papers.all)
	}
	r := p.report
	for _, found := range []*Findings{&r.Bad, &r.Duplicates, &r.Remarks} {
		found.sort()
	}
	r.Added, r.Linked, r.Noted, r.Learnt = w.added, w.linked, len(w.noted), w.learnt
	if r.Added+r.Linked+r.Attached+r.Noted+r.Learnt == 0 {
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

// Past lists the imports that were made, the newest first: those before an id, or
// with 0 the newest of all, at most limit.
func (s *Service) Past(ctx context.Context, actor recruit.Member, before recruit.BatchID, limit int) ([]recruit.PastImport, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return nil, err
	}
	return s.Store.PastImports(ctx, before, limit)
}

// Undo takes an import back; progress, unless it is nil, hears how many rows are
// done, of how many. When it is stopped or fails on the way, it says what was
// taken back until then; asked again it goes on with the rest.
func (s *Service) Undo(ctx context.Context, actor recruit.Member, batch recruit.BatchID, progress func(done, all int)) (recruit.Undone, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Undone{}, err
	}
	u, err := s.Store.UndoBatch(ctx, batch, progress)
	text := fmt.Sprintf("Took back import %d: removed %d, kept %d that were worked on since", batch, u.Removed, u.Kept)
	switch {
	case err != nil && u.Removed == 0:
		return u, stoppedUndo(ctx, batch, u, err)
	case err != nil:
		text = fmt.Sprintf("Took back a part of import %d: removed %d, and stopped before %d", batch, u.Removed, u.Left)
		err = stoppedUndo(ctx, batch, u, err)
	}
	logErr := s.Store.Log(context.WithoutCancel(ctx), recruit.Activity{At: s.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "import.undone", Text: text})
	if err == nil {
		err = logErr
	}
	return u, err
}

// stoppedUndo says in a sentence that an undo was stopped, where the reason is
// that somebody stopped it.
func stoppedUndo(ctx context.Context, batch recruit.BatchID, u recruit.Undone, err error) error {
	if ctx.Err() == nil {
		return err
	}
	return &recruit.Problem{Kind: context.Canceled, Cause: err, Sentence: fmt.Sprintf(
		"Stopped: %d rows of import %d are removed and %d are still to be looked at; recruitty import undo %d goes on.", u.Removed, batch, u.Left, batch)}
}
