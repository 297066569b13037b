package ics

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"recruitty/internal/icalendar"
	"recruitty/recruit/busy"
)

// availability is a VAVAILABILITY (RFC 7953, 3.1) that is being read.
type availability struct {
	start, end   stamp
	starts, ends bool
	long         length
	lasts        bool
	kind         string // BUSYTYPE
	priority     int
	bad          bool
	entries      []entry // AVAILABLE
}

// offer is a VAVAILABILITY as it was read.
type offer struct {
	availability
	order int // lower ones give way to higher ones
}

// ReadAvailability reads VAVAILABILITY objects: stretches of the window in which
// someone can be met (busy.Free) and those in which not (busy.Busy, or busy.Soft
// for BUSY-TENTATIVE). Of time that no VAVAILABILITY speaks of there is no interval,
// and what is not understood is Unknown. Intervals are in order, do not overlap, and
// have no Ref. Its errors are those of Read.
func ReadAvailability(r io.Reader, o Options) (Result, error) {
	o.Ours = nil // nobody's hours are an interview
	c := New(o)
	p := &parser{c: c, zones: c.newZones(), available: true}
	lines := newLineReader(r, c.bytes)
	for !p.full {
		l, ok := lines.read()
		if !ok {
			break
		}
		p.line(l)
	}
	unknown := false
	switch err := lines.err(); {
	case p.full:
		c.counted[tooMany], unknown = 1, true
	case errors.Is(err, errTooLarge):
		c.counted[tooLarge], unknown = 1, true
	case err != nil:
		return Result{}, fmt.Errorf("read availability: %w", err)
	case !p.found:
		return Result{}, ErrNotCalendar
	case len(p.open) > 0:
		c.counted[cutOff], unknown = 1, true
	}
	p.end()
	// Those of higher priority, of which 1 is the highest and 0 none, are laid over the
	// others (RFC 7953, 4).
	slices.SortStableFunc(p.offered, func(a, b offer) int { return a.order - b.order })
	var all []busy.Interval
	for i := range p.offered {
		all = over(all, c.offered(&p.offered[i].availability))
	}
	if unknown {
		all = over(all, []busy.Interval{{Start: c.o.From.UTC(), End: c.o.To.UTC()}})
	}
	c.intervals = nil
	result := c.Result()
	result.Intervals = all
	return result, nil
}

// take reads a property of a VAVAILABILITY.
func (a *availability) take(l line, z *zones) {
	switch l.name {
	case "DTSTART", "DTEND", "DURATION", "BUSYTYPE", "PRIORITY":
	default:
		return
	}
	p, ok := icalendar.Line(l.text)
	if !ok {
		return
	}
	zone := z.clock(p.Param("TZID"))
	var err error
	switch l.name {
	case "DTSTART":
		a.bad = a.bad || a.starts
		a.start, err = single(p, zone)
		a.starts = true
	case "DTEND":
		a.bad = a.bad || a.ends
		a.end, err = single(p, zone)
		a.ends = true
	case "DURATION":
		a.bad = a.bad || a.lasts
		a.long, err = readLength(p.Value)
		a.lasts = true
	case "BUSYTYPE":
		a.kind = agreed(a.kind, p.Value)
	case "PRIORITY":
		n, ok := digits(strings.TrimSpace(p.Value))
		if a.priority = n; !ok || n > 9 {
			a.bad = true
		}
	}
	a.bad = a.bad || err != nil || l.broken
}

func (p *parser) endHours(damaged bool) {
	a := *p.hours
	p.hours = nil
	a.bad = a.bad || damaged
	order := 10 - a.priority
	if a.priority == 0 {
		order = 0
	}
	p.offered = append(p.offered, offer{a, order})
}

// offered is what one VAVAILABILITY says of the window, without gaps within its
// bounds.
func (c *Collector) offered(a *availability) []busy.Interval {
	inner := New(c.o)
	inner.steps, inner.zoneSteps = c.steps, c.zoneSteps
	inner.kept = a.entries
	for i := range inner.kept {
		inner.kept[i].state = busy.Busy // it takes the time for being met
	}
	inner.workOut()
	c.steps = inner.steps
	for d, n := range inner.counted {
		c.counted[d] += n
	}
	from, to := c.from, c.to
	if a.starts && !a.bad {
		from = max(from, c.clockOf(a.start, nil).at(a.start.wall))
	}
	switch on := c.clockOf(a.start, nil); {
	case a.bad:
	case a.ends:
		to = min(to, c.clockOf(a.end, nil).at(a.end.wall))
	case a.lasts && a.starts:
		to = min(to, taking{length: a.long}.end(on, a.start.wall))
	}
	outside := stateOf(a.kind)
	if a.bad || inner.all {
		outside = busy.Unknown
		c.counted[badTime]++
	}
	if from >= to {
		return nil
	}
	start, end := c.o.From.UTC(), c.o.To.UTC()
	if from > c.from {
		start = time.Unix(from, 0).UTC()
	}
	if to < c.to {
		end = time.Unix(to, 0).UTC()
	}
	all := []busy.Interval{{Start: start, End: end, State: outside}}
	var free []busy.Interval
	for _, i := range busy.Within(busy.Merge(inner.intervals), start, end) {
		if i.State == busy.Busy {
			i.State = busy.Free
		}
		free = append(free, i)
	}
	if outside == busy.Unknown {
		return all
	}
	return over(all, free)
}

// over lays intervals over others; both are in order and do not overlap.
func over(below, above []busy.Interval) []busy.Interval {
	var all []busy.Interval
	put := func(i busy.Interval) {
		last := len(all) - 1
		switch {
		case !i.End.After(i.Start):
		case last >= 0 && all[last].State == i.State && all[last].End.Equal(i.Start):
			all[last].End = i.End
		default:
			all = append(all, i)
		}
	}
	for _, b := range below {
		for len(above) > 0 && b.End.After(b.Start) && above[0].Start.Before(b.End) {
			a := above[0]
			if a.Start.After(b.Start) {
				put(busy.Interval{Start: b.Start, End: a.Start, State: b.State})
			}
			if a.End.After(b.End) {
				// What lies over the next ones, too, waits for them.
				put(busy.Interval{Start: a.Start, End: b.End, State: a.State})
				above[0].Start = b.End
				b.Start = b.End
				break
			}
			put(a)
			above = above[1:]
			if a.End.After(b.Start) {
				b.Start = a.End
			}
		}
		put(b)
	}
	for _, a := range above {
		put(a)
	}
	return all
}
