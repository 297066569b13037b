package ics

import (
	"sort"
	"time"

	"recruitty/recruit/timeparse"
)

// clock is a zone that an object names by a TZID.
type clock struct {
	tzid  string
	named *time.Location // that the name means, nil when it means none
	rules *observances   // of its VTIMEZONE, nil without one
	other *clock         // what contradicts it: its VTIMEZONE, or the zone beside a time in UTC
	twin  *clock         // see inUTC
}

// inUTC is the clock of times that are in UTC and name a zone all the same, which
// RFC 5545 (3.2.19) forbids. UTC counts.
func (c *clock) inUTC() *clock {
	if c.twin == nil {
		c.twin = &clock{tzid: c.tzid, named: time.UTC, other: c}
	}
	return c.twin
}

// lost reports whether nothing is known of the zone.
func (c *clock) lost() bool { return c != nil && c.named == nil && c.rules == nil }

// The clocks of the world are at most so far from UTC, in seconds.
const (
	farEast = 14 * 3600
	farWest = 12 * 3600
)

// offset is how far the clock is ahead of UTC at an instant, in seconds.
func (c *clock) offset(at int64) int64 {
	switch {
	case c.named != nil:
		_, seconds := time.Unix(at, 0).In(c.named).Zone()
		return int64(seconds)
	case c.rules != nil:
		return c.rules.offset(at)
	}
	return 0
}

// at is the instant at which the clock shows a time: the first where it shows it
// twice, and where it skips it, what the offset before the gap makes of it (RFC
// 5545, 3.3.5).
func (c *clock) at(wall int64) int64 {
	if c.named == time.UTC || c.lost() {
		return wall
	}
	const around = farEast + 3600
	before, after := c.offset(wall-around), c.offset(wall+around)
	first := wall - before
	if before == after || c.offset(first) == before {
		return first
	}
	if second := wall - after; c.offset(second) == after {
		return second
	}
	return first
}

// shows is what the clock shows at an instant.
func (c *clock) shows(at int64) int64 { return at + c.offset(at) }

// observances are what a VTIMEZONE says: from when on which offset holds.
type observances struct {
	since   []int64 // instants, ascending
	offsets []int64 // from then on
	before  int64   // before all of them
}

func (o *observances) offset(at int64) int64 {
	n := sort.Search(len(o.since), func(i int) bool { return o.since[i] > at })
	if n == 0 {
		return o.before
	}
	return o.offsets[n-1]
}

// contradicted reports whether rules say of a stretch what is never so in a zone
// about then. That they lack a change of the clocks is no contradiction: programs
// write the half of the year only that they were asked for.
func contradicted(zone *time.Location, rules *observances, from, to int64) bool {
	named := &clock{named: zone}
	for at := from; at <= to; at += 28 * day {
		said, possible := rules.offset(at), false
		for month := int64(-6); month <= 6 && !possible; month++ {
			possible = named.offset(at+month*30*day) == said
		}
		if !possible {
			return true
		}
	}
	return false
}

// zoneNames finds zones by name, each name once, and no more than maxZones: looking
// for one that is none takes long.
type zoneNames map[string]*time.Location

func (z zoneNames) zone(name string) *time.Location {
	if name == "" {
		return nil
	}
	zone, known := z[name]
	if !known && len(z) < maxZones {
		zone = timeparse.CalendarZone(name)
		z[name] = zone
	}
	return zone
}
