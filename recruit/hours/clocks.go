package hours

import (
	"sort"
	"time"
)

// secondsPerDay are those of a day on the clock.
const secondsPerDay = 24 * 60 * 60

// segment is a part of a window in which the clocks of a zone are so many seconds
// east of UTC. From and to are seconds since 1970.
type segment struct{ from, to, offset int64 }

// lookEvery is how often clocks are looked at. No zone changes its offset and back
// within such a time.
const lookEvery = 6 * 60 * 60

// segments cuts the window where the clocks of a zone change. It looks and halves
// rather than ask time.Time.ZoneBounds, which may return an end that is not after its
// instant (golang/go#81583).
func (x *Expander) segments(zone *time.Location) []segment {
	if known, found := x.zones[zone]; found {
		return known
	}
	offset := func(second int64) int64 {
		_, east := time.Unix(second, 0).In(zone).Zone()
		return int64(east)
	}
	from, to := x.from.Unix(), x.to.Unix()
	if x.to.Nanosecond() > 0 {
		to++
	}
	all := []segment{{from, from, offset(from)}}
	for at := from; at < to; {
		next := min(at+lookEvery, to)
		last := &all[len(all)-1]
		if now := offset(next); next < to && now != last.offset {
			begin := at
			change := begin + int64(sort.Search(int(next-begin), func(n int) bool { return offset(begin+int64(n)) != last.offset }))
			last.to = change
			all = append(all, segment{change, change, now})
		}
		at = next
	}
	// The very end of the window has not been looked at.
	last := &all[len(all)-1]
	last.to = to
	if end := offset(to - 1); end != last.offset {
		begin := max(last.from, to-lookEvery)
		last.to = begin + int64(sort.Search(int(to-begin), func(n int) bool { return offset(begin+int64(n)) != last.offset }))
		all = append(all, segment{last.to, to, end})
	}
	x.zones[zone] = all
	return all
}

// floorDiv divides and rounds down.
func floorDiv(a, b int64) int64 {
	n := a / b
	if a%b < 0 {
		n--
	}
	return n
}

// Earlier is the earlier one of two times, the first where both are the same instant.
func Earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// Later is the later one of two times, the first where both are the same instant.
func Later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
