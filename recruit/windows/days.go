package windows

import (
	"time"
)

// atom is one day, or what stands for several.
type atom struct {
	kind    itemKind // itemDay, itemWeek, itemWaiting, itemPast, itemUnread
	days    []time.Time
	weekday *time.Weekday // that waits for its week
	habit   bool
	every   bool
	others  bool // all days but those that were named
	frame   bool // days of which some may be named by themselves later
	week    weekItem
	to      int
}

func (a atom) single() bool {
	return a.kind == itemDay && (a.weekday != nil || len(a.days) == 1) && !a.habit
}

// scanDay reads days, with the preposition that makes a range of them.
func (r *reader) scanDay(i int, before []item) (item, bool) {
	s, at := r.lookup(i)
	switch s.means {
	case meansAfter, meansFrom, meansUntil, meansBefore, meansBetween:
		if it, ok := r.openDays(i, at, s.means); ok {
			return it, true
		}
		return item{}, false
	case meansEvery:
		if next, to := r.lookup(at); next.means == meansPart || next.means == meansParts {
			it := r.scanPart(at, to, sense{meansParts, next.n})
			return it, true
		}
	case meansRelative:
		if s.n == tonight {
			it := r.relative(i, at, s.n).item(i)
			evening := r.scanPart(i, at, sense{meansPart, partEvening})
			evening.from, it.also = i, &evening
			return it, true
		}
	}
	if dates, to, ok := r.datesAt(i, false, false); ok && (len(dates) > 1 || dates[0].month != 0) {
		return r.dateItem(dates, i, to), true
	}
	a, ok := r.atomAt(i)
	if !ok {
		return item{}, false
	}
	if r.lex.tag == "es" && a.weekday != nil && habitBefore(before) { // "los martes y jueves"
		a = r.everyWeekday(i, a.to, *a.weekday)
	}
	if to, ok := r.rangeTo(a.to, false); ok && a.single() {
		if b, ok := r.atomAt(to); ok && b.single() {
			return r.rangeItem(a, b, i), true
		} else if ok {
			return item{kind: itemUnread, to: b.to}, true
		}
	}
	if s, behind := r.lookup(a.to); s.means == meansOnward && a.single() && !r.is(a.to, "on", "an") {
		return r.openItem(a, i, behind, meansFrom), true // "Wednesday onwards"
	}
	it := a.item(i)
	if r.lex.tag == "fr" && a.weekday != nil && r.is(i, "le") {
		it.days.often = it.days.weekdays
	}
	return it, true
}

// habitBefore reports whether a list of days goes on that began with a habit.
func habitBefore(before []item) bool {
	joined := false
	for n := len(before) - 1; n >= 0; n-- {
		switch it := before[n]; it.kind {
		case itemAnd, itemOr, itemComma:
			joined = true
		case itemDay:
			return joined && it.days.habit && !it.days.every
		default:
			return false
		}
	}
	return false
}

func (a atom) item(from int) item {
	it := item{kind: a.kind, to: a.to, week: a.week}
	it.days = dayItem{days: a.days, habit: a.habit, every: a.every, frame: a.frame, others: a.others, from: from, to: a.to}
	if a.weekday != nil {
		it.days.weekdays = []time.Weekday{*a.weekday}
	}
	return it
}

// rangeTo is the place behind "to" or a dash.
func (r *reader) rangeTo(i int, between bool) (int, bool) {
	if r.is(i, ".") && r.glued(i) {
		i++
	}
	s, to := r.lookup(r.overBreak(i))
	switch {
	case r.is(i, "-"):
		return i + 1, true
	case s.means == meansTo, s.means == meansUntil, between && s.means == meansAnd:
		if next, behind := r.lookup(to); next.means == meansDayOf || next.means == meansNothing && r.is(to, "the", "zum", "am") {
			return behind, true
		}
		return to, true
	}
	return i, false
}

// rangeItem is all days from one to another.
func (r *reader) rangeItem(a, b atom, from int) item {
	it := item{kind: itemDay, to: b.to}
	it.days = dayItem{from: from, to: b.to}
	if a.weekday != nil && b.weekday != nil {
		it.days.weekdays, it.days.ranged = []time.Weekday{*a.weekday, *b.weekday}, true
		return it
	}
	first, ok1 := r.firstOf(a, from)
	last, ok2 := r.lastOf(b, first, from)
	if !ok1 || !ok2 {
		it.kind = itemWaiting
		return it
	}
	if last.Before(first) {
		it.kind = itemUnread
		return it
	}
	it.days.days, it.days.whole = r.between(first, last, from, b.to), true
	return it
}

func (r *reader) firstOf(a atom, from int) (time.Time, bool) {
	if a.weekday != nil {
		day, kind := r.nextWeekday(*a.weekday, from, a.to)
		return day, kind == itemDay
	}
	return a.days[0], len(a.days) > 0
}

func (r *reader) lastOf(b atom, first time.Time, from int) (time.Time, bool) {
	if b.weekday != nil {
		return first.AddDate(0, 0, (int(*b.weekday)-int(first.Weekday())+7)%7), true
	}
	return b.days[len(b.days)-1], len(b.days) > 0
}

// between are the days from one to another, without the Saturdays and Sundays in between.
func (r *reader) between(first, last time.Time, from, to int) []time.Time {
	var days []time.Time
	left := false
	for day := first; !day.After(last) && len(days) <= MaxDays; day = day.AddDate(0, 0, 1) {
		if w := day.Weekday(); (w == time.Saturday || w == time.Sunday) && !day.Equal(first) && !day.Equal(last) {
			left = true
			continue
		}
		if r.inHorizon(day) {
			days = append(days, day)
		}
	}
	if left {
		words := r.shown(from, to)
		r.note(words, "Saturdays and Sundays in “%s” are left out.", words)
	}
	return days
}

// dateItem settles a list or a range of dates.
func (r *reader) dateItem(dates []date, from, to int) item {
	it := item{kind: itemDay, to: to}
	it.days = dayItem{from: from, to: to}
	for n, d := range dates {
		if d.month == 0 {
			d.ordinal = false
		}
		day, kind := r.settleDate(d, nil, from, to)
		if kind != itemDay {
			if it.kind == itemDay || kind == itemWaiting {
				it.kind = kind
			}
			continue
		}
		if d.ranged && n > 0 && len(it.days.days) > 0 {
			last := it.days.days[len(it.days.days)-1]
			if !day.After(last) {
				return item{kind: itemUnread, to: to}
			}
			it.days.days, it.days.whole = append(it.days.days, r.between(last, day, from, to)...), len(dates) == 2
			continue
		}
		it.days.days = append(it.days.days, day)
	}
	if it.kind == itemPast && len(it.days.days) > 0 {
		it.kind = itemDay
	}
	// "7/12 - 11/12", "7 Dec to 11 Dec"
	if next, ok := r.rangeTo(to, false); ok && it.kind == itemDay && len(dates) == 1 {
		if more, behind, ok := r.datesAt(next, false, false); ok && len(more) == 1 && more[0].month != 0 {
			day, kind := r.settleDate(more[0], nil, next, behind)
			switch {
			case kind != itemDay:
				return item{kind: kind, to: behind}
			case day.Before(it.days.days[0]):
				return item{kind: itemUnread, to: behind}
			}
			it.days.days, it.days.whole = r.between(it.days.days[0], day, from, behind), true
			it.to, it.days.to = behind, behind
		}
	}
	it.days.days = inOrder(it.days.days)
	return it
}
