package windows

import (
	"slices"
	"time"
)

// claimWeeks puts weekdays into the week that stands beside them: "next week Tuesday or
// Wednesday", "Tuesday or Thursday next week". The week then is no offer by itself.
func (r *reader) claimWeeks(items []item) []item {
	waits := func(it item) bool {
		return it.kind == itemDay && (len(it.days.weekdays) > 0 || it.days.habit && !it.days.every)
	}
	kept := slices.Clone(items)
	for n, it := range kept {
		if it.kind != itemWeek && !(it.kind == itemWaiting && it.week.waiting) {
			continue
		}
		if m := nextTime(kept, n); m >= 0 && kept[m].days.until {
			kept[n].kind, kept[m] = itemUnread, item{kind: itemWord, from: kept[m].from, to: kept[m].to}
			continue // "next week until Wednesday"
		}
		if r.dayInside(kept, n) {
			kept[n] = item{kind: itemWord, from: it.from, to: it.to}
			continue
		}
		claimed, said := false, false
		// Behind it, until another week; a denial in between leaves the week as it is.
		for m := n + 1; m < len(kept); m++ {
			said = said || kept[m].kind == itemFree || kept[m].kind == itemUsually || kept[m].kind == itemTime
			if kept[m].kind == itemComma && said {
				break // "next week is good, only Wednesday isn't"
			}
			if kept[m].kind == itemWeek || kept[m].week.waiting || kept[m].kind == itemNot || kept[m].kind == itemExcept || kept[m].kind == itemTime && !claimed {
				break
			}
			if waits(kept[m]) {
				claimed = true
				break
			}
		}
		// Before it, in the same list: the last weekdays that wait, without a comma and a
		// verb in between.
		before := []int{}
		for m := n - 1; m >= 0; m-- {
			if waits(kept[m]) {
				before = append(before, m)
			} else if k := kept[m].kind; k != itemOr && k != itemAnd && k != itemComma && k != itemTime && k != itemWord || kept[m].kind == itemComma && len(before) == 0 {
				break
			}
		}
		switch {
		case len(before) > 0:
			for _, m := range before {
				r.settleIn(&kept[m], it.week)
			}
			kept[n] = item{kind: itemWord, from: it.from, to: it.to}
		case claimed:
			for m := n + 1; m < len(kept); m++ {
				if kept[m].kind == itemWeek || kept[m].week.waiting {
					break
				}
				if waits(kept[m]) {
					r.settleIn(&kept[m], it.week)
				}
			}
			kept[n] = item{kind: itemWord, from: it.from, to: it.to}
		default:
			// The week itself; weekdays later in the sentence are in it.
			for m := n + 1; m < len(kept) && kept[m].kind != itemWeek; m++ {
				if waits(kept[m]) {
					r.settleIn(&kept[m], it.week)
				}
			}
		}
		week := it.week
		r.week = &week
	}
	for n := range kept {
		if waits(kept[n]) && len(kept[n].days.weekdays) > 0 {
			r.listed = n > 0 && listedBefore(kept[:n])
			r.settleBare(&kept[n])
		}
		if days := kept[n].days.days; kept[n].kind == itemDay && len(days) > 0 && !kept[n].days.habit {
			r.lastNamed = days[len(days)-1]
		}
	}
	r.narrowEvery(kept)
	return kept
}

// narrowEvery drops "any day" where the days that are meant stand beside it: "any day next
// week", "every day from 7 to 11 December".
func (r *reader) narrowEvery(items []item) {
	isDays := func(n int) bool {
		k := items[n].kind
		return k == itemDay && !items[n].days.habit || k == itemWeek || k == itemWaiting && !items[n].hours
	}
	for n := range items {
		if items[n].kind != itemDay || !items[n].days.every {
			continue
		}
		for _, step := range []int{1, -1} {
			m, apart := n+step, false
			for m >= 0 && m < len(items) && items[m].beside() {
				apart = apart || items[m].kind == itemComma || items[m].kind == itemTime
				m += step
			}
			if m >= 0 && m < len(items) && isDays(m) && (!apart || items[m].kind == itemWeek) {
				items[n] = item{kind: itemWord, from: items[n].from, to: items[n].to}
				break
			}
		}
	}
}

// beside reports whether what stands behind an item may belong to what stands before it.
func (it item) beside() bool {
	switch it.kind {
	case itemWord, itemComma, itemTime, itemFree, itemBeing, itemUsually, itemOnly, itemAlso:
		return true
	}
	return false
}

// dayInside reports whether a day of a week, with its date, stands right behind the week:
// "next week Friday, the 16th".
func (r *reader) dayInside(items []item, n int) bool {
	for m := n - 1; m >= 0 && (items[m].kind == itemWord || items[m].kind == itemDay); m-- {
		if items[m].kind == itemDay {
			return false // "Friday next week (the 16th)"
		}
	}
	for m := n + 1; m < len(items); m++ {
		switch items[m].kind {
		case itemWord, itemComma:
		case itemDay:
			days := items[m].days.days
			return len(days) == 1 && !items[m].days.habit && len(items[m].days.weekdays) == 0 && mondayOf(days[0]).Equal(items[n].week.monday)
		default:
			return false
		}
	}
	return false
}

// listedBefore reports whether a day stands right before the end of some items, with no
// more than a comma, "and" or "or" behind it, or an hour of its own.
func listedBefore(items []item) bool {
	joined := false
	for n := len(items) - 1; n >= 0; n-- {
		switch items[n].kind {
		case itemComma, itemAnd, itemOr:
			joined = true
		case itemWord, itemTime:
		case itemDay:
			return joined
		default:
			return false
		}
	}
	return false
}

// settleIn gives waiting weekdays their days in a week.
func (r *reader) settleIn(it *item, w weekItem) {
	if w.waiting {
		it.kind, it.days.weekdays = itemWaiting, nil
		return
	}
	if len(it.days.weekdays) == 0 { // "on Mondays and Tuesdays" of that week
		it.days.days = slices.DeleteFunc(slices.Clone(it.days.days), func(day time.Time) bool { return !mondayOf(day).Equal(w.monday) })
		if len(it.days.days) == 0 {
			it.kind = itemPast
		}
		return
	}
	at := func(n int) int { return (int(it.days.weekdays[n]) + 6) % 7 }
	first := w.monday.AddDate(0, 0, at(0))
	last := first
	if it.days.ranged {
		last = w.monday.AddDate(0, 0, at(1))
		if last.Before(first) {
			it.kind = itemUnread
			return
		}
	}
	it.days.days, it.days.whole = r.between(first, last, it.days.from, it.days.to), it.days.ranged
	it.days.weekdays = nil
	if len(it.days.days) == 0 {
		words := r.shown(it.days.from, it.days.to)
		r.leave(words, "“%s” has passed, or is after the days that are searched, and is left out.", words)
		it.kind = itemPast
	}
}

// settleBare gives weekdays that no week has claimed their first days after today. Where
// another week was spoken of before, both can be meant.
func (r *reader) settleBare(it *item) {
	from, to := it.days.from, it.days.to
	first, kind := r.nextWeekday(it.days.weekdays[0], from, to)
	if kind == itemDay && r.unsettled && first.Before(r.today.AddDate(0, 0, 7)) {
		days := []time.Time{first, first.AddDate(0, 0, 7)} // "Wednesday or Thursday", written on a Wednesday
		first, kind = r.askDay(days, from, to, "“"+r.shown(from, to)+"” can be "+orDays(days)+"; choose the one that is meant.")
	}
	if w := r.week; w != nil && !w.waiting {
		there := w.monday.AddDate(0, 0, (int(it.days.weekdays[0])+6)%7)
		if kind == itemDay && !there.Equal(first) && r.inHorizon(there) {
			days := inOrder([]time.Time{first, there})
			first, kind = r.askDay(days, from, to, "“"+r.shown(from, to)+"” can be "+orDays(days)+"; choose the one that is meant.")
		}
	}
	// Lists go forward in time: "Tuesday or Thursday", written on a Wednesday, is rather
	// two days of next week.
	there := mondayOf(r.lastNamed).AddDate(0, 0, (int(it.days.weekdays[0])+6)%7)
	if kind == itemDay && !r.lastNamed.IsZero() && first.Before(r.lastNamed) && there.After(r.lastNamed) && r.inHorizon(there) {
		days := []time.Time{first, there}
		if r.listed {
			words := r.shown(from, to)
			r.note(words, "“%s” is read as %s, after the day before it in the list.", words, dayText(there))
			first = there
		} else {
			first, kind = r.askDay(days, from, to, "“"+r.shown(from, to)+"” can be "+orDays(days)+"; choose the one that is meant.")
		}
	}
	if kind != itemDay {
		r.unsettled = r.unsettled || kind == itemWaiting
		it.kind, it.days.weekdays = kind, nil
		return
	}
	last := first
	if it.days.ranged {
		last = first.AddDate(0, 0, (int(it.days.weekdays[1])-int(first.Weekday())+7)%7)
	}
	it.days.days, it.days.whole = r.between(first, last, from, to), it.days.ranged
	it.days.weekdays = nil
}
