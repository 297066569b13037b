package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/export"
)

// plan is what an import will write next, some thousand rows. Lines are kept
// beside what they became.
type plan struct {
	jobs   []planned[recruit.Job]
	texts  []wholeText // of jobs, that are too long for a description
	people []planned[recruit.NewCandidate]
	links  []plannedLink
	claims []*claim                  // to documents, of people of whom some are written first
	meets  []planned[recruit.Record] // interviews with their people, links before them

	notes   []planned[recruit.Note] // about people who were here before
	noted   []int                   // lines of rows that are notes of people of the plan
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
	value T
}

// person is a candidate known to the workspace (id), or else one of the file,
// by the line in which they stood first; at is where in the plan's people.
type person struct {
	id   recruit.CandidateID
	line int
	at   int
}

// plannedNumber is the number of a further system.
type plannedNumber struct {
	line   int
	who    person
	number string
}

type plannedLink struct {
	line        int
	who         person
	job         recruit.JobID
	stage       string
	application string    // its external id
	source      string    // of that
	since       time.Time // zero for now
	created     time.Time
}

// planner holds entries against each other and against the workspace.
type planner struct {
	service *Service
	layout  *layout
	report  Report
	plan    plan
	first   firsts              // lines in which jobs and interviews, and people of a dry run, stood first
	lines   origins             // of people who are written
	settled Report              // as far as plans were written
	content string              // the fingerprint of the file
	resumes recruit.BatchID     // the import that this one goes on with
	brought *[]recruit.IDRange  // by that one until now; nil until somebody asks
	pending map[uint64]int      // people of the plan that is not written yet, by their marks
	linked  map[uint64]struct{} // who and job, planned or stored
	jobs    *openings
	team    []recruit.Member // nil until somebody asks
	papers  *papers          // documents in the archive
	bare    *bool            // whether anybody has no address; nil until somebody asks
}

// planner learns what a file is and prepares to plan its import.
func (s *Service) planner(ctx context.Context, kind Kind, f File, o Options) (*planner, error) {
	p := &planner{service: s, report: newReport(kind, f.Name), first: newFirsts(), pending: map[uint64]int{}, linked: map[uint64]struct{}{}}
	l, err := learn(ctx, f, query{kind: kind, options: o, memory: s.Memory})
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
		r.Skipped.add(e.line, "looks like a row of sums, and was left out")
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
		mark = append(mark, nameKey(j.Title))
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
			p.plan.sources = append(p.plan.sources, planned[recruit.Job]{e.line, o})
			r.Learnt++
		}
		return nil
	}
	for _, o := range list {
		if !strings.HasPrefix(j.ExternalID, export.KeyPrefix) && (o.ExternalSource == j.ExternalSource || o.ExternalSource == "" || j.ExternalSource == "") {
			r.Remarks.add(e.line, "the id %s is that of %s (job %d) here, which has another title, so they are taken for two jobs", brief(j.ExternalID), brief(o.Title), o.ID)
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
	p.plan.jobs = append(p.plan.jobs, planned[recruit.Job]{e.line, j})
	return nil
}

// candidate plans a candidate and the links to jobs. Of one who is known the links
// are new, and what else was not known becomes a note.
func (p *planner) candidate(ctx context.Context, a arrived, near *recruit.Acquaintances) error {
	r, e, c := &p.report, a.entry, a.person
	if a.err != nil {
		r.Bad.add(e.line, "%s", reason(a.err))
		return nil
	}
	if near == nil {
		own, err := p.acquaintances(ctx, c.Candidate)
		if err != nil {
			return err
		}
		near = &own
	}
	m := p.find(c.Candidate, *near)
	switch {
	case a.refers && !m.known:
		r.Bad.add(e.line, "has no name, and %s; import the candidates first, with the same --source", unknownID(c.Candidate))
		return nil
	case m.known:
		return p.again(ctx, e, c, m, *near)
	}
	if m.foreign {
		m.remark += "; the id stands in the own fields"
		own := arrival{c: c}
		own.field("Id", c.ExternalID)
		c = own.c
		c.ExternalID, c.ExternalSource = "", ""
		if c.Email == "" {
			c.ExternalID = personPrint(c.Candidate)
		}
	}
	for _, remark := range append(a.remarks, m.remark) {
		if remark != "" {
			r.Remarks.add(e.line, "%s", remark)
		}
	}
	r.Added++
	who := person{line: e.line, at: len(p.plan.people)}
	_, unplaced, err := p.link(ctx, who, e)
	if err != nil {
		return err
	}
	more := arrival{c: c}
	for _, m := range unplaced {
		more.field(m.name, m.value)
	}
	c = more.c
	now := p.service.Now().UTC()
	c.CreatedAt = sane(c.CreatedAt, now)
	for i := range c.Notes {
		c.Notes[i].At = sane(c.Notes[i].At, now)
	}
	if err := p.notesOf(ctx, e, c.Notes); err != nil {
		return err
	}
	p.remember(c.Candidate, who)
	p.plan.people = append(p.plan.people, planned[recruit.NewCandidate]{e.line, c})
	p.plan.claims = append(p.plan.claims, p.papers.claim(e, c.Candidate, who)...)
	if c.Email == "" {
		is := true
		p.bare = &is
	}
	return nil
}

// built is the candidate of an entry. One that only refers to somebody has no name.
func (p *planner) built(ctx context.Context, e entry, onlyLink bool) (c recruit.NewCandidate, remarks []string, err error) {
	if onlyLink {
		e.values[Name] = "?"
	}
	c, remarks, err = buildCandidate(e, p.report.Source, p.layout.options.DropUnknown)
	if onlyLink {
		c.Name = ""
		delete(e.values, Name)
	}
	if err != nil || c.Email == "" || p.service.Mailable == nil {
		return c, remarks, err
	}
	if why := p.service.Mailable(ctx, c.Email); why != nil {
		if !errors.Is(why, recruit.ErrInvalid) && !errors.Is(why, recruit.ErrRefused) {
			return c, remarks, why
		}
		a := arrival{c: c, remarks: remarks}
		a.field("E-mail", c.Email)
		a.remark("the address stands in the own fields: %s", strings.TrimSuffix(reason(why), "."))
		a.c.Email = ""
		if a.c.ExternalID == "" {
			a.c.ExternalID = personPrint(a.c.Candidate)
		}
		c, remarks = a.c, a.remarks
	}
	return c, remarks, nil
}

// again plans the row of somebody who is known: further links, and a note of what
// nobody knew.
func (p *planner) again(ctx context.Context, e entry, c recruit.NewCandidate, m match, near recruit.Acquaintances) error {
	p.plan.claims = append(p.plan.claims, p.papers.claim(e, c.Candidate, m.who)...)
	placed, unplaced, err := p.link(ctx, m.who, e)
	if err != nil {
		return err
	}
	if before, err := p.before(ctx, e.line, m.who); before || err != nil {
		return err
	}
	text := "is known here already"
	if m.who.line > 0 {
		text = fmt.Sprintf("is in line %d already", m.who.line)
	}
	if m.taken != "" {
		text += ", as " + m.taken
	}
	noted, err := p.further(ctx, e, c, m, near, placed, unplaced)
	if err != nil {
		return err
	}
	if len(noted) > 0 {
		text += "; kept as a note, as it was not known: " + strings.Join(noted, ", ")
	}
	if len(placed) > 0 {
		text += further
	}
	p.report.Duplicates.add(e.line, "%s %s", brief(joined(", ", c.Name, cmp.Or(c.Email, export.Shown(c.ExternalID)))), text)
	return nil
}

// before reports whether somebody came in with the same import, before it was
// stopped. Then the row is counted as such.
func (p *planner) before(ctx context.Context, line int, who person) (bool, error) {
	if who.id == 0 || who.line > 0 {
		return false, nil
	}
	is, err := p.beforeToo(ctx, int64(who.id))
	if is && err == nil {
		p.lines.add(who.id, line)
	}
	return is, err
}

// beforeToo is before for a job or an interview.
func (p *planner) beforeToo(ctx context.Context, id int64) (is bool, err error) {
	if p.resumes == 0 {
		return false, nil
	}
	if p.brought == nil {
		all, err := p.service.Store.ImportBrought(ctx, p.resumes, string(p.report.Kind))
		if err != nil {
			return false, err
		}
		p.brought = &all
	}
	_, is = slices.BinarySearchFunc(*p.brought, id, func(r recruit.IDRange, id int64) int {
		switch {
		case r.Last < id:
			return -1
		case r.First > id:
			return 1
		}
		return 0
	})
	if is {
		p.report.Before++
	}
	return is, nil
}

// unknownID says that nobody has a number.
func unknownID(c recruit.Candidate) string {
	if c.ExternalSource == "" {
		return fmt.Sprintf("the id %s alone does not say who is meant, as no source is known", brief(c.ExternalID))
	}
	return fmt.Sprintf("candidate %s of %s is not known here", brief(c.ExternalID), c.ExternalSource)
}

// further ends what is said of somebody known who has new links.
const further = ", and is linked to a further job now"

// reason is an error of a row as a report says it.
func reason(err error) string {
	var problem *recruit.Problem
	if errors.As(err, &problem) {
		return problem.Sentence
	}
	return err.Error()
}

// remember makes a person of the plan known to the rows that follow.
func (p *planner) remember(c recruit.Candidate, who person) {
	for _, m := range p.marks(c) {
		at := p.first.hash(m.kind, m.value)
		if p.report.DryRun { // what is written is found in the workspace
			p.first.lines[at] = int32(who.line)
		}
		p.pending[at] = who.at
	}
}
