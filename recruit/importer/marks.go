package importer

import (
	"cmp"
	"hash/maphash"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/importer/drafts"
	"recruitty/recruit/sanitize"
)

// This file says by what people are told apart, and where a file is remembered to
// have said so.

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
		all = append(all, mark{byID, c.ExternalID})
	}
	return all
}

// keys are under what the file remembers a mark of a person. A number of no source
// may be that of several.
func (p *planner) keys(m mark, c recruit.Candidate) []uint64 {
	switch {
	case m.kind == byLink:
		return []uint64{p.first.hash(byLink, m.value, nameOrKey(c.Name))}
	case m.kind == byID && c.ExternalSource == "" && c.Name == "": // says nothing
		return nil
	case m.kind == byID && c.ExternalSource == "" && export.Shown(c.ExternalID) != "":
		keys := []uint64{p.first.hash("named", m.value, nameOrKey(c.Name))}
		if end := recruit.PhoneEnd(c); end != "" {
			keys = append(keys, p.first.hash("phoned", m.value, end))
		}
		return keys
	case m.kind == byID:
		return []uint64{p.numberOf(c)}
	}
	return []uint64{p.first.hash(m.kind, m.value)}
}

func (p *planner) numberOf(c recruit.Candidate) uint64 {
	return p.first.hash(byID, c.ExternalSource, c.ExternalID)
}

// nameAt is where the file remembers a name, and where who has it without an address.
func (p *planner) nameAt(name string, bare bool) uint64 {
	return p.first.hash("name", strconv.FormatBool(bare), sanitize.Fold(name))
}

// nameOrKey tells names apart as sanitize.SameName does.
func nameOrKey(name string) string { return cmp.Or(sanitize.NameKey(name), name) }

// remember makes someone new known to the rows that follow.
func (p *planner) remember(c recruit.Candidate, who drafts.Key) {
	note := func(at uint64) {
		if _, is := p.seen[at]; !is {
			p.seen[at] = who
		}
	}
	for _, m := range p.marks(c) {
		for _, at := range p.keys(m, c) {
			note(at)
		}
	}
	if c.ExternalID != "" {
		note(p.numberOf(c))
	}
	note(p.nameAt(c.Name, false))
	if c.Email == "" {
		note(p.nameAt(c.Name, true))
	}
}
