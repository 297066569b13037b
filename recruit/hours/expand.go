package hours

import (
	"slices"
	"time"
)

// Cause is why a stretch is not working time.
type Cause uint8

// The causes. Where several hold, the first of them in the order Public, Away,
// Outside, Lunch is said.
const (
	Outside Cause = iota // outside of working hours
	Lunch
	Away   // time off
	Public // a public holiday
)

// Stretch is from Start until just before End, in UTC.
type Stretch struct{ Start, End time.Time }

// Closed is a stretch that is not working time, and why.
type Closed struct {
	Start, End time.Time // UTC
	Cause      Cause
	Holiday    string // its name where the cause is Public
}

// Expansion is what hours come to in a window.
type Expansion struct {
	// Working is when the person works and Closed the rest of the window; both are in
	// order, and together they cover it without a gap.
	Working []Stretch
	Closed  []Closed
	// Preferred is what of Working they would rather give.
	Preferred []Stretch
}

// Expander expands hours for one window; what several people share, the changes of
// their clocks, their holidays or all of their hours, it works out once. It is for one
// goroutine.
type Expander struct {
	from, to time.Time
	known    []expanded // those that were expanded first
	zones    map[*time.Location][]segment
	holidays map[string]map[int]string // by code: names by number of the day
}

// maxWindow bounds a window: longer ones are cut. Nobody looks ahead for years.
const maxWindow = 2 * 366 * 24 * time.Hour

// NewExpander returns one for the window from from until just before to.
func NewExpander(from, to time.Time) *Expander {
	if to.Sub(from) > maxWindow {
		to = from.Add(maxWindow)
	}
	return &Expander{from: from.UTC(), to: to.UTC(), zones: map[*time.Location][]segment{}, holidays: map[string]map[int]string{}}
}

// expanded are hours and what they come to.
type expanded struct {
	hours Hours
	came  Expansion
}

// maxKnown is how many expansions are looked through before one is worked out.
const maxKnown = 32

// Expand says when someone with these hours works in the window. An instant belongs
// to a stretch when the clock on the wall shows a time in it: an hour that the clocks
// skip is nobody's, and one that they repeat counts twice. People with the same hours
// share what is returned, so that it is not to be changed.
func (x *Expander) Expand(h Hours) Expansion {
	for _, k := range x.known {
		if k.hours.sameTimes(h) {
			return k.came
		}
	}
	out := x.expand(h)
	if len(x.known) < maxKnown {
		x.known = append(x.known, expanded{h, out})
	}
	return out
}

// sameTimes reports whether two people with these hours work at the same times.
func (h Hours) sameTimes(other Hours) bool {
	if h.Zone != other.Zone || h.Lunch != other.Lunch || h.Holidays != other.Holidays || !slices.Equal(h.Off, other.Off) {
		return false
	}
	for d := range h.Working {
		if !slices.Equal(h.Working[d], other.Working[d]) || !slices.Equal(h.Preferred[d], other.Preferred[d]) {
			return false
		}
	}
	return true
}

func (x *Expander) expand(h Hours) Expansion {
	var out Expansion
	if !x.to.After(x.from) {
		return out
	}
	days := int(x.to.Sub(x.from)/(24*time.Hour)) + 2
	out.Closed = make([]Closed, 0, 4*days)
	week := h.closedWeek()
	for _, s := range x.segments(h.Zone) {
		first, last := floorDiv(s.from+s.offset, secondsPerDay), floorDiv(s.to-1+s.offset, secondsPerDay)
		for n := first; n <= last; n++ {
			midnight := n*secondsPerDay - s.offset
			place := func(from, to Minute) (Stretch, bool) {
				start, end := max(s.from, midnight+int64(from)*60), min(s.to, midnight+int64(to)*60)
				return Stretch{x.at(start), x.at(end)}, end > start
			}
			weekday := time.Weekday((n%7 + 11) % 7) // 1 January 1970 was a Thursday
			for _, c := range x.closedOn(h, int(n), week[weekday]) {
				if at, some := place(c.from, c.to); some {
					out.Closed = appendClosed(out.Closed, Closed{at.Start, at.End, c.cause, c.name})
				}
			}
			for _, p := range h.Preferred[weekday] {
				if at, some := place(p.From, p.To); some {
					out.Preferred = appendStretch(out.Preferred, at)
				}
			}
		}
	}
	out.Working = x.rest(out.Closed)
	out.Preferred = common(out.Preferred, out.Working)
	return out
}

// at is an instant by its second; those of the window itself keep their fractions.
func (x *Expander) at(second int64) time.Time {
	switch t := time.Unix(second, 0).UTC(); {
	case t.Before(x.from):
		return x.from
	case t.After(x.to):
		return x.to
	default:
		return t
	}
}

// appendClosed adds a stretch, to the last one where it only goes on.
func appendClosed(all []Closed, c Closed) []Closed {
	if last := len(all) - 1; last >= 0 && all[last].End.Equal(c.Start) && all[last].Cause == c.Cause && all[last].Holiday == c.Holiday {
		all[last].End = c.End
		return all
	}
	return append(all, c)
}

func appendStretch(all []Stretch, s Stretch) []Stretch {
	if last := len(all) - 1; last >= 0 && all[last].End.Equal(s.Start) {
		all[last].End = s.End
		return all
	}
	return append(all, s)
}

// rest is the window without what is closed.
func (x *Expander) rest(closed []Closed) []Stretch {
	open := make([]Stretch, 0, len(closed)+1)
	at := x.from
	for _, c := range closed {
		if c.Start.After(at) {
			open = append(open, Stretch{at, c.Start})
		}
		at = c.End
	}
	if x.to.After(at) {
		open = append(open, Stretch{at, x.to})
	}
	return open
}

// common is what two lists of stretches in order share.
func common(a, b []Stretch) []Stretch {
	var both []Stretch
	for len(a) > 0 && len(b) > 0 { // each turn leaves one behind
		start, end := a[0].Start, a[0].End
		if b[0].Start.After(start) {
			start = b[0].Start
		}
		if b[0].End.Before(end) {
			end = b[0].End
		}
		if end.After(start) {
			both = append(both, Stretch{start, end})
		}
		if a[0].End.Before(b[0].End) {
			a = a[1:]
		} else {
			b = b[1:]
		}
	}
	return both
}

// closing is a part of one day that is closed.
type closing struct {
	from, to Minute
	cause    Cause
	name     string
}

// closedWeek is what is closed on each weekday as such.
func (h Hours) closedWeek() (week [7][]closing) {
	for d := range week {
		at := Minute(0)
		for _, s := range h.Working[d] {
			if s.From > at {
				week[d] = append(week[d], closing{from: at, to: s.From, cause: Outside})
			}
			if from, to := max(s.From, h.Lunch.From), min(s.To, h.Lunch.To); to > from {
				week[d] = append(week[d], closing{from: from, to: to, cause: Lunch})
			}
			at = s.To
		}
		if at < day {
			week[d] = append(week[d], closing{from: at, to: day, cause: Outside})
		}
	}
	return week
}

// closedOn is what is closed on the n-th day after 1 January 1970, of which usual is
// closed on that weekday.
func (x *Expander) closedOn(h Hours, n int, usual []closing) []closing {
	if h.Holidays != "" {
		if name, free := x.holidaysOf(h.Holidays)[n]; free {
			return []closing{{0, day, Public, name}}
		}
	}
	for _, o := range h.Off {
		if n < o.First.number() || n > o.Last.number() {
			continue
		}
		if o.Part.Empty() {
			return []closing{{0, day, Away, ""}}
		}
		usual = over(usual, closing{from: o.Part.From, to: o.Part.To, cause: Away})
	}
	return usual
}

// over puts a closing on top of others, in a new list.
func over(all []closing, top closing) []closing {
	var out []closing
	for _, c := range all {
		if c.cause == top.cause { // two that overlap are one
			if c.from <= top.to && top.from <= c.to {
				top.from, top.to = min(c.from, top.from), max(c.to, top.to)
				continue
			}
			out = append(out, c)
		}
	}
	for _, c := range all {
		if c.cause == top.cause {
			continue
		}
		before, behind := c, c
		before.to, behind.from = min(c.to, top.from), max(c.from, top.to)
		for _, part := range []closing{before, behind} {
			if part.to > part.from {
				out = append(out, part)
			}
		}
	}
	out = append(out, top)
	slices.SortFunc(out, func(a, b closing) int { return int(a.from - b.from) })
	return out
}

// holidaysOf are the names of a calendar's days in the window, by number of the day.
func (x *Expander) holidaysOf(code string) map[int]string {
	days, known := x.holidays[code]
	if known {
		return days
	}
	days = map[int]string{}
	c, _ := CalendarOf(code)
	for year := x.from.AddDate(0, 0, -2).Year(); year <= x.to.AddDate(0, 0, 2).Year()+1; year++ { // New Year's Day may be observed in the year before
		for _, h := range c.In(year) {
			if _, taken := days[h.Date.number()]; !taken {
				days[h.Date.number()] = h.Name
			}
		}
	}
	x.holidays[code] = days
	return days
}
