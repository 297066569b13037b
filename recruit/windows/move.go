package windows

import "slices"

// move takes the old time out of a sentence that asks for another one: "can we move Friday
// at 2 to Monday at 10?" What cannot be told apart is asked about.
func (r *reader) move(s *sentence, items []item) []item {
	asked := -1
	var days []int
	for n, it := range items {
		switch it.kind {
		case itemMove:
			asked = n
		case itemDay, itemWeek, itemWaiting:
			days = append(days, n)
		case itemBut, itemStop:
			if asked < 0 {
				days = nil
			}
		}
	}
	if asked < 0 || len(days) == 0 {
		return items
	}
	if len(days) == 1 && !items[days[0]].days.ranged && !items[days[0]].days.whole {
		before := days[0]
		for n := days[0] - 1; n >= 0 && (items[n].kind == itemWord || items[n].kind == itemTime); n-- {
			before = n
		}
		if targets := slices.ContainsFunc(items[before:days[0]+1], func(it item) bool { return r.target(it.from) }); targets {
			return items
		}
		for n := asked + 1; n <= days[0]; n++ {
			if k := items[n].kind; n == days[0] {
				words := r.shown(items[n].from, items[n].to)
				r.leave(words, "“%s” is what is to be moved, and is left out.", words)
				return nil // "I need to move our interview on Friday"
			} else if k != itemWord && k != itemUnknown {
				break
			}
		}
	}
	if len(days) == 2 && !items[days[0]].days.whole && asked < days[1] {
		before := days[1] - 1
		for before > days[0] && (items[before].kind == itemWord || items[before].kind == itemTime) && !r.target(items[before].from) {
			before--
		}
		if r.target(items[before].from) || r.target(items[days[1]].from) {
			words := r.shown(items[days[0]].from, items[before].from)
			r.leave(words, "“%s” is what is to be moved, and is left out.", words)
			if !r.target(items[before].from) {
				before = days[1]
			}
			for n := asked; n < before; n++ {
				items[n] = item{kind: itemWord, from: items[n].from, to: items[n].to}
			}
			return items
		}
	}
	r.unread(s.from, s.to)
	return nil
}

// target reports whether a word stands before the time that something is moved to.
func (r *reader) target(i int) bool {
	return r.is(i, "to", "for", "auf", "zum", "a", "au", "al", "para", "por", "until", "into")
}
