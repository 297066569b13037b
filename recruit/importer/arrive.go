package importer

import (
	"cmp"
	"context"
	"errors"

	"recruitty/recruit"
	"recruitty/recruit/importer/ahead"
	"recruitty/recruit/importer/records"
)

// run plans the entries of the file. Whenever some thousand rows are planned,
// and at the end, flush takes the plan.
func (p *planner) run(ctx context.Context, flush func() error) error {
	next := func() error {
		if err := flush(); err != nil {
			return err
		}
		p.plan, p.settled, p.profiled = plan{people: p.plan.people[:0]}, p.report.clone(), nil
		if err := p.drafts.Written(); err != nil {
			return records.Refuse(err, "There is not enough disk space to look through %s; free some for temporary files.", p.report.File)
		}
		if !p.report.DryRun { // what is written is found in the workspace
			clear(p.seen)
		}
		if p.layout.options.Progress != nil {
			p.layout.options.Progress(p.report.Rows, p.layout.rows)
		}
		return ctx.Err()
	}
	read := func(ctx context.Context, put func(arrived) error) error {
		return p.layout.entries(ctx, func(e entry) error { return put(p.arrive(ctx, e)) })
	}
	n, most := 0, cmp.Or(p.service.AtOnce, rowsAtOnce)
	err := ahead.In(ctx, max(1, most/readAtOnce), read, func(rows []arrived) error {
		if err := p.entries(ctx, rows); err != nil {
			return err
		}
		if n += len(rows); n >= most {
			n = 0
			return next()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return next()
}

// arrived is an entry and, of a candidate, what became of it. It is made while
// other entries are written, so it knows nothing of them or of the workspace.
type arrived struct {
	entry
	sums    bool // it is a row of sums
	person  recruit.NewCandidate
	refers  bool // to someone, by their number only
	remarks []string
	err     error
}

// arrive reads an entry as what it is about.
func (p *planner) arrive(ctx context.Context, e entry) arrived {
	a := arrived{entry: e}
	if a.sums = e.bad == "" && totals(p.report.Kind, e); a.sums || e.bad != "" || p.report.Kind != Candidates {
		return a
	}
	a.refers = e.values[Name] == "" && e.values[FirstName] == "" && e.values[LastName] == "" && e.values[Contact] == "" && e.values[ExternalID] != ""
	a.person, a.remarks, a.err = p.built(ctx, e, a.refers)
	if len(p.papers.all) == 0 { // nobody asks for the cells again
		a.values, a.also, a.more = nil, nil, nil
	}
	return a
}

// entries plans some entries.
func (p *planner) entries(ctx context.Context, rows []arrived) error {
	var near *recruit.Acquaintances // nil when one has to be asked for by one
	if p.report.Kind == Candidates {
		people := make([]recruit.Candidate, 0, len(rows))
		for _, a := range rows {
			if a.err == nil && !a.sums && a.bad == "" {
				people = append(people, a.person.Candidate)
			}
		}
		switch all, err := p.acquaintances(ctx, people...); {
		case err == nil:
			near = &all
		case !errors.Is(err, recruit.ErrDamaged):
			return err
		}
	}
	for _, a := range rows {
		switch err := p.entry(ctx, a, near); {
		case errors.Is(err, recruit.ErrDamaged): // a record here that the row is about; the others are not
			p.report.Bad.add(a.line, "%s", recruit.Sentence(err))
		case err != nil:
			return err
		}
	}
	return nil
}
