package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
)

// plan is what an import will write, and the report about it. Lines are kept
// beside what they became.
type plan struct {
	report Report
	jobs   []planned[recruit.Job]
	people []planned[recruit.Candidate]
	links  []plannedLink
	meets  []planned[recruit.Record] // interviews with their people, links before them
}

// empty says that there is nothing to write.
func (p plan) empty() bool { return len(p.jobs)+len(p.people)+len(p.links)+len(p.meets) == 0 }

type planned[T any] struct {
	line  int
	value T
}

// person is a candidate known to the workspace (id), or planned (at, in people).
type person struct {
	id recruit.CandidateID
	at int
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
	plan    plan
	first   map[string]int // line that first had an external id, of jobs
	seen    map[string]found
	linked  map[string]bool // who and job, planned or stored
	jobs    *openings
	team    []recruit.Member // nil until somebody asks
}

// found is where a person was met first: line 0 means in the workspace.
type found struct {
	who  person
	line int
}

// planFile reads a file and plans its import.
func (s *Service) planFile(ctx context.Context, kind Kind, f File, m Mapping) (plan, error) {
	p := planner{
		service: s, plan: plan{report: newReport(kind, f.Name)},
		first: map[string]int{}, seen: map[string]found{}, linked: map[string]bool{},
	}
	src, err := open(kind, f, m)
	if err != nil {
		return p.plan, err
	}
	r := &p.plan.report
	r.Format = src.format
	r.Columns = append(r.Columns, src.columns...)
	for e := range src.entries {
		if err := ctx.Err(); err != nil {
			return p.plan, err
		}
		if r.Rows == MaxRows {
			return p.plan, refuse(nil, "%s has more than %d rows; split it into smaller files.", f.Name, MaxRows)
		}
		r.Rows++
		switch {
		case e.bad != "":
			r.Bad.add(e.line, "%s", e.bad)
		case kind == Jobs:
			err = p.job(ctx, e)
		case kind == Interviews:
			err = p.interview(ctx, e)
		default:
			err = p.candidate(ctx, e)
		}
		if errors.Is(err, recruit.ErrDamaged) { // a record here that the row is about; the others are not
			r.Bad.add(e.line, "%s", recruit.Sentence(err))
			err = nil
		}
		if err != nil {
			return p.plan, err
		}
	}
	return p.plan, nil
}

// open finds out what a file is.
func open(kind Kind, f File, m Mapping) (source, error) {
	if !slices.Contains(Kinds(), kind) {
		return source{}, recruit.Invalid("kind", "recruitty imports jobs, candidates and interviews, not %q.", brief(string(kind)))
	}
	text, charset, err := decode(f)
	if err != nil {
		return source{}, err
	}
	if start := strings.TrimSpace(text); strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[") {
		return readObjects(f.Name, text, kind, m)
	}
	return readTable(f.Name, text, charset, kind, m)
}

// job plans a job. Errors are those of the workspace only.
func (p *planner) job(ctx context.Context, e entry) error {
	r := &p.plan.report
	j, err := buildJob(e)
	if err != nil {
		r.Bad.add(e.line, "%s", recruit.Sentence(err))
		return nil
	}
	name := "the job"
	if e.values[ExternalID] != "" {
		name = "job " + j.ExternalID
	}
	if line, known := p.first[j.ExternalID]; known {
		r.Duplicates.add(e.line, "%s is in line %d already", name, line)
		return nil
	}
	p.first[j.ExternalID] = e.line
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
	r := &p.plan.report
	onlyLink := e.values[Name] == "" && e.values[FirstName] == "" && e.values[LastName] == "" && e.values[ExternalID] != ""
	c, remark, err := recruit.Candidate{ExternalID: e.values[ExternalID]}, "", error(nil)
	if !onlyLink {
		c, remark, err = buildCandidate(e)
	}
	if err != nil {
		r.Bad.add(e.line, "%s", reason(err))
		return nil
	}
	at, known, err := p.find(ctx, c)
	switch {
	case err != nil:
		return err
	case onlyLink && !known:
		r.Bad.add(e.line, "has no name, and candidate %s is not known here; import the candidates first", brief(c.ExternalID))
		return nil
	case known:
		linked, err := p.link(ctx, at.who, e)
		if err != nil {
			return err
		}
		text := "is known here already"
		if at.line > 0 {
			text = fmt.Sprintf("is in line %d already", at.line)
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
	who := person{at: len(p.plan.people)}
	p.remember(c, found{who, e.line})
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
func (p *planner) find(ctx context.Context, c recruit.Candidate) (found, bool, error) {
	for _, by := range []struct {
		value, key string
		lookUp     func(context.Context, string) (recruit.Candidate, error)
	}{
		{c.Email, emailKey(c.Email), p.service.Candidates.CandidateByEmail},
		{c.ExternalID, idKey(c.ExternalID), p.service.Candidates.CandidateByExternalID},
	} {
		if by.value == "" {
			continue
		}
		if at, known := p.seen[by.key]; known {
			return at, true, nil
		}
		stored, err := by.lookUp(ctx, by.value)
		if err == nil {
			at := found{who: person{id: stored.ID}}
			p.seen[by.key] = at
			return at, true, nil
		}
		if !errors.Is(err, recruit.ErrNotFound) {
			return found{}, false, err
		}
	}
	return found{}, false, nil
}

func (p *planner) remember(c recruit.Candidate, at found) {
	if c.Email != "" {
		p.seen[emailKey(c.Email)] = at
	}
	if c.ExternalID != "" {
		p.seen[idKey(c.ExternalID)] = at
	}
}

func emailKey(email string) string { return "mail " + strings.ToLower(email) }
func idKey(external string) string { return "id " + external }
