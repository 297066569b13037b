package slots

import (
	"context"
	"slices"
	"strings"
)

// Relaxation is a way out that works: what would have to be let go of, and what that gives.
type Relaxation struct {
	Lifts []Lift   // one, or two where none alone is enough
	Names []string // of the people whom the lifts are about; "" for everybody
	// Hours is how many starts there are then, of a loop how many days it can begin on.
	Hours int
}

// Apply is the query with the relaxation taken.
func (r Relaxation) Apply(q Query) Query {
	q.Lifts = append(slices.Clone(q.Lifts), r.Lifts...)
	return q
}

// String says the relaxation as something to choose.
func (r Relaxation) String() string {
	var all []string
	for n, l := range r.Lifts {
		name := ""
		if n < len(r.Names) {
			name = r.Names[n]
		}
		all = append(all, l.String(name))
	}
	return strings.Join(all, " and ")
}

// Bounds of the ways out that are tried.
const (
	maxTrials = 600
	maxPairs  = 400
)

// Relax looks for what could be let go of so that there are more hours than now, the
// cheapest first: each is tried, and what gives nothing is not named. Where no single
// one helps, pairs are tried. The second result is true where the search gave up: then
// some may be missing. The error is ErrInput.
func (g *Grid) Relax(ctx context.Context, q Query) ([]Relaxation, bool, error) {
	w, err := g.newWork(ctx, &q)
	if err != nil {
		return nil, false, err
	}
	defer w.end()
	x := &relaxing{w: w}
	x.begin()
	lifts := w.liftable()
	if len(lifts) > maxTrials {
		lifts = lifts[:maxTrials]
	}
	var found []Relaxation
	for _, l := range lifts {
		if n := x.try(l); n > x.hours {
			found = append(found, w.relaxation(n, l))
		}
	}
	if len(found) == 0 && x.hours == 0 {
		found = x.pairs(lifts)
	}
	slices.SortStableFunc(found, func(a, b Relaxation) int {
		if c := compare(a.price(), b.price()); c != 0 {
			return c
		}
		return -compare(a.Hours, b.Hours)
	})
	return found, w.gaveUp, nil
}

// price orders relaxations by what they ask for.
func (r Relaxation) price() int {
	sum := 0
	for _, l := range r.Lifts {
		at := 100 + 2*slices.Index(prices(), l.Kind)
		if l.Person == 0 && slices.Contains(personal(), l.Kind) {
			at++
		}
		sum += 100 * at
		if l.Kind == Length {
			sum += 96 - int(l.Length/Quarter) // what is left as long as can be comes first
		}
	}
	return sum
}

// prices lists what can be let go of, the cheapest first.
func prices() []Kind {
	return []Kind{Preferred, Window, Soft, Buffer, Lunch, Gap, Order, MaxDays, Length, DayCap, WeekCap, CandidateWindow, CivilHours, Notice, Met, Once, Unknown, Hours, Attendance}
}

func (w *work) relaxation(hours int, lifts ...Lift) Relaxation {
	r := Relaxation{Hours: hours, Lifts: lifts}
	for _, l := range lifts {
		name := ""
		if i, known := w.g.index[l.Person]; known {
			name = w.g.people[i].name
		}
		r.Names = append(r.Names, name)
	}
	return r
}

// liftable lists what of a query can be let go of, the cheapest first.
func (w *work) liftable() []Lift {
	var all []Lift
	for _, k := range prices() {
		if slices.Contains(personal(), k) || k == Attendance {
			all = append(all, w.liftablePeople(k)...)
			continue
		}
		all = append(all, w.liftableRule(k)...)
	}
	return all
}

// liftablePeople lists the people for whom a constraint can be let go of; everybody comes
// last, if there is more than one.
func (w *work) liftablePeople(k Kind) []Lift {
	var all []Lift
	for _, i := range w.involved() {
		p := &w.g.people[i]
		bound := false
		switch k {
		case Soft:
			bound = p.soft
		case Buffer:
			bound = p.before+p.after > 0
		case DayCap:
			bound = p.dayCap > 0
		case WeekCap:
			bound = p.weekCap > 0
		case Met:
			bound = p.met
		case Preferred:
			bound = p.preferred
		case Unknown, Hours:
			bound = true
		case Attendance:
			bound = !w.lifted(Attendance, p.id) && w.needed(p.id) && !slices.Contains(w.q.Essential, p.id)
		}
		if bound && (k == Attendance || w.active(i).has(k)) {
			all = append(all, Lift{Kind: k, Person: p.id})
		}
	}
	if len(all) > 1 && k != Attendance && k != Hours {
		all = append(all, Lift{Kind: k})
	}
	return all
}

// involved lists everybody whom a session needs, in order.
func (w *work) involved() []int32 {
	var all []int32
	for n := range w.sessions {
		if w.sessions[n].Fixed != nil {
			continue
		}
		for _, need := range w.sessions[n].Needs {
			for _, m := range need.Members {
				if m.Role == Qualified {
					all = append(all, w.g.index[m.Person])
				}
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// needed reports whether a session needs a person, and not only one of a pool.
func (w *work) needed(id int64) bool {
	for n := range w.sessions {
		if w.sessions[n].Fixed != nil {
			continue
		}
		for _, need := range w.sessions[n].Needs {
			var people []int64
			for _, m := range need.Members {
				if m.Role == Qualified {
					people = append(people, m.Person)
				}
			}
			slices.Sort(people)
			if people = slices.Compact(people); len(people) == need.Count && slices.Contains(people, id) {
				return true
			}
		}
	}
	return false
}

// liftableRule lists in which ways a constraint that is not about a person can be let go of.
func (w *work) liftableRule(k Kind) []Lift {
	one := func(is bool) []Lift {
		if !is || w.lifted(k, 0) {
			return nil
		}
		return []Lift{{Kind: k}}
	}
	l, c := w.q.Loop, w.q.Candidate
	switch k {
	case Window:
		return one(w.hi < w.g.hi)
	case Lunch:
		return one(l.Lunch.Length > 0 && len(w.sessions) > 0)
	case Gap:
		return one(len(w.sessions) > 1 && (l.MaxGap > 0 || l.BackToBack || l.MinGap > 0))
	case Order:
		return one(len(w.sessions) > 1 && !l.AnyOrder)
	case MaxDays:
		if r := w.loopRules(); r.maxDays < len(w.sessions) {
			return []Lift{{Kind: MaxDays}}
		}
	case Once:
		return one(len(w.sessions) > 1 && l.Once)
	case CandidateWindow:
		return one(len(c.Windows) > 0)
	case CivilHours:
		return one(c.From > 0 || c.To > 0)
	case Notice:
		return one(w.earliest > w.lo)
	case Length:
		var all []Lift
		for n, s := range w.sessions {
			for shorter := s.Duration - Quarter; s.Fixed == nil && shorter >= Quarter && shorter >= s.Duration/2; shorter -= Quarter {
				all = append(all, Lift{Kind: Length, Session: n, Length: shorter})
			}
		}
		return all
	}
	return nil
}
