package table

import (
	tea "charm.land/bubbletea/v2"
)

// Drawn is what View drew last, for who looks what is under the mouse.
func (t *Table) Drawn() string { return t.drawn }

// Point puts the cursor on the row in a line of what was drawn, and says that enter is
// to follow where it was there already.
func (t *Table) Point(line, _ int) (cmd tea.Cmd, taken, enter bool) {
	i := t.top + line - t.headed
	if line < t.headed || i >= t.total {
		return nil, false, false
	}
	for r := t.at(i); r != nil && r.Rest && i > 0; r = t.at(i) { // a row in several lines
		i--
	}
	if r := t.at(i); r == nil || r.passed() {
		return nil, false, false
	}
	if i == t.cursor {
		return nil, true, true
	}
	t.Move(i)
	return nil, true, false
}

// Wheel moves the cursor by rows, as far as there are some.
func (t *Table) Wheel(by int) bool {
	if t.total == 0 {
		return false
	}
	t.Move(max(min(t.cursor+by, t.total-1), 0))
	return true
}
