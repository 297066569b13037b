package slots

import "math/bits"

// row is one bit for each quarter-hour of a grid.
type row []uint64

// has reports whether a quarter-hour is set. i must be within the row.
func (r row) has(i int) bool { return r[i>>6]>>(i&63)&1 != 0 }

// set sets the quarter-hours from a until just before b, which must be within the row.
func (r row) set(a, b int) {
	if a >= b {
		return
	}
	first, last := a>>6, (b-1)>>6
	head, tail := ^uint64(0)<<(a&63), ^uint64(0)>>(63-(b-1)&63)
	if first == last {
		r[first] |= head & tail
		return
	}
	r[first] |= head
	for w := first + 1; w < last; w++ {
		r[w] = ^uint64(0)
	}
	r[last] |= tail
}

// unset clears the quarter-hours from a until just before b, which must be within
// the row.
func (r row) unset(a, b int) {
	if a >= b {
		return
	}
	first, last := a>>6, (b-1)>>6
	head, tail := ^uint64(0)<<(a&63), ^uint64(0)>>(63-(b-1)&63)
	if first == last {
		r[first] &^= head & tail
		return
	}
	r[first] &^= head
	clear(r[first+1 : last])
	r[last] &^= tail
}

// fill sets every bit.
func (r row) fill() {
	for w := range r {
		r[w] = ^uint64(0)
	}
}

// any reports whether a bit is set.
func (r row) any() bool {
	for _, w := range r {
		if w != 0 {
			return true
		}
	}
	return false
}

// and keeps what is set in both.
func (r row) and(o row) {
	o = o[:len(r)]
	for w := range r {
		r[w] &= o[w]
	}
}

// without clears what is set in o.
func (r row) without(o row) {
	o = o[:len(r)]
	for w := range r {
		r[w] &^= o[w]
	}
}

// or sets what is set in o.
func (r row) or(o row) {
	o = o[:len(r)]
	for w := range r {
		r[w] |= o[w]
	}
}

// shifted is word w of the row moved by n towards its beginning; zeros come in.
func (r row) shifted(w, n int) uint64 {
	w, n = w+n>>6, n&63
	if w >= len(r) {
		return 0
	}
	v := r[w] >> n
	if n != 0 && w+1 < len(r) {
		v |= r[w+1] << (64 - n)
	}
	return v
}

// allOf leaves a bit set where it and the n-1 following ones were set.
func (r row) allOf(n int) {
	for have := 1; have < n; {
		step := min(have, n-have)
		if step < 64 {
			for w, o := range r[1:] {
				r[w] &= r[w]>>step | o<<(64-step)
			}
			r[len(r)-1] &= r[len(r)-1] >> step
		} else {
			for w := range r {
				r[w] &= r.shifted(w, step)
			}
		}
		have += step
	}
}

// anyOf sets a bit where it or one of the n-1 following ones was set.
func (r row) anyOf(n int) {
	for have := 1; have < n; {
		step := min(have, n-have)
		if step < 64 {
			for w, o := range r[1:] {
				r[w] |= r[w]>>step | o<<(64-step)
			}
			r[len(r)-1] |= r[len(r)-1] >> step
		} else {
			for w := range r {
				r[w] |= r.shifted(w, step)
			}
		}
		have += step
	}
}

// later moves every bit n towards the end; zeros come in.
func (r row) later(n int) {
	if n == 0 {
		return
	}
	far, n := n>>6, n&63
	for w := len(r) - 1; w >= 0; w-- {
		from := w - far
		var v uint64
		if from >= 0 {
			v = r[from] << n
			if n != 0 && from > 0 {
				v |= r[from-1] >> (64 - n)
			}
		}
		r[w] = v
	}
}

// next is the first bit at or after i that is set, before end; end if there is none.
func (r row) next(i, end int) int {
	if i >= end {
		return end
	}
	w := i >> 6
	v := r[w] >> (i & 63)
	if v != 0 {
		return min(i+bits.TrailingZeros64(v), end)
	}
	for w++; w<<6 < end; w++ {
		if r[w] != 0 {
			return min(w<<6+bits.TrailingZeros64(r[w]), end)
		}
	}
	return end
}

// nextUnset is the first bit at or after i that is not set, before end; end if there
// is none.
func (r row) nextUnset(i, end int) int {
	for i < end {
		v := ^r[i>>6] >> (i & 63)
		if v != 0 {
			return min(i+bits.TrailingZeros64(v), end)
		}
		i = (i>>6 + 1) << 6
	}
	return end
}

// count is how many bits are set from a until just before b.
func (r row) count(a, b int) int {
	if a >= b {
		return 0
	}
	first, last := a>>6, (b-1)>>6
	head, tail := ^uint64(0)<<(a&63), ^uint64(0)>>(63-(b-1)&63)
	if first == last {
		return bits.OnesCount64(r[first] & head & tail)
	}
	n := bits.OnesCount64(r[first]&head) + bits.OnesCount64(r[last]&tail)
	for _, w := range r[first+1 : last] {
		n += bits.OnesCount64(w)
	}
	return n
}

// andAtLeast keeps what is set in at least k of the rows as well. There are fewer than 65,536
// rows.
func (r row) andAtLeast(k int, rows []row) {
	if k <= 0 {
		return
	}
	if k > len(rows) {
		clear(r)
		return
	}
	planes := bits.Len(uint(len(rows)))
	for w, mask := range r {
		switch {
		case mask == 0:
		case k == 1:
			rest := mask
			for n := 0; n < len(rows) && rest != 0; n++ {
				rest &^= rows[n][w]
			}
			r[w] = mask &^ rest
		case k == len(rows):
			for _, o := range rows {
				mask &= o[w]
			}
			r[w] = mask
		default:
			var sum [17]uint64 // sum[j] is bit j of 64 counters
			for _, o := range rows {
				carry := o[w]
				for j := 0; carry != 0 && j < planes; j++ {
					sum[j], carry = sum[j]^carry, sum[j]&carry
				}
			}
			var above uint64
			equal := mask
			for j := planes - 1; j >= 0; j-- {
				if k>>j&1 == 0 {
					above |= equal & sum[j]
					equal &^= sum[j]
				} else {
					equal &= sum[j]
				}
			}
			r[w] = above | equal
		}
	}
}
