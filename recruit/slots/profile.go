package slots

import "time"

// taking is a person's time with what a query thinks of as given away.
type taking struct {
	busy        row
	guarded     row // with the buffers of what was given away
	days, weeks []int16
}

// take gives an hour of a person away. Someone who is not known is nobody here.
func (w *work) take(t Taken) {
	i, known := w.g.index[t.Person]
	if !known {
		return
	}
	p := &w.g.people[i]
	if w.taken == nil {
		w.taken = map[int32]*taking{}
	}
	o := w.taken[i]
	if o == nil {
		o = &taking{busy: w.newRow(), guarded: w.newRow(), days: append([]int16(nil), p.days...), weeks: append([]int16(nil), p.weeks...)}
		copy(o.busy, w.g.row(int(i), rowBusy))
		w.taken[i] = o
	}
	a, b := w.g.clip(t.Start, t.End, true)
	o.busy.set(a, b)
	if b > a {
		_, b = w.g.clip(t.Start, t.End.Add(time.Duration(p.after)*time.Minute), true)
		o.guarded.set(max(a-quartersOf(p.before), 0), b)
	}
	counted := person{cal: p.cal, days: o.days, weeks: o.weeks}
	counted.book(w.g.quarterOf(t.Start))
}

// busyRow is when a person is busy, in this query.
func (w *work) busyRow(i int32) row {
	if o := w.taken[i]; o != nil {
		return o.busy
	}
	return w.g.row(int(i), rowBusy)
}

// counts are a person's interviews of each day and week, in this query.
func (w *work) counts(i int32) (days, weeks []int16) {
	if o := w.taken[i]; o != nil {
		return o.days, o.weeks
	}
	return w.g.people[i].days, w.g.people[i].weeks
}

// kinds is a set of constraints.
type kinds uint32

func (s kinds) has(k Kind) bool { return s>>k&1 != 0 }

// personal lists the constraints on a person's time, in the order in which a refusal
// looks for the first that leaves nothing.
func personal() []Kind {
	return []Kind{Met, Off, Hours, Busy, Unknown, Soft, Buffer, DayCap, WeekCap, Preferred}
}

// usual is the set of constraints that a query holds people to.
func (w *work) usual() kinds {
	var s kinds
	for _, k := range personal() {
		s |= 1 << k
	}
	if w.q.AllowSoft {
		s &^= 1 << Soft
	}
	if !w.q.OnlyPreferred {
		s &^= 1 << Preferred
	}
	if !w.q.NotMet {
		s &^= 1 << Met
	}
	return s
}

// active is the set of constraints that hold for a person in this query.
func (w *work) active(i int32) kinds {
	s := w.holds
	id := w.g.people[i].id
	for _, l := range w.q.Lifts {
		if (l.Person == 0 || l.Person == id) && l.Kind < 32 {
			s &^= 1 << l.Kind
		}
	}
	return s
}

// can writes into r when a session of so many minutes can start for a person under
// some constraints.
func (w *work) can(r row, i int32, on kinds, minutes int32) {
	p := &w.g.people[i]
	if p.met && on.has(Met) {
		clear(r)
		return
	}
	taken, unknown := w.busyRow(i), w.g.row(int(i), rowUnknown)
	if on.has(Hours) && on.has(Busy) && on.has(Unknown) { // as nearly always: in one go
		hours := w.g.row(int(i), rowHours)
		for n := range r {
			r[n] = hours[n] &^ (taken[n] | unknown[n])
		}
	} else {
		r.fill()
		if on.has(Hours) {
			copy(r, w.g.row(int(i), rowHours))
		}
		if on.has(Busy) {
			r.without(taken)
		}
		if on.has(Unknown) {
			r.without(unknown)
		}
	}
	if on.has(Off) && p.off {
		r.without(w.g.row(int(i), rowOff))
	}
	if on.has(Soft) && p.soft {
		r.without(w.g.row(int(i), rowSoft))
	}
	if on.has(Preferred) && p.preferred {
		r.and(w.g.row(int(i), rowPreferred))
	}
	if o := w.taken[i]; o != nil && on.has(Buffer) {
		r.without(o.guarded)
	}
	r.allOf(quartersOf(minutes))
	if on.has(Buffer) && p.before+p.after > 0 {
		r.and(w.undisturbed(i, on, minutes))
	}
	if on.has(DayCap) && p.dayCap > 0 || on.has(WeekCap) && p.weekCap > 0 {
		w.capped(r, i, on)
	}
}

// undisturbed is when a session can start so that nothing stands in a person's buffers. It
// holds until it is called again.
func (w *work) undisturbed(i int32, on kinds, minutes int32) row {
	p := &w.g.people[i]
	r := w.scratch
	taken, unknown := w.busyRow(i), w.g.row(int(i), rowUnknown)
	for n := range r {
		r[n] = ^taken[n]
	}
	if on.has(Unknown) {
		r.without(unknown)
	}
	before := quartersOf(p.before)
	r.allOf(before + quartersOf(minutes+p.after))
	r.later(before)
	return r
}

// capped clears the days and weeks in which a person has as many interviews as they may.
func (w *work) capped(r row, i int32, on kinds) {
	p := &w.g.people[i]
	days, weeks := w.counts(i)
	within := func(q int32) int { return min(max(int(q), 0), w.g.n) }
	if on.has(DayCap) && p.dayCap > 0 {
		for d, n := range days {
			if int32(n) >= p.dayCap {
				r.unset(within(p.cal.start[d]), within(p.cal.start[d+1]))
			}
		}
	}
	if on.has(WeekCap) && p.weekCap > 0 {
		for d, n := range weeks {
			if int32(n) >= p.weekCap {
				r.unset(within(p.cal.monday[d]), within(p.cal.monday[d+1]))
			}
		}
	}
}

type profileKey struct {
	person, minutes int32
}

// profile is what one person is worth at each start of a session of one length.
type profile struct {
	person      int32
	ok          row // can
	clean       row // can, and nothing speaks against it
	soft        row // something soft would be overruled; nil for never
	unknown     row // not known; nil for never
	unpreferred row // outside of the preferred hours; nil for never
	monday      []int32
	week        []cost  // what the load of each week costs
	booked      []int16 // the interviews of each week
}

// profileOf returns a person's profile for sessions of so many minutes.
func (w *work) profileOf(i, minutes int32) *profile {
	if w.base != nil && !w.differs(i) {
		return w.base.profileOf(i, minutes)
	}
	on := w.active(i)
	keeps := w.base == nil && w.taken[i] == nil
	if keeps {
		if f := w.g.keptOf(i, minutes, on); f != nil {
			return f
		}
	}
	key := profileKey{i, minutes}
	f := w.profiles[key]
	if f != nil {
		return f
	}
	f = w.newProfileOf(i, minutes, on)
	if keeps {
		if k := w.g.keep(f, minutes, on); k != nil {
			return k
		}
	}
	w.profiles[key] = f
	return f
}

// newProfileOf works out a person's profile.
func (w *work) newProfileOf(i, minutes int32, on kinds) *profile {
	p := &w.g.people[i]
	n := quartersOf(minutes)
	_, weeks := w.counts(i)
	f := w.newProfile(len(weeks))
	*f = profile{person: i, ok: w.newRow(), monday: p.cal.monday, week: f.week, booked: weeks}
	w.can(f.ok, i, on, minutes)
	f.clean = f.ok
	against := func(r row) row {
		if &f.clean[0] == &f.ok[0] {
			f.clean = w.newRow()
			copy(f.clean, f.ok)
		}
		f.clean.without(r)
		return r
	}
	if p.soft && !on.has(Soft) {
		f.soft = w.newRow()
		copy(f.soft, w.g.row(int(i), rowSoft))
		f.soft.anyOf(n)
		against(f.soft)
	}
	if !on.has(Unknown) {
		f.unknown = w.newRow()
		copy(f.unknown, w.g.row(int(i), rowUnknown))
		before := 0
		if on.has(Buffer) {
			before, n = quartersOf(p.before), quartersOf(minutes+p.after)
		}
		f.unknown.anyOf(before + n)
		f.unknown.later(before)
		against(f.unknown)
	}
	if p.preferred && !on.has(Preferred) {
		f.unpreferred = w.newRow()
		copy(f.unpreferred, w.g.row(int(i), rowPreferred))
		f.unpreferred.allOf(quartersOf(minutes))
		for n := range f.unpreferred {
			f.unpreferred[n] = ^f.unpreferred[n]
		}
		against(f.unpreferred)
	}
	for n := range weeks {
		f.week[n] = loadCost(int(weeks[n]), p.recent)
	}
	return f
}

// differs reports whether the query lets go of something for a person that its base
// does not.
func (w *work) differs(i int32) bool {
	for _, l := range w.changed {
		if (l.Person == 0 || l.Person == w.g.people[i].id) && l.Kind >= Met && l.Kind <= Preferred {
			return true
		}
	}
	return false
}

// weekAt is the week that a start is in.
func (f *profile) weekAt(s int) int {
	const week = 7 * 24 * 4 // but for those in which clocks change
	n := min(max((s-int(f.monday[0]))/week, 0), len(f.week)-1)
	for n > 0 && int(f.monday[n]) > s {
		n--
	}
	for n+1 < len(f.week) && int(f.monday[n+1]) <= s {
		n++
	}
	return n
}

// costAt is what the person costs at a start at which they can.
func (f *profile) costAt(s int) cost {
	c := f.week[f.weekAt(s)]
	if f.clean.has(s) {
		return c
	}
	if f.soft != nil && f.soft.has(s) {
		c += costSoft
	}
	if f.unknown != nil && f.unknown.has(s) {
		c += costUnknown
	}
	if f.unpreferred != nil && f.unpreferred.has(s) {
		c += costUnpreferred
	}
	return c
}
