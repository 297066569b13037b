package slots

import (
	"context"
	"slices"
	"time"
)

// Result is what was found.
type Result struct {
	// Choices are the best: by people of whom the hour is unknown and soft entries
	// overruled, then by the number of days, then day by day, at most PerDay of each.
	// Where there are more than Limit, each day keeps its best before any keeps a
	// second one.
	Choices []Choice
	Days    []Day // every day of the window, in order
	// GaveUp says that the work's bound or the context ended the search: the choices
	// hold, but better ones may exist, and a day without one may have some.
	GaveUp bool
	Steps  int64
}

// Day is a day of the window in the query's zone.
type Day struct {
	Start, End time.Time
	// Hours is how many starts of a single session work on it, or how many of a loop's
	// choices begin on it (at most PerDay).
	Hours int
	// Searched is false where the search gave up before it came to the end of the day.
	Searched bool
}

// option is a choice before it is written out.
type option struct {
	cost   cost
	days   int
	idle   int
	starts [MaxSessions]int32 // of each session
	first  int32              // the earliest of them
	day    int                // in Result.Days
	rank   int                // among the options of its day
}

// Find looks for the hours of a query's sessions. The error is ErrInput; a search that
// runs into its bounds is no error (see Result.GaveUp).
func (g *Grid) Find(ctx context.Context, q Query) (Result, error) {
	w, err := g.newWork(ctx, &q)
	if err != nil {
		return Result{}, err
	}
	defer w.end()
	return w.find(), nil
}

func (w *work) find() Result {
	var r Result
	var options []option
	var tables []*table
	if len(w.sessions) == 1 && w.sessions[0].Fixed == nil {
		t := w.tableOf(0)
		tables = []*table{t}
		r.Days, options = w.panel(t)
	} else {
		tables, r.Days, options = w.loop()
	}
	w.options = options // the next search takes their place
	if short := w.shortlist(options); len(short) > 0 {
		r.Choices = w.writeAll(tables, short)
	}
	r.GaveUp, r.Steps = w.gaveUp, w.steps
	return r
}

// best appends the best options of a day that start far enough from each other.
func best(all, today []option, most, apart int) []option {
	begin := len(all)
	for range most {
		next := -1
		for i := range today {
			if (next < 0 || today[i].compare(&today[next]) < 0) && !slices.ContainsFunc(all[begin:], func(o option) bool { return near(int(o.first), int(today[i].first), apart) }) {
				next = i
			}
		}
		if next < 0 {
			break
		}
		o := today[next]
		o.rank = len(all) - begin
		all = append(all, o)
	}
	return all
}

// compare orders the options of one day by what is better.
func (o *option) compare(p *option) int {
	switch {
	case level(o.cost) != level(p.cost):
		return compare(int64(level(o.cost)), int64(level(p.cost)))
	case o.days != p.days:
		return compare(o.days, p.days)
	case o.cost != p.cost:
		return compare(o.cost, p.cost)
	case o.idle != p.idle:
		return compare(o.idle, p.idle)
	case o.first != p.first:
		return compare(o.first, p.first)
	}
	return slices.Compare(o.starts[:], p.starts[:])
}

// shortlist chooses among the options of all days, and puts them in order.
func (w *work) shortlist(all []option) []option {
	limit := w.q.Limit
	if limit <= 0 {
		limit = 20
	}
	limit = min(limit, maxLimit)
	w.keys = w.keys[:0]
	for n := range all {
		w.keys = append(w.keys, optionKey(&all[n], n, true))
	}
	if slices.Sort(w.keys); len(w.keys) > limit {
		w.keys = w.keys[:limit]
	}
	for n, k := range w.keys {
		at := int(k & (1<<optionBits - 1))
		w.keys[n] = optionKey(&all[at], at, false)
	}
	slices.Sort(w.keys)
	w.short = w.short[:0]
	for _, k := range w.keys {
		w.short = append(w.short, all[k&(1<<optionBits-1)])
	}
	return w.short
}

// The bits of an option's key. There are maxLimit options a day at most, and a few days more
// than MaxWindow.
const (
	optionBits = 15
	dayBits    = 7
	rankBits   = 8
)

// optionKey puts the options of all days in an order: by their level, by their number of days,
// and day by day; or spread, so that each day's best come before any second ones. The
// lowest bits are the option's number.
func optionKey(o *option, n int, spread bool) uint64 {
	key := uint64(level(o.cost))<<dayBits | uint64(o.days)
	if spread {
		key = key<<rankBits | uint64(o.rank)
	}
	key = key<<dayBits | uint64(o.day)
	if !spread {
		key = key<<rankBits | uint64(o.rank)
	}
	return key<<optionBits | uint64(n)
}

func (w *work) perDay(otherwise int) int {
	n := w.q.PerDay
	if n <= 0 {
		n = otherwise
	}
	return min(n, maxLimit)
}

// apart is how many quarter-hours lie between two starts at least, 1 for any.
func (w *work) apart() int {
	d := min(max(w.q.Apart, Quarter), 24*time.Hour)
	return int((d + Quarter - 1) / Quarter)
}

// local is a quarter-hour's begin in the query's zone.
func (w *work) local(q int) time.Time { return w.g.at(q).In(w.days.zone) }
