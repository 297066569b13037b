package slots

// A search tries every order and every start of a loop's sessions, day by day, and leaves
// off wherever what is placed already, with the least that the rest can cost, is worse
// than the choices that it has. Nothing that could be one of the best is left out.
type search struct {
	w      *work
	tables []*table
	days   []loopDay
	rules  loopRules
	least  [][]cost // of each session, from each quarter-hour on: the least it can cost until horizon
	// horizon is where the last day that a loop may use ends that begins on the day that is
	// being searched.
	horizon int
	shared  bool // someone could be in two sessions
	top     []option
	most    int
	priced  bool   // else the first loop of a day is enough
	misfits int    // loops of this day in which someone would have sat twice
	dead    bool   // the day can have no loop
	now     option // what is placed so far
	first   int    // the day that is being searched
}

// loopDay is a day, and when lunch is on it.
type loopDay struct{ from, to, lunchFrom, lunchTo int }

// spot is where a search stands: after a session on a day.
type spot struct {
	session   int // the last one placed, -1 before the first
	day       int
	end       int // of the last session's quarter-hours
	soonest   int // the next start on this day, by the gap
	placed    uint
	days      int
	idle      int
	cost      cost
	lunchLeft bool // the day's break has been found already
}

// loop finds the best loops that begin on each day.
func (w *work) loop() ([]*table, []Day, []option) {
	s := w.newSearch(true)
	days := make([]Day, 0, len(s.days))
	all := w.options[:0]
	for n := range s.days {
		s.searchDay(n)
		for rank, o := range s.top {
			o.day, o.rank = n, rank
			all = append(all, o)
		}
		days = append(days, Day{Start: w.local(s.days[n].from), End: w.local(s.days[n].to), Hours: len(s.top), Searched: !w.gaveUp})
	}
	return s.tables, days, all
}

// newSearch puts down the sessions: with what they cost, for the best loops of each day,
// or without, to learn whether a day has one.
func (w *work) newSearch(priced bool) *search {
	s := &search{w: w, rules: w.loopRules(), most: 1, priced: priced}
	if priced {
		s.most = w.perDay(2)
	}
	for n := range w.sessions {
		t := w.tableOf(n)
		if priced {
			w.price(t)
		} else {
			w.outline(t)
		}
		s.tables = append(s.tables, t)
		s.least = append(s.least, make([]cost, w.g.n+1))
	}
	s.shared = shareAnybody(s.tables)
	s.rules.anyOrder = s.rules.anyOrder || !inOrder(s.tables)
	w.eachLoopDay(s.tables, func(from, to int) {
		d := loopDay{from: from, to: to}
		if s.rules.lunch > 0 {
			d.lunchFrom, d.lunchTo = w.wall(from, to, w.q.Loop.Lunch.From, w.q.Loop.Lunch.To)
		}
		s.days = append(s.days, d)
	})
	return s
}

// searchDay leaves in top the best loops that begin on a day.
func (s *search) searchDay(day int) {
	s.top, s.first, s.misfits, s.dead = s.top[:0], day, 0, false
	last := min(day+s.rules.within, len(s.days)) - 1
	from := s.days[day].from
	s.horizon = s.days[last].to
	for n, t := range s.tables {
		least := impossible
		for q := s.horizon; q >= from; q-- {
			if q < s.w.g.n && q < s.horizon {
				if c := t.cost[q]; c != impossible && (least == impossible || c < least) {
					least = c
				}
			}
			s.least[n][q] = least
		}
		if least == impossible {
			return
		}
	}
	s.now = option{day: day}
	s.onDay(spot{session: -1, day: day, placed: 0}, day)
}

// rest is the least that the sessions cost that are not placed, other than one, from a
// quarter-hour on; impossible if one of them cannot be placed.
func (s *search) rest(placed uint, from int) cost {
	var sum cost
	from = min(from, s.horizon)
	for n := range s.tables {
		if placed>>n&1 != 0 || s.tables[n].fixed >= 0 {
			continue
		}
		c := s.least[n][from]
		if c == impossible {
			return impossible
		}
		sum += c
	}
	return sum
}

// next reports whether a session may be the next one.
func (s *search) next(at *spot, n int) bool {
	if at.placed>>n&1 != 0 {
		return false
	}
	return s.rules.anyOrder || at.placed>>n == 0 && at.placed == 1<<n-1
}

// extend places one more session after a spot, in every way.
func (s *search) extend(at spot) {
	if at.placed == 1<<len(s.tables)-1 {
		s.arrive(&at)
		return
	}
	for n, t := range s.tables {
		if !s.next(&at, n) {
			continue
		}
		from, to := at.soonest, s.days[at.day].to
		standing := t.fixed >= 0 && s.tables[at.session].fixed >= 0
		if standing {
			from = int(s.now.starts[at.session])
			if n < at.session {
				from++
			}
		} else if s.rules.maxGap >= 0 {
			to = min(to, max(at.soonest, at.end+s.rules.maxGap)+s.rules.lunch+1)
		}
		for q := t.starts.next(from, to); q < to; q = t.starts.next(q+1, to) {
			if s.dead || !s.w.step(1) {
				return
			}
			if standing || s.gap(&at, q) {
				s.put(at, n, q, false)
			}
		}
	}
	if at.days < s.rules.maxDays {
		for day := at.day + 1; day < min(s.first+s.rules.within, len(s.days)); day++ {
			s.onDay(at, day)
		}
	}
}

// onDay places the first session of a day.
func (s *search) onDay(at spot, day int) {
	if at.session >= 0 && !s.lunched(&at) {
		return
	}
	d := s.days[day]
	at.soonest = max(at.soonest, d.from) // a session may have gone on beyond midnight
	at.day, at.end, at.lunchLeft = day, d.from, false
	at.days++
	for q := at.soonest; q < d.to; q++ {
		for n, t := range s.tables {
			if t.starts.has(q) && s.next(&at, n) {
				if s.dead || !s.w.step(1) {
					return
				}
				if at.session < 0 {
					s.now.first = int32(q)
				}
				s.put(at, n, q, true)
			}
		}
	}
}

// gap reports whether a session may start so long after the one before it: within the
// longest gap, or beyond it by lunch where the gap leaves one.
func (s *search) gap(at *spot, q int) bool {
	if s.rules.maxGap < 0 {
		return true
	}
	latest := max(at.soonest, at.end+s.rules.maxGap)
	return q <= latest || s.rules.lunch > 0 && q <= latest+s.rules.lunch && s.breaks(at.day, at.end, q)
}

// breaks reports whether lunch fits between two quarter-hours of a day.
func (s *search) breaks(day, from, to int) bool {
	d := &s.days[day]
	return min(to, d.lunchTo)-max(from, d.lunchFrom) >= s.rules.lunch
}

// lunched reports whether a day that ends at a spot has left a break.
func (s *search) lunched(at *spot) bool {
	return s.rules.lunch == 0 || at.lunchLeft || s.breaks(at.day, at.end, s.days[at.day].to)
}

// put places a session at a quarter-hour, the first of its day or a further one, and goes
// on, if that can still be one of the best.
func (s *search) put(at spot, n, q int, first bool) {
	t := s.tables[n]
	if s.rules.lunch > 0 && !at.lunchLeft {
		at.lunchLeft = s.breaks(at.day, at.end, q)
		if !at.lunchLeft && !s.breaks(at.day, q+t.quarters, s.days[at.day].to) {
			return
		}
	}
	if !first {
		at.idle += max(q-at.end, 0)
	}
	at.cost += t.cost[q]
	at.placed |= 1 << n
	at.session = n
	at.end = max(at.end, q+t.quarters)
	at.soonest = max(at.soonest, q+quartersOf(t.minutes+s.rules.minGap))
	rest := s.rest(at.placed, at.end)
	if rest == impossible {
		return
	}
	if !s.promising(at.cost+rest, at.days, at.idle) {
		return
	}
	s.now.starts[n] = int32(q)
	if s.misfits > fewMisfits && at.placed != 1<<len(s.tables)-1 {
		if c := s.atLeast(at.placed); c == impossible || !s.promising(c, at.days, at.idle) {
			return
		}
	}
	s.extend(at)
}

// promising reports whether a loop that costs at least so much may be one of the best.
func (s *search) promising(c cost, days, idle int) bool {
	if len(s.top) < s.most {
		return true
	}
	worst := &s.top[len(s.top)-1]
	switch {
	case !s.priced:
		return false
	case level(c) != level(worst.cost):
		return level(c) < level(worst.cost)
	case days != worst.days:
		return days < worst.days
	case c != worst.cost:
		return c < worst.cost
	case idle != worst.idle:
		return idle < worst.idle
	}
	return s.now.first <= worst.first
}

// arrive takes a whole loop into top, if it is one of the best.
func (s *search) arrive(at *spot) {
	if !s.lunched(at) {
		return
	}
	o := s.now
	o.cost, o.days, o.idle = at.cost, at.days, at.idle
	if s.shared {
		if o.cost = s.w.leaf(s.tables, o.starts[:len(s.tables)]); o.cost != at.cost {
			s.misfit()
		}
		if o.cost == impossible {
			return
		}
	}
	n := len(s.top)
	for n > 0 && o.compare(&s.top[n-1]) < 0 {
		n--
	}
	if n == s.most {
		return
	}
	if len(s.top) < s.most {
		s.top = append(s.top, option{})
	}
	copy(s.top[n+1:], s.top[n:])
	s.top[n] = o
}
