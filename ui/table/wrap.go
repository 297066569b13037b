package table

import (
	"slices"
	"strconv"
	"strings"
)

// wraps is the column whose texts go on in the next line, -1 when none does.
func (t *Table) wraps() int {
	for i, c := range t.columns {
		if c.Wrap {
			return i
		}
	}
	return -1
}

// breaks reports whether a row may take more than one line.
func (t *Table) breaks() bool {
	return t.wraps() >= 0 || slices.ContainsFunc(t.columns, func(c Column) bool { return c.Below })
}

// wrapped gives rows further lines: for a text that does not fit into its column,
// and for columns that have no room beside the others.
func (t *Table) wrapped(rows []Row) []Row { return t.under(t.folded(rows)) }

// under puts what columns with Below hold under its row, where they have no room.
func (t *Table) under(rows []Row) []Row {
	if t.widthsFor < 0 || !slices.ContainsFunc(t.columns, func(c Column) bool { return c.Below }) {
		return rows
	}
	out := make([]Row, 0, 2*len(rows))
	for _, r := range rows {
		out = append(out, r)
		for c, cell := range r.Cells {
			if !r.Heading && !r.Whole && !r.Rest && c < len(t.columns) && t.columns[c].Below && t.widths[c] <= 0 && cell.Text != "" {
				out = append(out, Row{Key: r.Key + " under " + strconv.Itoa(c), Cells: []Cell{cell}, Rest: true, under: true})
			}
		}
	}
	return out
}

// folded breaks the rows whose text does not fit into its column.
func (t *Table) folded(rows []Row) []Row {
	at := t.wraps()
	if at < 0 || t.widthsFor < 0 || t.widths[at] <= 0 {
		return rows
	}
	out := make([]Row, 0, len(rows))
	for _, r := range rows {
		if r.Heading || r.Whole || at >= len(r.Cells) || t.grid.Width(r.Cells[at].Text) <= t.widths[at] {
			out = append(out, r)
			continue
		}
		for n, line := range strings.Split(t.grid.Wrap(r.Cells[at].Text, t.widths[at]), "\n") {
			part := Row{Key: r.Key + " rest " + strconv.Itoa(n), Cells: make([]Cell, at+1), Rest: true}
			if n == 0 {
				part = Row{Key: r.Key, Cells: append([]Cell(nil), r.Cells...)}
			}
			part.Cells[at] = Cell{Text: line, Tone: r.Cells[at].Tone}
			out = append(out, part)
		}
	}
	return out
}

// rewrap breaks the rows anew for a new width.
func (t *Table) rewrap() {
	if !t.breaks() || t.whole == nil {
		return
	}
	loading, err := t.loading, t.err
	t.SetRows(t.whole)
	t.loading, t.err = loading, err
}

// rest is how many lines a row goes on for.
func (t *Table) rest(i int) int {
	n := 0
	for r := t.at(i + 1); r != nil && r.Rest; r = t.at(i + n + 1) {
		n++
	}
	return n
}
