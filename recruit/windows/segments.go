package windows

import (
	"slices"
	"time"
)

// segment is a part of a sentence that says one thing about its times.
type segment struct {
	items    []item
	from, to int
	conj     bool // "and" or "or" stands in it or before it
	but      bool // begins anew, behind "but" or a semicolon
	colon    bool // stands behind a colon

	days, times, free, not, busy, conditional, prefer, reluctant                         bool
	also, usually, only, maybe, same, about, place, past, unknown, unread, weak, waiting bool
	number                                                                               bool
	verbAt, denialAt, firstAt, lastAt                                                    int // places of items; -1
}

// holdsTimes reports whether a segment has a day or a time in it.
func (s *segment) holdsTimes() bool { return s.days || s.times || s.waiting }

// bare reports whether a segment says neither yes nor no.
func (s *segment) bare() bool {
	return !s.free && !s.not && !s.busy && !s.conditional && !s.about && !s.prefer && !s.reluctant
}

// denies reports whether a segment says no.
func (s *segment) denies() bool { return s.not || s.busy }

// look fills in what the items of a segment say.
func (s *segment) look() {
	s.verbAt, s.denialAt, s.firstAt, s.lastAt = -1, -1, -1, -1
	for n, it := range s.items {
		switch it.kind {
		case itemDay, itemWeek:
			s.days = true
		case itemTime:
			s.times = true
		case itemWaiting:
			s.waiting = true
		case itemFree:
			s.free = true
			if s.verbAt < 0 {
				s.verbAt = n
			}
		case itemNot, itemBusy:
			s.not, s.busy = s.not || it.kind == itemNot, s.busy || it.kind == itemBusy
			if s.denialAt < 0 {
				s.denialAt = n
			}
		case itemIf:
			s.conditional = true
		case itemPrefer:
			s.prefer = true
		case itemReluctant:
			s.reluctant = true
		case itemAlso:
			s.also = true
		case itemUsually:
			s.usually = true
		case itemOnly:
			s.only = true
		case itemMaybe:
			s.maybe = true
		case itemSame:
			s.same = true
		case itemAbout:
			s.about = true
		case itemPlace:
			s.place = true
		case itemPast:
			s.past = true
		case itemUnknown:
			s.unknown = true
		case itemUnread:
			s.unread = true
		case itemWeak, itemVague:
			s.weak = true
		case itemNumber:
			s.number = true
		case itemAnd, itemOr:
			s.conj = true
		}
		switch it.kind {
		case itemDay, itemTime, itemWeek, itemWaiting:
			if s.firstAt < 0 {
				s.firstAt = n
			}
			s.lastAt = n
		}
	}
	if len(s.items) > 0 {
		s.from, s.to = s.items[0].from, s.items[len(s.items)-1].to
	}
}

// segments cuts a sentence at its commas and where its verbs change.
func (r *reader) segments(items []item) []*segment {
	var all []*segment
	cur := &segment{}
	add := func() {
		if len(cur.items) > 0 {
			all = append(all, cur)
		}
		cur = &segment{}
	}
	for n, it := range items {
		if m := nextTime(items, n); it.kind == itemBut && m == n+1 && n > 0 && items[n-1].days.every {
			it.kind = itemExcept // "any day but Wednesday"
		}
		switch it.kind {
		case itemComma:
			colon := r.is(it.from, ":")
			add()
			cur.colon = colon
			continue
		case itemStop:
			add()
			cur.but = true
			continue
		case itemBut, itemOtherwise:
			add()
			cur.but = true
		case itemExcept:
			add()
		}
		cur.items = append(cur.items, it)
	}
	add()
	var cut []*segment
	for _, s := range all {
		cut = append(cut, s.cut()...)
	}
	for _, s := range cut {
		s.look()
	}
	return cut
}

// cut divides a segment that says yes to one time and no to another: "Monday works and
// Tuesday doesn't", "Tuesday not Thursday".
func (s *segment) cut() []*segment {
	probe := &segment{items: s.items}
	probe.look()
	if !probe.holdsTimes() || probe.denialAt < 0 && !probe.unknown {
		return []*segment{s}
	}
	for n, it := range s.items {
		if n == 0 {
			continue
		}
		left, right := &segment{items: s.items[:n], but: s.but, colon: s.colon}, &segment{items: s.items[n:], but: true}
		left.look()
		right.look()
		verbs := (left.free || left.denies()) && (right.free || right.denies()) && left.denies() != right.denies()
		switch {
		case (it.kind == itemAnd || it.kind == itemOr && !it.nor) && left.holdsTimes() && right.holdsTimes() && verbs:
		case it.kind == itemAnd && left.holdsTimes() && right.holdsTimes() && left.unknown && !left.free && !left.denies() && right.free:
		case it.kind == itemNot && left.holdsTimes() && right.holdsTimes() && !left.denies() && (left.free || right.firstAt == right.nextWord() && !right.free && right.verbAt < 0):
		default:
			continue
		}
		return append([]*segment{left}, right.cut()...)
	}
	return []*segment{s}
}

// nextWord is the place of the first item behind a denial that is not a filler.
func (s *segment) nextWord() int {
	for n := s.denialAt + 1; n < len(s.items); n++ {
		if s.items[n].kind != itemWord {
			return n
		}
	}
	return len(s.items)
}

// claimWeeks puts weekdays into the week that stands beside them: "next week Tuesday or
// Wednesday", "Tuesday or Thursday next week". The week then is no offer by itself.
func (r *reader) claimWeeks(items []item) []item {
	waits := func(it item) bool { return it.kind == itemDay && len(it.days.weekdays) > 0 }
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
		if waits(kept[n]) {
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
