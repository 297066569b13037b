package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/edit"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// listing is what every list screen is made of: a heading, a filter that opens
// with "/" and a table. The screen embeds it and gives the rows.
type listing struct {
	app    *App
	table  *table.Table
	input  *edit.Line
	typing bool
	top    int // row of the filter in the last View
	find   finder
}

func newListing(a *App, t *table.Table) listing {
	return listing{app: a, table: t, input: a.NewInput("type to filter")}
}

// rows above the table of a listing: the heading and a blank.
const listingHead = 2

// Typing implements Screen.
func (l *listing) Typing() bool { return l.typing }

// Cursor implements Cursored.
func (l *listing) Cursor() *tea.Cursor {
	if !l.typing {
		return nil
	}
	return offset(l.input.Cursor(), 2, l.top)
}

// Back implements Backer: esc clears the filter before it leaves the screen.
// The screen asks for the rows again when it reports true.
func (l *listing) clear() bool {
	if l.input.Value() == "" {
		return false
	}
	l.input.Reset()
	return true
}

// query is what was typed into the filter.
func (l *listing) query() string { return strings.TrimSpace(l.input.Value()) }

// list is the listing itself, for what is told apart by having one.
func (l *listing) list() *listing { return l }

// filtering reports whether a filter is set or being typed.
func (l *listing) filtering() bool { return l.typing || l.input.Value() != "" }

// without is what the table says while it is empty: usual, or that nothing
// matches the filter.
func (l *listing) without(usual string) {
	if l.query() != "" {
		usual = "Nothing here matches the filter. Press esc to see all of it."
	}
	l.table.SetEmpty(usual)
}

// key gives a key or a paste to the filter or to the table. It reports whether
// it was theirs and whether the query changed.
func (l *listing) key(msg tea.Msg) (taken, changed bool, cmd tea.Cmd) {
	press, isKey := msg.(tea.KeyPressMsg)
	if !l.typing {
		switch {
		case !isKey:
			return false, false, nil
		case filterKey().Matches(press):
			l.typing = true
			l.input.Focus()
			return true, false, nil
		}
		return l.table.Update(press), false, nil
	}
	if isKey {
		switch press.String() {
		case "enter":
			l.typing = false
			return true, false, nil
		case "esc":
			l.typing = false
			return true, l.clear(), nil
		case "up", "down", "pgup", "pgdown":
			return l.table.Update(press), false, nil
		}
	}
	before := l.query()
	cmd = l.input.Update(msg)
	return isKey, l.query() != before, cmd
}

// typingKeys are the keys while a filter is typed.
func typingKeys() []Key {
	return []Key{Bind("enter", "keep the filter"), Bind("↑/↓", "move", "up", "down"), Bind("esc", "no filter")}
}

func filterKey() Key { return Bind("/", "filter") }

// head draws the line over the table: the screen's name with a note, or the
// filter, and a count at the right.
func (l *listing) head(title, note, count string, w int) string {
	s := l.app.styles
	left := s.Title.Render(title)
	if note != "" {
		left += s.Dim.Render("  " + note)
	}
	if l.filtering() {
		room := max(w-l.app.grid().Width(count)-5, 8)
		l.input.Styles = s
		l.input.SetWidth(room)
		left = s.Accent.Render("/ ")
		if l.typing {
			left += l.input.View()
		} else {
			left += s.Accent.Render(l.app.grid().Truncate(text.Line(l.input.Value()), room))
		}
	}
	return l.app.grid().Spread(left, s.Dim.Render(count), w)
}

// draw draws head and table into w by h cells.
func (l *listing) draw(title, note, count string, w, h int) string {
	l.top = 0
	return l.head(title, note, count, w) + "\n\n" + l.table.View(l.app.styles, w, h-listingHead)
}

// plainCell, dimCell and toneCell make cells out of foreign text.
func plainCell(s string) table.Cell { return table.Cell{Text: text.Line(s)} }

func dimCell(s string) table.Cell { return toneCell(theme.Dim, s) }

func toneCell(t theme.Tone, s string) table.Cell { return table.Cell{Text: text.Line(s), Tone: t} }

// recordCell names a record, with a sign and a word before one that is damaged, where
// no column cuts them off.
func (a *App) recordCell(tone theme.Tone, damage, name string) table.Cell {
	if damage == "" {
		return toneCell(tone, name)
	}
	return toneCell(theme.Error, signed(a, theme.Error)+" "+wording.Damaged(damage)+" · "+name)
}

// headingRow is a heading among the rows of a table.
func headingRow(key, s string) table.Row {
	return table.Row{Key: "heading " + key, Heading: true, Cells: []table.Cell{plainCell(s)}}
}
