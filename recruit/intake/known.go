package intake

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"unicode"

	"recruitty/recruit"
	"recruitty/recruit/clean"
	"recruitty/recruit/export"
)

// This file says who of the workspace a row is about. A number alone says
// nothing: two systems both have a candidate 1.

// match is what is known of a person. taken is whom a row is taken for, in words.
type match struct {
	who   person
	known bool
	taken string
	// remark is what a person should look at: a number that somebody else has, or
	// somebody who may be the same.
	remark string
	// foreign says that the number is somebody else's in the same source.
	foreign bool
}

// find looks for a person by address, by profile, and by number together with
// name or source, in the file so far and in the workspace.
func (p *planner) find(ctx context.Context, c recruit.Candidate) (m match, err error) {
	for _, mark := range p.marks(c) {
		at := p.first.hash(mark.kind, mark.value)
		line := int(p.first.lines[at])
		if index, is := p.pending[at]; is {
			return match{who: person{line: line, at: index}, known: true}, nil
		}
		stored, err := p.stored(ctx, mark, c)
		switch {
		case err != nil:
			return match{}, err
		case stored.ID != 0:
			return match{who: person{id: stored.ID, line: line}, known: true, taken: takenFor(stored)}, nil
		case line > 0 && p.report.DryRun: // which has written nobody
			return match{who: person{line: line}, known: true}, nil
		}
	}
	return p.doubts(ctx, c)
}

// takenFor names a person of the workspace.
func takenFor(c recruit.Candidate) string {
	return fmt.Sprintf("%s (candidate %d)", brief(joined(", ", c.Name, c.Email)), c.ID)
}

// stored finds whom a mark means in the workspace; ID 0 is nobody.
func (p *planner) stored(ctx context.Context, m mark, c recruit.Candidate) (recruit.Candidate, error) {
	var list []recruit.Candidate
	var err error
	var fits func(recruit.Candidate) bool
	switch m.kind {
	case byMail:
		one, err := p.service.Candidates.CandidateByEmail(ctx, m.value)
		if errors.Is(err, recruit.ErrNotFound) {
			return recruit.Candidate{}, nil
		}
		return one, err
	case byLink:
		list, err = p.service.Store.CandidatesByLink(ctx, m.value)
		fits = func(o recruit.Candidate) bool { return sameName(o.Name, c.Name) }
	default:
		if list, err = p.service.Store.CandidatesByExternalID(ctx, c.ExternalID); err == nil {
			list, err = p.keyed(ctx, c, list)
		}
		fits = func(o recruit.Candidate) bool {
			if c.Name == "" { // a row that only refers to somebody
				return c.ExternalSource != "" && o.ExternalSource == c.ExternalSource
			}
			return (o.ExternalSource == c.ExternalSource || o.ExternalSource == "" || c.ExternalSource == "") && agree(o, c)
		}
	}
	if at := slices.IndexFunc(list, fits); err == nil && at >= 0 {
		return list[at], nil
	}
	return recruit.Candidate{}, err
}

// doubts says of somebody new who has their number, or may be the same.
func (p *planner) doubts(ctx context.Context, c recruit.Candidate) (m match, err error) {
	if c.ExternalID != "" && !strings.HasPrefix(c.ExternalID, export.KeyPrefix) {
		list, err := p.service.Store.CandidatesByExternalID(ctx, c.ExternalID)
		if err != nil {
			return m, err
		}
		for _, o := range list {
			if o.ExternalSource != c.ExternalSource && o.ExternalSource != "" && c.ExternalSource != "" {
				continue // a number of another system
			}
			m.remark = fmt.Sprintf("the id %s is that of %s here, and neither name nor address agree, so they are taken for two people", brief(c.ExternalID), takenFor(o))
			m.foreign = c.ExternalSource != "" && o.ExternalSource == c.ExternalSource
			break
		}
	}
	if c.Name == "" || c.Email != "" && len(c.Links) == 0 {
		return m, nil
	}
	list, err := p.service.Store.CandidatesCalled(ctx, c.Name)
	if err == nil && len(list) > 0 {
		m.remark = joined("; ", m.remark, "may be the same as "+takenFor(list[0])+", who has the same name; both are kept")
	}
	return m, err
}

// agree reports whether two records of one number are of one person: by name,
// address or telephone.
func agree(a, b recruit.Candidate) bool {
	if sameName(a.Name, b.Name) {
		return true
	}
	for _, x := range append([]string{a.Email}, a.Emails...) {
		for _, y := range append([]string{b.Email}, b.Emails...) {
			if x != "" && clean.SameAddress(x, y) {
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
	words := strings.FieldsFunc(clean.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
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
