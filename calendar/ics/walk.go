package ics

import (
	"slices"
	"time"
)

// walk yields the times of a rule that begins at start, in order, on the clock that
// start is on. It may leave out those before from, leaves out those after to, and
// stops where over says that UNTIL has passed. spend takes steps from the budget; ok
// is false when there are none left.
func (r *rule) walk(start, from, to int64, over func(int64) bool, spend func(int) bool, yield func(int64)) (ok bool) {
	first := floor(start, day)
	w := walker{rule: r.completed(first), first: first, spend: spend}
	w.times = w.rule.timesOfDay(start - first*day)
	if !spend(len(w.times)) {
		return false
	}
	k, seen := int64(0), 0
	if r.count == 0 {
		k = w.before(floor(from, day))
	} else if w.rule.oneEach {
		k = w.before(floor(from, day))
		seen = int(min(k, int64(r.count)))
	}
	for ; ; k++ {
		begins, exists := w.period(k)
		if !exists || begins*day > to {
			return true
		}
		if !spend(1 + w.looked + len(w.days)*len(w.times)*(1+len(r.positions))) {
			return false
		}
		for _, at := range w.candidates() {
			switch {
			case at < start:
				continue
			case at > to || over(at):
				return true
			}
			if seen++; r.count > 0 && seen > r.count {
				return true
			}
			if at >= from {
				yield(at)
			}
		}
	}
}

// completeRule is a rule with what the start says where the rule says nothing.
type completeRule struct {
	rule
	oneEach bool // every period holds exactly one time
}

// completed takes from the first day what the rule leaves open (RFC 5545, 3.3.10:
// "information not contained in the rule … is derived from the start").
func (r *rule) completed(first int64) completeRule {
	c := completeRule{rule: *r}
	start := dateOf(first)
	noDays := r.days == 0 && len(r.nthDays) == 0
	c.oneEach = (r.freq == daily || r.freq == weekly) && r.months == 0 && noDays && len(r.monthDays)+len(r.positions)+len(r.hours)+len(r.minutes)+len(r.seconds) == 0
	if !noDays || len(r.monthDays)+len(r.yearDays) > 0 {
		return c
	}
	switch r.freq {
	case yearly:
		switch {
		case len(r.weeks) > 0:
			c.days = 1 << start.Weekday()
		case r.months == 0:
			c.months = 1 << start.Month()
			fallthrough
		default:
			c.monthDays = []int{start.Day()}
		}
	case monthly:
		c.monthDays = []int{start.Day()}
	case weekly:
		c.days = 1 << start.Weekday()
	case daily, subDaily:
	}
	return c
}

// timesOfDay are the seconds of a day at which a rule repeats, in order.
func (c *completeRule) timesOfDay(start int64) []int64 {
	or := func(given []int, start int64) []int {
		if len(given) == 0 {
			return []int{int(start)}
		}
		return given
	}
	hours, minutes, seconds := or(c.hours, start/3600), or(c.minutes, start/60%60), or(c.seconds, start%60)
	all := make([]int64, 0, len(hours)*len(minutes)*len(seconds))
	for _, h := range hours {
		for _, m := range minutes {
			for _, s := range seconds {
				all = append(all, int64(h)*3600+int64(m)*60+min(int64(s), 59)) // no leap seconds
			}
		}
	}
	return slices.Compact(all)
}

// walker goes through the periods of a rule: years, months, weeks or days.
type walker struct {
	rule   completeRule
	first  int64 // day of the start, counted from 1970
	times  []int64
	spend  func(int) bool
	days   []int64 // of the present period, in order
	looked int     // how many days were looked at for them
	all    []int64
}

// before is the number of a period that ends before a day, not far from it.
func (w *walker) before(from int64) int64 {
	var periods int64
	switch w.rule.freq {
	case yearly:
		periods = int64(dateOf(from).Year() - dateOf(w.first).Year())
	case monthly:
		a, b := dateOf(from), dateOf(w.first)
		periods = int64(a.Year()-b.Year())*12 + int64(a.Month()-b.Month())
	case weekly:
		periods = floor(from-w.first, 7)
	case daily, subDaily:
		periods = from - w.first
	}
	return max(0, floor(periods, w.rule.interval)-1)
}

// period finds the days of the k-th period; exists is false behind the last year.
func (w *walker) period(k int64) (begins int64, exists bool) {
	w.days, w.looked = w.days[:0], 0
	step := k * w.rule.interval
	switch w.rule.freq {
	case yearly:
		return w.year(int64(dateOf(w.first).Year()) + step)
	case monthly:
		start := dateOf(w.first)
		month := int64(start.Year())*12 + int64(start.Month()) - 1 + step
		return w.month(floor(month, 12), time.Month(month%12+1))
	case weekly:
		begins = w.first - int64(mod(int(dateOf(w.first).Weekday())-w.rule.weekStarts, 7)) + 7*step
		for d := begins; d < begins+7; d++ {
			w.look(d)
		}
	case daily, subDaily:
		begins = w.first + step
		w.look(begins)
	}
	return begins, begins < lastDay
}

// lastDay is the last of the year 9999.
const lastDay = 2932896

func (w *walker) year(year int64) (begins int64, exists bool) {
	if year > 9999 {
		return 0, false
	}
	begins = dayOf(int(year), time.January, 1)
	for m := time.January; m <= time.December; m++ {
		if w.rule.months == 0 || w.rule.months&(1<<m) != 0 {
			w.daysOf(int(year), m)
		}
	}
	return begins, true
}

func (w *walker) month(year int64, month time.Month) (begins int64, exists bool) {
	if year > 9999 {
		return 0, false
	}
	begins = dayOf(int(year), month, 1)
	if w.rule.months == 0 || w.rule.months&(1<<month) != 0 {
		w.daysOf(int(year), month)
	}
	return begins, true
}

// daysOf looks at every day of a month.
func (w *walker) daysOf(year int, month time.Month) {
	m := monthOf(year, month)
	for d := 1; d <= m.length; d++ {
		w.looked++
		if w.rule.fits(m, d) {
			w.days = append(w.days, m.begins+int64(d)-1)
		}
	}
}

// look takes a day of a week or a day alone.
func (w *walker) look(d int64) {
	w.looked++
	r := w.rule
	date := dateOf(d)
	if r.months != 0 && r.months&(1<<date.Month()) == 0 || r.days != 0 && r.days&(1<<date.Weekday()) == 0 {
		return
	}
	if len(r.monthDays) > 0 && !either(r.monthDays, date.Day(), monthOf(date.Year(), date.Month()).length) {
		return
	}
	w.days = append(w.days, d)
}

// candidates are the times of the present period, of which BYSETPOS may leave some.
func (w *walker) candidates() []int64 {
	w.all = w.all[:0]
	for _, d := range w.days {
		for _, t := range w.times {
			w.all = append(w.all, d*day+t)
		}
	}
	if len(w.rule.positions) == 0 {
		return w.all
	}
	var chosen []int64
	for i, at := range w.all {
		if either(w.rule.positions, i+1, len(w.all)) {
			chosen = append(chosen, at)
		}
	}
	return slices.Compact(chosen)
}
