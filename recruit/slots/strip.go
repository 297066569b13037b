package slots

import (
	"time"

	"recruitty/recruit/busy"
)

// Cell is a quarter-hour of a person, to be shown.
type Cell struct {
	State     busy.State
	Outside   bool // of the working hours, or in time off
	Off       bool // in time off
	Preferred bool // one of the hours that the person prefers
}

// Strip returns a person's quarter-hours from the one that from is in until the one before
// to, at most MaxWindow days. What lies outside of the grid is unknown and outside of the
// working hours; someone who is not in the grid has no cells.
func (g *Grid) Strip(person int64, from, to time.Time) []Cell {
	i, known := g.index[person]
	if !known || !to.After(from) {
		return nil
	}
	first := floorQuarter(from) - g.origin
	last := min(ceilQuarter(to)-g.origin, first+MaxWindow*96)
	n := int(i)
	taken, soft, unknown := g.row(n, rowBusy), g.row(n, rowSoft), g.row(n, rowUnknown)
	hours, off, preferred := g.row(n, rowHours), g.row(n, rowOff), g.row(n, rowPreferred)
	cells := make([]Cell, 0, last-first)
	for at := first; at < last; at++ {
		if at < 0 || at >= int64(g.n) {
			cells = append(cells, Cell{Outside: true})
			continue
		}
		q := int(at)
		c := Cell{State: busy.Free, Off: off.has(q), Preferred: preferred.has(q)}
		c.Outside = c.Off || !hours.has(q)
		switch {
		case taken.has(q):
			c.State = busy.Busy
		case unknown.has(q):
			c.State = busy.Unknown
		case soft.has(q):
			c.State = busy.Soft
		}
		cells = append(cells, c)
	}
	return cells
}
