package windows

import (
	"fmt"
	"time"
)

// openDays reads "from Monday on", "until Friday", "from 7 to 11 December".
func (r *reader) openDays(from, at int, opener meaning) (item, bool) {
	named := r.is(at-1, "du", "au", "le", "dem", "zum", "vom", "del", "el") // "à partir du 3"
	if s, to := r.lookup(at); s.means == meansDayOf || s.means == meansSkip || r.is(at, "the", "zum", "am", "dem", "den") {
		at, named = to, named || s.means == meansDayOf
	}
	between := opener == meansBetween
	if dates, to, ok := r.datesAt(at, between, false); ok && dates[0].month != 0 && len(dates) == 2 && dates[1].ranged {
		return r.dateItem(dates, from, to), true
	}
	a, ok := r.atomAt(at)
	if dates, to, found := r.datesAt(at, false, named); !ok && found && len(dates) == 1 {
		a, ok = r.dateAtom(dates[0], nil, from, to), true
	}
	if !ok {
		return item{}, false
	}
	if a.kind == itemWaiting || a.kind == itemPast || a.kind == itemUnread {
		return a.item(from), true
	}
	if a.kind == itemDay && a.weekday != nil {
		if w, to, found := r.weekAt(r.overBreak(a.to)); found && !(r.is(a.to-1, ".") && r.tokens[a.to].capital) { // "from Wednesday of next week"
			day := w.monday.AddDate(0, 0, (int(*a.weekday)+6)%7)
			a.kind, a.days, a.weekday, a.to = itemDay, []time.Time{day}, nil, to
			if w.waiting {
				return item{kind: itemWaiting, to: to}, true
			}
		}
	}
	if opener == meansFrom || between || opener == meansAfter && !strictly(r.tokens[from].key) {
		if to, ok := r.rangeTo(a.to, between); ok {
			if b, ok := r.atomAt(to); ok && a.single() && b.single() {
				it := r.rangeItem(a, b, from)
				if s, _ := r.lookup(it.to); s.means == meansNoon || s.means == meansNoonish {
					return item{kind: itemUnread, to: it.to}, true
				}
				return it, true
			} else if ok {
				return item{kind: itemUnread, to: b.to}, true
			}
		}
	}
	to := a.to
	s, behind := r.lookup(to)
	onward := s.means == meansOnward
	if onward {
		to = behind
	}
	if opener == meansFrom && !onward && needsEnd(r.tokens[from].key) && r.tokens[from].key != "von" {
		return a.item(from), true // "du lundi", "del lunes"
	}
	if between || a.habit || r.clockFollows(a.to) || opener == meansFrom && !onward && needsEnd(r.tokens[from].key) {
		return item{kind: itemUnread, to: a.to}, true // "until Thursday noon" is no end of a day
	}
	return r.openItem(a, from, to, opener), true
}

// strictly reports whether a day behind a preposition is not one of the days that it
// begins: "after Tuesday", but "not before Tuesday".
func strictly(key string) bool {
	switch key {
	case "after", "past", "nach", "apres", "despues", "tras", "any", "anytime", "later", "pasado":
		return true
	}
	return false
}

// clockFollows reports whether a time of day stands right behind a day.
func (r *reader) clockFollows(i int) bool {
	i = r.overBreak(i)
	if _, ok := r.clockAt(i, false); ok {
		return true
	}
	if _, ok := r.number(i); ok {
		return true
	}
	s, to := r.lookup(i)
	if s.means == meansAt || s.means == meansTo {
		_, ok := r.clockAt(to, true)
		return ok
	}
	return s.means == meansPart || s.means == meansParts || s.means == meansNoonish
}

// openItem is a range of which she named one end.
func (r *reader) openItem(a atom, from, to int, opener meaning) item {
	it := item{kind: itemDay, to: to, days: dayItem{whole: true, until: opener == meansUntil || opener == meansBefore}}
	var day, end time.Time
	if a.kind == itemWeek {
		if a.week.waiting {
			it.kind = itemWaiting
			return it
		}
		day, end = a.week.monday.AddDate(0, 0, a.week.first), a.week.monday.AddDate(0, 0, a.week.last)
	} else {
		var ok bool
		if day, ok = r.firstOf(a, from); !ok {
			it.kind = itemWaiting
			return it
		}
		end = day
	}
	words := r.shown(from, to)
	switch {
	case opener == meansUntil:
		it.days.days = r.between(r.today, end, from, to)
		r.note(words, "“%s” is read as the days up to %s.", words, dayText(end))
	case opener == meansBefore:
		it.days.days = r.between(r.today, day.AddDate(0, 0, -1), from, to)
		r.note(words, "“%s” is read as the days before %s.", words, dayText(day))
	case opener == meansAfter && strictly(r.tokens[from].key):
		it.days.days = workdays(r.between(end.AddDate(0, 0, 1), r.lastDay, from, to))
		r.note(words, "“%s” is read as the days after %s, up to %s.", words, dayText(end), dayText(r.lastDay))
	default:
		it.days.days = workdays(r.between(day, r.lastDay, from, to))
		r.note(words, "“%s” is read as the days from %s to %s.", words, dayText(day), dayText(r.lastDay))
	}
	if len(it.days.days) == 0 {
		r.ask(KindWords, from, to, fmt.Sprintf("“%s” leaves no day that is looked at; write the days that are meant.", words))
		it.kind = itemWaiting
	}
	return it
}

// workdays are the days from Monday to Friday.
func workdays(days []time.Time) []time.Time {
	var kept []time.Time
	for _, day := range days {
		if w := day.Weekday(); w != time.Saturday && w != time.Sunday {
			kept = append(kept, day)
		}
	}
	return kept
}
