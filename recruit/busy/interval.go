package busy

import (
	"cmp"
	"slices"
	"time"
)

// State is what is known of a stretch of somebody's time.
type State uint8

// The states. The zero value is Unknown, so that whatever was forgotten to be filled
// in is never taken for free.
const (
	// Unknown was not read, cannot be read, or was read too long ago.
	Unknown State = iota
	// Free is known to be free.
	Free
	// Soft is taken, but by something that a person may overrule: a tentative
	// entry, or one with a title such as "Focus".
	Soft
	// Busy is taken.
	Busy
)

// String is the state in a word, as commands print it.
func (s State) String() string {
	//exhaustive:enforce
	switch s {
	case Free:
		return "free"
	case Soft:
		return "soft"
	case Busy:
		return "busy"
	case Unknown:
		return "unknown"
	}
	return "unknown"
}

// weight orders states by what they say where two of them meet: what is certainly
// taken stays so, and what is not known hides what is soft or free.
func (s State) weight() int {
	//exhaustive:enforce
	switch s {
	case Free:
		return 0
	case Soft:
		return 1
	case Unknown:
		return 2
	case Busy:
		return 3
	}
	return 2
}

// Both is the state of a stretch of which two things are known.
func Both(a, b State) State {
	if b.weight() > a.weight() {
		return b
	}
	return a
}

// Interval is a stretch of time in one state, from Start until just before End.
type Interval struct {
	Start, End time.Time // UTC
	State      State
	// Ref names the entry that it comes from, by which a later reading replaces it;
	// "" where the source names none. It is opaque: made from an id by a digest, never
	// from a title.
	Ref string
}

// Merge puts intervals in order and joins them, so that they do not overlap: where two
// meet, Both decides. Free ones and empty ones are left out, and Ref is dropped.
// It takes the slice over.
func Merge(all []Interval) []Interval {
	all = slices.DeleteFunc(all, func(i Interval) bool { return i.State == Free || !i.End.After(i.Start) })
	if len(all) < 2 {
		for i := range all {
			all[i].Ref = ""
		}
		return all
	}
	edges := make([]edge, 0, 2*len(all))
	for _, i := range all {
		edges = append(edges, edge{i.Start, i.State, 1}, edge{i.End, i.State, -1})
	}
	slices.SortFunc(edges, func(a, b edge) int { return a.at.Compare(b.at) })
	merged := make([]Interval, 0, len(all))
	var open [4]int
	for n, e := range edges {
		open[e.state&3] += e.change
		if n+1 == len(edges) || edges[n+1].at.Equal(e.at) {
			continue
		}
		state := strongest(open)
		if state == Free {
			continue
		}
		until := edges[n+1].at
		if last := len(merged) - 1; last >= 0 && merged[last].State == state && merged[last].End.Equal(e.at) {
			merged[last].End = until
			continue
		}
		merged = append(merged, Interval{Start: e.at, End: until, State: state})
	}
	return merged
}

// edge is where an interval begins (1) or ends (-1).
type edge struct {
	at     time.Time
	state  State
	change int
}

// strongest is the state of a stretch over which so many intervals of each state lie.
func strongest(open [4]int) State {
	state := Free
	for s, n := range open {
		if n > 0 {
			state = Both(state, State(s))
		}
	}
	return state
}

// Within cuts intervals to a window and leaves out those that lie outside of it.
func Within(all []Interval, from, to time.Time) []Interval {
	var inside []Interval
	for _, i := range all {
		if i.Start.Before(from) {
			i.Start = from
		}
		if i.End.After(to) {
			i.End = to
		}
		if i.End.After(i.Start) {
			inside = append(inside, i)
		}
	}
	return inside
}

// Sort orders intervals by start, then by end, state and entry.
func Sort(all []Interval) {
	slices.SortFunc(all, func(a, b Interval) int {
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End), cmp.Compare(a.State, b.State), cmp.Compare(a.Ref, b.Ref))
	})
}
