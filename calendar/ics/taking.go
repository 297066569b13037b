package ics

import "recruitty/recruit/busy"

// taking is how long an entry takes.
//
// A DTEND means the same exact length every time, and a DURATION days on the calendar
// and then exact time (RFC 5545, 3.8.5.3). Programs add the length by DTEND to what
// the clock shows instead, which is another end where the clocks change in between;
// then the later one counts.
type taking struct {
	length
	exact int64 // seconds, by DTEND
	ends  bool  // by DTEND
}

// most is at least as long as any repetition takes.
func (t taking) most() int64 { return t.days*day + t.seconds + t.exact + 2*day }

// end is when a repetition ends that begins at a time on a clock.
func (t taking) end(on *clock, wall int64) int64 {
	if t.ends {
		return max(on.at(wall)+t.exact, on.at(wall+t.exact))
	}
	if t.days == 0 {
		return on.at(wall) + t.seconds
	}
	return on.at(wall+t.days*day) + t.seconds
}

// taking is how long an entry takes that has a start.
func (c *Collector) taking(e *entry) taking { return c.takingOn(e, c.clockOf(e.start, nil)) }

// takingOn is taking where the start is on a clock. Lengths below zero count for what
// lies between the two times, and the doubt is said by take.
func (c *Collector) takingOn(e *entry, on *clock) taking {
	switch {
	case e.ends && e.start.form == isDay && e.end.form == isDay:
		days := floor(e.end.wall, day) - floor(e.start.wall, day)
		if days == 0 {
			days = 1 // the day itself is meant
		}
		return taking{length: length{days: days}}
	case e.ends:
		until := c.clockOf(e.end, on)
		t := taking{ends: true, exact: until.at(e.end.wall) - on.at(e.start.wall)}
		if until.other != nil && until != on {
			t.exact = max(t.exact, until.other.at(e.end.wall)-on.at(e.start.wall))
		}
		if e.start.form == isLocal && e.end.form == isLocal && e.start.zone == nil && e.end.zone == nil {
			t.exact = e.end.wall - e.start.wall // on no clock that could be changed
		}
		return t
	case e.lasts && e.start.form == isDay:
		days := e.long.days + floor(e.long.seconds+day-1, day)
		return taking{length: length{days: max(days, min(days, 0))}}
	case e.lasts:
		return taking{length: e.long}
	case e.start.form == isDay:
		return taking{length: length{days: 1}}
	}
	return taking{} // a moment takes no time
}

// take adds one repetition, which begins at a time on a clock.
func (c *Collector) take(e *entry, on *clock, wall int64, takes taking) {
	begins, ends := on.at(wall), takes.end(on, wall)
	if ends < begins {
		c.unknown(e, ends, begins+day, badTime)
		return
	}
	if on.lost() {
		c.unknown(e, begins-farEast, ends+farWest, lostZone)
		return
	}
	if c.put(e.ref, begins, ends, e.state) && e.unsure {
		c.doubt(e, e.why)
	}
	if o := on.other; o != nil && o.at(wall) != begins && takes.end(o, wall) > c.from && o.at(wall) < c.to {
		c.doubt(e, lyingZone)
		c.put(e.ref, o.at(wall), takes.end(o, wall), busy.Unknown)
	}
}
