package windows

import (
	"fmt"
	"slices"
	"time"
)

// everyWeekday are all such weekdays that are looked at.
func (r *reader) everyWeekday(from, to int, w time.Weekday) atom {
	a := atom{kind: itemDay, habit: true, to: to}
	for _, day := range r.allDays() {
		if day.Weekday() == w {
			a.days = append(a.days, day)
		}
	}
	words := r.shown(from, to)
	r.note(words, "“%s” is read as every %s up to %s.", words, w, dayText(r.lastDay))
	return a
}

// weekdayAt reads a weekday with the date or the word that says which one.
func (r *reader) weekdayAt(i, to int, s sense) atom {
	w := time.Weekday(s.n)
	if r.is(to, ".") && r.glued(to) {
		to++
	}
	next := to
	if r.is(next, ",", "(") {
		next++
	}
	if n, ok := r.number(next); ok && next == to && r.atBehind(to+1) && r.clockBehind(to+1) {
		for _, t := range r.occurrences(date{day: n}) {
			if t.Weekday() == w { // "lundi 7 à 9h"
				if _, at := r.lookup(to + 1); n > 12 {
					if c, ok := r.clockAt(at, true); ok && c.hour <= n { // "lundi 17 à 9h" is no range
						return r.dateAtom(date{day: n}, &w, i, to+1)
					}
				}
				return r.dayOrHour(date{day: n}, w, i, to+1)
			}
		}
	}
	named := false
	if s, behind := r.lookup(next); s.means == meansDayOf || r.is(next, "the", "dem") {
		next, named = behind, true
	}
	if _, figure := r.number(next); figure && r.lex.tag == "de" && r.is(next+1, ".") && r.glued(next+1) && !r.dotted(next) {
		named = true // "Donnerstag, 3."
	}
	if dates, behind, ok := r.datesAt(next, false, named || !r.is(to, ",", "(")); ok && (dates[0].month != 0 || named || dates[0].ordinal || !r.clockBehind(behind)) {
		if len(dates) == 1 {
			if !named && dates[0].month == 0 && !dates[0].ordinal && (r.lex.tag == "en" || r.lex.tag == "de") {
				return r.dayOrHour(dates[0], w, i, behind)
			}
			if r.is(to, "(") && r.is(behind, ")") {
				behind++
			}
			return r.dateAtom(dates[0], &w, i, behind)
		}
		if dates[1].ranged {
			return atom{kind: itemUnread, to: behind}
		}
		if _, _, alone := r.monthAt(next + 1); !alone { // "Tuesday 1 and Wednesday 2" are two, "Tuesday 1, 3 December" are not
			return atom{kind: itemUnread, to: behind}
		}
	}
	if s.means == meansWeekdays {
		return r.everyWeekday(i, to, w)
	}
	switch s, behind := r.lookup(to); s.means {
	case meansNext:
		if next, _ := r.lookup(behind); next.means == meansWeek {
			break
		}
		at := behind
		if r.is(at, "(", ",") {
			at++
		}
		_, at = r.dayWord(at)
		if dates, end, ok := r.datesAt(at, false, true); ok && at > behind && len(dates) == 1 && r.matches(dates[0], w) {
			return r.dateAtom(dates[0], &w, i, end) // "jeudi prochain (le 10)"
		}
		day, kind := r.sayNext(w, i, behind)
		return dayAtom(day, kind, behind)
	case meansComing:
		return dayAtom(r.after(w), itemDay, behind)
	case meansIn: // "Tuesday in two weeks"
		if n, at, ok := r.smallNumber(behind); ok {
			if unit, end := r.lookup(at); unit.means == meansUnit && unit.n == 10080 || unit.means == meansWeek {
				day := mondayOf(r.today).AddDate(0, 0, 7*n+(int(w)+6)%7)
				days := inOrder([]time.Time{r.after(w).AddDate(0, 0, 7*n), day})
				day, kind := r.askDay(days, i, end, whichOf(r.shown(i, end), orDays(days)))
				return dayAtom(day, kind, end)
			}
		}
	}
	return atom{kind: itemDay, weekday: &w, to: to}
}

// dotted reports whether a time such as "8.30 Uhr" stands at a token.
func (r *reader) dotted(i int) bool {
	c, ok := r.clockAt(i, false)
	return ok && !c.bare && c.to > i+2
}

// dayWord steps over "the" before the number of a day.
func (r *reader) dayWord(i int) (found bool, to int) {
	if s, to := r.lookup(i); s.means == meansDayOf {
		return true, to
	}
	return false, i
}

// matches reports whether one of the days that a date can be is a weekday.
func (r *reader) matches(d date, w time.Weekday) bool {
	return slices.ContainsFunc(r.occurrences(d), func(t time.Time) bool { return t.Weekday() == w })
}

func dayAtom(day time.Time, kind itemKind, to int) atom {
	return atom{kind: kind, days: []time.Time{day}, to: to}
}

// after is the first such weekday after today.
func (r *reader) after(w time.Weekday) time.Time {
	return r.today.AddDate(0, 0, (int(w)-int(r.today.Weekday())+6)%7+1)
}

// dayOrHour asks about "Tuesday 10", which may be a date or an hour.
func (r *reader) dayOrHour(d date, w time.Weekday, from, to int) atom {
	var right []time.Time
	for _, t := range r.occurrences(d) {
		if t.Weekday() == w {
			right = append(right, t)
		}
	}
	words := r.shown(from, to)
	if len(right) == 1 && d.day > 12 && r.lex.tag == "en" {
		return dayAtom(right[0], itemDay, to)
	}
	if len(right) == 0 {
		r.ask(KindWords, from, to, fmt.Sprintf("“%s” can be a date or an hour; write the hour as %02d:00 or the date with its month.", words, d.day%24))
		return atom{kind: itemWaiting, to: to}
	}
	day, kind := r.askDay(right, from, to, fmt.Sprintf("“%s” can be a date or an hour; choose the date, or write the hour as %02d:00.", words, d.day%24))
	return dayAtom(day, kind, to)
}

// qualified reads "this Tuesday", "next Tuesday", "coming Tuesday", "next 2 weeks".
func (r *reader) qualified(i, to int, means meaning) (atom, bool) {
	s, behind := r.lookup(to)
	switch s.means {
	case meansWeekday:
		w := time.Weekday(s.n)
		if a := r.weekdayAt(to, behind, s); a.kind == itemDay && a.weekday == nil && !a.habit && a.to > behind {
			return a, true // "next Friday, the 11th"
		}
		switch means {
		case meansNext:
			day, kind := r.sayNext(w, i, behind)
			return dayAtom(day, kind, behind), true
		case meansComing:
			return dayAtom(r.after(w), itemDay, behind), true
		}
		if next, more := r.lookup(behind); next.means == meansComing || next.means == meansNext { // "este martes que viene"
			return dayAtom(r.after(w), itemDay, more), true
		}
		day, kind := r.nextWeekday(w, i, behind)
		return dayAtom(day, kind, behind), true
	case meansWeekend:
		more := 0
		if means == meansNext {
			more = 1
		}
		return r.weekend(i, behind, more)
	case meansPart:
		if means == meansThis {
			return dayAtom(r.today, itemDay, to), true // the part is read next
		}
	}
	if n, at, ok := r.smallNumber(to); ok && means != meansThis {
		if s, behind := r.lookup(at); s.means == meansUnit && s.n >= 1440 && s.n <= 10080 {
			last := r.today.AddDate(0, 0, n*s.n/1440)
			words := r.shown(i, behind)
			r.note(words, "“%s” is read as the days from %s to %s.", words, dayText(r.today), dayText(last))
			return atom{kind: itemDay, days: workdays(r.between(r.today, last, i, behind)), habit: true, to: behind}, true
		}
	}
	return atom{}, false
}

// dayOf reads what stands behind "the": a day of the month, a weekday.
func (r *reader) dayOf(i, to int) (atom, bool) {
	if dates, behind, ok := r.datesAt(to, false, true); ok && len(dates) == 1 {
		d := dates[0]
		if d.month == 0 && !d.ordinal && (r.clockBehind(behind) && !r.atBehind(behind) || !r.dayBehind(i)) {
			return atom{}, false
		}
		return r.dateAtom(d, nil, i, behind), true
	}
	s, behind := r.lookup(to)
	switch s.means {
	case meansWeekday:
		return r.weekdayAt(to, behind, s), true
	case meansNext, meansComing, meansThis:
		return r.qualified(to, behind, s.means)
	case meansWeekend:
		return r.weekend(to, behind, 0)
	case meansWorkdays:
		return r.everyDay(to, behind, true)
	}
	return atom{}, false
}

// atBehind reports whether "à" or "a" stands before an hour: "le 3 à 10h".
func (r *reader) atBehind(i int) bool {
	s, _ := r.lookup(i)
	return (s.means == meansTo || s.means == meansUntil) && (r.lex.tag == "fr" || r.lex.tag == "es")
}

// dayBehind reports whether a number behind a word is a day of the month: "am 3", "le 3",
// "el día 3".
func (r *reader) dayBehind(i int) bool {
	return r.is(i, "am", "den", "le", "el", "dia", "the", "on", "los", "les", "para", "del", "al")
}
