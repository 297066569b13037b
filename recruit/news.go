package recruit

import "slices"

// Change is the fact that something in the workspace is no longer what it was.
// The zero Change may be about anything; any other is about one interview and
// what belongs to it.
type Change struct {
	Interview InterviewID
	Candidate CandidateID
	Job       JobID
	Members   []MemberID // who organises it or takes part, before or after
	Trouble   bool       // something about it needs a person, or did before
}

// News is what has changed since somebody looked last.
type News []Change

// mostNews is how many changes news tell apart; beyond that they are about
// anything.
const mostNews = 64

// And returns the news with one more change.
func (n News) And(c Change) News {
	if c.Interview == 0 || len(n) > 0 && n[0].Interview == 0 {
		return News{{}}
	}
	for i, known := range n {
		if known.Interview != c.Interview {
			continue
		}
		known.Trouble = known.Trouble || c.Trouble
		for _, m := range c.Members {
			if !slices.Contains(known.Members, m) {
				known.Members = append(slices.Clip(known.Members), m)
			}
		}
		n[i] = known
		return n
	}
	if len(n) >= mostNews {
		return News{{}}
	}
	return append(n, c)
}

// Anything reports whether the news may be about more than interviews.
func (n News) Anything() bool { return n.Concern(func(Change) bool { return false }) }

// Concern reports whether one of the changes may be about what match says yes to.
// No news at all may be about anything.
func (n News) Concern(match func(Change) bool) bool {
	return len(n) == 0 || slices.ContainsFunc(n, func(c Change) bool { return c.Interview == 0 || match(c) })
}
