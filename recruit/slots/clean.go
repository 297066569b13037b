package slots

import (
	"math/bits"
	"slices"
)

// cleanStarts is when a session can start with nothing that speaks against the people of
// every seat.
func (w *work) cleanStarts(t *table) row {
	r := w.newRow()
	copy(r, t.starts)
	one := w.newRow()
	for n := range t.groups {
		gr := &t.groups[n]
		w.rows = w.rows[:0]
		for _, f := range gr.members {
			w.rows = append(w.rows, f.clean)
		}
		one.atLeast(gr.count, w.rows)
		r.and(one)
	}
	return r
}

// cleanCosts is the least that each clean start costs, if nobody would sit twice: member
// after member, from the one whose load costs least on, takes the seats that are left
// at all starts at once.
// What it returns holds only at clean starts, and is the work's own until end.
func (w *work) cleanCosts(t *table, clean row) []cost {
	sums := w.newCosts()
	for s := clean.next(0, w.g.n); s < w.g.n; s = clean.next(s+1, w.g.n) {
		sums[s] = 0
	}
	left := w.newRow()
	var seats []uint8 // taken of each start, where a group has more than one
	for n := range t.groups {
		gr := &t.groups[n]
		if gr.count > 1 {
			seats = zeroed(seats, w.g.n)
		}
		for s := clean.next(0, w.g.n); s < w.g.n; s = clean.next(gr.until, w.g.n) {
			gr.arrange(s)
			end := min(gr.until, w.g.n)
			copy(left, clean)
			left.unset(0, s)
			left.unset(end, w.g.n)
			gr.spread(sums, seats, left[:(end+63)>>6], s>>6)
			if end == w.g.n {
				break
			}
		}
	}
	return sums
}

// spread gives the seats of a group to its members at the starts of a row, from a word
// on, and adds what that costs.
func (gr *group) spread(sums []cost, seats []uint8, left row, from int) {
	for w := from; w < len(left); w++ {
		for k, f := range gr.order {
			if left[w] == 0 {
				break
			}
			for v := left[w] & f.clean[w]; v != 0; v &= v - 1 {
				s := w<<6 + bits.TrailingZeros64(v)
				sums[s] += gr.loads[k]
				if gr.count > 1 {
					if seats[s]++; int(seats[s]) < gr.count {
						continue
					}
				}
				left[w] &^= v & -v
			}
		}
	}
}

// sureStarts is when the people are enough for a session in which some stand in two
// groups, without a look at who sits where: every group has enough of those who stand in no
// other, or as many as all groups together need.
func (w *work) sureStarts(t *table) row {
	r := w.newRow()
	copy(r, t.starts)
	seats := 0
	stands := w.standings()
	for n := range t.groups {
		if t.groups[n].required {
			seats += t.groups[n].count
		}
		for _, f := range t.groups[n].members {
			stands[f.person]++
		}
	}
	own, all := w.newRow(), w.newRow()
	for n := range t.groups {
		gr := &t.groups[n]
		if !gr.required {
			continue
		}
		w.rows = w.rows[:0]
		for _, f := range gr.members {
			if stands[f.person] == 1 {
				w.rows = append(w.rows, f.ok)
			}
		}
		own.atLeast(gr.count, w.rows)
		w.rows = w.rows[:0]
		for _, f := range gr.members {
			w.rows = append(w.rows, f.ok)
		}
		all.atLeast(seats, w.rows)
		all.or(own)
		r.and(all)
	}
	for n := range t.groups {
		for _, f := range t.groups[n].members {
			stands[f.person] = 0
		}
	}
	return r
}

// fills reports whether the seats that have to be filled are filled at a start by
// taking the first people who can. If it does not, others may still fill them.
func (t *table) fills(s int) bool {
	var sit [MaxSeats]int32
	n := 0
	for g := range t.groups {
		gr := &t.groups[g]
		if !gr.required {
			continue
		}
		left := gr.count
		for _, f := range gr.members {
			if left > 0 && f.ok.has(s) && !slices.Contains(sit[:n], f.person) {
				sit[n] = f.person
				n++
				left--
			}
		}
		if left > 0 {
			return false
		}
	}
	return true
}
