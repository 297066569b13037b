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
