package ics

import (
	"time"

	"recruitty/recruit/busy"
)

// Collector reads objects one by one and says in the end what they come to. It is for
// calendars that come as many objects; Read is for one.
type Collector struct {
	o        Options
	from, to int64
	owner    *clock
	utc      *clock

	bytes     int64 // that may still be read
	dates     int   // that may still be kept
	steps     int   // that may still be taken
	zoneSteps int   // the same for VTIMEZONEs
	names     zoneNames
	known     map[[32]byte]knownZone

	read      int // entries so far
	kept      []entry
	intervals []busy.Interval
	counted   [doubts]int
	all       bool // the whole window is unknown
}

// New returns a Collector for a window.
func New(o Options) *Collector {
	o = o.withDefaults()
	return &Collector{o: o, from: o.From.Unix(), to: o.To.Unix(), owner: &clock{named: o.Zone}, utc: &clock{named: time.UTC},
		bytes: o.MaxBytes, dates: maxDates, steps: o.MaxSteps, zoneSteps: o.MaxSteps, names: zoneNames{}, known: map[[32]byte]knownZone{}}
}

// Result is what all objects so far come to. It may be asked for once.
func (c *Collector) Result() Result {
	c.workOut()
	if c.all {
		c.put("", c.from, c.to, busy.Unknown)
	}
	busy.Sort(c.intervals)
	r := Result{Intervals: c.intervals, Entries: c.read}
	for d, n := range c.counted {
		if n > 0 {
			r.Doubts = append(r.Doubts, doubt(d).sentence(n))
		}
	}
	return r
}

// workOut works out every entry that was kept.
func (c *Collector) workOut() {
	groups := map[string][]entry{}
	for i, e := range c.kept {
		if e.key == "" || e.anywhere && !e.starts {
			(&series{entries: c.kept[i : i+1], c: c}).add()
			continue
		}
		groups[e.key] = append(groups[e.key], e)
	}
	// In the order in which they stand there, so that the same text gives the same
	// answer (R15) even where steps run out.
	for i := range c.kept {
		if all, found := groups[c.kept[i].key]; found {
			(&series{entries: all, c: c}).add()
			delete(groups, c.kept[i].key)
		}
	}
	c.kept = nil
}

// Lost notes that an object could not be read at all, so that it may take any time.
func (c *Collector) Lost(id string) {
	c.counted[lostObject]++
	c.put(Ref(id), c.from, c.to, busy.Unknown)
}

// put adds an interval, cut to the window. It reports whether any of it lies there.
func (c *Collector) put(ref string, from, to int64, state busy.State) bool {
	from, to = max(from, c.from), min(to, c.to)
	if from >= to || state == busy.Free {
		return false
	}
	if len(c.intervals) >= maxIntervals {
		if !c.all {
			c.all = true
			c.counted[tooMany]++
			c.intervals = append(c.intervals, busy.Interval{Start: c.o.From.UTC(), End: c.o.To.UTC()})
		}
		return true
	}
	i := busy.Interval{Start: time.Unix(from, 0).UTC(), End: time.Unix(to, 0).UTC(), State: state, Ref: ref}
	if from == c.from {
		i.Start = c.o.From.UTC()
	}
	if to == c.to {
		i.End = c.o.To.UTC()
	}
	c.intervals = append(c.intervals, i)
	return true
}

// doubt counts an entry of which something was not understood, once for each kind.
func (c *Collector) doubt(e *entry, d doubt) {
	if e.said&(1<<d) == 0 {
		e.said |= 1 << d
		c.counted[d]++
	}
}

// unknown adds a stretch that an entry may take, and the reason if that lies in the
// window.
func (c *Collector) unknown(e *entry, from, to int64, why doubt) {
	if c.put(e.ref, from, to, busy.Unknown) {
		c.doubt(e, why)
	}
}

// clockOf is the clock that a time is on. One without a zone is on fallback, and on
// the owner's without that; dates are on the owner's.
func (c *Collector) clockOf(at stamp, fallback *clock) *clock {
	switch {
	case at.form == isInstant:
		return c.utc
	case at.form == isDay:
		return c.owner
	case at.zone != nil:
		return at.zone
	case fallback != nil:
		return fallback
	}
	return c.owner
}

// stand adds what is not known of an entry. It reports whether the entry has a start
// from which the rest can be worked out.
func (c *Collector) stand(e *entry) bool {
	if e.anywhere {
		c.unknown(e, c.from, c.to, e.why)
	}
	if !e.starts {
		return false
	}
	on := c.clockOf(e.start, nil)
	begins := on.at(e.start.wall)
	if on.lost() {
		begins -= farEast
	}
	if e.openEnd {
		e.ends, e.lasts = false, false
		c.unknown(e, begins, c.to, e.why)
	}
	if e.overrides && e.onwards && len(e.rules) > 0 {
		// What repeats from here on is said twice, and not in the same words.
		e.openRule, e.endless = true, true
		e.doubtful(badRule)
	}
	if e.openRule {
		until := c.to
		if !e.endless {
			until = begins
			for _, at := range e.openTo {
				until = max(until, c.clockOf(at, on).at(at.wall)+2*day)
			}
			until += c.taking(e).most()
		}
		c.unknown(e, begins, until, e.why)
	}
	return true
}

// once adds an entry that does not repeat.
func (c *Collector) once(e *entry) {
	if c.stand(e) {
		c.take(e, c.clockOf(e.start, nil), e.start.wall, c.taking(e))
	}
}
