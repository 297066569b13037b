package slots

import "slices"

// leaf seats people in sessions that have found their hours, at the least cost, and leaves who
// sits where in picked of all groups. It is impossible if that cannot be.
func (w *work) leaf(tables []*table, starts []int32) cost {
	var sum cost
	for n, t := range tables {
		c := w.costAt(t, int(starts[n]))
		if c == impossible {
			return impossible
		}
		sum += c
	}
	once := w.q.Loop.Once && !w.lifted(Once, 0)
	if !w.collide(tables, starts, once) {
		return sum
	}
	if !once {
		return w.seatFreely(tables, starts)
	}
	w.match.begin()
	for n, t := range tables {
		w.match.add(t, int(starts[n]))
	}
	w.step(int64(len(w.match.seats)) * 8)
	return w.match.solve()
}

// collide reports whether someone was picked for two sessions that they cannot both
// be in.
func (w *work) collide(tables []*table, starts []int32, once bool) bool {
	for a, t := range tables {
		for n := range t.groups {
			for _, f := range t.groups[n].picked {
				if f != nil && !w.alone(tables, starts, once, a, f) {
					return true
				}
			}
		}
	}
	return false
}

// alone reports whether a person of a session can also be in the other ones that they
// were picked for.
func (w *work) alone(tables []*table, starts []int32, once bool, session int, f *profile) bool {
	var all visits
	for b, t := range tables {
		for n := range t.groups {
			for _, o := range t.groups[n].picked {
				if o != nil && o.person == f.person {
					if once && b != session {
						return false
					}
					all.add(visit{int(starts[b]), t.minutes})
				}
			}
		}
	}
	return all.n < 2 || w.bears(f.person, &all)
}

// visit is a session that a person is in.
type visit struct {
	start   int
	minutes int32
}

// visits are one person's sessions of a loop.
type visits struct {
	all [MaxSessions]visit
	n   int
}

func (v *visits) add(o visit) {
	v.all[v.n] = o
	v.n++
}

// bears reports whether a person's buffers and caps allow several sessions of one loop.
func (w *work) bears(i int32, v *visits) bool {
	p := &w.g.people[i]
	on := w.active(i)
	days, weeks := w.counts(i)
	for a := range v.n {
		x := v.all[a]
		day := p.cal.day(x.start)
		nd, nw := int32(days[day]), int32(weeks[p.cal.week[day]])
		for b := range v.n {
			y := v.all[b]
			other := p.cal.day(y.start)
			nd += int32(b2i(other == day))
			nw += int32(b2i(p.cal.week[other] == p.cal.week[day]))
			if on.has(Buffer) && (y.start > x.start || y.start == x.start && b > a) {
				if y.start < x.start+quartersOf(x.minutes+p.after) || y.start-quartersOf(p.before) < x.start+quartersOf(x.minutes) {
					return false
				}
			}
		}
		if on.has(DayCap) && p.dayCap > 0 && nd > p.dayCap || on.has(WeekCap) && p.weekCap > 0 && nw > p.weekCap {
			return false
		}
	}
	return true
}

// place is a seat that is being filled by trying.
type place struct {
	table, at int
	group     *group
	start     int
	who       []*profile // by what they cost
	least     cost       // of this seat and those behind it
	same      bool       // as the seat before it
}

// freely seats people who may be in several sessions, by trying in the order of costs.
type freely struct {
	w      *work
	tables []*table
	starts []int32
	places []place
	now    []int // whom each place has: a number in who, or len(who) for nobody
	best   []int
	found  bool
	least  cost
}

// seatFreely is leaf where someone may be in several sessions, as far as buffers and
// caps allow.
func (w *work) seatFreely(tables []*table, starts []int32) cost {
	f := &freely{w: w, tables: tables, starts: starts}
	for n, t := range tables {
		for k := range t.groups {
			gr := &t.groups[k]
			who := slices.DeleteFunc(slices.Clone(gr.members), func(p *profile) bool { return !p.ok.has(int(starts[n])) })
			slices.SortStableFunc(who, func(a, b *profile) int { return compare(a.costAt(int(starts[n])), b.costAt(int(starts[n]))) })
			for at := range gr.count {
				f.places = append(f.places, place{table: n, at: at, group: gr, start: int(starts[n]), who: who, same: at > 0})
			}
		}
	}
	var least cost
	for n := len(f.places) - 1; n >= 0; n-- {
		p := &f.places[n]
		c := costMissing
		switch {
		case len(p.who) > 0 && p.group.required:
			c = p.who[0].costAt(p.start)
		case len(p.who) > 0:
			c = min(c, p.who[0].costAt(p.start))
		case p.group.required:
			return impossible
		}
		least += c
		p.least = least
	}
	f.now = make([]int, len(f.places))
	f.try(0, 0)
	if !f.found {
		return impossible
	}
	for n, p := range f.places {
		p.group.picked[p.at] = nil
		if f.best[n] < len(p.who) {
			p.group.picked[p.at] = p.who[f.best[n]]
		}
	}
	return f.least
}

// try fills the places from n on.
func (f *freely) try(n int, sum cost) {
	if n == len(f.places) {
		if !f.found || sum < f.least {
			f.found, f.least, f.best = true, sum, append(f.best[:0], f.now...)
		}
		return
	}
	p := &f.places[n]
	if f.found && sum+p.least >= f.least || !f.w.step(1) {
		return
	}
	from := 0
	if p.same {
		from = f.now[n-1] + 1 // the other way round was tried
	}
	for k := from; k < len(p.who); k++ {
		if f.may(n, p.who[k].person) {
			f.now[n] = k
			f.try(n+1, sum+p.who[k].costAt(p.start))
		}
	}
	if !p.group.required {
		f.now[n] = len(p.who)
		f.try(n+1, sum+costMissing)
	}
}

// may reports whether a person can sit on place n besides where they sit already.
func (f *freely) may(n int, person int32) bool {
	var v visits
	v.add(visit{f.places[n].start, f.tables[f.places[n].table].minutes})
	for b := range n {
		o := &f.places[b]
		if f.now[b] == len(o.who) || o.who[f.now[b]].person != person {
			continue
		}
		if o.table == f.places[n].table {
			return false
		}
		v.add(visit{o.start, f.tables[o.table].minutes})
	}
	return v.n == 1 || f.w.bears(person, &v)
}
