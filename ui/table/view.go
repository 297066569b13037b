package table

import (
	"strings"

	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// View draws the table into w by h cells: the heads, then only the visible
// rows. The selected row has a sign as well as a colour.
func (t *Table) View(s *theme.Styles, w, h int) string {
	all := h
	t.drawn = t.view(s, w, h)
	if t.headed = 0; t.total > 0 {
		t.headed = all - t.height
	}
	if s.Drew != nil {
		s.Drew(t)
	}
	return t.drawn
}

func (t *Table) view(s *theme.Styles, w, h int) string {
	if w <= 0 || h <= 0 {
		return ""
	}
	var b strings.Builder
	b.Grow(h * (w + 32))
	if t.widthsFor != w || t.grid != s.Grid {
		t.grid = s.Grid
		t.layout(w)
		t.rewrap()
	}
	if t.showHeader && h > 1 && t.total > 0 {
		b.WriteString(s.Heading.Render(t.header(s, w)))
		b.WriteByte('\n')
		h--
	}
	if t.err != "" {
		note := t.grid.Wrap(s.Signs.Error+" "+t.err, w)
		b.WriteString(s.Error.Render(note))
		if h -= text.Height(note); t.total == 0 || h <= 0 {
			return b.String()
		}
		b.WriteByte('\n')
	}
	if t.total == 0 {
		note := t.empty
		if t.loading {
			note = s.Signs.Waiting + " Loading"
		}
		b.WriteString(s.Dim.Render(t.grid.Wrap(note, w)))
		return b.String()
	}
	if h != t.height {
		t.resized(h)
	}
	for i := t.top; i < min(t.top+h, t.total); i++ {
		if i > t.top {
			b.WriteByte('\n')
		}
		t.line(&b, s, i, w)
	}
	return b.String()
}

// Hidden counts the rows above and below what View has drawn last: without headings, and
// a row that goes on in further lines once.
func (t *Table) Hidden() (above, below int) {
	if t.total == 0 {
		return 0, 0
	}
	count := func(from, to int) (n int) {
		for i := from; i < to; i++ {
			if r := t.at(i); r == nil || !r.passed() {
				n++
			}
		}
		return n
	}
	return count(0, t.top), count(min(t.top+t.height, t.total), t.total)
}

// line draws row i of the whole list.
func (t *Table) line(b *strings.Builder, s *theme.Styles, i, w int) {
	row, selected := t.at(i), i == t.cursor
	if row == nil {
		mark := "  "
		if selected {
			mark = s.Signs.Cursor + " "
		}
		b.WriteString(s.Dim.Render(t.grid.Pad(mark+s.Signs.Waiting, w)))
		return
	}
	if row.Heading {
		heading, ink := "", s.Heading
		if len(row.Cells) > 0 {
			heading = row.Cells[0].Text
			if tone := row.Cells[0].Tone; tone != theme.Plain {
				ink = s.Tone(tone)
			}
		}
		b.WriteString(ink.Render(t.grid.Pad(heading, w)))
		return
	}
	if row.Whole {
		t.wholeLine(b, s, row, selected, w)
		return
	}
	if row.under {
		b.WriteString(s.Tone(row.Cells[0].Tone).Render(t.grid.Pad("    "+row.Cells[0].Text, w)))
		return
	}
	if selected {
		var plain strings.Builder
		plain.WriteString(s.Signs.Cursor + marked(s, row, " "))
		t.cells(&plain, nil, row)
		b.WriteString(s.Selected.Render(t.grid.Pad(plain.String(), w)))
		return
	}
	if row.Marked {
		b.WriteString(" " + s.Accent.Render(s.Signs.Mark))
	} else {
		b.WriteString("  ")
	}
	t.cells(b, s, row)
}

// marked is the sign of a marked row, else otherwise.
func marked(s *theme.Styles, row *Row, otherwise string) string {
	if row.Marked {
		return s.Signs.Mark
	}
	return otherwise
}

// wholeLine draws a row of which one cell takes the line, and another its right edge as
// far as there is room.
func (t *Table) wholeLine(b *strings.Builder, s *theme.Styles, row *Row, selected bool, w int) {
	var first, last Cell
	if len(row.Cells) > 0 {
		first = row.Cells[0]
	}
	if len(row.Cells) > 1 {
		last = row.Cells[1]
	}
	room := max(w-2, 0)
	if at := t.grid.Width(last.Text); at > 0 && at+2 < room/2 {
		room -= at + 2
	} else {
		last = Cell{}
	}
	words, end := t.grid.Pad(t.grid.Truncate(first.Text, room), room), ""
	if last.Text != "" {
		end = "  " + last.Text
	}
	if selected {
		b.WriteString(s.Selected.Render(t.grid.Pad(s.Signs.Cursor+" "+words+end, w)))
		return
	}
	b.WriteString("  " + s.Tone(first.Tone).Render(words) + s.Tone(last.Tone).Render(end))
}

// cells writes the cells of a row, plain when s is nil.
func (t *Table) cells(b *strings.Builder, s *theme.Styles, row *Row) {
	first := true
	for c, width := range t.widths {
		if width <= 0 {
			continue
		}
		if !first {
			b.WriteString("  ")
		}
		first = false
		var cell Cell
		if c < len(row.Cells) {
			cell = row.Cells[c]
		}
		padded := t.grid.Pad(cell.Text, width)
		if t.columns[c].Right {
			padded = t.grid.PadLeft(cell.Text, width)
		}
		if s != nil && cell.Tone != theme.Plain {
			padded = s.Tone(cell.Tone).Render(padded)
		}
		b.WriteString(padded)
	}
}

func (t *Table) header(s *theme.Styles, w int) string {
	head := Row{Cells: make([]Cell, len(t.columns))}
	for i, c := range t.columns {
		head.Cells[i].Text = c.Title
		if i+1 != t.sorted {
			continue
		}
		way := s.Signs.Rising
		if t.falling {
			way = s.Signs.Falling
		}
		head.Cells[i].Text = t.grid.Truncate(c.Title, max(t.widths[i]-2, 1)) + " " + way
	}
	var b strings.Builder
	b.WriteString("  ")
	t.cells(&b, nil, &head)
	return t.grid.Pad(b.String(), w)
}

// layout shares w among the columns; a dropped column has width 0. The sign
// column takes two cells, and two blanks stand between columns.
func (t *Table) layout(w int) {
	if t.widthsFor == w {
		return
	}
	t.widthsFor, t.widths = w, make([]int, len(t.columns))
	var needs []int
	if t.shares {
		needs = t.needs()
		t.needed = needs
		defer func() { t.share(needs) }()
	}
	need, weight := 2*len(t.columns), 0
	for i, c := range t.columns {
		t.widths[i] = max(c.Width, 1)
		need += t.widths[i]
	}
	for i := 0; t.shares && need > w && i < len(needs); i++ { // rather than leaving a column out
		need -= max(t.widths[i]-needs[i], 0)
		t.widths[i] = min(t.widths[i], needs[i])
	}
	for need > w {
		drop := -1
		for i, c := range t.columns {
			if t.widths[i] > 0 && c.Drop > 0 && (drop < 0 || c.Drop > t.columns[drop].Drop) {
				drop = i
			}
		}
		for i, c := range t.columns {
			if drop < 0 && c.Below && t.widths[i] > 0 {
				drop = i
			}
		}
		if drop < 0 {
			break
		}
		need -= t.widths[drop] + 2
		t.widths[drop] = 0
	}
	for i, c := range t.columns {
		if t.widths[i] > 0 {
			weight += c.Weight
		}
	}
	if spare := w - need; spare > 0 && weight > 0 {
		for i, c := range t.columns {
			if t.widths[i] > 0 && c.Weight > 0 {
				share := spare * c.Weight / weight
				t.widths[i] += share
				spare, weight = spare-share, weight-c.Weight
			}
		}
	}
	for i := len(t.columns) - 1; i >= 0 && need > w; i-- { // last resort: shorten from the right
		cut := min(t.widths[i], need-w)
		t.widths[i] -= cut
		need -= cut
	}
}

// mostMeasured is of how many rows the texts decide about the widths, so that a long list
// costs no more than a short one.
const mostMeasured = 500

// needs is how wide each column has to be for its texts.
func (t *Table) needs() []int {
	needs := make([]int, len(t.columns))
	rows := t.rows
	if t.breaks() {
		rows = t.whole
	}
	for c := range needs {
		needs[c] = 1
		if t.showHeader {
			needs[c] = max(1, t.grid.Width(t.columns[c].Title))
		}
		if c < len(t.needed) && t.total > len(t.rows) {
			needs[c] = max(needs[c], t.needed[c])
		}
		for _, row := range rows[:min(len(rows), mostMeasured)] {
			if !row.Heading && !row.Whole && !row.under && c < len(row.Cells) {
				needs[c] = max(needs[c], t.grid.Width(row.Cells[c].Text))
			}
		}
	}
	return needs
}

// first gives the columns that come first what their texts need, at most twice their least
// width, out of what the others have beyond their own least width: what they do not need,
// and then what they have most of.
func (t *Table) first(needs []int) {
	for c, column := range t.columns {
		if !column.First || t.widths[c] <= 0 {
			continue
		}
		lack := min(needs[c], 2*column.Width) - t.widths[c]
		for ; lack > 0; lack-- {
			from, most := -1, 0
			for o, other := range t.columns {
				if other.First || t.widths[o] <= 0 {
					continue
				}
				room := t.widths[o] - other.Width
				if unused := t.widths[o] - needs[o]; unused > 0 {
					room = t.widthsFor + unused // before those that need theirs
				}
				if room > most {
					from, most = o, room
				}
			}
			if from < 0 {
				return
			}
			t.widths[from]--
			t.widths[c]++
		}
	}
}

// share gives what columns do not need of their width to those whose texts do not
// fit, to each in proportion to what it lacks. Where all fit, no column is so wide that the
// next one stands further than two gutters from its longest text.
func (t *Table) share(needs []int) {
	t.first(needs)
	lacks := make([]int, len(t.widths)) // below zero what is to spare
	lacking, spare := 0, 0
	for c, width := range t.widths {
		if width <= 0 {
			continue
		}
		lacks[c] = needs[c] - width
		lacking, spare = lacking+max(lacks[c], 0), spare+max(-lacks[c], 0)
	}
	given, taken := min(lacking, spare), min(lacking, spare)
	for c, n := range lacks {
		switch {
		case n > 0:
			part := given * n / lacking
			t.widths[c] += part
			given, lacking = given-part, lacking-n
		case n < 0:
			part := taken * -n / spare
			t.widths[c] -= part
			taken, spare = taken-part, spare+n
		}
	}
	for c, width := range t.widths {
		t.widths[c] = min(width, max(needs[c]+gutter, t.columns[c].Width))
	}
}

// gutter is the room between two columns, in cells.
const gutter = 2
