package windows

import (
	"time"
)

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
		if next := r.overBreak(at); n > 0 || r.is(next, ",", "/", "&", "-", "+") || r.joins(next) {
			at = next // the end of a line alone joins nothing
		}
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

// joins reports whether "and", "or" or "to" stands at a token.
func (r *reader) joins(i int) bool {
	s, _ := r.lookup(i)
	return s.means == meansAnd || s.means == meansOr || s.means == meansTo || s.means == meansUntil
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
