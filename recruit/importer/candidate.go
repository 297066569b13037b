package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/importer/drafts"
	"recruitty/recruit/importer/words"
)

// candidate plans a candidate and the links to jobs. Of one who is known the links
// are new, and what else was not known becomes a note.
func (p *planner) candidate(ctx context.Context, a arrived, near *recruit.Acquaintances) error {
	r, e, c := &p.report, a.entry, a.person
	if a.err != nil {
		r.Bad.add(e.line, "%s", recruit.Reason(a.err))
		return nil
	}
	c, said, err := p.here(ctx, c)
	if err != nil {
		return err
	}
	a.remarks = append(a.remarks, said...)
	if near == nil {
		own, err := p.acquaintances(ctx, c.Candidate)
		if err != nil {
			return err
		}
		near = &own
	}
	m, err := p.find(ctx, c.Candidate, *near)
	if err != nil {
		return err
	}
	if m.foreign {
		m.remark += "; the ID is kept in the custom fields"
		c = withoutNumber(c)
		// Who came with someone else's number before is known by the rest.
		own, err := p.acquaintances(ctx, c.Candidate)
		if err != nil {
			return err
		}
		again, err := p.find(ctx, c.Candidate, own)
		if err != nil {
			return err
		}
		if again.known {
			m, near = again, &own
		}
	}
	switch {
	case a.refers && !m.known && c.Email == "" && c.Phone == "":
		r.Bad.add(e.line, "has no name, and %s; import the candidates first, with the same --source", unknownID(c.Candidate))
		return nil
	case m.known:
		return p.again(ctx, e, c, m, *near)
	}
	if a.refers {
		c.Name = cmp.Or(c.Email, c.Phone)
		a.remarks = append(a.remarks, nameless(c.Name))
	}
	for _, remark := range append(a.remarks, m.remark) {
		if remark != "" {
			r.Remarks.add(e.line, "%s", remark)
		}
	}
	r.Added++
	who := person{row: r.Rows, line: e.line, at: len(p.plan.people)}
	d, err := p.drafts.Begin(who.key())
	if err != nil {
		return err
	}
	d.Line, d.At = who.line, who.at
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
	d.Person = c
	p.remember(c.Candidate, who.key())
	p.plan.people = append(p.plan.people, planned[*drafts.Draft]{e.line, r.Rows, d})
	p.plan.claims = append(p.plan.claims, p.papers.claim(e, c.Candidate, who)...)
	if c.Email == "" {
		is := true
		p.bare = &is
	}
	return nil
}

// withoutNumber moves the number of a record, which is someone else's, to its own
// fields.
func withoutNumber(c recruit.NewCandidate) recruit.NewCandidate {
	own := arrival{c: c}
	own.field("Id", c.ExternalID)
	c = own.c
	c.ExternalID, c.ExternalSource = "", ""
	if c.Email == "" {
		c.ExternalID = personPrint(c.Candidate)
	}
	return c
}

// built is the candidate of an entry. One that only refers to someone has no name.
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
		a.field("Email", c.Email)
		a.remark("the address is kept in the custom fields: %s", strings.TrimSuffix(recruit.Reason(why), "."))
		a.c.Email = ""
		if a.c.ExternalID == "" {
			a.c.ExternalID = personPrint(a.c.Candidate)
		}
		c, remarks = a.c, a.remarks
	}
	return c, remarks, nil
}

// again plans the row of someone who is known: further links, and a note of what
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
	if m.who.id == 0 {
		p.plan.joins = append(p.plan.joins, joins{e.line, p.report.Rows, m.who, len(noted) > 0})
	}
	if len(noted) > 0 {
		text += "; kept as a note, because it was not known: " + strings.Join(noted, ", ")
	}
	if len(placed) > 0 {
		text += further
	}
	p.report.Duplicates.add(e.line, "%s %s", brief(words.Join(", ", c.Name, cmp.Or(c.Email, export.Shown(c.ExternalID)))), text)
	return nil
}

// before reports whether someone came in with the same import, before it was
// stopped. Then the row is counted as such.
func (p *planner) before(ctx context.Context, line int, who person) (bool, error) {
	if who.id == 0 || who.line > 0 {
		return false, nil
	}
	is, err := p.beforeToo(ctx, int64(who.id))
	if is && err == nil {
		p.lines.Add(who.id, line)
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
		return fmt.Sprintf("the ID %s alone does not identify anyone, because its source is not known", brief(c.ExternalID))
	}
	return fmt.Sprintf("candidate %s of %s is not known here", brief(c.ExternalID), c.ExternalSource)
}

// further ends what is said of a known person who has new links.
const further = ", and is now linked to another job"
