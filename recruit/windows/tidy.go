package windows

import (
	"cmp"
	"slices"
	"time"
)

// tidy puts windows in order without overlaps: where two meet, what she prefers wins, and
// what she takes only if need be loses. A beginning that lies inside of another window
// with the same wish says nothing more.
func tidy(all []Window) []Window {
	var points, stretches []Window
	for _, w := range all {
		if w.At {
			points = append(points, w)
		} else {
			stretches = append(stretches, w)
		}
	}
	result := flat(stretches)
	for _, p := range points {
		inside := slices.ContainsFunc(result, func(w Window) bool {
			return !p.Start.Before(w.Start) && !p.End.After(w.End) && (w.At && w.Start.Equal(p.Start) || !w.At && w.Wish >= p.Wish)
		})
		if !inside {
			result = append(result, p)
		}
	}
	slices.SortStableFunc(result, func(a, b Window) int {
		return cmp.Or(a.Start.Compare(b.Start), a.End.Compare(b.End), cmp.Compare(b.Wish, a.Wish))
	})
	return result
}

// flat joins stretches that touch and have the same wish, and cuts the lower wish where
// two overlap.
func flat(all []Window) []Window {
	var edges []time.Time
	for _, w := range all {
		edges = append(edges, w.Start, w.End)
	}
	slices.SortFunc(edges, time.Time.Compare)
	edges = slices.CompactFunc(edges, time.Time.Equal)
	slices.SortStableFunc(all, func(a, b Window) int { return a.Start.Compare(b.Start) })
	var kept []Window
	first := 0
	for n := range len(edges) - 1 {
		for first < len(all) && !all[first].End.After(edges[n]) {
			first++
		}
		best := -1
		for m := first; m < len(all) && !all[m].Start.After(edges[n]); m++ {
			if all[m].End.After(edges[n]) && (best < 0 || all[m].Wish > all[best].Wish) {
				best = m
			}
		}
		if best < 0 {
			continue
		}
		w := all[best]
		w.Start, w.End = edges[n], edges[n+1]
		if last := len(kept) - 1; last >= 0 && kept[last].End.Equal(w.Start) && kept[last].Wish == w.Wish {
			kept[last].End = w.End
			continue
		}
		kept = append(kept, w)
	}
	return kept
}
