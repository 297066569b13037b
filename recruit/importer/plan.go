package importer

import (
	"context"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/importer/drafts"
	"recruitty/recruit/sanitize"
)

// plan is what an import will write next, some thousand rows. Lines are kept
// beside what they became.
type plan struct {
	jobs   []planned[recruit.Job]
	texts  []wholeText // of jobs, that are too long for a description
	people []planned[*drafts.Draft]
	links  []plannedLink
	claims []*claim                  // to documents, of people of whom some are written first
	meets  []planned[recruit.Record] // interviews with their people, links before them

	notes   []planned[recruit.Note] // about people who were here before
	joins   []joins                 // further rows of people of the plan
	numbers []plannedNumber         // of people who are known
	sources []planned[recruit.Job]  // of which the system was not known yet
}

// empty reports whether there is nothing to write.
func (p plan) empty() bool {
	return len(p.jobs)+len(p.texts)+len(p.people)+len(p.links)+len(p.meets)+len(p.notes)+len(p.numbers)+len(p.sources) == 0
}

// wholeText is the description of a job: of one that is here, or else of the one at
// a place in the plan.
type wholeText struct {
	id   recruit.JobID
	at   int
	line int
	text string
}

type planned[T any] struct {
	line  int
	row   int // counted from the first row; several may share a line
	value T
}

// joins is a row about someone of the plan, from which a note was made or not.
type joins struct {
	line  int
	row   int
	who   person
	noted bool
}

// person is a candidate known to the workspace (id), or else one of the file,
// by the row in which they stood first; at is where in the plan's people.
type person struct {
	id   recruit.CandidateID
	row  int
	line int // of that row, 0 for someone who was here before
	at   int
}

func (w person) key() drafts.Key {
	if w.id != 0 {
		return drafts.OfID(w.id)
	}
	return drafts.OfRow(w.row)
}

// plannedNumber is the number of a further system.
type plannedNumber struct {
	line           int
	who            person
	source, number string
}

type plannedLink struct {
	line        int
	who         person
	job         recruit.JobID
	stage       string
	application string    // its external id
	source      string    // of that
	reason      string    // why they are in the stage
	since       time.Time // zero for now
	created     time.Time
}

// planner holds entries against each other and against the workspace.
type planner struct {
	service  *Service
	layout   *layout
	report   Report
	plan     plan
	first    firsts                // lines in which jobs and interviews stood first
	lines    drafts.Origins        // of people who are written
	settled  Report                // as far as plans were written
	content  string                // the fingerprint of the file
	resumes  recruit.BatchID       // the import that this one goes on with
	brought  *[]recruit.IDRange    // by that one until now; nil until someone asks
	drafts   *drafts.Book          // what the plan says of people
	seen     map[uint64]drafts.Key // people of the plan, of a dry run all, by their marks
	profiled *recruit.Profile      // the one that was read last, nil for none
	jobs     *openings
	team     []recruit.Member // nil until someone asks
	papers   *papers          // documents in the archive
	bare     *bool            // whether anybody has no address; nil until someone asks
}

// planner learns what a file is and prepares to plan its import, or a trial of it.
func (s *Service) planner(ctx context.Context, kind Kind, f File, o Options, trial bool) (*planner, error) {
	p := &planner{service: s, report: newReport(kind, f.Name), first: newFirsts(), drafts: drafts.New(trial), seen: map[uint64]drafts.Key{}}
	p.report.DryRun = trial
	defined, err := s.defined(ctx, kind)
	if err != nil {
		return p, err
	}
	l, err := learn(ctx, f, query{kind: kind, options: o, memory: s.Memory, defined: defined})
	if err != nil {
		return p, err
	}
	p.layout, p.papers = l, newPapers(l.papers)
	p.report.describe(l)
	return p, nil
}

// close lets go of what the file was unpacked to. What it is about is read by then.
func (p *planner) close() {
	if p.layout != nil {
		_ = p.layout.content.close.call()
	}
	_ = p.drafts.Close()
}

// entry plans one entry.
func (p *planner) entry(ctx context.Context, a arrived, near *recruit.Acquaintances) error {
	e := a.entry
	r := &p.report
	r.Rows++
	for _, remark := range e.remarks {
		r.Remarks.add(e.line, "%s", remark)
	}
	switch {
	case e.bad != "":
		r.Bad.add(e.line, "%s", e.bad)
		return nil
	case a.sums:
		r.Skipped.add(e.line, "looks like a row of totals and was left out")
		return nil
	case r.Kind == Jobs:
		return p.job(ctx, e)
	case r.Kind == Interviews:
		return p.interview(ctx, e)
	}
	return p.candidate(ctx, a, near)
}

// job plans a job. Errors are those of the workspace only.
func (p *planner) job(ctx context.Context, e entry) error {
	r := &p.report
	j, rest, remarks, err := buildJob(e, p.report.Source, p.layout.options.DropUnknown)
	if err != nil {
		r.Bad.add(e.line, "%s", recruit.Sentence(err))
		return nil
	}
	name := "the job"
	if e.values[ExternalID] != "" {
		name = "job " + j.ExternalID
	}
	mark := []string{"job", j.ExternalSource, j.ExternalID}
	if j.ExternalSource == "" && (e.values[ExternalID] == "" || e.own != nil) {
		mark = append(mark, sanitize.NameKey(j.Title))
	}
	if line := p.first.line(mark...); line > 0 {
		r.Duplicates.add(e.line, "%s is in line %d already%s", name, line, p.unlike(e, line))
		return nil
	}
	p.first.add(e.line, mark...)
	p.first.add(e.line, "row", e.text())
	list, err := p.service.Store.JobsByExternalID(ctx, j.ExternalID)
	if err == nil {
		list, err = p.keyedJobs(ctx, j, list)
	}
	if err != nil {
		return err
	}
	if o, known := numberedAs(list, j.Title, j.ExternalSource); known {
		if before, err := p.beforeToo(ctx, int64(o.ID)); before || err != nil {
			if before && rest != "" { // which may not have been attached when the import was stopped
				p.plan.texts = append(p.plan.texts, wholeText{id: o.ID, line: e.line, text: rest})
			}
			return err
		}
		r.Duplicates.add(e.line, "%s is known here already, as %s (job %d)%s", name, brief(o.Title), o.ID, unkept(jobNews(j, o)))
		if o.ExternalSource == "" && j.ExternalSource != "" {
			o.ExternalSource = j.ExternalSource
			p.plan.sources = append(p.plan.sources, planned[recruit.Job]{line: e.line, value: o})
			r.Learnt++
		}
		return nil
	}
	for _, o := range list {
		if !strings.HasPrefix(j.ExternalID, export.KeyPrefix) && (o.ExternalSource == j.ExternalSource || o.ExternalSource == "" || j.ExternalSource == "") {
			r.Remarks.add(e.line, "the ID %s is that of %s (job %d) here, which has another title, so they are treated as two jobs", brief(j.ExternalID), brief(o.Title), o.ID)
		}
	}
	for _, remark := range remarks {
		r.Remarks.add(e.line, "%s", remark)
	}
	if rest != "" {
		p.plan.texts = append(p.plan.texts, wholeText{at: len(p.plan.jobs), line: e.line, text: rest})
	}
	r.Added++
	now := p.service.Now().UTC()
	j.CreatedAt = sane(j.CreatedAt, now)
	if j.Status == recruit.JobClosed {
		j.ClosedAt = sane(j.ClosedAt, now)
	}
	p.plan.jobs = append(p.plan.jobs, planned[recruit.Job]{line: e.line, value: j})
	return nil
}
