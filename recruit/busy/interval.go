package busy

import (
	"cmp"
	"slices"
	"time"
)

// State is what is known of a stretch of someone's time.
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
	byStart := func(a, b Interval) int { return a.Start.Compare(b.Start) }
	if !slices.IsSortedFunc(all, byStart) {
		slices.SortFunc(all, byStart)
	}
	m := merging{done: all[:0], inPlace: true}
	for n, i := range all {
		m.read = n + 1
		m.goOn(i.Start, false)
		m.at = i.Start
		i.State &= 3
		if len(m.open) == 0 && (n+1 == len(all) || !all[n+1].Start.Before(i.End)) { // alone, as most are
			m.say(i.End, i.State)
			continue
		}
		m.open = append(m.open, i)
	}
	m.goOn(time.Time{}, true)
	return m.done
}

// merging goes through time from one start to the next.
type merging struct {
	done []Interval
	open []Interval // those that have begun and do not end before at
	at   time.Time

	inPlace bool // done takes the place of the intervals that were read
	read    int  // how many were
}

// goOn notes what lies between at and until, or the end of all that is open.
func (m *merging) goOn(until time.Time, toEnd bool) {
	for len(m.open) > 0 && (toEnd || m.at.Before(until)) { // each turn closes one or comes to until
		end, state := m.open[0].End, Free
		for _, i := range m.open {
			state = Both(state, i.State)
			if i.End.Before(end) {
				end = i.End
			}
		}
		if !toEnd && until.Before(end) {
			end = until
		}
		m.say(end, state)
		kept := m.open[:0]
		for _, i := range m.open {
			if i.End.After(end) {
				kept = append(kept, i)
			}
		}
		m.open = kept
	}
}

// say notes what lies between at and end, and goes on there.
func (m *merging) say(end time.Time, state State) {
	if last := len(m.done) - 1; last >= 0 && m.done[last].State == state && m.done[last].End.Equal(m.at) {
		m.done[last].End = end
	} else {
		if m.inPlace && len(m.done) == m.read { // one was cut into more pieces than there is room for
			m.done, m.inPlace = slices.Clone(m.done), false
		}
		m.done = append(m.done, Interval{Start: m.at, End: end, State: state})
	}
	m.at = end
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
