package slots

import "slices"

// panel finds the best starts of each day for one session.
func (w *work) panel(t *table) ([]Day, []option) {
	p := &panelSearch{work: w, t: t, clean: w.cleanStarts(t), perDay: w.perDay(3), apart: w.apart(), all: w.options[:0]}
	p.least = w.cleanCosts(t, p.clean)
	if t.shared {
		p.sure = w.sureStarts(t)
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
	sure          row // starts at which the people are enough, whoever is needed twice
	perDay, apart int
	least         []cost // of each clean start, at least
	all           []option
}

// day adds the best starts of a day, and counts how many it has.
func (p *panelSearch) day(from, to, day int) int {
	begin := len(p.all)
	p.today = p.today[:0]
	if p.apart == 1 && p.quick(from, to, day) {
		p.all = best(p.all, p.today, p.perDay, 1)
		if n := len(p.all); n-begin == p.perDay && p.all[n-1].cost < costUnpreferred {
			return p.count(from, to) // no other start can be better
		}
		p.all, p.today = p.all[:begin], p.today[:0]
	}
	p.look(from, to, day)
	p.all = best(p.all, p.today, p.perDay, p.apart)
	return len(p.today)
}

// quick works out what the clean starts of a day cost, the cheapest by their bound first, until
// the others cannot be among the best any more. It reports whether there were enough of
// them.
func (p *panelSearch) quick(from, to, day int) bool {
	p.bounds = p.bounds[:0]
	for s := p.clean.next(from, to); s < to; s = p.clean.next(s+1, to) {
		p.bounds = append(p.bounds, bound{p.least[s], int32(s)})
	}
	if len(p.bounds) < p.perDay {
		return false
	}
	worst := bound{cost: 1<<62 - 1}
	for range p.bounds {
		next := 0
		for n := range p.bounds {
			if p.bounds[n].less(p.bounds[next]) {
				next = n
			}
		}
		b := p.bounds[next]
		if worst.less(b) || b.start < 0 || !p.step(int64(1+p.t.seats)) {
			break
		}
		p.bounds[next] = bound{1<<62 - 1, -1}
		b.cost = p.costAt(p.t, int(b.start))
		if b.cost == impossible {
			continue
		}
		o := option{cost: b.cost, days: 1, first: b.start, day: day}
		o.starts[0] = b.start
		p.today = append(p.today, o)
		worst = p.worst()
	}
	return true
}

// worst is the last of the best that were found so far.
func (p *panelSearch) worst() bound {
	if len(p.today) < p.perDay {
		return bound{cost: 1<<62 - 1}
	}
	p.found = p.found[:0]
	for _, o := range p.today {
		p.found = append(p.found, bound{o.cost, o.first})
	}
	slices.SortFunc(p.found, func(a, b bound) int {
		if c := compare(a.cost, b.cost); c != 0 {
			return c
		}
		return compare(a.start, b.start)
	})
	return p.found[p.perDay-1]
}

// bound is what a start costs at least.
type bound struct {
	cost  cost
	start int32
}

func (b bound) less(o bound) bool {
	return b.cost < o.cost || b.cost == o.cost && b.start < o.start
}

// look works out what all starts of a day cost.
func (p *panelSearch) look(from, to, day int) {
	starts := p.t.starts
	for s := starts.next(from, to); s < to; s = starts.next(s+1, to) {
		if !p.step(int64(1 + p.t.seats)) {
			return
		}
		if c := p.costAt(p.t, s); c != impossible {
			o := option{cost: c, days: 1, first: int32(s), day: day}
			o.starts[0] = int32(s)
			p.today = append(p.today, o)
		}
	}
}

// count is how many starts a day has.
func (p *panelSearch) count(from, to int) int {
	n := p.t.starts.count(from, to)
	for s := p.t.starts.next(from, to); p.t.shared && s < to; s = p.t.starts.next(s+1, to) {
		if !p.sure.has(s) && p.step(1) && !p.t.fills(s) && p.costAt(p.t, s) == impossible {
			n--
		}
	}
	return n
}
