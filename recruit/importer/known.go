package importer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/importer/drafts"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/sanitize"
)

// This file says who of the workspace a row is about. A number alone says
// nothing: two systems both have a candidate 1.

// match is what is known of a person. taken is whom a row is taken for, in words.
type match struct {
	who   person
	known bool
	as    recruit.Candidate // of the workspace or of the file, with the number by which they were found
	taken string            // "" for someone of the file
	// remark is what a person should look at: a number that someone else has, or
	// someone who may be the same.
	remark string
	// foreign says that the number is someone else's in the same source.
	foreign bool
}

// find looks for a person by address, by profile, and by number together with name,
// telephone or source: first among those who were in the workspace before, then in
// the file so far, whether that is written yet or not.
func (p *planner) find(ctx context.Context, c recruit.Candidate, near recruit.Acquaintances) (match, error) {
	if err := p.withLearnt(ctx, c, near); err != nil {
		return match{}, err
	}
	for _, mark := range p.marks(c) {
		if o := p.stored(mark, c, near); o.ID != 0 {
			m := match{who: person{id: o.ID, line: p.lines.Of(o.ID)}, known: true, as: o}
			if m.who.line == 0 {
				m.taken = takenFor(o)
			}
			return m, nil
		}
		if m, err := p.drafted(mark, c); m.known || err != nil {
			return m, err
		}
	}
	return p.doubts(c, near)
}

// acquaintances finds all whom people may be in the workspace.
func (p *planner) acquaintances(ctx context.Context, people ...recruit.Candidate) (recruit.Acquaintances, error) {
	var s recruit.Sought
	if p.bare == nil {
		is, err := p.service.Store.WithoutAddress(ctx)
		if err != nil {
			return recruit.Acquaintances{}, err
		}
		p.bare = &is
	}
	for _, c := range people {
		for _, m := range p.marks(c) {
			switch m.kind {
			case byMail:
				s.Addresses = append(s.Addresses, m.value)
			case byLink:
				s.Links = append(s.Links, m.value)
			default:
				s.ExternalIDs = append(s.ExternalIDs, c.ExternalID)
			}
		}
		if c.Name != "" && (c.Email == "" || len(c.Links) > 0 || *p.bare) {
			s.Names = append(s.Names, c.Name)
		}
	}
	near, err := p.service.Store.Acquaintances(ctx, s)
	for _, c := range people {
		if err == nil && export.Shown(c.ExternalID) != c.ExternalID {
			var list []recruit.Candidate
			if list, err = p.keyed(ctx, c, near.ByExternalID[c.ExternalID]); len(list) > 0 {
				near.ByExternalID[c.ExternalID] = list
			}
		}
	}
	return near, err
}

// takenFor names a person of the workspace.
func takenFor(c recruit.Candidate) string {
	return fmt.Sprintf("%s (candidate %d)", brief(words.Join(", ", c.Name, c.Email)), c.ID)
}

// inFile is takenFor of someone whom the file has brought.
func inFile(c recruit.Candidate, line int) string {
	return fmt.Sprintf("%s (line %d)", brief(words.Join(", ", c.Name, c.Email)), line)
}

// nameOf is takenFor of someone of the workspace who may have come with the file.
func (p *planner) nameOf(c recruit.Candidate) string {
	if line := p.lines.Of(c.ID); line > 0 {
		return inFile(c, line)
	}
	return takenFor(c)
}

// withLearnt adds to those who have a number someone known of whom the file has said
// so, which is not written yet.
func (p *planner) withLearnt(ctx context.Context, c recruit.Candidate, near recruit.Acquaintances) error {
	id := p.seen[p.numberOf(c)].ID()
	if c.ExternalID == "" || id == 0 {
		return nil
	}
	has := func(o recruit.Candidate) bool { return o.ID == id && o.ExternalSource == c.ExternalSource }
	if slices.ContainsFunc(near.ByExternalID[c.ExternalID], has) {
		return nil
	}
	profile, err := p.profile(ctx, person{id: id})
	if err != nil {
		return err
	}
	o := profile.Candidate
	o.ExternalID, o.ExternalSource = c.ExternalID, c.ExternalSource
	near.ByExternalID[c.ExternalID] = append(near.ByExternalID[c.ExternalID], o)
	return nil
}

// stored finds whom a mark means in the workspace; ID 0 is nobody.
func (p *planner) stored(m mark, c recruit.Candidate, near recruit.Acquaintances) recruit.Candidate {
	var list []recruit.Candidate
	var fits func(recruit.Candidate) bool
	switch m.kind {
	case byMail:
		return near.ByAddress[m.value]
	case byLink:
		list = near.ByLink[m.value]
		fits = func(o recruit.Candidate) bool { return sanitize.SameName(o.Name, c.Name) }
	default:
		list = near.ByExternalID[c.ExternalID]
		fits = func(o recruit.Candidate) bool {
			same := o.ExternalSource == c.ExternalSource
			if c.Name == "" { // a row that only refers to someone
				return same && c.ExternalSource != ""
			}
			return (same || p.mayBe(o, c)) && recruit.SamePerson(o, c)
		}
	}
	for _, o := range p.oldestFirst(list) {
		if fits(o) {
			return o
		}
	}
	return recruit.Candidate{}
}

// mayBe reports whether the numbers of two records may be of one system. Of two rows
// of one file nobody needs to guess that.
func (p *planner) mayBe(o, c recruit.Candidate) bool {
	return (o.ExternalSource == "" || c.ExternalSource == "") && p.lines.Of(o.ID) == 0
}

// oldestFirst puts those who were here before in front of those of the file.
func (p *planner) oldestFirst(list []recruit.Candidate) []recruit.Candidate {
	if !slices.ContainsFunc(list, func(o recruit.Candidate) bool { return p.lines.Of(o.ID) > 0 }) {
		return list
	}
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b recruit.Candidate) int { return cmp.Compare(p.lines.Of(a.ID), p.lines.Of(b.ID)) })
	return list
}

// drafted finds whom a mark means among those of the file who are not in the
// workspace yet.
func (p *planner) drafted(m mark, c recruit.Candidate) (match, error) {
	var first drafts.Key
	for _, at := range p.keys(m, c) {
		if k := p.seen[at]; k < 0 && (first == 0 || k > first) { // the first row
			first = k
		}
	}
	if first == 0 {
		return match{}, nil
	}
	d, err := p.drafts.Of(first)
	if d == nil || err != nil {
		return match{}, err
	}
	if m.kind == byID && c.Name != "" && !recruit.SamePerson(d.Person.Candidate, c) {
		return match{}, nil
	}
	as := d.Person.Candidate
	if m.kind == byID {
		as.ExternalID, as.ExternalSource = c.ExternalID, c.ExternalSource
	}
	return match{who: person{row: first.Row(), line: d.Line, at: d.At}, known: true, as: as}, nil
}

// doubts says of someone new who has their number, or may be the same.
func (p *planner) doubts(c recruit.Candidate, near recruit.Acquaintances) (m match, err error) {
	if export.Shown(c.ExternalID) != "" {
		owner, same, err := p.owner(c, near)
		if err != nil {
			return m, err
		}
		if owner != "" {
			m.remark = fmt.Sprintf("the ID %s is that of %s here, but neither name nor address matches, so they are treated as two people", brief(c.ExternalID), owner)
			m.foreign = same && c.ExternalSource != ""
		}
	}
	namesake, err := p.namesake(c, near)
	if namesake != "" {
		m.remark = words.Join("; ", m.remark, "may be the same as "+namesake+", who has the same name; both are kept")
	}
	return m, err
}

// owner is who has the number of a record, in words, and whether in the same source:
// then nobody else can have it.
func (p *planner) owner(c recruit.Candidate, near recruit.Acquaintances) (who string, same bool, err error) {
	list := p.oldestFirst(near.ByExternalID[c.ExternalID])
	at := slices.IndexFunc(list, func(o recruit.Candidate) bool { return c.ExternalSource != "" && o.ExternalSource == c.ExternalSource })
	if at < 0 {
		at = slices.IndexFunc(list, func(o recruit.Candidate) bool { return o.ExternalSource == c.ExternalSource || p.mayBe(o, c) })
	}
	var found recruit.Candidate
	if at >= 0 {
		found = list[at]
	}
	if k := p.seen[p.numberOf(c)]; k < 0 && (at < 0 || c.ExternalSource != "" && found.ExternalSource != c.ExternalSource) {
		d, err := p.drafts.Of(k)
		if d == nil || err != nil {
			return "", false, err
		}
		return inFile(d.Person.Candidate, d.Line), true, nil
	}
	if at < 0 {
		return "", false, nil
	}
	return p.nameOf(found), found.ExternalSource == c.ExternalSource, nil
}

// namesake is who has the same name as someone new, in words: anybody, but of those
// with an address only who came without one. Two rows of an export are two people.
func (p *planner) namesake(c recruit.Candidate, near recruit.Acquaintances) (string, error) {
	if c.Name == "" {
		return "", nil
	}
	bare, export := c.Email != "" && len(c.Links) == 0, p.layout.own != nil
	for _, o := range p.oldestFirst(near.ByName[c.Name]) {
		if (!bare || o.Email == "") && (!export || p.lines.Of(o.ID) == 0) {
			return p.nameOf(o), nil
		}
	}
	k := p.seen[p.nameAt(c.Name, bare)]
	if k >= 0 || export {
		return "", nil
	}
	d, err := p.drafts.Of(k)
	if d == nil || err != nil {
		return "", err
	}
	return inFile(d.Person.Candidate, d.Line), nil
}

// attendees tells the candidate of an event in a calendar from the others, who
// interview. Without one who is known the first of them is taken.
func (p *planner) attendees(ctx context.Context, e *entry) error {
	all := strings.Split(e.values[Email], "; ")
	at := 0
	for i, one := range all {
		address, err := sanitize.International(firstAddress(one))
		if err != nil {
			continue
		}
		c := recruit.Candidate{Email: address}
		near, err := p.acquaintances(ctx, c)
		if err != nil {
			return err
		}
		m, err := p.find(ctx, c, near)
		if err != nil {
			return err
		}
		if m.known {
			at = i
			break
		}
	}
	e.values[Email] = all[at]
	if others := slices.Delete(slices.Clone(all), at, at+1); len(others) > 0 {
		e.values[Interviewers] = words.Join("; ", append(others, e.values[Interviewers])...)
	}
	return nil
}
