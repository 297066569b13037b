package forms

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/edit"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Picker is a modal with a list that shrinks while one types. Help and palette
// are pickers.
type Picker struct {
	app    *shell.App
	title  string
	About  string // what helps to choose, above the choices
	input  *edit.Line
	items  []shell.Command
	shown  []shell.Command
	Find   shell.Finder
	slot   shell.Slot
	List   *table.Table
	Always bool                // something is looked up before anything is typed
	Then   func() tea.Cmd      // what follows what was chosen
	Looks  func(shell.Command) // is told what the cursor is on, and may be nil
	Left   func()              // is called when nothing was chosen, and may be nil
	Sample func(w int) string  // stands below the choices; nil for nothing
	moved  bool                // by the person, to another row
	asks   bool                // it is a question with a few answers, nothing that is looked through
	eager  bool                // enter was pressed before anything was found
}

// NewPicker is a box with a list that typing narrows.
func NewPicker(a *shell.App, title, placeholder string, items []shell.Command) *Picker {
	p := &Picker{app: a, title: title, input: a.NewInput(placeholder), items: items, asks: placeholder == ""}
	p.List = table.New("Nothing matches that.", p.columns()...).HideHeader()
	p.filter(nil)
	return p
}

// columns give the answers to a question and their hints what each needs, where
// there is room for both. What is found later is not known yet: the name has more.
func (p *Picker) columns() []table.Column {
	name, hint := table.Column{Width: 20, Weight: 3}, table.Column{Width: 10, Weight: 1}
	names, hints := 0, 0
	for _, c := range p.items {
		names, hints = max(names, p.app.Grid().Width(text.Line(c.Name))), max(hints, p.app.Grid().Width(text.Line(c.Hint)))
	}
	switch {
	case len(p.items) > 0 && hints == 0:
		return []table.Column{name} // whole names instead of an empty column
	case p.asks:
		name.Weight, hint.Weight = max(names-name.Width, 1), max(hints-hint.Width, 1)
	}
	return []table.Column{name, hint}
}

func (p *Picker) Init() tea.Cmd {
	if !p.Always {
		return nil
	}
	return p.look("")
}

func (p *Picker) Typing() bool { return true }

func (p *Picker) Keys() []shell.Action {
	return []shell.Action{
		{Key: "enter", Help: "do it", Do: func() tea.Cmd {
			p.eager = !p.moved && p.slot.Busy() // what is found may stand before what is shown
			if p.eager {
				return nil
			}
			return p.run()
		}},
		shell.Bind("↑/↓", "move", "up", "down", "pgup", "pgdown"),
		{Key: "esc", Help: "close", Do: func() tea.Cmd {
			p.slot.Cancel()
			p.app.Close(p)
			if p.Left != nil {
				p.Left()
			}
			return nil
		}},
	}
}

func (p *Picker) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok && p.Keys()[1].Matches(press) {
		p.moved = p.List.Update(press)
		p.looks()
		return nil
	}
	before := p.input.Value()
	cmd := p.input.Update(msg)
	query := p.input.Value()
	if query == before {
		return cmd
	}
	p.eager, p.moved = false, false
	p.filter(nil)
	p.List.Move(0)
	p.looks()
	if p.Find == nil || strings.TrimSpace(query) == "" && !p.Always {
		p.slot.Cancel()
		return cmd
	}
	return tea.Batch(cmd, p.look(query))
}

// look finds what is called like the query elsewhere.
func (p *Picker) look(query string) tea.Cmd {
	cmd := shell.Load(p.app, &p.slot,
		p.Find(query),
		func(found []shell.Command, err error) tea.Cmd {
			if err != nil {
				return p.app.SayError(err)
			}
			p.filter(found)
			if !p.moved {
				p.List.Move(0)
			}
			if !p.eager {
				return nil
			}
			p.eager = false
			return p.run()
		})
	p.List.SetEmpty(p.app.Styles().Signs.Waiting + " Looking")
	return cmd
}

// looks tells what the cursor is on.
func (p *Picker) looks() {
	if i := p.List.Cursor(); p.Looks != nil && i < len(p.shown) {
		p.Looks(p.shown[i])
	}
}

// run does what is under the cursor, if anything is.
func (p *Picker) run() tea.Cmd {
	i := p.List.Cursor()
	if i >= len(p.shown) || p.shown[i].Run == nil {
		return nil
	}
	p.slot.Cancel()
	p.app.Close(p)
	cmd := p.shown[i].Run()
	if p.Then != nil {
		cmd = tea.Batch(cmd, p.Then())
	}
	return cmd
}

// filter shows what answers the query, out of the items and of what was found
// elsewhere, the best first.
func (p *Picker) filter(found []shell.Command) {
	p.shown = shell.Ranked(p.items, found, p.input.Value())
	p.List.SetEmpty("Nothing matches that.")
	rows := make([]table.Row, len(p.shown))
	for i, item := range p.shown {
		tone := theme.Plain
		if item.Run == nil {
			tone = theme.Dim
		}
		rows[i] = table.Row{Key: p.rowOf(i), Cells: []table.Cell{
			{Text: text.Line(item.Name), Tone: tone}, {Text: text.Line(item.Hint), Tone: theme.Dim}}}
	}
	p.List.SetRows(rows)
}

// rowOf names a row, so that the cursor stays on it when others come before it.
func (p *Picker) rowOf(i int) string {
	c, n := p.shown[i], 0
	for _, before := range p.shown[:i] {
		if before.Name == c.Name && before.Hint == c.Hint {
			n++
		}
	}
	return c.Name + "\x00" + c.Hint + "\x00" + strconv.Itoa(n)
}

func (p *Picker) View(maxW, maxH int) (string, *tea.Cursor) {
	w, h := min(maxW, 76), min(maxH, 20)
	bodyW, bodyH := shell.FrameSize(w, h)
	p.input.Styles = p.app.Styles()
	p.input.SetWidth(bodyW - 3)
	about, above := "", 0
	if p.About != "" {
		lines := p.app.Grid().Paragraph(p.About, bodyW, max(bodyH-5, 2))
		above = len(lines) + 1
		about = p.app.Styles().Dim.Render(strings.Join(lines, "\n")) + "\n\n"
		bodyH -= above
	}
	below := ""
	if p.Sample != nil {
		below = "\n\n" + p.Sample(bodyW)
		bodyH -= 2
	}
	body := about + p.app.Styles().Accent.Render("> ") + p.input.View() + "\n\n" +
		strings.Join(p.app.Grid().Fit(p.List.View(p.app.Styles(), bodyW, bodyH-2), bodyW, bodyH-2), "\n") + below
	return p.app.Frame(p.title, "", body, "", w, h), shell.Offset(p.input.Cursor(), 4, 1+above)
}
