package slots

import "math/bits"

// panel finds the best starts of each day for one session.
func (w *work) panel(t *table) ([]Day, []option) {
	p := &panelSearch{work: w, t: t, clean: w.cleanStarts(t), perDay: w.perDay(3), apart: w.apart(), all: w.options[:0]}
	if t.shared {
		p.unsure = w.newRow()
		copy(p.unsure, t.starts)
		p.unsure.without(w.sureStarts(t))
	}
	days := make([]Day, 0, (w.hi-w.lo)/96+2)
	w.eachDay(func(from, to int) bool {
		from, to = max(from, 0), min(to, w.g.n)
		hours := p.day(from, to, len(days))
		days = append(days, Day{Start: w.local(from), End: w.local(to), Hours: hours, Searched: !w.gaveUp})
		return true
	})
	return days, p.all
}

// panelSearch goes through the days of a window.
type panelSearch struct {
	*work
	t             *table
	clean         row // starts at which nothing speaks against as many people as are needed
	unsure        row // starts at which some are needed twice, and the others may not be enough
	perDay, apart int
	all           []option
	rest          [MaxSeats + 1]cost // what the seats from each on cost at least
	sit           [MaxSeats]*turn    // who is tried on them
	most          int                // of bounds
}

// day adds the best starts of a day, and counts how many it has.
func (p *panelSearch) day(from, to, day int) int {
	if p.quick(from, to) {
		for rank, b := range p.found {
			o := option{cost: b.cost(), days: 1, first: int32(b.start()), day: day, rank: rank}
			o.starts[0] = o.first
			p.all = append(p.all, o)
		}
		return p.count(from, to)
	}
	p.look(from, to, day)
	p.all = best(p.all, p.today, p.perDay, p.apart)
	return len(p.today)
}

// quick chooses among the clean starts of a day. It reports whether there are so many that
// no other start can be better than what is left in found.
func (p *panelSearch) quick(from, to int) bool {
	if p.t.seats == 0 || p.clean.count(from, to) < p.perDay {
		return false
	}
	for p.most = min(p.apart, 3)*p.perDay + 2; ; p.most *= 4 {
		p.bounds, p.found = p.bounds[:0], p.found[:0]
		p.gather(from, to)
		whole := len(p.bounds) < p.most
		if !p.choose(whole) {
			return false
		}
		if len(p.found) == p.perDay || whole {
			return len(p.found) == p.perDay
		}
	}
}

// choose takes the best of the bounds, and works out what one costs only where that is
// doubtful. Where the bounds are not all there are, it goes no further than the last of them.
// It is false if the search has to end.
func (p *panelSearch) choose(whole bool) bool {
	last := p.bounds[len(p.bounds)-1]
	for at := 0; at < len(p.bounds) && len(p.found) < p.perDay; {
		b := p.bounds[at]
		if !whole && b > last {
			break
		}
		if !p.step(int64(1 + p.t.seats)) {
			return false
		}
		if b.doubtful() {
			if c := p.leastAt(p.t, b.start()); c != impossible && c < costUnpreferred {
				b = boundOf(c, b.start(), false)
				n := at
				for ; n+1 < len(p.bounds) && p.bounds[n+1] < b; n++ {
					p.bounds[n] = p.bounds[n+1]
				}
				p.bounds[n] = b
				continue
			}
		} else if !p.close(b.start()) {
			p.found = append(p.found, b)
		}
		at++
	}
	return true
}

// close reports whether a start is too near to one that was found.
func (p *panelSearch) close(start int) bool {
	for _, b := range p.found {
		if near(b.start(), start, p.apart) {
			return true
		}
	}
	return false
}

// bound is what a start costs, below costUnpreferred, or where that is doubtful, what it costs at
// least; then the start. So the smallest is the best.
type bound uint64

func boundOf(c cost, start int, doubtful bool) bound {
	return bound(c)<<16 | bound(start)<<1 | bound(b2i(doubtful))
}

func (b bound) cost() cost     { return cost(b >> 16) }
func (b bound) start() int     { return int(b & (1<<16 - 1) >> 1) }
func (b bound) doubtful() bool { return b&1 != 0 }

// gather leaves the best of the clean starts of a day in bounds, as many as most, by what they
// cost if nobody minds to sit twice.
func (p *panelSearch) gather(from, to int) {
	for s := p.clean.next(from, to); s < to; s = p.clean.next(s, to) {
		end, n := min(to, s&^63+64), 0
		for g := range p.t.groups {
			gr := &p.t.groups[g]
			gr.arrange(s)
			end = min(end, gr.until)
			for k := range gr.count {
				p.rest[n] = gr.order[k].load
				n++
			}
		}
		p.rest[n] = 0
		for n--; n >= 0; n-- {
			p.rest[n] += p.rest[n+1]
		}
		m := p.clean[s>>6] >> (s & 63) << (s & 63)
		if end&63 != 0 {
			m &= 1<<(end&63) - 1
		}
		p.fill(0, 0, 0, 0, s>>6, m, 0)
		s = end
	}
}

// fill gives a seat of a group to each member in turn, from the one whose load costs least on, at
// all of the starts of a word that are left to them, and goes on with the next seat there. It
// leaves off where the rest cannot be among the best.
func (p *panelSearch) fill(group, seat, sitting, from, word int, left uint64, sum cost) {
	gr := &p.t.groups[group]
	last := sitting+1 == p.t.seats
	for k := from; k < len(gr.order) && left != 0; k++ {
		f := &gr.order[k]
		c := sum + f.load
		if len(p.bounds) == p.most && c+p.rest[sitting+1] > p.bounds[p.most-1].cost() {
			return
		}
		m := left & f.clean[word]
		if m == 0 {
			continue
		}
		left &^= m
		p.sit[sitting] = f
		switch {
		case last:
			doubtful := p.twice()
			for ; m != 0; m &= m - 1 {
				p.note(boundOf(c, word<<6+bits.TrailingZeros64(m), doubtful))
			}
		case seat+1 < gr.count:
			p.fill(group, seat+1, sitting+1, k+1, word, m, c)
		default:
			p.fill(group+1, 0, sitting+1, 0, word, m, c)
		}
	}
}

// twice reports whether somebody sits on two seats.
func (p *panelSearch) twice() bool {
	for n, f := range p.sit[:p.t.seats] {
		if f.double {
			for _, o := range p.sit[:n] {
				if o.person == f.person {
					return true
				}
			}
		}
	}
	return false
}

// note puts a bound in its place, and drops the last one where there are too many.
func (p *panelSearch) note(b bound) {
	if len(p.bounds) == p.most {
		if b >= p.bounds[p.most-1] {
			return
		}
		p.bounds = p.bounds[:p.most-1]
	}
	at := len(p.bounds)
	p.bounds = append(p.bounds, b)
	for ; at > 0 && p.bounds[at-1] > b; at-- {
		p.bounds[at] = p.bounds[at-1]
	}
	p.bounds[at] = b
}

// near reports whether two starts are less apart than so many quarter-hours.
func near(a, b, apart int) bool {
	d := a - b
	return d < apart && -d < apart
}

// look works out what all starts of a day cost.
func (p *panelSearch) look(from, to, day int) {
	p.today = p.today[:0]
	starts := p.t.starts
	for s := starts.next(from, to); s < to; s = starts.next(s+1, to) {
		if !p.step(int64(1 + p.t.seats)) {
			return
		}
		if c := p.leastAt(p.t, s); c != impossible {
			o := option{cost: c, days: 1, first: int32(s), day: day}
			o.starts[0] = int32(s)
			p.today = append(p.today, o)
		}
	}
}

// count is how many starts a day has.
func (p *panelSearch) count(from, to int) int {
	n := p.t.starts.count(from, to)
	if !p.t.shared {
		return n
	}
	for s := p.unsure.next(from, to); s < to && p.step(1); s = p.unsure.next(s+1, to) {
		if !p.t.fills(s) && p.leastAt(p.t, s) == impossible {
			n--
		}
	}
	return n
}
