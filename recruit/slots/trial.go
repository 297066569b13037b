package slots

// relaxing tries ways out of one query.
type relaxing struct {
	w      *work
	tables []*table // as it stands
	starts []row    // of each session, as it stands
	hours  int      // as it stands
	shared bool     // someone could be in two sessions
}

func (x *relaxing) begin() {
	for n := range x.w.sessions {
		t := x.w.tableOf(n)
		x.tables = append(x.tables, t)
		x.starts = append(x.starts, t.starts)
	}
	x.shared = shareAnybody(x.tables)
	x.hours = x.w.hours()
}

// try is how many hours there are with some constraints let go of.
func (x *relaxing) try(lifts ...Lift) int {
	if x.w.gaveUp {
		return 0
	}
	q := *x.w.q
	q.Lifts = append(append([]Lift(nil), q.Lifts...), lifts...)
	o := x.w.again(&q)
	defer o.end()
	o.base, o.changed = x.w, lifts
	o.most = x.w.most - x.w.steps
	n := 0
	if !x.idle(o, lifts) {
		n = o.hours()
	}
	x.w.step(o.steps + 1)
	x.w.gaveUp = x.w.gaveUp || o.gaveUp
	return n
}

// idle reports whether lifts about people open no start of any session, so that nothing
// can come of them where nobody could be in two sessions.
func (x *relaxing) idle(o *work, lifts []Lift) bool {
	for _, l := range lifts {
		if l.Person == 0 || l.Kind == Attendance {
			return false
		}
	}
	if len(o.sessions) == 1 || x.shared {
		return false // one session is counted as quickly
	}
	for n := range o.sessions {
		if t := o.tableOf(n); t.shared || !equal(t.starts, x.starts[n]) {
			return false
		}
	}
	return true
}

func equal(a, b row) bool {
	for n := range a {
		if a[n] != b[n] {
			return false
		}
	}
	return true
}

// pairs tries two at once, the cheapest first, for as long as the bounds allow, and
// returns those that help.
func (x *relaxing) pairs(lifts []Lift) []Relaxation {
	var found []Relaxation
	tried := 0
	for sum := 1; sum < 2*len(lifts)-2; sum++ {
		for a := max(0, sum-len(lifts)+1); 2*a < sum; a++ {
			b := sum - a
			if lifts[a].Kind == lifts[b].Kind && (lifts[a].Person == 0 || lifts[b].Person == 0) {
				continue
			}
			if tried++; tried > maxPairs || x.w.gaveUp || len(found) >= 10 {
				return found
			}
			if n := x.try(lifts[a], lifts[b]); n > 0 {
				found = append(found, x.w.relaxation(n, lifts[a], lifts[b]))
			}
		}
	}
	return found
}

// hours is how many starts one session has, or on how many days a loop can begin. Costs
// are not looked at.
func (w *work) hours() int {
	if len(w.sessions) == 1 && w.sessions[0].Fixed == nil {
		t := w.tableOf(0)
		w.seatable(t)
		return t.starts.count(0, w.g.n)
	}
	s := w.newSearch(false)
	n := 0
	for d := range s.days {
		if s.searchDay(d); len(s.top) > 0 {
			n++
		}
	}
	return n
}

// seatable takes away the starts at which the same people would be needed twice.
func (w *work) seatable(t *table) {
	for s := t.starts.next(0, w.g.n); t.shared && s < w.g.n && w.step(1); s = t.starts.next(s+1, w.g.n) {
		if !t.fills(s) && w.costAt(t, s) == impossible {
			t.starts.unset(s, s+1)
		}
	}
}

// outline gives every start of a session the same cost, for a search that only asks
// whether there is a loop.
func (w *work) outline(t *table) {
	w.seatable(t)
	t.cost = make([]cost, w.g.n)
	for s := range t.cost {
		t.cost[s] = impossible
		if t.starts.has(s) {
			t.cost[s] = 0
		}
	}
}
