package edit

import (
	"slices"

	"recruitty/ui/text"
)

// wrap says how a line is broken into rows of a width on a grid: at which byte
// each row begins. The first begins at 0.
type wrap struct {
	width  int
	grid   text.Grid
	starts []int
}

// rows breaks a line into rows, as it did last time where nothing has changed.
// A row is broken behind blanks, or in a word that is longer than a row. Behind a
// full row one more cell is needed, for a blank or for the cursor.
func (l *line) rows(width int, grid text.Grid) []int {
	if w := l.wrap; w != nil && w.width == width && w.grid == grid {
		return w.starts
	}
	starts := []int{0}
	used, gap, past := 0, -1, 0 // cells of the row; where its last word begins, and the cells before that
	begin := func(at, w int) { starts, used, gap = append(starts, at), w, -1 }
	for at := 0; at < len(l.text); {
		cluster := text.FirstCluster(l.text[at:])
		w := grid.Width(cluster)
		if blank(cluster) && used == width { // hangs behind the row
			at += len(cluster)
			begin(at, 0)
			continue
		}
		for used+w > width && at > starts[len(starts)-1] {
			if gap > starts[len(starts)-1] && !blank(cluster) {
				begin(gap, used-past)
			} else {
				begin(at, 0)
			}
		}
		used += w
		at += len(cluster)
		if blank(cluster) {
			gap, past = at, used
		}
	}
	l.wrap = &wrap{width, grid, starts}
	return starts
}

// rowOf is the row of a line's rows in which a byte lies.
func rowOf(starts []int, at int) int {
	i, found := slices.BinarySearch(starts, at)
	if found {
		return i
	}
	return i - 1
}
