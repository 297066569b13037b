package week

import (
	"time"
)

// Quarter is the finest stretch of time that a week tells apart.
const Quarter = 15 * time.Minute

// Span is a calendar week in one zone, from Monday on.
type Span struct {
	Zone *time.Location
	// Days are when each day begins, and last when the next Monday does. A day has as
	// many hours as the clocks of the zone give it: 23 or 25 where they change, none at
	// all where a zone skipped the day.
	Days [8]time.Time
}

// Of returns the week of a zone in which an instant lies.
func Of(t time.Time, zone *time.Location) Span {
	here := t.In(zone)
	behind := (int(here.Weekday()) + 6) % 7 // days since Monday
	s := Span{Zone: zone}
	for n := range s.Days {
		s.Days[n] = dayBegins(here.Year(), here.Month(), here.Day()-behind+n, zone)
	}
	return s
}

// lookAround is how far the beginning of a day is looked for beside midnight: no zone
// has moved its clocks by more, but for those that skipped a whole day.
const lookAround = 26 * 4 // quarters

// dayBegins is the first instant of a date. Where the clocks skip midnight it is later
// on the clock, and where they show it twice it is the first of the two.
func dayBegins(year int, month time.Month, day int, zone *time.Location) time.Time {
	want := time.Date(year, month, day, 12, 0, 0, 0, time.UTC) // normalises the date
	number := func(t time.Time) int { return t.Year()*10000 + int(t.Month())*100 + t.Day() }
	at := time.Date(year, month, day, 0, 0, 0, 0, zone)
	for n := 0; n < lookAround && number(at) < number(want); n++ {
		at = at.Add(Quarter)
	}
	for n := 0; n < lookAround && number(at.Add(-Quarter)) >= number(want); n++ {
		at = at.Add(-Quarter)
	}
	return at
}

// From is when the week begins.
func (s Span) From() time.Time { return s.Days[0] }

// To is when the next one begins.
func (s Span) To() time.Time { return s.Days[7] }

// Next is the week so many weeks later.
func (s Span) Next(by int) Span {
	noon := s.Days[0].In(s.Zone)
	return Of(time.Date(noon.Year(), noon.Month(), noon.Day()+7*by, 12, 0, 0, 0, s.Zone), s.Zone)
}

// Holds reports whether an instant lies in the week.
func (s Span) Holds(t time.Time) bool { return !t.Before(s.From()) && t.Before(s.To()) }

// Day is the day of the week in which an instant lies, 0 for Monday; outside of the week
// the nearest one.
func (s Span) Day(t time.Time) int {
	for n := 6; n > 0; n-- {
		if !t.Before(s.Days[n]) {
			return n
		}
	}
	return 0
}

// Quarters is how many quarters of an hour the week has.
func (s Span) Quarters() int { return int(s.To().Sub(s.From()) / Quarter) }

// At is when a quarter begins.
func (s Span) At(quarter int) time.Time {
	return s.From().Add(time.Duration(quarter) * Quarter).In(s.Zone)
}

// Minute is what the clock on the wall shows at an instant, in minutes after midnight.
func (s Span) Minute(t time.Time) int {
	t = t.In(s.Zone)
	return t.Hour()*60 + t.Minute()
}

// Reach are the quarters that a stretch touches, from the first until just before the
// last; it may touch none.
func (s Span) Reach(start, end time.Time) (from, to int) { return s.ruler().reach(start, end) }

// ruler tells quarters by the seconds since 1970, for many stretches one after another.
type ruler struct{ begin, quarters int64 }

func (s Span) ruler() ruler { return ruler{s.From().Unix(), int64(s.Quarters())} }

const quarterSeconds = int64(Quarter / time.Second)

func (r ruler) reach(start, end time.Time) (from, to int) {
	last := end.Unix()
	if end.Nanosecond() > 0 {
		last++
	}
	return r.between(start.Unix(), last)
}

// between is reach for whole seconds since 1970.
func (r ruler) between(start, end int64) (from, to int) {
	first := min(max(floor(start-r.begin), 0), r.quarters)
	until := min(-floor(r.begin-end), r.quarters)
	return int(first), int(max(until, first))
}

// floor is how many whole quarters so many seconds have, rounded down.
func floor(seconds int64) int64 {
	n := seconds / quarterSeconds
	if seconds%quarterSeconds < 0 {
		n--
	}
	return n
}

// Cells are the quarters of the week that belong to each cell of a grid of rows of step
// minutes, the first of which begins at minute from: by the clock on the wall, so that an
// hour that the clocks skip has none and one that they repeat has those of both. Rows
// come first, days second.
func (s Span) Cells(from, step, rows int) [][7][]int {
	all := make([][7][]int, max(rows, 0))
	if step <= 0 {
		return all
	}
	day := 0
	for q := range s.Quarters() {
		at := s.At(q)
		for day < 6 && !at.Before(s.Days[day+1]) {
			day++
		}
		if minute := s.Minute(at) - from; minute >= 0 && minute/step < rows {
			cell := &all[minute/step][day]
			*cell = append(*cell, q)
		}
	}
	return all
}

// Start is when the clock on the wall shows a minute of a day; false where it never does.
// Of an hour that occurs twice it is the first.
func (s Span) Start(day, minute int) (time.Time, bool) {
	if day < 0 || day > 6 {
		return time.Time{}, false
	}
	for at := s.Days[day]; at.Before(s.Days[day+1]); at = at.Add(Quarter) {
		if s.Minute(at) == minute {
			return at.In(s.Zone), true
		}
	}
	return time.Time{}, false
}
