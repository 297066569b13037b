package ics

import (
	"slices"
	"strings"

	"recruitty/internal/icalendar"
	"recruitty/recruit/busy"
)

// freeBusy is a VFREEBUSY (RFC 5545, 3.6.4) that is being read.
type freeBusy struct {
	start, end   stamp
	starts, ends bool
	periods      []typed
	// kind is an FBTYPE that stands on a line of its own: some servers write one
	// VFREEBUSY for each entry, which is busy from DTSTART until DTEND, and no FREEBUSY.
	kind string
	bad  bool
}

// typed is a period with its FBTYPE.
type typed struct {
	period
	state busy.State
}

// coverage is for which stretches an object says when someone is busy: outside of
// them nothing is known.
type coverage struct {
	needed  bool
	whole   bool // the object holds entries, too
	covered []stretch
}

// stretch lies between two times that may not be placed yet.
type stretch struct{ from, to stamp }

// stateOf is what an FBTYPE says. Those that nobody knows count as BUSY (RFC 5545,
// 3.2.9).
func stateOf(kind string) busy.State {
	switch strings.ToUpper(strings.TrimSpace(kind)) {
	case "FREE":
		return busy.Free
	case "BUSY-TENTATIVE":
		return busy.Soft
	}
	return busy.Busy
}

func (p *parser) beginTimes() {
	if p.c.read++; p.c.read > p.c.o.MaxEvents {
		p.full = true
		return
	}
	p.times = &freeBusy{}
}

// take reads a property of a VFREEBUSY.
func (f *freeBusy) take(l line, z *zones) {
	if l.text == "" {
		return
	}
	switch l.name {
	case "DTSTART", "DTEND", "FREEBUSY", "FBTYPE":
	default:
		return
	}
	p, ok := icalendar.Line(l.text)
	if !ok {
		return
	}
	zone := z.clock(p.Param("TZID"))
	switch l.name {
	case "DTSTART":
		at, err := single(p, zone)
		f.bad = f.bad || err != nil || l.broken || f.starts
		f.start, f.starts = at, true
	case "DTEND":
		at, err := single(p, zone)
		f.bad = f.bad || err != nil || l.broken || f.ends
		f.end, f.ends = at, true
	case "FBTYPE":
		f.kind = agreed(f.kind, p.Value)
	case "FREEBUSY":
		f.bad = f.bad || l.broken || l.valueless(p)
		state := stateOf(p.Param("FBTYPE"))
		for value := range strings.SplitSeq(p.Value, ",") {
			if strings.TrimSpace(value) == "" {
				continue
			}
			at, err := readPeriod(value, zone)
			if z.c.dates--; err != nil || !at.ends && !at.lasts || z.c.dates < 0 {
				f.bad = true
				return
			}
			f.periods = append(f.periods, typed{at, state})
		}
	}
}

// endTimes makes entries of a VFREEBUSY.
func (p *parser) endTimes(damaged bool) {
	f := p.times
	p.times = nil
	if f.bad || damaged {
		e := entry{ref: p.ref, state: busy.Busy, anywhere: true}
		e.doubtful(badTime)
		p.c.kept = append(p.c.kept, e)
	}
	add := func(t period, state busy.State) {
		e := entry{ref: p.ref, state: state, start: t.start, end: t.end, long: t.long, starts: true, ends: t.ends, lasts: t.lasts}
		if state != busy.Free && p.c.matters(&e) {
			p.c.kept = append(p.c.kept, e)
		}
	}
	for _, t := range f.periods {
		add(t.period, t.state)
	}
	bounded := f.starts && f.ends && !f.bad
	if f.kind != "" && len(f.periods) == 0 {
		if bounded {
			add(period{start: f.start, end: f.end, ends: true}, stateOf(f.kind))
			return
		}
	}
	p.bare.needed = true
	if bounded {
		p.bare.covered = append(p.bare.covered, stretch{f.start, f.end})
	}
}

// endCoverage adds what the VFREEBUSYs of an object leave unknown. One that holds
// entries is a calendar, and a calendar is whole.
func (p *parser) endCoverage() {
	c := p.c
	if !p.bare.needed || p.bare.whole {
		p.bare = coverage{}
		return
	}
	p.zones.complete(c.from, c.to)
	type span struct{ from, to int64 }
	var spans []span
	for _, s := range p.bare.covered {
		from, to := c.clockOf(s.from, nil), c.clockOf(s.to, nil)
		if !from.lost() && !to.lost() {
			spans = append(spans, span{from.at(s.from.wall), to.at(s.to.wall)})
		}
	}
	slices.SortFunc(spans, func(a, b span) int { return int(min(max(a.from-b.from, -1), 1)) })
	known, left := c.from, false
	gap := func(from, to int64) {
		if from < to {
			c.put(p.ref, from, to, busy.Unknown)
			left = true
		}
	}
	for _, s := range spans {
		gap(known, min(s.from, c.to))
		known = max(known, s.to)
	}
	gap(known, c.to)
	if left {
		c.counted[partly]++
	}
	p.bare = coverage{}
}
