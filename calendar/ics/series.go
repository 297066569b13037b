package ics

import (
	"recruitty/recruit/busy"
)

// series are the entries that share a UID: one that may repeat, and what replaces
// some of its repetitions. Repetitions are told by their key, which is the day of a
// date and the instant of everything else.
type series struct {
	entries   []entry
	overrides []*entry // those of them that replace something
	c         *Collector
}

// add works out when the entries of a series are.
func (s *series) add() {
	for i := range s.entries {
		if s.entries[i].overrides {
			s.overrides = append(s.overrides, &s.entries[i])
		}
	}
	whole := len(s.overrides) < len(s.entries)
	for i := range s.entries {
		e := &s.entries[i]
		switch {
		case e.state == busy.Free:
		case e.overrides:
			if !whole {
				e.repeatsUnseen()
			}
			s.c.once(e)
		default:
			s.repeat(e)
		}
	}
}

// repeatsUnseen notes for an exception that repeats itself, and of which what it is an
// exception from is missing, that nobody knows when the rest of it is. Beside that,
// the rule is a copy that some programs leave there.
func (e *entry) repeatsUnseen() {
	for _, r := range e.rules {
		e.openRule = true
		e.doubtful(badRule)
		if r.ends {
			e.openTo = append(e.openTo, r.until)
		} else {
			e.endless = true
		}
	}
}

// repetition is an entry that repeats, while that is worked out.
type repetition struct {
	c         *Collector
	e         *entry
	on        *clock // that its times are on
	dates     bool   // its times are dates
	start     int64
	takes     taking
	except    map[int64]bool // keys
	exceptDay map[int64]bool // days on its clock
	replaced  map[int64]bool // keys
	later     []change       // by THISANDFUTURE, the first one first
	done      map[int64]bool // keys that were added
}

// change is what THISANDFUTURE changes from a key on.
type change struct {
	from  int64
	shift int64 // of the start, on its clock
	e     *entry
	takes taking
}

// repeat adds an entry as often as it repeats.
func (s *series) repeat(e *entry) {
	c := s.c
	if !c.stand(e) {
		return
	}
	r := &repetition{c: c, e: e, on: c.clockOf(e.start, nil), dates: e.start.form == isDay, start: e.start.wall,
		except: map[int64]bool{}, exceptDay: map[int64]bool{}, replaced: map[int64]bool{}, done: map[int64]bool{}}
	r.takes = c.taking(e)
	if c.steps -= len(s.overrides); c.steps < 0 && len(s.overrides) > 0 {
		c.unknown(e, r.startsAt(), c.to, tooLong)
		return
	}
	for _, at := range e.except {
		r.leaveOut(at)
	}
	reach := r.takes.most()
	early, late := int64(0), int64(0)
	for _, o := range s.overrides {
		r.replaced[r.key(o.instance)] = true
		if o.onwards {
			change := r.changeBy(o)
			r.later = append(r.later, change)
			early, late = max(early, change.shift), max(late, -change.shift)
			reach = max(reach, change.takes.most())
		}
	}
	from, to := c.from-reach-early-2*day, c.to+late+2*day
	for _, rule := range e.without {
		if !r.walk(&rule, from, to, func(wall int64) { r.except[r.keyOf(wall)] = true }) {
			e.doubtful(badDates)
		}
	}
	r.add(r.start)
	for _, rule := range e.rules {
		if !r.walk(&rule, from, to, r.add) {
			c.unknown(e, r.startsAt(), c.to, tooLong)
		}
	}
	for _, p := range e.also {
		r.addAlso(p)
	}
}

func (r *repetition) walk(rule *rule, from, to int64, yield func(int64)) bool {
	left := min(maxEntrySteps, r.c.steps)
	spend := func(n int) bool {
		left -= n
		r.c.steps -= n
		return left >= 0
	}
	over := func(wall int64) bool {
		at := wall
		if rule.ends && rule.until.form == isInstant {
			at = r.on.at(wall)
			if r.dates && rule.until.wall%day == 0 {
				at = min(at, wall) // midnight in UTC is the date, wherever the owner is
			}
		}
		return rule.over(wall, at)
	}
	return rule.walk(r.start, from, to, over, spend, yield)
}

// startsAt is the instant of the first repetition.
func (r *repetition) startsAt() int64 { return r.on.at(r.start) }

// keyOf is the key of a time on the clock of the entry.
func (r *repetition) keyOf(wall int64) int64 {
	if r.dates {
		return floor(wall, day)
	}
	return r.on.at(wall)
}

// key is the key of the repetition that a time names. Programs name dates by times,
// and times that have no zone are meant in that of the entry.
func (r *repetition) key(at stamp) int64 {
	if !r.dates {
		return r.c.clockOf(at, r.on).at(at.wall)
	}
	if at.form == isInstant && at.wall%day != 0 {
		return floor(r.on.shows(at.wall), day)
	}
	return floor(at.wall, day)
}

// leaveOut notes an EXDATE. A date leaves out whatever is on that day.
func (r *repetition) leaveOut(at stamp) {
	if at.form == isDay && !r.dates {
		r.exceptDay[floor(at.wall, day)] = true
		return
	}
	r.except[r.key(at)] = true
}

// changeBy is what an exception with THISANDFUTURE does to later repetitions.
func (r *repetition) changeBy(o *entry) change {
	change := change{from: r.key(o.instance), e: o}
	if o.state != busy.Free && o.starts {
		on := r.c.clockOf(o.start, r.on)
		change.shift = o.start.wall - on.shows(r.c.clockOf(o.instance, r.on).at(o.instance.wall))
		change.takes = r.c.taking(o)
	}
	return change
}

// add adds the repetition that begins at a time on the clock of the entry.
func (r *repetition) add(wall int64) {
	key := r.keyOf(wall)
	if r.except[key] || r.exceptDay[floor(wall, day)] || r.replaced[key] || r.done[key] {
		return
	}
	if len(r.done) < maxEntrySteps {
		r.done[key] = true
	}
	r.c.steps -= len(r.later)
	by := r.changedBy(key)
	if by == nil {
		r.c.take(r.e, r.on, wall, r.takes)
		return
	}
	if by.e.state == busy.Free || !by.e.starts {
		return
	}
	on := r.c.clockOf(by.e.start, r.on)
	r.c.take(by.e, on, on.shows(r.on.at(wall))+by.shift, by.takes)
}

// changedBy is the last change before a key, nil if there is none.
func (r *repetition) changedBy(key int64) *change {
	var last *change
	for i := range r.later {
		if c := &r.later[i]; c.from <= key && (last == nil || c.from > last.from) {
			last = c
		}
	}
	return last
}

// addAlso adds an RDATE, which may have a length of its own.
func (r *repetition) addAlso(p period) {
	if p.start.form == isDay && !r.dates {
		// On that day, at nobody knows what time.
		begins := r.c.owner.at(p.start.wall)
		r.c.unknown(r.e, begins, begins+day+r.takes.most(), badDates)
		return
	}
	if !p.ends && !p.lasts {
		on := r.c.clockOf(p.start, r.on)
		if r.dates || on == r.on {
			r.add(p.start.wall)
			return
		}
		r.add(r.on.shows(on.at(p.start.wall)))
		return
	}
	key := r.key(p.start)
	if r.except[key] || r.replaced[key] {
		return
	}
	e := *r.e
	e.start, e.end, e.long, e.ends, e.lasts = p.start, p.end, p.long, p.ends, p.lasts
	on := r.c.clockOf(p.start, r.on)
	r.c.take(&e, on, p.start.wall, r.c.takingOn(&e, on))
}
