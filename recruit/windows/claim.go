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
		claimed := false
		// Behind it, until another week; a denial in between leaves the week as it is.
		for m := n + 1; m < len(kept); m++ {
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
			r.settleBare(&kept[n])
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
			for m >= 0 && m < len(items) && (items[m].kind == itemWord || items[m].kind == itemComma || items[m].kind == itemTime) {
				apart = apart || items[m].kind != itemWord
				m += step
			}
			if m >= 0 && m < len(items) && isDays(m) && (!apart || items[m].kind == itemWeek) {
				items[n] = item{kind: itemWord, from: items[n].from, to: items[n].to}
				break
			}
		}
	}
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
		r.note(words, "“%s” has passed, or lies behind the days that are looked at, and is left out.", words)
		it.kind = itemPast
	}
}

// settleBare gives weekdays that no week has claimed their first days after today. Where
// another week was spoken of before, both can be meant.
func (r *reader) settleBare(it *item) {
	from, to := it.days.from, it.days.to
	first, kind := r.nextWeekday(it.days.weekdays[0], from, to)
	if w := r.week; w != nil && !w.waiting {
		there := w.monday.AddDate(0, 0, (int(it.days.weekdays[0])+6)%7)
		if kind == itemDay && !there.Equal(first) && r.inHorizon(there) {
			days := inOrder([]time.Time{first, there})
			first, kind = r.askDay(days, from, to, "“"+r.shown(from, to)+"” can be "+orDays(days)+"; choose the one that is meant.")
		}
	}
	if kind != itemDay {
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
