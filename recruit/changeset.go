package recruit

import "slices"

// Change is the fact that something in the workspace is no longer what it was.
// The zero Change may be about anything; any other is about one interview and
// what belongs to it.
type Change struct {
	Interview      InterviewID
	Candidate      CandidateID
	Job            JobID
	Members        []MemberID // who organises it or takes part, before or after
	NeedsAttention bool       // something about it needs a person, or did before
}

// ChangeSet is what has changed since someone looked last.
type ChangeSet []Change

// maxChanges is how many changes a set tells apart; beyond that they are about
// anything.
const maxChanges = 64

// With returns the set with one more change.
func (n ChangeSet) With(c Change) ChangeSet {
	if c.Interview == 0 || len(n) > 0 && n[0].Interview == 0 {
		return ChangeSet{{}}
	}
	for i, known := range n {
		if known.Interview != c.Interview {
			continue
		}
		known.NeedsAttention = known.NeedsAttention || c.NeedsAttention
		for _, m := range c.Members {
			if !slices.Contains(known.Members, m) {
				known.Members = append(slices.Clip(known.Members), m)
			}
		}
		n[i] = known
		return n
	}
	if len(n) >= maxChanges {
		return ChangeSet{{}}
	}
	return append(n, c)
}

// All reports whether the set may be about more than interviews.
func (n ChangeSet) All() bool { return n.Affects(func(Change) bool { return false }) }

// Affects reports whether one of the changes may be about what match says yes to.
// An empty set may be about anything.
func (n ChangeSet) Affects(match func(Change) bool) bool {
	return len(n) == 0 || slices.ContainsFunc(n, func(c Change) bool { return c.Interview == 0 || match(c) })
}
