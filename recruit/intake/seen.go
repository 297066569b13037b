package intake

import (
	"hash/maphash"
	"strings"

	"recruitty/recruit"
)

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
	byID   = "id"
)

// mark is a name by which a person is told from others.
type mark struct{ kind, value string }

func marks(c recruit.Candidate) (all []mark) {
	for _, m := range []mark{{byMail, foldMail(c.Email)}, {byID, c.ExternalID}} {
		if m.value != "" {
			all = append(all, m)
		}
	}
	return all
}

// foldMail is an address whatever its case.
func foldMail(address string) string { return strings.ToLower(address) }
