package slots

import "time"

// loopRules are a query's rules in quarter-hours.
type loopRules struct {
	anyOrder bool
	minGap   int32 // minutes
	maxGap   int   // -1 for any
	lunch    int
	maxDays  int
	within   int
	once     bool
}

// loopRules puts down the rules, with lifts applied.
func (w *work) loopRules() loopRules {
	l := w.q.Loop
	r := loopRules{anyOrder: l.AnyOrder || w.lifted(Order, 0), once: l.Once && !w.lifted(Once, 0), maxGap: -1}
	if !w.lifted(Gap, 0) {
		r.minGap = minutes(l.MinGap)
	}
	if (l.MaxGap > 0 || l.BackToBack) && !w.lifted(Gap, 0) {
		r.maxGap = int(min(max(l.MaxGap, 0), 24*time.Hour) / Quarter)
		if l.BackToBack {
			r.maxGap = 0
		}
	}
	if l.Lunch.Length > 0 && !w.lifted(Lunch, 0) {
		r.lunch = quartersOf(minutes(l.Lunch.Length))
	}
	r.maxDays = min(max(l.MaxDays, 1), MaxSessions)
	for _, lift := range w.q.Lifts {
		if lift.Kind == MaxDays {
			r.maxDays++
		}
	}
	r.within = min(l.Within, MaxWindow)
	if r.within <= 0 {
		r.within = 7
	}
	if r.maxDays == 1 {
		r.within = 1
	}
	r.within = max(r.within, r.maxDays)
	return r
}

// eachLoopDay calls f with the days of the window and those of sessions that stand.
func (w *work) eachLoopDay(tables []*table, f func(from, to int)) {
	lo, hi := w.lo, w.hi
	for _, t := range tables {
		if t.fixed >= 0 && t.fixed < w.g.n {
			lo, hi = min(lo, t.fixed), max(hi, t.fixed+1)
		}
	}
	if hi <= lo {
		return
	}
	for d := w.days.day(lo); d < len(w.days.week); d++ {
		from, to := w.days.span(d)
		if from >= hi {
			return
		}
		if from, to = max(from, 0), min(to, w.g.n); to > from {
			f(from, to)
		}
	}
}

// shareAnybody reports whether a person could sit in two of the sessions.
func shareAnybody(tables []*table) bool {
	seen := map[int32]int{}
	for _, t := range tables {
		for n := range t.groups {
			for _, f := range t.groups[n].members {
				if before, twice := seen[f.person]; twice && before != t.session {
					return true
				}
				seen[f.person] = t.session
			}
		}
	}
	return false
}

// inOrder reports whether the sessions that stand do so in the order in which they are
// listed.
func inOrder(tables []*table) bool {
	last := -1
	for _, t := range tables {
		if t.fixed >= 0 {
			if t.fixed < last {
				return false
			}
			last = t.fixed
		}
	}
	return true
}
