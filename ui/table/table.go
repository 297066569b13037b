// Package table shows rows in columns with one row under the cursor. It holds
// only a window of the rows, so a list of a hundred thousand costs as much as
// one of fifty: the owner asks Want which rows are missing and brings them with
// SetWindow. Filtering and sorting are the owner's business.
//
// The cursor belongs to a row, not to a number: when rows come, go or move, it
// stays on the row with the same key.
package table

import (
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Column is one column. Width is its least width in cells; what is left of the
// line is shared among the columns in proportion to their Weight. A column whose texts do
// not fit then has the room that others do not need; in a list that is held in parts a
// column keeps the room that an earlier part needed. A column with
// Drop above zero is left out where the least widths do not fit, the highest
// Drop first. Then a column with Below moves to a line of its own under each row:
// a state is never left out. It is for lists that are held whole.
type Column struct {
	Title  string
	Width  int
	Weight int
	Drop   int
	Below  bool
	Right  bool // numbers stand at the right edge
	First  bool // of the columns that share, it has the room that its texts need before the others
	Wrap   bool // a text that does not fit goes on in the next line; for one column, and lists that are held whole
}

// Cell is one plain text with its meaning. Text must be safe to show (see
// text.Line) and hold no escape sequences. Brief, if there is one, is what it says in a table
// in which a text would be cut otherwise: there all cells say it that have one.
type Cell struct {
	Text  string
	Tone  theme.Tone
	Brief string
}

// said is what a cell says.
func (c Cell) said(brief bool) string {
	if brief && c.Brief != "" {
		return c.Brief
	}
	return c.Text
}

// Row is one line. Key is unique in the list and never empty. The cursor skips
// a Heading, whose first cell takes the whole line, and the Rest of a row above
// that did not fit into its line. The first cell of a Whole row takes the line, too, but
// for a second one at its right edge.
type Row struct {
	Key     string
	Cells   []Cell
	Heading bool
	Rest    bool
	Marked  bool // chosen with others, which a sign beside the cursor's says
	Whole   bool
	under   bool // a Rest whose first cell takes the whole line
}

// passed says that the cursor does not rest on the row.
func (r *Row) passed() bool { return r.Heading || r.Rest }

// heads reports whether the row is a heading over those below it; one in a tone says something
// by itself.
func (r *Row) heads() bool {
	return r != nil && r.Heading && (len(r.Cells) == 0 || r.Cells[0].Tone == theme.Plain)
}

// Cells makes plain cells of texts.
func Cells(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, t := range texts {
		cells[i].Text = t
	}
	return cells
}

// Table is the list and its cursor. The zero value is not usable; call New.
type Table struct {
	columns []Column
	rows    []Row // the window
	offset  int   // index of rows[0] in the whole list
	total   int   // rows in the whole list
	cursor  int   // index in the whole list
	top     int   // index of the first visible row
	// chosen is the top since the cursor or the rows last changed, and tall the height
	// then: another height begins from there, however often the window was resized.
	chosen, tall int
	key          string
	back         bool // the cursor moves upwards just now
	height       int  // visible rows, known from the last View
	loading      bool
	err          string
	empty        string

	whole      []Row     // before it was wrapped
	sorted     int       // the column whose head says that rows are in its order, from 1
	falling    bool      // in the other direction
	widths     []int     // of the columns at widthsFor
	grid       text.Grid // of the last View
	widthsFor  int
	showHeader bool
	drawn      string   // by the last View
	headed     int      // lines of it above the first row
	needed     [2][]int // what columns needed of the room so far, of a list held in parts, and where cells are brief
	brief      bool     // cells say what they say at least
	briefer    bool     // there are cells that can say less
	choice     choice
	bare       []bool // the columns without any text
}

// New makes an empty table. empty is what it says while there is nothing to
// show: what belongs here and the one key to begin.
func New(empty string, columns ...Column) *Table {
	return &Table{columns: columns, empty: empty, widthsFor: -1, showHeader: true, height: 1}
}

// SetColumns lays other columns over the same rows, which their owner then brings anew.
func (t *Table) SetColumns(columns ...Column) {
	t.columns, t.widthsFor, t.choice = columns, -1, choice{of: t.choice.of}
}

// HideHeader leaves the column heads out.
func (t *Table) HideHeader() *Table { t.showHeader = false; return t }

// Sorted says in the head of a column, from 0, that the rows are in its order; falling is
// the other direction, and -1 says nothing.
func (t *Table) Sorted(column int, falling bool) { t.sorted, t.falling = column+1, falling }

// SetEmpty changes the teaching text, for example while a filter is set.
func (t *Table) SetEmpty(s string) { t.empty = s }

// SetLoading says that rows are on their way. Rows already here stay visible.
func (t *Table) SetLoading() { t.loading, t.err = true, "" }

// SetError shows one sentence in place of the rows, or above them when there
// are some. The next SetRows or SetWindow clears it.
func (t *Table) SetError(sentence string) { t.err, t.loading = sentence, false }

// SetRows replaces the whole list.
func (t *Table) SetRows(rows []Row) {
	if t.breaks() {
		t.whole = rows
	}
	t.measure(rows, len(rows))
	if t.breaks() {
		rows = t.wrapped(rows)
	}
	t.window(0, rows, len(rows))
}

// measure lays the columns out again for other rows, whose texts need other room.
func (t *Table) measure(rows []Row, total int) {
	if w := t.widthsFor; w >= 0 {
		t.rows, t.total, t.widthsFor = rows, total, -1
		t.layout(w)
	}
}

// SetWindow replaces the loaded rows: rows[0] is row offset of a list of total
// rows. The table keeps rows and must not share them.
func (t *Table) SetWindow(offset int, rows []Row, total int) {
	t.measure(rows, max(total, offset+len(rows)))
	t.window(offset, rows, total)
}

func (t *Table) window(offset int, rows []Row, total int) {
	t.loading, t.err, t.choice = false, "", choice{of: t.choice.of}
	t.offset, t.rows = max(offset, 0), rows
	t.total = max(total, t.offset+len(rows), 0)
	if r := t.at(t.cursor); t.key != "" && (r == nil || r.Key != t.key) {
		for i := range rows {
			if rows[i].Key == t.key {
				// Keep the row where the eye is: the view moves along.
				t.top += t.offset + i - t.cursor
				t.cursor = t.offset + i
				break
			}
		}
	}
	t.settle()
	t.choose()
}

// Reset forgets rows and cursor, for a list that is about something else now.
func (t *Table) Reset() {
	t.rows, t.offset, t.total, t.cursor, t.top, t.chosen, t.key = nil, 0, 0, 0, 0, 0, ""
}

// Len is the number of rows in the whole list.
func (t *Table) Len() int { return t.total }

// Cursor is the index of the selected row in the whole list.
func (t *Table) Cursor() int { return t.cursor }

// Key is the key of the selected row; empty when the list is empty or the row
// is not loaded yet.
func (t *Table) Key() string { return t.key }

// Selected is the row under the cursor, or nil.
func (t *Table) Selected() *Row { return t.at(t.cursor) }

// Select puts the cursor on the row with this key, if it is loaded.
func (t *Table) Select(key string) bool {
	for i := range t.rows {
		if t.rows[i].Key == key {
			t.Move(t.offset + i)
			return true
		}
	}
	return false
}

// Move puts the cursor on row i of the whole list, or the nearest there is.
func (t *Table) Move(i int) {
	t.back = i < t.cursor
	t.cursor = i
	t.settle()
	t.choose()
	t.back = false
}

// choose notes where the list stands by someone's choice.
func (t *Table) choose() { t.chosen, t.tall = t.top, t.height }

// resized fits the list into another height. It stands as chosen, or at its end where
// that was in sight, as far as the cursor stays in sight too.
func (t *Table) resized(h int) {
	t.height = h
	if t.top = t.chosen; t.chosen > 0 && t.chosen+t.tall >= t.total {
		t.top = t.total - h
	}
	t.settle()
}

// Want says which rows to load next: ok is false while all visible rows are
// here or loading is under way. The answer covers a screen before and one after
// what is visible, so that scrolling seldom waits.
func (t *Table) Want() (offset, limit int, ok bool) {
	if t.loading || t.total == 0 {
		return 0, 0, false
	}
	first, last := t.top, min(t.top+t.height, t.total)
	if first >= t.offset && last <= t.offset+len(t.rows) {
		return 0, 0, false
	}
	page := max(t.height, 50)
	offset = max(first-page, 0)
	return offset, min(last+page, t.total) - offset, true
}

// at returns row i of the whole list, or nil when it is not loaded.
func (t *Table) at(i int) *Row {
	if i -= t.offset; i < 0 || i >= len(t.rows) {
		return nil
	}
	return &t.rows[i]
}

// settle brings cursor and scroll position back into the list.
func (t *Table) settle() {
	t.cursor = max(min(t.cursor, t.total-1), 0)
	t.skipHeadings()
	t.top = max(min(t.top, t.cursor), t.cursor-t.height+1, 0)
	if t.top == t.cursor && t.height > 1 { // keep the heading over the first row in sight
		if r := t.at(t.top - 1); r != nil && r.Heading {
			t.top--
		}
	}
	if end := t.cursor + t.rest(t.cursor); end >= t.top+t.height { // the whole text of the row
		t.top = min(end-t.height+1, t.cursor)
	}
	t.top = max(min(t.top, t.total-t.height), 0)
	t.key = ""
	if r := t.at(t.cursor); r != nil && !r.passed() {
		t.key = r.Key
	}
}

// skipHeadings moves the cursor off a heading, on in its direction or, at the
// end of the list, back.
func (t *Table) skipHeadings() {
	step := 1
	if t.back {
		step = -1
	}
	for range 2 {
		for i := t.cursor; ; i += step {
			r := t.at(i)
			if r == nil {
				if i >= 0 && i < t.total {
					t.cursor = i // not loaded, so not known to be a heading
					return
				}
				break
			}
			if !r.passed() {
				t.cursor = i
				return
			}
		}
		step = -step
	}
}
