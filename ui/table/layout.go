package table

import (
	"slices"

	"recruitty/ui/theme"
)

// layout shares w among the columns; a dropped column has width 0. The sign
// column takes two cells, and two blanks stand between columns. Where a text would be cut or
// a column left out, cells say less that can (see Cell).
func (t *Table) layout(w int) {
	if t.widthsFor == w {
		return
	}
	t.widthsFor = w
	needs := t.needs(false)
	t.needed[0], t.brief = needs, false
	t.arrange(w, needs)
	if t.briefer && t.cuts(needs) {
		needs = t.needs(true)
		t.needed[1], t.brief = needs, true
		t.arrange(w, needs)
	}
}

// cuts reports whether a column has less than its texts need.
func (t *Table) cuts(needs []int) bool {
	for c, n := range needs {
		if t.widths[c] < n && !t.bare[c] {
			return true
		}
	}
	return false
}

// arrange gives columns that need so much for their texts their widths in w cells.
func (t *Table) arrange(w int, needs []int) {
	t.widths = make([]int, len(t.columns))
	defer func() { t.share(needs) }()
	need := t.keep(t.widths, needs, t.chooses(w))
	weight := 0
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

// keep gives columns their least widths, and 0 those for which there is no room in w cells;
// need is what all of them take.
func (t *Table) keep(widths, needs []int, w int) (need int) {
	need = 2 * len(t.columns)
	for i, c := range t.columns {
		widths[i] = max(c.Width, 1)
		need += widths[i]
	}
	whole := 0
	for _, n := range needs {
		whole += n + gutter
	}
	for c := range widths { // nothing is cut for a column without any text
		if whole > w && t.columns[c].Drop > 0 && t.bare[c] {
			need -= widths[c] + gutter
			widths[c] = 0
		}
	}
	for i := 0; need > w && i < len(needs); i++ { // rather than leaving a column out
		if widths[i] == 0 {
			continue
		}
		need -= max(widths[i]-needs[i], 0)
		widths[i] = min(widths[i], needs[i])
	}
	for need > w {
		drop := -1
		for i, c := range t.columns {
			if widths[i] > 0 && c.Drop > 0 && (drop < 0 || c.Drop > t.columns[drop].Drop) {
				drop = i
			}
		}
		for i, c := range t.columns {
			if drop < 0 && c.Below && widths[i] > 0 {
				drop = i
			}
		}
		if drop < 0 {
			break
		}
		need -= widths[drop] + 2
		widths[drop] = 0
	}
	return need
}

// Choose says that the columns are those for which there is room in w cells, also where View
// draws a wider table; 0 is the width of View. It returns how wide the table has to be for
// all texts of these columns, and for those that come first beside the least of the others.
func (t *Table) Choose(s *theme.Styles, w int) (whole, least int) {
	if t.grid != s.Grid || t.choice.of != w {
		t.grid, t.choice = s.Grid, choice{of: w}
		t.widthsFor = -1
	}
	if t.choice.whole == 0 && w > 0 {
		widths, needs, brief := make([]int, len(t.columns)), t.needs(false), t.needs(true)
		t.keep(widths, needs, w)
		for c, width := range widths {
			if width <= 0 {
				continue
			}
			t.choice.whole += needs[c] + gutter
			if t.columns[c].First {
				width = max(width, min(brief[c], 2*t.columns[c].Width))
			}
			t.choice.least += min(width, brief[c]) + gutter
		}
	}
	return t.choice.whole, t.choice.least
}

// choice is for which width columns are chosen, 0 for that of View, and what Choose said of
// it: 0 since the rows changed.
type choice struct{ of, whole, least int }

// chooses is the width for which columns are chosen in a table of w cells.
func (t *Table) chooses(w int) int {
	if t.choice.of > 0 {
		return min(t.choice.of, w)
	}
	return w
}

// mostMeasured is of how many rows the texts decide about the widths, so that a long list
// costs no more than a short one.
const mostMeasured = 500

// needs is how wide each column has to be for its texts, or where brief for what cells say at
// least; it notes which columns have none, and whether there are such cells.
func (t *Table) needs(brief bool) []int {
	needs := make([]int, len(t.columns))
	t.bare = make([]bool, len(t.columns))
	before := t.needed[0]
	if brief {
		before = t.needed[1]
	} else {
		t.briefer = false
	}
	rows := t.rows
	if t.breaks() {
		rows = t.whole
	}
	for c := range needs {
		needs[c] = 1
		if t.showHeader {
			needs[c] = max(1, t.grid.Width(t.columns[c].Title))
		}
		title := needs[c]
		if c < len(before) && t.total > len(t.rows) {
			needs[c] = max(needs[c], before[c])
		}
		t.bare[c] = needs[c] == title
		for _, row := range rows[:min(len(rows), mostMeasured)] {
			if !row.Heading && !row.Whole && !row.under && c < len(row.Cells) {
				needs[c] = max(needs[c], t.grid.Width(row.Cells[c].said(brief)))
				t.briefer = t.briefer || row.Cells[c].Brief != ""
				t.bare[c] = t.bare[c] && row.Cells[c].Text == ""
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

// share gives what columns do not need of their width to those whose texts do not fit, the
// one that lacks least first, so that as many as can be have their texts whole. Where all fit,
// no column is so wide that the next one stands further than two gutters from its longest text.
func (t *Table) share(needs []int) {
	t.first(needs)
	lacks := make([]int, len(t.widths)) // below zero what is to spare
	var lacking []int                   // the columns that lack something
	missing, spare, room := 0, 0, t.widthsFor
	for c, width := range t.widths {
		if width <= 0 {
			continue
		}
		room -= width + gutter
		if lacks[c] = needs[c] - width; lacks[c] > 0 {
			lacking, missing = append(lacking, c), missing+lacks[c]
		}
		spare += max(-lacks[c], 0)
	}
	slices.SortStableFunc(lacking, func(a, b int) int { return lacks[a] - lacks[b] })
	room = max(room, 0) // of the line, which no column has
	given := min(missing, room+spare)
	taken := max(given-room, 0)
	for _, c := range lacking {
		part := min(lacks[c], given)
		t.widths[c] += part
		given -= part
	}
	for c, n := range lacks {
		if n < 0 {
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
