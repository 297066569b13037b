package edit

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Area is a field for a text of several lines, broken into rows where it is
// wider than the field. Make it with NewArea.
type Area struct {
	Limit   int  // characters; 0 for none
	Remote  bool // ctrl+v would read another machine's clipboard
	Numbers bool // of the lines, at the left
	Ruled   bool // its lines are drawn: it is a field of a form
	Styles  *theme.Styles

	content
	width   int
	height  int // rows in sight; 0 for all
	top     int // the first row in sight
	column  int // cells to which up and down go back; -1 for where the cursor is
	focused bool
}

// NewArea makes an empty field. Styles may be exchanged at any time.
func NewArea(s *theme.Styles) *Area {
	return &Area{Styles: s, content: newContent(0), width: 40, column: -1}
}

// Value is what is typed.
func (a *Area) Value() string { return a.value() }

// SetValue replaces what is typed, without what nobody could see in it; the cursor
// is behind it.
func (a *Area) SetValue(s string) {
	a.limit, a.column = a.Limit, -1
	a.set(clean(seen(s), "\n", "    "))
}

// ToBegin puts the cursor before everything.
func (a *Area) ToBegin() { a.row, a.at, a.column = 0, 0, -1 }

// SetSize gives the text and its numbers w cells and h rows; h 0 is as many as
// it needs.
func (a *Area) SetSize(w, h int) { a.width, a.height = max(w, 1), h }

// Focus lets the field take what is typed; Blur ends that.
func (a *Area) Focus() { a.focused = true }

// Blur lets the field take nothing.
func (a *Area) Blur() { a.focused = false }

// LeftOut is how many characters of the last insertion found no room.
func (a *Area) LeftOut() int { return a.cut }

// Update takes a key or a paste. The command reads the clipboard.
func (a *Area) Update(msg tea.Msg) tea.Cmd {
	if !a.focused {
		return nil
	}
	a.limit = a.Limit
	switch msg := msg.(type) {
	case tea.PasteMsg:
		a.column = -1
		a.insert(clean(msg.Content, "\n", "    "))
	case tea.KeyPressMsg:
		if name := msg.String(); msg.Text != "" {
			a.column = -1
			a.insert(clean(msg.Text, "\n", "    "))
		} else if name == "ctrl+v" && !a.Remote {
			return paste
		} else if !a.vertical(name) && a.press(msg) {
			a.column = -1
		}
	}
	return nil
}

// vertical does what a key means in several lines only, and reports whether it
// means anything.
func (a *Area) vertical(name string) bool {
	switch name {
	case "enter", "shift+enter", "alt+enter", "ctrl+j", "ctrl+m":
		a.column = -1
		a.insert("\n")
	case "up", "ctrl+p":
		a.move(-1)
	case "down", "ctrl+n":
		a.move(1)
	case "pgup":
		a.move(-max(a.height, 1))
	case "pgdown":
		a.move(max(a.height, 1))
	case "alt+<", "ctrl+home":
		a.ToBegin()
	case "alt+>", "ctrl+end":
		a.row, a.column = len(a.lines)-1, -1
		a.at = len(a.line())
	default:
		return false
	}
	return true
}

// gutter is the width of the numbers.
func (a *Area) gutter() int {
	if !a.Numbers {
		return 0
	}
	return max(len(strconv.Itoa(len(a.lines))), 3) + 2
}

// rows are those of one line.
func (a *Area) rows(i int) []int {
	return a.lines[i].rows(max(a.width-a.gutter()-1, 1), a.Styles.Grid)
}

// here is the row of the cursor within its line, and its cell in that row.
func (a *Area) here() (row, cell int) {
	starts := a.rows(a.row)
	row = rowOf(starts, a.at)
	return row, a.Styles.Grid.Width(a.line()[starts[row]:a.at])
}

// move goes n rows down, or up, and stays in the column where that began.
func (a *Area) move(n int) {
	row, cell := a.here()
	if a.column < 0 {
		a.column = cell
	}
	for ; n < 0; n++ {
		switch {
		case row > 0:
			row--
		case a.row > 0:
			a.row--
			row = len(a.rows(a.row)) - 1
		}
	}
	for ; n > 0; n-- {
		switch {
		case row+1 < len(a.rows(a.row)):
			row++
		case a.row+1 < len(a.lines):
			a.row, row = a.row+1, 0
		}
	}
	a.toCell(row, a.column)
}

// toCell puts the cursor into a row of its line, before the cluster at a cell.
func (a *Area) toCell(row, cell int) {
	starts := a.rows(a.row)
	a.at = starts[row]
	end := len(a.line())
	if row+1 < len(starts) {
		end = starts[row+1]
	}
	for used := 0; a.at < end; {
		cluster := text.FirstCluster(a.line()[a.at:])
		used += a.Styles.Grid.Width(cluster)
		if used > cell || a.at+len(cluster) == end && row+1 < len(starts) {
			return // behind the last of a row is before the first of the next
		}
		a.at += len(cluster)
	}
}

// above is how many rows are before a line.
func (a *Area) above(line int) int {
	n := 0
	for i := range line {
		n += len(a.rows(i))
	}
	return n
}

// Rows is how many rows the text has.
func (a *Area) Rows() int { return a.above(len(a.lines)) }

// scroll brings the cursor into sight and returns its row among all.
func (a *Area) scroll() (row, cell int) {
	row, cell = a.here()
	row += a.above(a.row)
	if a.height <= 0 {
		a.top = 0
		return row, cell
	}
	a.top = max(min(a.top, row), row-a.height+1)
	a.top = max(min(a.top, a.Rows()-a.height), 0)
	return row, cell
}

// View draws the rows in sight, each as wide as the field.
func (a *Area) View() string {
	a.scroll()
	gutter, n := a.gutter(), 0
	var b strings.Builder
	for i := range a.lines {
		starts := a.rows(i)
		if a.height > 0 && (n+len(starts) <= a.top || n >= a.top+a.height) {
			n += len(starts)
			continue
		}
		for r, from := range starts {
			if n++; a.height > 0 && (n <= a.top || n > a.top+a.height) {
				continue
			}
			end := len(a.lines[i].text)
			if r+1 < len(starts) {
				end = starts[r+1]
			}
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			if gutter > 0 {
				b.WriteString(a.number(i, r, gutter))
			}
			row := strings.TrimRightFunc(still(a.lines[i].text[from:end]), unicode.IsSpace)
			if a.Ruled {
				b.WriteString(Ruled(a.Styles, a.Styles.Entry, row, a.width-gutter, a.focused))
				continue
			}
			b.WriteString(a.Styles.Text.Render(a.Styles.Grid.Pad(row, a.width-gutter)))
		}
	}
	for ; n < a.height; n++ {
		b.WriteString("\n" + text.Spaces(a.width))
	}
	return b.String()
}

// number is what stands left of a row.
func (a *Area) number(i, r, gutter int) string {
	if r > 0 {
		return text.Spaces(gutter)
	}
	ink := a.Styles.Dim
	if i == a.row {
		ink = a.Styles.Accent
	}
	return ink.Render(fmt.Sprintf(" %*d ", gutter-2, i+1))
}

// Cursor is where the terminal's cursor stands in the View, nil without focus.
func (a *Area) Cursor() *tea.Cursor {
	if !a.focused {
		return nil
	}
	row, cell := a.scroll()
	return tea.NewCursor(a.gutter()+cell, row-a.top)
}
