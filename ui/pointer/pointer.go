// Package pointer finds what stands under the mouse. A part of the picture that can be
// pointed at says which lines it drew; where in the window they stand is looked up in
// the picture itself, so that no screen has to know, and what is covered or scrolled
// away is not found.
package pointer

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
)

// Target is a part of the picture that can be pointed at.
type Target interface {
	// Drawn is what was drawn last, styling included.
	Drawn() string
	// Point takes a click in one of its lines, at a column of cells within it. It
	// reports whether something stands there, and whether enter is to follow.
	Point(line, column int) (cmd tea.Cmd, taken, enter bool)
	// Wheel scrolls by lines, upwards where that is negative, and reports whether it
	// has a use for that.
	Wheel(by int) bool
}

// Hit is where in a target the mouse is.
type Hit struct {
	Target       Target
	Line, Column int
}

// Find is the target that stands at a cell of a picture of plain lines. What was drawn
// last is looked at first.
func Find(g text.Grid, picture []string, targets []Target, x, y int) (Hit, bool) {
	for i := len(targets) - 1; i >= 0; i-- {
		drawn := strings.Split(text.Strip(targets[i].Drawn()), "\n")
		if line, column, is := place(g, picture, drawn, x, y); is {
			return Hit{targets[i], line, column}, true
		}
	}
	return Hit{}, false
}

// place finds where in drawn lines the cell x, y of the picture is.
func place(g text.Grid, picture, drawn []string, x, y int) (line, column int, is bool) {
	if y < 0 || y >= len(picture) || x < 0 {
		return 0, 0, false
	}
	wide, first := 0, -1
	for i, d := range drawn {
		wide = max(wide, g.Width(d))
		if first < 0 && strings.TrimSpace(d) != "" {
			first = i
		}
	}
	if first < 0 || wide == 0 {
		return 0, 0, false
	}
	for top := y; top >= 0 && top > y-len(drawn); top-- { // the window's line of drawn[0]
		if top+first >= len(picture) {
			continue
		}
		from := strings.Index(picture[top+first], strings.TrimRight(drawn[first], " "))
		if from < 0 {
			continue
		}
		left := g.Width(picture[top+first][:from])
		if x < left || x >= left+wide || !stands(g, picture, drawn, top, left) {
			continue
		}
		return y - top, x - left, true
	}
	return 0, 0, false
}

// stands reports whether all drawn lines stand in the picture from there, as far as the
// picture goes.
func stands(g text.Grid, picture, drawn []string, top, left int) bool {
	for i, d := range drawn {
		if top+i >= len(picture) {
			break
		}
		d = strings.TrimRight(d, " ")
		if !strings.HasPrefix(g.Cut(picture[top+i], left, left+g.Width(d)+1), d) {
			return false
		}
	}
	return true
}

// Words are names in one line, each of which leads somewhere, such as the tabs of a
// screen.
type Words struct {
	Line  string // as it was drawn
	Names []string
	Go    func(i int) tea.Cmd
}

// Drawn implements Target.
func (w *Words) Drawn() string { return w.Line }

// Wheel implements Target.
func (w *Words) Wheel(int) bool { return false }

// Point implements Target.
func (w *Words) Point(_, column int) (cmd tea.Cmd, taken, enter bool) {
	if i, is := At(text.Grid{}, text.Strip(w.Line), w.Names, column); is {
		return w.Go(i), true, false
	}
	return nil, false, false
}

// At is the name that stands at a column of a plain line, the longest where one is part
// of another.
func At(g text.Grid, line string, names []string, column int) (found int, is bool) {
	for i, name := range names {
		for at, rest := 0, line; name != ""; { // each turn moves on by at least a name
			next := strings.Index(rest, name)
			if next < 0 {
				break
			}
			from := g.Width(line[:at+next])
			if column >= from && column < from+g.Width(name) && (!is || len(name) > len(names[found])) {
				found, is = i, true
			}
			at += next + len(name)
			rest = line[at:]
		}
	}
	return found, is
}
