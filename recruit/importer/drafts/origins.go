package drafts

import (
	"cmp"
	"slices"

	"recruitty/recruit"
)

// Origins say from which line of the file the people came whom the import has
// written. Ids and lines rise together, so it takes little room.
type Origins []origin

// origin is some people who follow each other, in lines that do too.
type origin struct {
	id   recruit.CandidateID // of the first
	line int
	n    int
}

// Add notes from which line someone came who was just written.
func (o *Origins) Add(id recruit.CandidateID, line int) {
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

// Of is the line that someone came from, 0 when it is not of this file.
func (o Origins) Of(id recruit.CandidateID) int {
	at, is := slices.BinarySearchFunc(o, id, func(r origin, id recruit.CandidateID) int { return cmp.Compare(r.id, id) })
	if !is {
		at--
	}
	if at < 0 || id >= o[at].id+recruit.CandidateID(o[at].n) {
		return 0
	}
	return o[at].line + int(id-o[at].id)
}
