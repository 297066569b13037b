package reports

import (
	"strconv"
	"strings"

	"recruitty/ui/text"
)

// pen draws charts with what a terminal can show.
type pen struct {
	ascii bool
	grid  text.Grid
}

// bar is a bar of at most w cells that is as long as a part of 1; what is more than
// nothing has at least one cell.
func (p pen) bar(part float64, w int) string {
	n := min(max(int(part*float64(w)+0.5), 0), w)
	if part > 0 && n == 0 {
		n = min(1, w)
	}
	if p.ascii {
		return strings.Repeat("#", n)
	}
	return strings.Repeat("█", n)
}

// eighths fill a cell from below.
func (p pen) eighths() []string {
	if p.ascii {
		return []string{" ", "_", "_", ".", ".", "-", "-", "#", "#"}
	}
	return []string{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}
}

// columns draws values as columns of h rows, one cell wide with one between where there is
// room; the largest value and zero stand at the left. Of more values than fit the last
// ones are drawn, and from says which is the first.
func (p pen) columns(values []int, w, h int) (lines []string, from int) {
	most := 0
	for _, v := range values {
		most = max(most, v)
	}
	axis := len(strconv.Itoa(most)) + 1
	room := w - axis
	if room < 1 || h < 1 || most == 0 {
		return nil, 0
	}
	step := 1
	if len(values)*2 <= room {
		step = 2
	}
	from = max(len(values)-room/step, 0)
	signs := p.eighths()
	for row := h - 1; row >= 0; row-- {
		label := ""
		switch row {
		case h - 1:
			label = strconv.Itoa(most)
		case 0:
			label = "0"
		}
		line := strings.Repeat(" ", axis-1-len(label)) + label + " "
		for _, v := range values[from:] {
			line += signs[min(max(v*h*8/most-row*8, 0), 8)] + strings.Repeat(" ", step-1)
		}
		lines = append(lines, p.grid.Truncate(strings.TrimRight(line, " "), w))
	}
	return lines, from
}
