package windows

import (
	"fmt"
	"time"
)

// atomAt reads one day, or a word for several.
func (r *reader) atomAt(i int) (atom, bool) {
	i = r.overBreak(i)
	if w, to, ok := r.weekAt(i); ok {
		a := atom{kind: itemWeek, week: w, to: to}
		if w.waiting {
			a.kind = itemWaiting
		}
		return a, true
	}
	s, to := r.lookup(i)
	switch s.means {
	case meansEveryDay:
		a, ok := r.everyDay(i, to, false)
		a.others = s.n == 1
		return a, ok
	case meansWorkdays:
		return r.everyDay(i, to, true)
	case meansWeekend:
		if s.n > 0 {
			return r.weekends(i, to), true
		}
		return r.weekend(i, to, 0)
	case meansPast:
		words := r.shown(i, to)
		r.leave(words, "“%s” is over and is left out.", words)
		return atom{kind: itemPast, to: to}, true
	case meansRelative:
		return r.relative(i, to, s.n), true
	case meansIn:
		return r.away(i, to)
	case meansWeekday, meansWeekdays:
		return r.weekdayAt(i, to, s), true
	case meansEvery:
		switch next, behind := r.lookup(to); next.means {
		case meansWeekday, meansWeekdays:
			return r.everyWeekday(i, behind, time.Weekday(next.n)), true
		case meansWorkdays:
			return r.everyDay(i, behind, true)
		}
	case meansThis, meansNext, meansComing:
		return r.qualified(i, to, s.means)
	case meansDayOf:
		return r.dayOf(i, to)
	}
	if dates, to, ok := r.datesAt(i, false, false); ok && len(dates) == 1 {
		return r.dateAtom(dates[0], nil, i, to), true
	}
	return atom{}, false
}

func (r *reader) dateAtom(d date, weekday *time.Weekday, from, to int) atom {
	day, kind := r.settleDate(d, weekday, from, to)
	a := atom{kind: kind, to: to}
	if kind == itemDay {
		a.days = []time.Time{day}
	}
	return a
}

// everyDay are all days that are looked at, or those from Monday to Friday.
func (r *reader) everyDay(from, to int, work bool) (atom, bool) {
	days := r.allDays()
	words := r.shown(from, to)
	r.note(words, "“%s” is read as Monday to Friday, up to %s.", words, dayText(r.lastDay))
	return atom{kind: itemDay, days: workdays(days), habit: true, every: true, to: to}, true
}

// weekend is the first Saturday and Sunday, or the one after it.
func (r *reader) weekend(from, to, more int) (atom, bool) {
	saturday := mondayOf(r.today).AddDate(0, 0, 5+7*more)
	a := atom{kind: itemDay, frame: true, to: to}
	for _, day := range []time.Time{saturday, saturday.AddDate(0, 0, 1)} {
		if r.inHorizon(day) {
			a.days = append(a.days, day)
		}
	}
	if w := r.today.Weekday(); more > 0 && w != time.Saturday && w != time.Sunday || w == time.Sunday || w == time.Saturday {
		day, kind := r.askDay([]time.Time{saturday, saturday.AddDate(0, 0, 7)}, from, to, fmt.Sprintf("“%s” can be several; choose the Saturday that it begins with.", r.shown(from, to)))
		a.kind, a.days = kind, []time.Time{day, day.AddDate(0, 0, 1)}
	}
	return a, true
}

// weekends are all Saturdays and Sundays that are looked at.
func (r *reader) weekends(from, to int) atom {
	a := atom{kind: itemDay, habit: true, to: to}
	for _, day := range r.allDays() {
		if w := day.Weekday(); w == time.Saturday || w == time.Sunday {
			a.days = append(a.days, day)
		}
	}
	words := r.shown(from, to)
	r.note(words, "“%s” is read as every Saturday and Sunday up to %s.", words, dayText(r.lastDay))
	return a
}

// relative is a day so many days from today, and the weekday or date that repeats it.
func (r *reader) relative(from, to, n int) atom {
	if n == tonight {
		return atom{kind: itemDay, days: []time.Time{r.today}, to: to}
	}
	day := r.today.AddDate(0, 0, n)
	a := atom{kind: itemDay, days: []time.Time{day}, to: to}
	next := to
	if r.is(next, ",", "(") {
		next++
	}
	s, behind := r.lookup(next)
	if s.means == meansDayOf || r.is(next, "the") {
		next = behind
		s, behind = r.lookup(next)
	}
	if s.means == meansWeekday && time.Weekday(s.n) == day.Weekday() {
		a.to = behind
		next = behind
		if r.is(next, ",") {
			next++
		}
		if s, behind := r.lookup(next); s.means == meansDayOf {
			next = behind
		}
	}
	if dates, behind, ok := r.datesAt(next, false, false); ok && len(dates) == 1 && dates[0].month == day.Month() && dates[0].day == day.Day() {
		a.to = behind
	}
	return a
}

// away reads "in two days", and asks about "in two weeks".
func (r *reader) away(from, i int) (atom, bool) {
	n, to, ok := r.smallNumber(i)
	if !ok {
		return atom{}, false
	}
	unit, behind := r.lookup(to)
	weeks := unit.means == meansUnit && unit.n == 10080 || unit.means == meansWeek && n == 1
	switch {
	case weeks:
		day := r.today.AddDate(0, 0, 7*n)
		w := weekItem{monday: mondayOf(day), last: 4}
		choices := []Choice{{day.Format(time.DateOnly), dayText(day)}, {"week", "the week of " + dayText(w.monday)}}
		answer, _ := r.ask(KindDay, from, behind, whichOf(r.shown(from, behind), orList(choices)), choices...)
		switch answer {
		case choices[0].Value:
			return atom{kind: itemDay, days: []time.Time{day}, to: behind}, true
		case "week":
			return atom{kind: itemWeek, week: w, to: behind}, true
		}
		return atom{kind: itemWaiting, to: behind}, true
	case unit.means == meansUnit && unit.n == 1440 && r.inHorizon(r.today.AddDate(0, 0, n)):
		return atom{kind: itemDay, days: []time.Time{r.today.AddDate(0, 0, n)}, to: behind}, true
	case unit.means == meansUnit:
		return atom{kind: itemUnread, to: behind}, true
	}
	return atom{}, false
}

func (r *reader) smallNumber(i int) (n, to int, ok bool) {
	if n, ok := r.number(i); ok && n > 0 && n <= 60 {
		return n, i + 1, true
	}
	if r.is(i, "a", "einer", "einem", "eine") {
		return 1, i + 1, true
	}
	if s, to := r.lookup(i); s.means == meansNumber {
		return s.n, to, true
	}
	return 0, i, false
}
