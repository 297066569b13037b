package slots

import (
	"sort"
	"time"
)

// calendar is where days and weeks begin in one zone, as quarter-hours of a grid. It
// reaches from a Monday before the grid to a Monday after it, so that whole weeks can be
// counted; what lies outside of the grid has numbers below 0 or beyond its end.
type calendar struct {
	zone   *time.Location
	start  []int32 // of each day, and the end of the last
	week   []int32 // the week that each day is in
	monday []int32 // the start of each week, and the end of the last
}

// zoneKey tells zones apart: by name, and by their offsets at both ends, for zones that
// were made with a name of their own.
type zoneKey struct {
	name        string
	first, last int
}

func keyOf(zone *time.Location, from, to time.Time) zoneKey {
	_, first := from.In(zone).Zone()
	_, last := to.In(zone).Zone()
	return zoneKey{zone.String(), first, last}
}

// calendarOf returns the calendar of a zone, which those that were made with the grid need
// not be made again for. A nil zone is UTC.
func (g *Grid) calendarOf(zone *time.Location) *calendar {
	if zone == nil {
		zone = time.UTC
	}
	if c := g.calendars[keyOf(zone, g.at(0), g.at(g.n))]; c != nil {
		return c
	}
	return g.newCalendar(zone)
}

func (g *Grid) newCalendar(zone *time.Location) *calendar {
	first := g.at(0).In(zone)
	y, m, d := first.Date()
	d -= (int(first.Weekday()) + 6) % 7
	c := &calendar{zone: zone}
	for day := 0; ; day++ {
		begins := g.quarterOf(midnight(y, m, d+day, zone))
		if n := len(c.start); n > 0 {
			begins = max(begins, int(c.start[n-1]))
		}
		c.start = append(c.start, int32(begins))
		if day%7 == 0 {
			c.monday = append(c.monday, int32(begins))
			if begins >= g.n {
				return c
			}
		}
		c.week = append(c.week, int32(len(c.monday)-1))
	}
}

// midnight is when a day begins in a zone: at 0:00, or when clocks were put forward over
// it at the first quarter-hour that belongs to it. A date that a zone left out
// begins with the following one.
func midnight(y int, m time.Month, d int, zone *time.Location) time.Time {
	t := time.Date(y, m, d, 0, 0, 0, 0, zone)
	want := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	date := func(t time.Time) time.Time {
		y, m, d := t.In(zone).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	for range 8 * 12 { // no zone moved its clocks by more than half a day and kept the date
		if !date(t).Before(want) {
			break
		}
		t = t.Add(Quarter)
	}
	for range 8 * 12 {
		if before := t.Add(-Quarter); date(before).Before(want) {
			break
		}
		t = t.Add(-Quarter)
	}
	return t
}

// day is the day that a quarter-hour is in, between the first and the last.
func (c *calendar) day(q int) int {
	n := sort.Search(len(c.week), func(d int) bool { return int(c.start[d]) > q })
	return max(n-1, 0)
}

// span is where a day lies.
func (c *calendar) span(day int) (from, to int) {
	return int(c.start[day]), int(c.start[day+1])
}
