package windows

import (
	"slices"
	"time"
)

// date is a day of a month as it was written; a zero month or year was not.
type date struct {
	day, year int
	month     time.Month
	either    bool // 03/04: which of the two is the month is not known
	ranged    bool // goes on from the date before
	ordinal   bool
}

// datesAt reads one or several dates that share a month: "1 December 2026", "1., 3. und
// 4.12.", "7-11 Dec", "December 7th to 11th", "2026-12-01". between says that "and"
// stands between the ends of a range. Without a month there is one date alone, and only
// an ordinal number or a word before it, named, makes it one.
func (r *reader) datesAt(i int, between, named bool) (dates []date, to int, ok bool) {
	i = r.overBreak(i)
	if d, to, ok := r.isoDate(i); ok {
		return []date{d}, to, true
	}
	if s, to := r.lookup(i); s.means == meansMonth && !r.is(i, "mar", "mer") {
		if r.is(to, ".") {
			to++
		}
		return r.monthFirst(to, time.Month(s.n), between)
	}
	at := i
	for n := 0; n < 12; n++ {
		d, to, whole, found := r.dayNumber(at, named || n > 0)
		if !found {
			break
		}
		d.ranged = n > 0 && r.rangeSign(at, i, between)
		dates = append(dates, d)
		if whole {
			return share(dates), r.yearBehind(to, dates), true
		}
		if month, behind, found := r.monthAt(to); found {
			dates[n].month = month
			return share(dates), r.yearBehind(behind, dates), true
		}
		next, found := r.listSign(to)
		if !found {
			break
		}
		at = next
	}
	if first, to, _, found := r.dayNumber(i, named); found && (named || first.ordinal && !r.is(i+1, ".")) && (!r.clockBehind(to) || named && r.atBehind(to) || first.ordinal && !r.is(to-1, ".")) {
		return []date{first}, to, true
	}
	return nil, i, false
}

// share gives the dates of a list the month and the year of the last one.
func share(dates []date) []date {
	last := dates[len(dates)-1]
	for n := range dates {
		if dates[n].month == 0 {
			dates[n].month, dates[n].year, dates[n].either = last.month, last.year, last.either
		}
	}
	return dates
}

// monthFirst reads "December 1st, 2026", "Dec 7-11" and "Dec 1, 3 and 4".
func (r *reader) monthFirst(i int, month time.Month, between bool) (dates []date, to int, ok bool) {
	if r.is(i, "the") {
		i++
	}
	d, to, whole, ok := r.dayNumber(i, true)
	if !ok || whole || r.clockBehind(to) && !r.is(to, "-") {
		return nil, i, false
	}
	d.month = month
	dates = []date{d}
	if behind := r.yearBehind(to, dates); behind != to {
		return dates, behind, true
	}
	at, joined := to, false
	for n := 0; n < 12; n++ {
		next, found := r.listSign(at)
		if !found {
			break
		}
		d, behind, whole, found := r.dayNumber(next, true)
		if !found || whole || r.clockBehind(behind) {
			break
		}
		if _, _, other := r.monthAt(behind); other {
			break
		}
		d.month, d.ranged = month, r.rangeSign(next, i, between)
		s, _ := r.lookup(next - 1)
		joined = joined || d.ranged || d.ordinal || s.means == meansAnd || s.means == meansOr
		dates = append(dates, d)
		at = behind
	}
	if !joined {
		dates, at = dates[:1], to
	}
	return dates, r.yearBehind(at, dates), true
}

// clockBehind reports whether what follows makes a number an hour.
func (r *reader) clockBehind(i int) bool {
	s, _ := r.lookup(i)
	if s.means == meansOClock || s.means == meansAM || s.means == meansPM || s.means == meansUnit || r.is(i, "-", "h") || r.is(i, ":") && r.glued(i) && r.glued(i+1) {
		return true
	}
	if s.means == meansTo || s.means == meansUntil {
		_, to := r.lookup(i)
		_, ok := r.clockAt(r.skipped(to), true)
		return ok
	}
	return false
}

// occurrences are the days in the horizon that a date can be.
func (r *reader) occurrences(d date) []time.Time {
	months := []time.Month{d.month}
	var found []time.Time
	add := func(year int, month time.Month, day int) {
		t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
		if t.Day() == day && r.inHorizon(t) && !slices.ContainsFunc(found, t.Equal) {
			found = append(found, t)
		}
	}
	if d.month == 0 {
		months = nil
		for m := time.January; m <= time.December; m++ {
			months = append(months, m)
		}
	}
	for year := r.today.Year(); year <= r.lastDay.Year(); year++ {
		for _, month := range months {
			if d.year == 0 || d.year == year {
				add(year, month, d.day)
				if d.either {
					add(year, time.Month(d.day), int(month))
				}
			}
		}
	}
	return inOrder(found)
}
