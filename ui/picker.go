package ui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/edit"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// picker is a modal with a list that shrinks while one types. Help and palette
// are pickers.
type picker struct {
	app    *App
	title  string
	about  string // what helps to choose, above the choices
	input  *edit.Line
	items  []Command
	shown  []Command
	find   Finder
	slot   Slot
	list   *table.Table
	always bool           // something is looked up before anything is typed
	then   func() tea.Cmd // what follows what was chosen
	moved  bool           // by the person, to another row
	asks   bool           // it is a question with a few answers, nothing that is looked through
	eager  bool           // enter was pressed before anything was found
}

func newPicker(a *App, title, placeholder string, items []Command) *picker {
	p := &picker{app: a, title: title, input: a.NewInput(placeholder), items: items, asks: placeholder == ""}
	p.list = table.New("Nothing is called that.", p.columns()...).HideHeader()
	p.filter(nil)
	return p
}

// columns give the answers to a question and their hints what each needs, where
// there is room for both. What is found later is not known yet: the name has more.
func (p *picker) columns() []table.Column {
	name, hint := table.Column{Width: 20, Weight: 3}, table.Column{Width: 10, Weight: 1}
	names, hints := 0, 0
	for _, c := range p.items {
		names, hints = max(names, p.app.grid().Width(text.Line(c.Name))), max(hints, p.app.grid().Width(text.Line(c.Hint)))
	}
	switch {
	case len(p.items) > 0 && hints == 0:
		return []table.Column{name} // whole names instead of an empty column
	case p.asks:
		name.Weight, hint.Weight = max(names-name.Width, 1), max(hints-hint.Width, 1)
	}
	return []table.Column{name, hint}
}

func (p *picker) Init() tea.Cmd {
	if !p.always {
		return nil
	}
	return p.look("")
}

func (p *picker) Typing() bool { return true }

func (p *picker) Keys() []Key {
	return []Key{Bind("enter", "do it"), Bind("↑/↓", "move"), Bind("esc", "close")}
}

func (p *picker) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch press.String() {
		case "esc":
			p.slot.Cancel()
			return Closed, nil
		case "enter":
			if !p.moved && p.slot.Busy() { // what is found may stand before what is shown
				p.eager = true
				return Stay, nil
			}
			cmd, done := p.run()
			if !done {
				return Stay, nil
			}
			return Closed, cmd
		case "up", "down", "pgup", "pgdown":
			p.moved = p.list.Update(press)
			return Stay, nil
		}
	}
	before := p.input.Value()
	cmd := p.input.Update(msg)
	query := p.input.Value()
	if query == before {
		return Stay, cmd
	}
	p.eager, p.moved = false, false
	p.filter(nil)
	p.list.Move(0)
	if p.find == nil || strings.TrimSpace(query) == "" && !p.always {
		p.slot.Cancel()
		return Stay, cmd
	}
	return Stay, tea.Batch(cmd, p.look(query))
}

// look finds what is called like the query elsewhere.
func (p *picker) look(query string) tea.Cmd {
	cmd := load(p.app, &p.slot,
		p.find(query),
		func(found []Command, err error) tea.Cmd {
			if err != nil {
				return p.app.SayError(err)
			}
			p.filter(found)
			if !p.moved {
				p.list.Move(0)
			}
			if !p.eager {
				return nil
			}
			p.eager = false
			cmd, _ := p.run()
			return cmd
		})
	p.list.SetEmpty(p.app.Styles().Signs.Waiting + " Looking")
	return cmd
}

// run does what is under the cursor, if anything is.
func (p *picker) run() (tea.Cmd, bool) {
	i := p.list.Cursor()
	if i >= len(p.shown) || p.shown[i].Run == nil {
		return nil, false
	}
	p.slot.Cancel()
	p.app.Close(p)
	cmd := p.shown[i].Run()
	if p.then != nil {
		cmd = tea.Batch(cmd, p.then())
	}
	return cmd, true
}

// filter shows what answers the query, out of the items and of what was found
// elsewhere, the best first.
func (p *picker) filter(found []Command) {
	p.shown = ranked(p.items, found, p.input.Value())
	p.list.SetEmpty("Nothing is called that.")
	rows := make([]table.Row, len(p.shown))
	for i, item := range p.shown {
		tone := theme.Plain
		if item.Run == nil {
			tone = theme.Dim
		}
		rows[i] = table.Row{Key: p.rowOf(i), Cells: []table.Cell{
			{Text: text.Line(item.Name), Tone: tone}, {Text: text.Line(item.Hint), Tone: theme.Dim}}}
	}
	p.list.SetRows(rows)
}

// rowOf names a row, so that the cursor stays on it when others come before it.
func (p *picker) rowOf(i int) string {
	c, n := p.shown[i], 0
	for _, before := range p.shown[:i] {
		if before.Name == c.Name && before.Hint == c.Hint {
			n++
		}
	}
	return c.Name + "\x00" + c.Hint + "\x00" + strconv.Itoa(n)
}

func (p *picker) View(maxW, maxH int) (string, *tea.Cursor) {
	w, h := min(maxW, 76), min(maxH, 20)
	bodyW, bodyH := FrameSize(w, h)
	p.input.Styles = p.app.Styles()
	p.input.SetWidth(bodyW - 3)
	about, above := "", 0
	if p.about != "" {
		lines := p.app.grid().Paragraph(p.about, bodyW, max(bodyH-5, 2))
		above = len(lines) + 1
		about = p.app.Styles().Dim.Render(strings.Join(lines, "\n")) + "\n\n"
		bodyH -= above
	}
	body := about + p.app.Styles().Accent.Render("> ") + p.input.View() + "\n\n" +
		strings.Join(p.app.grid().Fit(p.list.View(p.app.Styles(), bodyW, bodyH-2), bodyW, bodyH-2), "\n")
	return p.app.Frame(p.title, "", body, "", w, h), offset(p.input.Cursor(), 4, 1+above)
}
