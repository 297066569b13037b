package reports

import (
	"cmp"
	"slices"
	"time"
)

// Facts are the rows behind one figure, as far as they are counted: At and Values are as
// long as each other.
type Facts struct {
	// Heading and Key say which figure it is, for asking for its rows; Label is how it is
	// called, "" by a word of its own.
	Heading, Key, Label string
	Place               int     // among the figures of a heading; those of one place stand by size
	At                  []int64 // µs since 1970 in UTC; zeros where no week is told
	Values              []int64 // µs, or 1 where the figure is true of the row; Unknown where nobody knows
}

// Unknown is the value of a row of which none is known.
const Unknown = -1

// Figure is one line of a report.
type Figure struct {
	Heading, Key, Label string
	Count               int           // of rows; of a share of those of which it is true
	Of                  int           // of a share and of a stage: out of how many; else 0
	Measured            int           // how many of the rows have a time
	Time                time.Duration // the median of Days, the sum of Hours
}

// Week is how many rows fall into a week that begins on a Monday.
type Week struct {
	Start time.Time
	Count int
}

// Report is a report over a period.
type Report struct {
	Definition
	Query   Query
	Figures []Figure
	Weeks   []Week // the period's, the first and last of which may be cut off; nil where they say nothing
}

// Counted counts the rows of a report.
func Counted(d Definition, q Query, all []Facts, zone *time.Location) Report {
	r := Report{Definition: d, Query: q}
	for _, f := range all {
		r.Figures = append(r.Figures, figure(d.Unit, f))
	}
	place := make(map[[2]string]int, len(all))
	for _, f := range all {
		place[[2]string{f.Heading, f.Key}] = f.Place
	}
	slices.SortStableFunc(r.Figures, func(a, b Figure) int {
		return cmp.Or(cmp.Compare(a.Heading, b.Heading), cmp.Compare(place[[2]string{a.Heading, a.Key}], place[[2]string{b.Heading, b.Key}]),
			cmp.Compare(b.size(d.Unit), a.size(d.Unit)), cmp.Compare(a.Label, b.Label), cmp.Compare(a.Key, b.Key))
	})
	if d.Unit == Stage {
		converted(r.Figures)
	}
	if d.Series {
		r.Weeks = weeks(d.Unit, q, all, zone)
	}
	return r
}

// size is what figures of one place are ordered by.
func (f Figure) size(u Unit) int64 {
	if u == Days || u == Hours {
		return int64(f.Time)
	}
	return int64(f.Count)
}

func figure(u Unit, f Facts) Figure {
	out := Figure{Heading: f.Heading, Key: f.Key, Label: f.Label, Count: len(f.At)}
	known := slices.DeleteFunc(slices.Clone(f.Values), func(v int64) bool { return v < 0 })
	switch u {
	case Days:
		out.Measured, out.Time = len(known), time.Duration(Median(known))*time.Microsecond
	case Hours:
		out.Measured = len(known)
		for _, v := range known {
			out.Time += time.Duration(v) * time.Microsecond
		}
	case Share:
		out.Of, out.Count = out.Count, 0
		for _, v := range known {
			out.Count += int(v)
		}
	}
	return out
}

// Median is the middle one of values, or the mean of both; 0 of none. It sorts them.
func Median(values []int64) int64 {
	n := len(values)
	if n == 0 {
		return 0
	}
	slices.Sort(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return values[n/2-1] + (values[n/2]-values[n/2-1])/2
}

// converted says of each stage out of how many: those who reached the first one of its
// heading, which is the largest.
func converted(all []Figure) {
	most := map[string]int{}
	for _, f := range all {
		most[f.Heading] = max(most[f.Heading], f.Count)
	}
	for i := range all {
		all[i].Of = most[all[i].Heading]
	}
}

// maxWeeks bounds how many weeks are told: of longer periods none.
const maxWeeks = 530

func weeks(u Unit, q Query, all []Facts, zone *time.Location) []Week {
	y, m, d := q.From.In(zone).Date()
	first := time.Date(y, m, d-(int(q.From.In(zone).Weekday())+6)%7, 0, 0, 0, 0, zone)
	var out []Week
	for start := first; start.Before(q.To); start = start.AddDate(0, 0, 7) {
		if out = append(out, Week{Start: start}); len(out) > maxWeeks {
			return nil
		}
	}
	starts := make([]int64, len(out))
	for i, w := range out {
		starts[i] = w.Start.UnixMicro()
	}
	for _, f := range all {
		for n, at := range f.At {
			if u == Share && f.Values[n] != 1 {
				continue
			}
			i, exact := slices.BinarySearch(starts, at)
			if !exact {
				i--
			}
			if i >= 0 && i < len(out) {
				out[i].Count++
			}
		}
	}
	return out
}
