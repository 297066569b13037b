package windows

import "slices"

// segment is a part of a sentence that says one thing about its times.
type segment struct {
	items    []item
	from, to int
	conj     bool // "and" or "or" stands in it or before it
	but      bool // begins anew, behind "but" or a semicolon
	colon    bool // stands behind a colon

	days, times, free, not, busy, conditional, prefer, reluctant                                bool
	also, usually, only, maybe, being, same, about, place, past, unknown, unread, weak, waiting bool
	number, over, reason, others, routine, clock                                                bool
	order                                                                                       int // see item
	verbAt, denialAt, firstAt, lastAt                                                           int // places of items; -1
}

// holdsTimes reports whether a segment has a day or a time in it.
func (s *segment) holdsTimes() bool { return s.days || s.times || s.waiting }

// except reports whether a segment begins with "except".
func (s *segment) except() bool { return len(s.items) > 0 && s.items[0].kind == itemExcept }

// bare reports whether a segment says neither yes nor no.
func (s *segment) bare() bool {
	return !s.free && !s.not && !s.busy && !s.conditional && !s.about && !s.prefer && !s.reluctant && !s.reason
}

// denies reports whether a segment says no.
func (s *segment) denies() bool { return s.not || s.busy }

// look fills in what the items of a segment say.
func (s *segment) look() {
	s.clock = slices.ContainsFunc(s.items, func(it item) bool { return it.kind == itemTime && it.span.clock })
	s.verbAt, s.denialAt, s.firstAt, s.lastAt = -1, -1, -1, -1
	for n, it := range s.items {
		switch it.kind {
		case itemDay, itemWeek:
			s.days = true
			s.others = s.others || it.days.others
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
		case itemBeing:
			s.being = true
		case itemOnly:
			s.only = true
		case itemMaybe:
			s.maybe = true
		case itemBecause:
			s.reason = true
		case itemSame:
			s.same = true
		case itemAbout:
			s.about = true
		case itemPastTalk:
			s.about, s.over = true, true
		case itemPlace:
			s.place = true
		case itemPast:
			s.past = true
		case itemUnknown:
			s.unknown = true
		case itemUnread:
			s.unread = s.unread || !it.routine
			s.routine = s.routine || it.routine && !s.clock
			if it.order != 0 {
				s.order = it.order
			}
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
		case itemExcept, itemBecause:
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

// namesRest reports whether a segment without a time speaks of the rest of a day or a week:
// "the rest of the day is fine".
func (s *segment) namesRest(r *reader) bool {
	return slices.ContainsFunc(s.items, func(it item) bool {
		for i := it.from; i < it.to; i++ {
			if r.is(i, "day", "rest", "week", "tag", "woche", "journee", "jour", "reste", "semaine", "dia", "resto", "semana") {
				return true
			}
		}
		return false
	})
}

// preposition reports whether words such as "after" stand in a segment without a time.
func (s *segment) preposition() bool {
	return slices.ContainsFunc(s.items, func(it item) bool { return it.kind == itemWeak })
}

// smallNumber reports whether one of the numbers that belong to nothing can be a day or
// an hour.
func (s *segment) smallNumber(r *reader) bool {
	return slices.ContainsFunc(s.items, func(it item) bool {
		n, ok := r.number(it.from)
		return it.kind == itemNumber && (!ok && s.holdsTimes() || ok && n >= 0 && n <= 31)
	})
}
