package importer

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"unicode"

	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/sanitize"
)

// This file says who of the workspace a row is about. A number alone says
// nothing: two systems both have a candidate 1.

// match is what is known of a person. taken is whom a row is taken for, in words.
type match struct {
	who     person
	known   bool
	pending bool              // in the plan that is not written yet
	stored  recruit.Candidate // in the workspace, with the number by which they were found
	taken   string
	// remark is what a person should look at: a number that somebody else has, or
	// somebody who may be the same.
	remark string
	// foreign says that the number is somebody else's in the same source.
	foreign bool
}

// find looks for a person by address, by profile, and by number together with
// name or source, in the file so far and in the workspace.
func (p *planner) find(c recruit.Candidate, near recruit.Acquaintances) match {
	for _, mark := range p.marks(c) {
		at := p.first.hash(mark.kind, mark.value)
		if index, is := p.pending[at]; is {
			return match{who: person{line: p.plan.people[index].line, at: index}, known: true, pending: true}
		}
		if o := stored(mark, c, near); o.ID != 0 {
			return match{who: person{id: o.ID, line: p.lines.of(o.ID)}, known: true, stored: o, taken: takenFor(o)}
		}
		if line := int(p.first.lines[at]); line > 0 { // of a dry run, which has written nobody
			return match{who: person{line: line}, known: true}
		}
	}
	return doubts(c, near)
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
	return fmt.Sprintf("%s (candidate %d)", brief(joined(", ", c.Name, c.Email)), c.ID)
}

// stored finds whom a mark means in the workspace; ID 0 is nobody.
func stored(m mark, c recruit.Candidate, near recruit.Acquaintances) recruit.Candidate {
	var list []recruit.Candidate
	var fits func(recruit.Candidate) bool
	switch m.kind {
	case byMail:
		return near.ByAddress[m.value]
	case byLink:
		list = near.ByLink[m.value]
		fits = func(o recruit.Candidate) bool { return sameName(o.Name, c.Name) }
	default:
		list = near.ByExternalID[c.ExternalID]
		fits = func(o recruit.Candidate) bool {
			if c.Name == "" { // a row that only refers to somebody
				return c.ExternalSource != "" && o.ExternalSource == c.ExternalSource
			}
			return (o.ExternalSource == c.ExternalSource || o.ExternalSource == "" || c.ExternalSource == "") && agree(o, c)
		}
	}
	if at := slices.IndexFunc(list, fits); at >= 0 {
		return list[at]
	}
	return recruit.Candidate{}
}

// doubts says of somebody new who has their number, or may be the same.
func doubts(c recruit.Candidate, near recruit.Acquaintances) (m match) {
	if export.Shown(c.ExternalID) != "" {
		for _, o := range near.ByExternalID[c.ExternalID] {
			if o.ExternalSource != c.ExternalSource && o.ExternalSource != "" && c.ExternalSource != "" {
				continue // a number of another system
			}
			m.remark = fmt.Sprintf("the id %s is that of %s here, and neither name nor address agree, so they are taken for two people", brief(c.ExternalID), takenFor(o))
			m.foreign = c.ExternalSource != "" && o.ExternalSource == c.ExternalSource
			break
		}
	}
	if c.Name == "" {
		return m
	}
	list := near.ByName[c.Name]
	if c.Email != "" && len(c.Links) == 0 { // who has an address may be somebody who came without one
		list = slices.DeleteFunc(slices.Clone(list), func(o recruit.Candidate) bool { return o.Email != "" })
	}
	if len(list) > 0 {
		m.remark = joined("; ", m.remark, "may be the same as "+takenFor(list[0])+", who has the same name; both are kept")
	}
	return m
}

// agree reports whether two records of one number are of one person: by name,
// address or telephone.
func agree(a, b recruit.Candidate) bool {
	if sameName(a.Name, b.Name) {
		return true
	}
	for _, x := range append([]string{a.Email}, a.Emails...) {
		for _, y := range append([]string{b.Email}, b.Emails...) {
			if x != "" && sanitize.SameAddress(x, y) {
				return true
			}
		}
	}
	return len(digits(a.Phone)) >= 7 && strings.HasSuffix(digits(a.Phone), last(digits(b.Phone), 7)) && len(digits(b.Phone)) >= 7
}

func last(s string, n int) string { return s[max(0, len(s)-n):] }

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// sameName reports whether two names are one, whatever the accents and the order
// of their words.
func sameName(a, b string) bool {
	return a != "" && (a == b || nameKey(a) == nameKey(b) && nameKey(a) != "")
}

// nameKey is a name without accents, its words in order.
func nameKey(name string) string {
	words := strings.FieldsFunc(sanitize.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(words)
	return strings.Join(words, " ")
}

// firsts remembers in which line of a file something stood first. A name takes
// some bytes, however long it is, so that a million rows fit.
type firsts struct {
	seed  maphash.Seed
	lines map[uint64]int32
}

func newFirsts() firsts { return firsts{maphash.MakeSeed(), map[uint64]int32{}} }

func (f firsts) hash(parts ...string) uint64 {
	var h maphash.Hash
	h.SetSeed(f.seed)
	for _, p := range parts {
		h.WriteString(p)
		h.WriteByte(0)
	}
	return h.Sum64()
}

// line returns where something stood, 0 when nowhere.
func (f firsts) line(parts ...string) int { return int(f.lines[f.hash(parts...)]) }

// add remembers the first place of something.
func (f firsts) add(line int, parts ...string) {
	at := f.hash(parts...)
	if _, known := f.lines[at]; !known {
		f.lines[at] = int32(line)
	}
}

// origins say from which line of the file the people came whom the import has
// written. Ids and lines rise together, so it takes little room.
type origins []origin

// origin is some people who follow each other, in lines that do too.
type origin struct {
	id   recruit.CandidateID // of the first
	line int
	n    int
}

// add notes from which line somebody came who was just written.
func (o *origins) add(id recruit.CandidateID, line int) {
	if n := len(*o); n > 0 {
		last := &(*o)[n-1]
		switch next := last.id + recruit.CandidateID(last.n); {
		case id < next:
			return
		case id == next && line == last.line+last.n:
			last.n++
			return
		}
	}
	*o = append(*o, origin{id, line, 1})
}

// of is the line that somebody came from, 0 when it is not of this file.
func (o origins) of(id recruit.CandidateID) int {
	at, is := slices.BinarySearchFunc(o, id, func(r origin, id recruit.CandidateID) int { return cmp.Compare(r.id, id) })
	if !is {
		at--
	}
	if at < 0 || id >= o[at].id+recruit.CandidateID(o[at].n) {
		return 0
	}
	return o[at].line + int(id-o[at].id)
}

// The kinds of marks.
const (
	byMail = "mail"
	byLink = "link"
	byID   = "id"
)

// mark is something by which a person is told from others.
type mark struct{ kind, value string }

// marks are those of a person, the surest first.
func marks(c recruit.Candidate) (all []mark) {
	for _, address := range append([]string{c.Email}, c.Emails...) {
		if address != "" {
			all = append(all, mark{byMail, strings.ToLower(address)})
		}
	}
	for _, link := range c.Links {
		if strings.HasPrefix(link, "https://www.linkedin.com/") {
			all = append(all, mark{byLink, link})
		}
	}
	if c.ExternalID != "" {
		all = append(all, mark{byID, c.ExternalSource + "\x00" + c.ExternalID + "\x00" + nameKey(c.Name)})
	}
	return all
}
