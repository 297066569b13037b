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

// isoDate reads 2026-12-01 and 01-12-2026, whose order is known or is not.
func (r *reader) isoDate(i int) (date, int, bool) {
	a, ok1 := r.number(i)
	b, ok2 := r.number(i + 2)
	c, ok3 := r.number(i + 4)
	if !ok1 || !ok2 || !ok3 || !r.is(i+1, "-", "/") || !r.is(i+3, "-", "/") || !r.glued(i+1) || !r.glued(i+4) {
		return date{}, i, false
	}
	switch {
	case r.tokens[i].digits == 4 && b <= 12 && c <= 31:
		return date{day: c, month: time.Month(b), year: a}, i + 5, true
	case r.tokens[i+4].digits == 4 || r.tokens[i+4].digits == 2 && r.is(i+1, "/"):
		if r.tokens[i+4].digits == 2 {
			c += 2000
		}
		d := r.slashed(a, b)
		d.year = c
		return d, i + 5, d.day != 0
	}
	return date{}, i, false
}

// slashed orders the two numbers of 03/04.
func (r *reader) slashed(a, b int) date {
	switch {
	case a < 1 || b < 1 || a > 31 || b > 31 || a > 12 && b > 12:
		return date{}
	case a > 12 || r.lex.dayFirst && b <= 12:
		return date{day: a, month: time.Month(b)}
	case b > 12:
		return date{day: b, month: time.Month(a)}
	}
	return date{day: a, month: time.Month(b), either: a != b}
}

// dayNumber reads the number of a day with what belongs to it: "1st", "3.", "7.12.",
// "7/12". whole says that it has its month.
func (r *reader) dayNumber(i int, named bool) (d date, to int, whole, ok bool) {
	n, ok := r.number(i)
	if !ok || n < 1 || n > 31 || r.tokens[i].digits > 2 {
		return d, i, false, false
	}
	d.day, to = n, i+1
	if m, ok := r.number(i + 2); ok && r.glued(i+1) && r.glued(i+2) && r.tokens[i+2].digits <= 2 {
		switch {
		case r.is(i+1, "/"):
			if _, _, found := r.monthAt(i + 3); found {
				return d, to, false, true // "7/8 December"
			}
			d = r.slashed(n, m)
			return d, i + 3, true, d.day != 0
		case r.is(i+1, ".") && m >= 1 && m <= 12:
			d.month, to = time.Month(m), i+3
			if r.is(to, ".") && r.glued(to) {
				to++
				if y, ok := r.number(to); ok && r.glued(to) && (r.tokens[to].digits == 4 || r.tokens[to].digits == 2) {
					if y < 100 {
						y += 2000
					}
					d.year, to = y, to+1
				}
				return d, to, true, true
			}
			if s, _ := r.lookup(to); !named || s.means == meansOClock || r.is(to, "-") && r.glued(to+1) {
				return date{}, i, false, false
			}
			return d, to, true, true
		}
	}
	if r.is(to, ".") && r.glued(to) {
		d.ordinal, to = true, to+1
		if m, ok := r.number(to); ok && m >= 1 && m <= 12 && r.is(to+1, ".") && !r.glued(to) { // "7. 12."
			d.month = time.Month(m)
			return d, to + 2, true, true
		}
	} else if r.is(to, "st", "nd", "rd", "th", "er", "º", "ten", "ter", "te") && r.glued(to) {
		d.ordinal, to = true, to+1
		if r.is(to, "er", "o") && r.glued(to) {
			to++
		}
	}
	return d, to, false, !(r.is(to, ":") && r.glued(to) && r.glued(to+1)) && !r.is(to, "%", "h")
}

// monthAt reads the name of a month, perhaps behind "of".
func (r *reader) monthAt(i int) (time.Month, int, bool) {
	if r.is(i, "of", "de", "del", "d") {
		i++
		if r.is(i, "'") {
			i++
		}
	}
	i = r.overBreak(i)
	s, to := r.lookup(i)
	if s.means != meansMonth {
		return 0, i, false
	}
	if r.is(to, ".") && r.glued(to) {
		to++
	}
	if n, ok := r.number(to); ok && n <= 31 && r.lex.tag == "en" && r.is(to+1, "st", "nd", "rd", "th", ",") {
		return 0, i, false // "from 9 to 11 December 3rd"
	}
	return time.Month(s.n), to, true
}

// yearBehind reads a year that stands behind a month, for all dates of a list.
func (r *reader) yearBehind(i int, dates []date) int {
	at := i
	for r.is(at, ",", "de", "del", "of", "'") && at < i+2 {
		at++
	}
	year, ok := r.number(at)
	if !ok || r.tokens[at].digits != 4 || year < 1980 || year > 2199 {
		return i
	}
	for n := range dates {
		dates[n].year = year
	}
	return at + 1
}

// listSign reads what stands between the numbers of a list or a range of days.
func (r *reader) listSign(i int) (to int, ok bool) {
	at := i
	for n := 0; n < 3; n++ {
		at = r.overBreak(at)
		s, behind := r.lookup(at)
		switch {
		case r.is(at, ",", "/", "&", "-", "+"):
			at++
		case s.means == meansAnd, s.means == meansOr, s.means == meansTo, s.means == meansUntil, s.means == meansDayOf:
			at = behind
		default:
			return at, at > i
		}
	}
	return at, at > i
}

// rangeSign reports whether "to" or a dash stands before a token.
func (r *reader) rangeSign(at, first int, between bool) bool {
	for n := at - 1; n > first; n-- {
		s, _ := r.lookup(n)
		switch {
		case r.is(n, "-"), s.means == meansTo, s.means == meansUntil, between && s.means == meansAnd:
			return true
		case s.means == meansDayOf, r.tokens[n].kind == tokenBreak:
		default:
			return false
		}
	}
	return false
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
	if s.means == meansOClock || s.means == meansAM || s.means == meansPM || s.means == meansUnit || r.is(i, "-", "h") || r.is(i, ":") && r.glued(i) {
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
