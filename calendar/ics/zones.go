package ics

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"slices"
	"strings"
	"time"

	"recruitty/internal/icalendar"
)

// zones are the clocks of one object, by TZID. What a VTIMEZONE says of them may
// stand behind the entries, so that they are complete at the end of the object only.
type zones struct {
	c      *Collector
	clocks map[string]*clock
	lost   clock // of every name past the bound
	drafts []zoneDraft
	open   bool // the last draft is being read
}

func (c *Collector) newZones() *zones { return &zones{c: c, clocks: map[string]*clock{}} }

// zoneDraft is a VTIMEZONE that is being read.
type zoneDraft struct {
	tzid, place string
	observed    []observance
	bad         bool // something of it is not understood
	text        hash.Hash
}

// knownZone is what a VTIMEZONE comes to, kept by a digest of its text: every object
// of a calendar repeats it.
type knownZone struct {
	rules        *observances
	contradicted bool
}

func (z *zones) begin() {
	z.drafts, z.open = append(z.drafts, zoneDraft{text: sha256.New()}), true
}

func (z *zones) beginObservance() {
	if !z.open {
		return
	}
	d := &z.drafts[len(z.drafts)-1]
	if len(d.observed) == maxObservances {
		d.bad = true
		return
	}
	d.observed = append(d.observed, observance{})
}

// spoil notes that something of the VTIMEZONE being read is lost.
func (z *zones) spoil() {
	if z.open {
		z.drafts[len(z.drafts)-1].bad = true
	}
}

func (z *zones) end(damaged bool) {
	if z.open {
		if damaged {
			z.spoil()
		}
		z.open = false
	}
}

// observance is a STANDARD or a DAYLIGHT of a VTIMEZONE (RFC 5545, 3.6.5).
type observance struct {
	start    stamp
	starts   bool
	from, to int64 // offsets
	offsets  int   // how many of them are known
	rules    []rule
	also     []stamp
}

// maxObservances bounds what is read of one VTIMEZONE; programs list every change of
// a century.
const maxObservances = 500

// clock returns the clock that a TZID means, nil for "".
func (z *zones) clock(tzid string) *clock {
	tzid = strings.TrimSpace(tzid)
	if tzid == "" {
		return nil
	}
	c, known := z.clocks[tzid]
	if known {
		return c
	}
	if len(z.clocks) == maxZones {
		return &z.lost
	}
	c = &clock{tzid: tzid}
	z.clocks[tzid] = c
	return c
}

// take reads a property of a VTIMEZONE, or of an observance in it.
func (z *zones) take(l line, inObservance bool) {
	if !z.open {
		return
	}
	d := &z.drafts[len(z.drafts)-1]
	p, ok := icalendar.Line(l.text)
	if !ok || d.bad {
		return
	}
	fmt.Fprintf(d.text, "%t%t%s\n", inObservance, l.broken, l.text)
	if !inObservance {
		switch l.name {
		case "TZID":
			d.tzid = strings.TrimSpace(p.Value)
		case "X-LIC-LOCATION":
			d.place = strings.TrimSpace(p.Value)
		}
		return
	}
	if len(d.observed) == 0 {
		return
	}
	o := &d.observed[len(d.observed)-1]
	fmt.Fprintln(d.text, len(d.observed))
	switch l.name {
	case "DTSTART":
		at, err := readStamp(p.Value, nil)
		o.start, o.starts = at, err == nil && at.form == isLocal && !l.broken
	case "TZOFFSETFROM", "TZOFFSETTO":
		offset, ok := readOffset(p.Value)
		if ok && !l.broken {
			o.offsets++
		}
		if l.name == "TZOFFSETFROM" {
			o.from = offset
		} else {
			o.to = offset
		}
	case "RRULE":
		r, err := readRule(p.Value, nil)
		d.bad = d.bad || err != nil || l.broken
		o.rules = append(o.rules, r)
	case "RDATE":
		for value := range strings.SplitSeq(p.Value, ",") {
			at, err := readStamp(value, nil)
			d.bad = d.bad || err != nil || l.broken || len(o.also) > maxObservances
			if d.bad {
				return
			}
			o.also = append(o.also, at)
		}
	}
}

// readOffset reads +0100 or -033000, in seconds.
func readOffset(text string) (int64, bool) {
	text = strings.TrimSpace(text)
	if len(text) != 5 && len(text) != 7 || text[0] != '+' && text[0] != '-' {
		return 0, false
	}
	n, ok := digits((text[1:] + "00")[:6])
	seconds := int64(n/10000*3600 + n/100%100*60 + n%100)
	if text[0] == '-' {
		seconds = -seconds
	}
	return seconds, ok && seconds < day && seconds > -day
}

// complete gives every clock what is known of it, for a window.
func (z *zones) complete(from, to int64) {
	for tzid, c := range z.clocks {
		c.named = z.c.names.zone(tzid)
		var d *zoneDraft
		for i := range z.drafts {
			if strings.EqualFold(z.drafts[i].tzid, tzid) {
				d = &z.drafts[i]
			}
		}
		if d == nil {
			continue
		}
		if c.named == nil {
			c.named = z.c.names.zone(d.place)
		}
		known := z.known(d, c.named, from, to)
		switch {
		case known.rules == nil:
		case c.named == nil:
			c.rules = known.rules
		case known.contradicted:
			c.other = &clock{tzid: tzid, rules: known.rules}
		}
	}
}

// known works out what a VTIMEZONE comes to, each text once.
func (z *zones) known(d *zoneDraft, named *time.Location, from, to int64) knownZone {
	if d.bad {
		return knownZone{}
	}
	key := [32]byte(d.text.Sum(nil))
	k, found := z.c.known[key]
	if found {
		return k
	}
	k.rules = d.observances(to, func(n int) bool {
		z.c.zoneSteps -= n
		return z.c.zoneSteps >= 0
	})
	k.contradicted = k.rules != nil && named != nil && contradicted(named, k.rules, from, to)
	if len(z.c.known) < maxZones {
		z.c.known[key] = k
	}
	return k
}

// observances works out what a VTIMEZONE says until a while after an instant; nil
// when that is not understood.
func (d *zoneDraft) observances(to int64, spend func(int) bool) *observances {
	if d.bad || len(d.observed) == 0 || len(d.observed) > maxObservances {
		return nil
	}
	type change struct{ at, from, to int64 }
	var changes []change
	begin := dayOf(1900, time.January, 1) * day
	for _, o := range d.observed {
		if !o.starts || o.offsets != 2 {
			return nil
		}
		add := func(wall int64) { changes = append(changes, change{wall - o.from, o.from, o.to}) }
		add(o.start.wall)
		for _, r := range o.rules {
			over := func(wall int64) bool { return r.over(wall, wall-o.from) }
			if !r.walk(o.start.wall, begin, to+400*day, over, spend, add) {
				return nil
			}
		}
		for _, at := range o.also {
			if at.form == isInstant {
				at.wall += o.from
			}
			add(at.wall)
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return int(min(max(a.at-b.at, -1), 1)) })
	rules := &observances{before: changes[0].from}
	for _, c := range changes {
		rules.since, rules.offsets = append(rules.since, c.at), append(rules.offsets, c.to)
	}
	return rules
}

// over reports whether a rule has ended before a time, which is a wall time and the
// instant of that.
func (r *rule) over(wall, instant int64) bool {
	if !r.ends {
		return false
	}
	switch r.until.form {
	case isDay:
		return floor(wall, day) > floor(r.until.wall, day)
	case isLocal:
		return wall > r.until.wall
	case isInstant:
		return instant > r.until.wall
	}
	return false
}
