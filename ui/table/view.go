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
	end := min(t.top+h, t.total)
	for end < t.total && end > t.top && t.at(end-1).heads() { // no heading stands alone at the end
		end--
	}
	for i := t.top; i < end; i++ {
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
		said := cell.said(t.brief)
		padded := t.grid.Pad(said, width)
		if t.columns[c].Right {
			padded = t.grid.PadLeft(said, width)
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
