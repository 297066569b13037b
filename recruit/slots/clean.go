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
	for n := range t.groups {
		gr := &t.groups[n]
		w.rows = w.rows[:0]
		different := !gr.required
		for _, f := range gr.members {
			w.rows = append(w.rows, f.clean)
			different = different || &f.clean[0] != &f.ok[0]
		}
		if !different {
			continue // they were looked at for starts
		}
		r.andAtLeast(gr.count, w.rows)
	}
	return r
}

// cleanCosts is the least that each clean start costs, if nobody would sit twice: member
// after member, from the one whose load costs least on, takes the seats that are left
// at all starts at once. At starts that are doubtful somebody may have been seated twice; at
// all others it is what the start costs.
// What it returns holds only at clean starts, and is the work's own until end.
func (w *work) cleanCosts(t *table, clean row) (costs []cost, doubtful row) {
	sums := w.newCosts()
	for s := clean.next(0, w.g.n); s < w.g.n; s = clean.next(s+1, w.g.n) {
		sums[s] = 0
	}
	left, doubtful := w.newRow(), w.newRow()
	var seats []uint8 // taken of each start, where a group has more than one
	for n := range t.groups {
		gr := &t.groups[n]
		if gr.count > 1 {
			seats = zeroed(seats, w.g.n)
		}
		for s := clean.next(0, w.g.n); s < w.g.n; s = clean.next(gr.until, w.g.n) {
			gr.arrange(s)
			end := min(gr.until, w.g.n)
			first, last := s>>6, (end+63)>>6
			copy(left[first:last], clean[first:last])
			left.unset(first<<6, s)
			left.unset(end, last<<6)
			gr.spread(sums, seats, left[:last], first, doubtful)
			if end == w.g.n {
				break
			}
		}
	}
	return sums, doubtful
}

// spread gives the seats of a group to its members at the starts of a row, from a word
// on, and adds what that costs.
func (gr *group) spread(sums []cost, seats []uint8, left row, from int, doubtful row) {
	for w := from; w < len(left); w++ {
		rest := left[w]
		for k := 0; k < len(gr.order) && rest != 0; k++ {
			f := &gr.order[k]
			sits := rest & f.clean[w]
			if f.double {
				doubtful[w] |= sits
			}
			full := sits
			for v := sits; v != 0; v &= v - 1 {
				s := w<<6 + bits.TrailingZeros64(v)
				sums[s] += f.load
				if gr.count > 1 {
					if seats[s]++; int(seats[s]) < gr.count {
						full &^= v & -v
					}
				}
			}
			rest &^= full
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
	for n := range t.groups {
		if t.groups[n].required {
			seats += t.groups[n].count
		}
	}
	own := w.newRow()
	for n := range t.groups {
		gr := &t.groups[n]
		if !gr.required {
			continue
		}
		w.rows = w.rows[:0]
		for _, f := range gr.members {
			if !slices.Contains(gr.doubles, f.person) {
				w.rows = append(w.rows, f.ok)
			}
		}
		copy(own, r)
		own.andAtLeast(gr.count, w.rows)
		r.without(own) // are left to be looked at
		w.rows = w.rows[:0]
		for _, f := range gr.members {
			w.rows = append(w.rows, f.ok)
		}
		r.andAtLeast(seats, w.rows)
		r.or(own)
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
