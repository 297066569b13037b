package shell

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/edit"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Listing is what every list screen is made of: a heading, a filter that opens
// with "/" and a table. The screen embeds it and gives the rows.
type Listing struct {
	App     *App
	Table   *table.Table
	input   *edit.Line
	Editing bool
	Top     int // row of the filter in the last View
	Find    finder
	beside  *Pane
	spoken  *spoken // nil for a list that is filtered by words alone
}

// NewListing is a listing around a table.
func NewListing(a *App, t *table.Table) Listing {
	return Listing{App: a, Table: t, input: a.NewInput("type to filter")}
}

// ListingHead is how many rows a listing has above its table: the heading and a blank.
const ListingHead = 2

// Typing implements Screen.
func (l *Listing) Typing() bool { return l.Editing }

// Cursor implements Cursored.
func (l *Listing) Cursor() *tea.Cursor {
	if !l.Editing {
		return nil
	}
	return Offset(l.input.Cursor(), 2, l.Top)
}

// Clear clears the filter, which esc does before it leaves the screen. The screen asks for the rows again when it reports true.
func (l *Listing) Clear() bool {
	if l.input.Value() == "" {
		return false
	}
	l.input.Reset()
	return true
}

// Query is what was typed into the filter.
func (l *Listing) Query() string { return strings.TrimSpace(l.input.Value()) }

// Bare reports whether there is nothing in the list, with no filter that hides it.
func (l *Listing) Bare() bool { return l.Table.Len() == 0 && !l.Filtering() }

// List is the listing itself, for what is told apart by having one.
func (l *Listing) List() *Listing { return l }

// Filtering reports whether a filter is set or being typed.
func (l *Listing) Filtering() bool { return l.Editing || l.input.Value() != "" }

// NothingToChoose says why an action on a line of a list cannot be done.
const NothingToChoose = "There is nothing here to choose."

// NoMatch says that none of the things in a list matches its filter.
func NoMatch(thing string) string {
	return "No " + thing + " matches the filter. Press esc to see all of them."
}

// Without is what the table says while it is empty: usual, or that nothing
// matches the filter.
func (l *Listing) Without(usual string) {
	if l.Query() != "" {
		usual = "Nothing here matches the filter. Press esc to see all of it."
	}
	l.Table.SetEmpty(usual)
}

// Key gives a key or a paste to the filter or to the table. It reports whether
// it was theirs and whether the query changed.
func (l *Listing) Key(msg tea.Msg) (taken, changed bool, cmd tea.Cmd) {
	if done, ok := msg.(Completed); ok {
		before := l.Query()
		l.input.SetValue(done.Query)
		if !l.Editing { // a view, which may name what is gone by now
			cmd = l.learn()
		}
		return true, l.Query() != before, cmd
	}
	press, isKey := msg.(tea.KeyPressMsg)
	if !l.Editing {
		if !isKey {
			return false, false, nil
		}
		return l.Table.Update(press), false, nil
	}
	before := l.Query()
	cmd = l.input.Update(msg)
	return isKey, l.Query() != before, cmd
}

// filtered is whatever holds a list with a filter, as a rule its screen.
type filtered interface {
	List() *Listing
	Backer // takes the filter away
	Update(tea.Msg) tea.Cmd
}

// FilterKeys are the keys while the filter of a list is typed.
func FilterKeys(l *Listing, holder interface {
	Backer
	Update(tea.Msg) tea.Cmd
}) []Action {
	return []Action{
		{Name: "filter.apply", Key: "enter", Help: "apply the filter", Do: func() tea.Cmd {
			l.Editing = false
			if l.spoken != nil {
				l.spoken.read = false // what was not typed to its end is said now
			}
			return nil
		}},
		{Name: "filter.move", Key: "↑/↓", Help: "move", Strokes: []string{"up", "down", "pgup", "pgdown"}, On: func(msg tea.KeyPressMsg) tea.Cmd {
			l.Table.Update(msg)
			return holder.Update(Moved{})
		}},
		{Name: "filter.complete", Key: "tab", Help: "take what is offered", Also: "field value with: stage: answer: on:", When: func() string {
			return If(l.offered() == "", "Nothing is offered here; type a field such as with: and tab continues.")
		}, Do: func() tea.Cmd { return l.take(holder) }},
		{Name: "filter.clear", Key: "esc", Help: "clear filter", Do: func() tea.Cmd {
			l.Editing = false
			if l.Query() != "" {
				holder.Back()
			}
			l.Clear()
			return nil
		}},
	}
}

// Moved says that the cursor of a list moved without a key for its screen, which may
// have to read on.
type Moved struct{}

// FilterActions are what can be done while a filter is typed.
func FilterActions() []Action { return FilterKeys(&Listing{}, nil) }

// Filter is the action that opens the filter. It stands in the table of each list,
// and is described with the keys of all lists.
func (l *Listing) Filter() Action {
	return Action{Name: FilterName, Key: "/", Help: "filter", Narrows: true, Do: func() tea.Cmd {
		l.Editing = true
		l.input.Focus()
		return l.learn()
	}}
}

// FilterName is the name of the action that opens a filter.
const FilterName = "list.filter"

// Head draws the line over the table: the screen's name with a note, or the
// filter, and a count at the right.
func (l *Listing) Head(title, note, count string, w int) string {
	s := l.App.styles
	left := s.Title.Render(title)
	if note != "" {
		left += s.Dim.Render("  " + note)
	}
	if l.Filtering() {
		room := max(w-l.App.Grid().Width(count)-5, 8)
		l.input.Styles = s
		l.input.SetWidth(room)
		left = s.Accent.Render("/ ")
		if l.Editing {
			left += l.input.View()
		} else {
			left += s.Accent.Render(l.App.Grid().Truncate(text.Line(l.input.Value()), room))
		}
	}
	return l.App.Grid().Spread(left, s.Dim.Render(count), w)
}

// Draw draws head and table into w by h cells, and the pane beside them where there is room.
func (l *Listing) Draw(title, note, count string, w, h int) string {
	l.Top = 0
	return l.Split(w, h, func(w, h int) string {
		return l.Head(title, note, count, w) + "\n" + l.hint(w) + "\n" + l.Table.View(l.App.styles, w, h-ListingHead)
	})
}

// PlainCell makes a cell out of foreign text.
func PlainCell(s string) table.Cell { return table.Cell{Text: text.Line(s)} }

// DimCell is PlainCell, dim.
func DimCell(s string) table.Cell { return ToneCell(theme.Dim, s) }

// ToneCell is PlainCell in a tone.
func ToneCell(t theme.Tone, s string) table.Cell { return table.Cell{Text: text.Line(s), Tone: t} }

// RecordCell names a record, with a sign and a word before one that is damaged, where
// no column cuts them off.
func (a *App) RecordCell(tone theme.Tone, damage, name string) table.Cell {
	if damage == "" {
		return ToneCell(tone, name)
	}
	return ToneCell(theme.Warning, a.styles.Mark(wording.NeedsYou)+" "+wording.Damaged(damage)+" · "+name)
}

// HeadingRow is a heading among the rows of a table.
func HeadingRow(key, s string) table.Row {
	return table.Row{Key: "heading " + key, Heading: true, Cells: []table.Cell{PlainCell(s)}}
}

// Headed adds a heading to the rows of a page, with some air above it.
func Headed(rows []table.Row, key, s string) []table.Row {
	if len(rows) > 0 {
		rows = append(rows, table.Row{Key: "above " + key, Heading: true})
	}
	return append(rows, HeadingRow(key, s))
}

// Follow gives a screen's keys to its table and reads its list again when something
// changed.
func Follow(msg tea.Msg, t *table.Table, ask func() tea.Cmd) tea.Cmd {
	switch msg := msg.(type) {
	case Changed:
		return ask()
	case tea.KeyPressMsg:
		t.Update(msg)
	}
	return nil
}

// ListOver draws a list into w by h cells with what stands below it, which begins with an
// empty line or is "". Where not all rows are in sight, that line says how many are not (R17).
func (a *App) ListOver(t *table.Table, w, h int, detail string) string {
	list := t.View(a.styles, w, h)
	above, below := t.Hidden()
	if above+below == 0 {
		return list + detail
	}
	rest, under := strings.CutPrefix(detail, "\n\n")
	if !under && h > 2 { // no empty line to say it in
		list = t.View(a.styles, w, h-1)
		above, below = t.Hidden()
	}
	words := func(n int, where string) string {
		if n == 0 {
			return ""
		}
		return wording.Grouped(n) + " more " + where
	}
	said := wording.Joined(" "+a.styles.Signs.Dot+" ", words(above, "above"), words(below, "below"))
	list += "\n" + a.styles.Dim.Render(a.Grid().Truncate("  "+said, w))
	if under {
		return list + "\n" + rest
	}
	return list + detail
}
