package importer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"recruitty/recruit"
)

// Batches keeps imports. Row by row the Import methods say under which id a
// row is known now, and whether it was added: one that has come to be known
// since the plan was made is left as it is, and one that the workspace does not
// take stops no other. With an error come the rows that were written until then.
type Batches interface {
	// BeginImport begins an import, or goes on with one of the same content that did
	// not come to its end, and puts a line into the activity log with it.
	BeginImport(ctx context.Context, i recruit.Import, log func(id recruit.BatchID, resumed bool) recruit.Activity) (recruit.Begun, error)
	// Unfinished returns the import that BeginImport would go on with, 0 for none.
	Unfinished(ctx context.Context, kind, content string) (recruit.BatchID, error)
	// EndImport says that an import came to its end, or was stopped before.
	EndImport(ctx context.Context, id recruit.BatchID, done bool, log recruit.Activity) error
	// ImportBrought lists the ids of the jobs, candidates or interviews that came with
	// an import, in their order.
	ImportBrought(ctx context.Context, batch recruit.BatchID, kind string) ([]recruit.IDRange, error)
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
	// ImportSources keeps which system the numbers of jobs are of, when nobody knew.
	ImportSources(ctx context.Context, batch recruit.BatchID, jobs []recruit.Job) ([]recruit.Imported[recruit.JobID], error)
	// WithoutAddress reports whether someone has no e-mail address.
	WithoutAddress(ctx context.Context) (bool, error)
	// ImportJobFile attaches a stored file to a job.
	ImportJobFile(ctx context.Context, batch recruit.BatchID, id recruit.JobID, f recruit.File, log recruit.Activity) error
	// PastImports lists the imports before an id, 0 for all, the newest first.
	PastImports(ctx context.Context, before recruit.BatchID, limit int) ([]recruit.PastImport, error)
	// UndoBatch takes back what an import added, but for rows that someone has
	// worked on since, and logs that it begins and when it is over. told hears how far
	// it is. With an error comes what was done until then; asked again it goes on.
	UndoBatch(ctx context.Context, batch recruit.BatchID, log recruit.UndoLog, told func(done, all int)) (recruit.Undone, error)
	Log(ctx context.Context, a recruit.Activity) error
}

// Store is what imports read and write.
type Store interface {
	Batches
	Job(ctx context.Context, id recruit.JobID) (recruit.Job, error)
	Jobs(ctx context.Context, f recruit.JobFilter) ([]recruit.JobSummary, error)
	Candidate(ctx context.Context, id recruit.CandidateID) (recruit.Candidate, error)
	Profile(ctx context.Context, id recruit.CandidateID) (recruit.Profile, error)
}

// Service imports files.
type Service struct {
	Store Store
	Now   recruit.Clock
	// Mailable says why no mail can be sent to an address for its letters; nil says
	// nothing against any.
	Mailable func(ctx context.Context, address string) error
	// Fields are those of candidates here; nil for none.
	Fields Definitions
	// Memory keeps how columns were mapped; nil remembers nothing.
	Memory Memory

	// AtOnce is how many rows are planned and written together, 0 for some thousand.
	// What becomes of them does not depend on it.
	AtOnce int

	turns turns
}

// Reading a file takes up to 100 MB, whatever it holds: so many are read at once, and
// one of each member.
const (
	MostAtOnce = 3
	turnsAfter = 5 * time.Second // as long as one that was just stopped may take
)

// turns are the files that are being read.
type turns struct {
	mu    sync.Mutex
	of    map[recruit.MemberID]bool
	freed chan struct{} // closed when one is done
}

// take begins a turn, which done ends.
func (t *turns) take(ctx context.Context, by recruit.MemberID) (done func(), err error) {
	waiting, cancel := context.WithTimeout(ctx, turnsAfter)
	defer cancel()
	for {
		t.mu.Lock()
		if t.of == nil {
			t.of, t.freed = map[recruit.MemberID]bool{}, make(chan struct{})
		}
		own, all, freed := t.of[by], len(t.of), t.freed
		if !own && all < MostAtOnce {
			t.of[by] = true
			t.mu.Unlock()
			return func() { t.end(by) }, nil
		}
		t.mu.Unlock()
		select {
		case <-freed:
		case <-waiting.Done():
			switch {
			case ctx.Err() != nil:
				return nil, ctx.Err()
			case own:
				return nil, recruit.Refused("You already have an import in progress; wait until it has finished, or stop it.")
			}
			return nil, recruit.Refused("%d imports are in progress; try again when one of them has finished.", MostAtOnce)
		}
	}
}

func (t *turns) end(by recruit.MemberID) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.of, by)
	close(t.freed)
	t.freed = make(chan struct{})
}

// New makes the service over a store.
func New(store Store, now recruit.Clock) *Service { return &Service{Store: store, Now: now} }

// Plan says what importing a file would do, and changes nothing. A file that
// cannot be imported as a whole is recruit.ErrInvalid with one sentence.
func (s *Service) Plan(ctx context.Context, kind Kind, f File, o Options) (Report, error) {
	done, err := s.turns.take(ctx, o.By)
	if err != nil {
		return Report{}, err
	}
	defer done()
	p, err := s.planner(ctx, kind, f, o, true)
	defer p.close()
	if err == nil {
		err = s.unfinished(ctx, p, f)
	}
	if err == nil {
		err = p.run(ctx, func() error { return nil })
		p.preview()
	}
	return p.report, err
}

// unfinished finds the import of the file that did not come to its end, if there
// is one, and says that this one goes on with it.
func (s *Service) unfinished(ctx context.Context, p *planner, f File) (err error) {
	if p.content, err = f.fingerprint(ctx, p.layout.part); err != nil {
		return err
	}
	if p.resumes, err = s.Store.Unfinished(ctx, string(p.report.Kind), p.content); p.resumes != 0 {
		p.report.Guesses = append(p.report.Guesses, fmt.Sprintf("Import %d of this file was not finished; this one continues it.", p.resumes))
	}
	p.settled = p.report.clone()
	return err
}

// Import imports a file as one batch. When it is stopped or the workspace fails on
// the way, the report tells what had been written until then; importing the file
// again goes on from there, as the same import.
func (s *Service) Import(ctx context.Context, actor recruit.Member, kind Kind, f File, o Options) (Report, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return Report{}, err
	}
	done, err := s.turns.take(ctx, actor.ID)
	if err != nil {
		return Report{}, err
	}
	defer done()
	p, err := s.planner(ctx, kind, f, o, false)
	if err != nil {
		return p.report, err
	}
	defer p.close()
	if err := s.remember(ctx, actor, p.layout); err != nil {
		return p.report, err
	}
	if err := s.unfinished(ctx, p, f); err != nil {
		return p.report, err
	}
	w := writing{service: s, actor: actor, report: &p.report, lines: &p.lines, planner: p}
	defer w.release()
	if p.resumes != 0 {
		err = w.begin(ctx)
	}
	if err == nil {
		err = p.run(ctx, func() error { return w.write(ctx, p.plan) })
	}
	if err == nil {
		err = w.attach(ctx, p.papers.all)
	}
	r := p.report
	if err != nil { // what was planned last is not written, and says nothing
		r = p.settled
		r.Batch, r.Rows = p.report.Batch, p.layout.rows
		r.Attached, r.Unattached, r.Papers = p.report.Attached, p.report.Unattached, p.report.Papers
	}
	for _, found := range []*Findings{&r.Bad, &r.Duplicates, &r.Remarks} {
		found.sort()
	}
	r.Added, r.Linked, r.Noted, r.Learnt = w.added, w.linked, len(w.noted), w.learnt
	if r.Batch == 0 {
		if err != nil && ctx.Err() != nil {
			err = &recruit.Problem{Kind: context.Canceled, Cause: err, Sentence: "Stopped before anything was imported."}
		}
		return r, err
	}
	err = w.end(ctx, &r, err)
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
	line := func(format string, args ...any) recruit.Activity {
		return recruit.Activity{At: s.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "import.undone", Text: fmt.Sprintf(format, args...)}
	}
	u, err := s.Store.UndoBatch(ctx, batch, recruit.UndoLog{
		Begun: line("Began to undo import %d", batch),
		Over: func(u recruit.Undone) recruit.Activity {
			return line("Undid import %d: removed %d, kept %d that were worked on since", batch, u.Removed, u.Kept)
		},
	}, progress)
	if err == nil || u.Removed == 0 {
		return u, stoppedUndo(ctx, batch, u, err)
	}
	err = stoppedUndo(ctx, batch, u, err)
	return u, errors.Join(err, s.Store.Log(context.WithoutCancel(ctx), line("Undid part of import %d: removed %d, and stopped before %d", batch, u.Removed, u.Left)))
}

// stoppedUndo says in a sentence how far an undo came that ended with err.
func stoppedUndo(ctx context.Context, batch recruit.BatchID, u recruit.Undone, err error) error {
	kind, why := err, recruit.Sentence(err)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		kind, why = context.Canceled, "Stopped."
	case u == recruit.Undone{}: // it did not begin
		return err
	}
	return &recruit.Problem{Kind: kind, Cause: err, Sentence: fmt.Sprintf(
		"%s %d rows of import %d have been removed and %d remain to be checked; recruitty import undo %d continues.", why, u.Removed, batch, u.Left, batch)}
}
