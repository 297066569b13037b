package intake

import (
	"context"
	"errors"
	"fmt"

	"recruitty/recruit"
)

// plan is what an import will write next, some thousand rows. Lines are kept
// beside what they became.
type plan struct {
	jobs   []planned[recruit.Job]
	people []planned[recruit.Candidate]
	links  []plannedLink
	meets  []planned[recruit.Record] // interviews with their people, links before them
}

// empty reports whether there is nothing to write.
func (p plan) empty() bool { return len(p.jobs)+len(p.people)+len(p.links)+len(p.meets) == 0 }

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

type plannedLink struct {
	line        int
	who         person
	job         recruit.JobID
	stage       string
	application string // its external id
}

// planner holds entries against each other and against the workspace.
type planner struct {
	service *Service
	layout  *layout
	report  Report
	plan    plan
	first   firsts              // lines in which people, jobs and interviews stood first
	pending map[uint64]int      // people of the plan that is not written yet, by their marks
	linked  map[uint64]struct{} // who and job, planned or stored
	jobs    *openings
	team    []recruit.Member // nil until somebody asks
}

// planner learns what a file is and prepares to plan its import.
func (s *Service) planner(ctx context.Context, kind Kind, f File, o Options) (*planner, error) {
	p := &planner{service: s, report: newReport(kind, f.Name), first: newFirsts(), pending: map[uint64]int{}, linked: map[uint64]struct{}{}}
	l, err := learn(ctx, f, query{kind, o})
	if err != nil {
		return p, err
	}
	p.layout = l
	p.report.Format = l.format
	p.report.Columns = append(p.report.Columns, l.columns...)
	return p, nil
}

// run plans the entries of the file. Whenever some thousand rows are planned,
// and at the end, flush takes the plan.
func (p *planner) run(ctx context.Context, flush func() error) error {
	next := func() error {
		if err := flush(); err != nil {
			return err
		}
		p.plan = plan{}
		clear(p.pending)
		if p.layout.options.Progress != nil {
			p.layout.options.Progress(p.report.Rows, p.layout.rows)
		}
		return ctx.Err()
	}
	n := 0
	err := p.layout.entries(ctx, func(e entry) error {
		switch err := p.entry(ctx, e); {
		case errors.Is(err, recruit.ErrDamaged): // a record here that the row is about; the others are not
			p.report.Bad.add(e.line, "%s", recruit.Sentence(err))
		case err != nil:
			return err
		}
		if n++; n%rowsAtOnce == 0 {
			return next()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return next()
}

// entry plans one entry.
func (p *planner) entry(ctx context.Context, e entry) error {
	r := &p.report
	r.Rows++
	switch {
	case e.bad != "":
		r.Bad.add(e.line, "%s", e.bad)
		return nil
	case r.Kind == Jobs:
		return p.job(ctx, e)
	case r.Kind == Interviews:
		return p.interview(ctx, e)
	}
	return p.candidate(ctx, e)
}

// job plans a job. Errors are those of the workspace only.
func (p *planner) job(ctx context.Context, e entry) error {
	r := &p.report
	j, err := buildJob(e)
	if err != nil {
		r.Bad.add(e.line, "%s", recruit.Sentence(err))
		return nil
	}
	name := "the job"
	if e.values[ExternalID] != "" {
		name = "job " + j.ExternalID
	}
	if line := p.first.line("job", j.ExternalID); line > 0 {
		r.Duplicates.add(e.line, "%s is in line %d already", name, line)
		return nil
	}
	p.first.add(e.line, "job", j.ExternalID)
	switch known, err := p.service.Jobs.JobByExternalID(ctx, j.ExternalID); {
	case err == nil:
		r.Duplicates.add(e.line, "%s is known here already, as %s", name, known.Title)
		return nil
	case !errors.Is(err, recruit.ErrNotFound):
		return err
	}
	r.Added++
	j.CreatedAt = p.service.Now().UTC()
	if j.Status == recruit.JobClosed {
		j.ClosedAt = j.CreatedAt
	}
	p.plan.jobs = append(p.plan.jobs, planned[recruit.Job]{e.line, j})
	return nil
}

// candidate plans a candidate and the links to jobs. Of one who is known only
// the links are new.
func (p *planner) candidate(ctx context.Context, e entry) error {
	r := &p.report
	onlyLink := e.values[Name] == "" && e.values[FirstName] == "" && e.values[LastName] == "" && e.values[ExternalID] != ""
	c, remark, err := recruit.Candidate{ExternalID: e.values[ExternalID]}, "", error(nil)
	if !onlyLink {
		c, remark, err = buildCandidate(e)
		if err == nil && p.service.Mailable != nil {
			err = p.service.Mailable(ctx, c.Email)
		}
	}
	if err != nil {
		r.Bad.add(e.line, "%s", reason(err))
		return nil
	}
	who, known, err := p.find(ctx, c)
	switch {
	case err != nil:
		return err
	case onlyLink && !known:
		r.Bad.add(e.line, "has no name, and candidate %s is not known here; import the candidates first", brief(c.ExternalID))
		return nil
	case known:
		linked, err := p.link(ctx, who, e)
		if err != nil {
			return err
		}
		text := "is known here already"
		if who.line > 0 {
			text = fmt.Sprintf("is in line %d already", who.line)
		}
		if linked > 0 {
			text += further
		}
		r.Duplicates.add(e.line, "%s %s", brief(joined(", ", c.Name, firstOf(c.Email, c.ExternalID))), text)
		return nil
	}
	if remark != "" {
		r.Remarks.add(e.line, "%s", remark)
	}
	r.Added++
	c.CreatedAt = p.service.Now().UTC()
	who = person{line: e.line, at: len(p.plan.people)}
	p.remember(c, who)
	p.plan.people = append(p.plan.people, planned[recruit.Candidate]{e.line, c})
	_, err = p.link(ctx, who, e)
	return err
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

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// find looks for a person by e-mail, then by external id, in the file so far
// and in the workspace.
func (p *planner) find(ctx context.Context, c recruit.Candidate) (who person, known bool, err error) {
	for _, by := range []struct {
		kind, value string
		lookUp      func(context.Context, string) (recruit.Candidate, error)
	}{
		{byMail, foldMail(c.Email), p.service.Candidates.CandidateByEmail},
		{byID, c.ExternalID, p.service.Candidates.CandidateByExternalID},
	} {
		if by.value == "" {
			continue
		}
		at := p.first.hash(by.kind, by.value)
		line := int(p.first.lines[at])
		if index, is := p.pending[at]; is {
			return person{line: line, at: index}, true, nil
		}
		stored, err := by.lookUp(ctx, by.value)
		switch {
		case err == nil:
			return person{id: stored.ID, line: line}, true, nil
		case !errors.Is(err, recruit.ErrNotFound):
			return person{}, false, err
		case line > 0 && p.report.DryRun: // which has written nobody
			return person{line: line}, true, nil
		}
	}
	return person{}, false, nil
}

// remember makes a person of the plan known to the rows that follow.
func (p *planner) remember(c recruit.Candidate, who person) {
	for _, m := range marks(c) {
		at := p.first.hash(m.kind, m.value)
		p.first.lines[at] = int32(who.line)
		p.pending[at] = who.at
	}
}
