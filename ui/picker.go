package ui

import (
	"context"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit/clean"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Finder looks records up by what a person typed. It is called with each
// change of the query; an earlier call's context is cancelled then.
type Finder func(ctx context.Context, query string) ([]Command, error)

// picker is a modal with a list that shrinks while one types. Help and palette
// are pickers.
type picker struct {
	app   *App
	title string
	input textinput.Model
	items []Command
	shown []Command
	find  Finder
	slot  Slot
	list  *table.Table
	eager bool // enter was pressed before anything was found
}

func newPicker(a *App, title, placeholder string, items []Command) *picker {
	p := &picker{app: a, title: title, input: a.NewInput(placeholder), items: items}
	p.list = table.New("Nothing is called that.",
		table.Column{Width: 20, Weight: 3}, table.Column{Width: 10, Weight: 1}).HideHeader()
	p.filter(nil)
	return p
}

func (p *picker) Init() tea.Cmd { return nil }

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
			if len(p.shown) == 0 && p.slot.Busy() {
				p.eager = true
				return Stay, nil
			}
			cmd, done := p.run()
			if !done {
				return Stay, nil
			}
			return Closed, cmd
		case "up", "down", "pgup", "pgdown":
			p.list.Update(press)
			return Stay, nil
		}
	}
	before := p.input.Value()
	var cmd tea.Cmd
	p.input, cmd = p.input.Update(msg)
	query := p.input.Value()
	if query == before {
		return Stay, cmd
	}
	p.eager = false
	p.filter(nil)
	p.list.Move(0)
	if p.find == nil || strings.TrimSpace(query) == "" {
		p.slot.Cancel()
		return Stay, cmd
	}
	cmd = tea.Batch(cmd, load(p.app, &p.slot,
		func(ctx context.Context) ([]Command, error) { return p.find(ctx, query) },
		func(found []Command, err error) tea.Cmd {
			if err != nil {
				return p.app.SayError(err)
			}
			p.filter(found)
			if !p.eager {
				return nil
			}
			p.eager = false
			cmd, _ := p.run()
			return cmd
		}))
	p.list.SetEmpty(p.app.styles.Signs.Waiting + " Looking")
	return Stay, cmd
}

// run does what is under the cursor, if anything is.
func (p *picker) run() (tea.Cmd, bool) {
	i := p.list.Cursor()
	if i >= len(p.shown) || p.shown[i].Run == nil {
		return nil, false
	}
	p.slot.Cancel()
	p.app.Close(p)
	return p.shown[i].Run(), true
}

// filter shows the items that hold every word of the query, and then what was
// found elsewhere.
func (p *picker) filter(found []Command) {
	words := strings.Fields(clean.Fold(p.input.Value()))
	p.shown = p.shown[:0]
	for _, item := range p.items {
		if holdsAll(clean.Fold(item.Name+" "+item.Hint), words) {
			p.shown = append(p.shown, item)
		}
	}
	p.shown = append(p.shown, found...)
	p.list.SetEmpty("Nothing is called that.")
	rows := make([]table.Row, len(p.shown))
	for i, item := range p.shown {
		tone := theme.Plain
		if item.Run == nil {
			tone = theme.Dim
		}
		rows[i] = table.Row{Key: strconv.Itoa(i), Cells: []table.Cell{
			{Text: text.Line(item.Name), Tone: tone}, {Text: text.Line(item.Hint), Tone: theme.Dim}}}
	}
	p.list.SetRows(rows)
}

func holdsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

func (p *picker) View(maxW, maxH int) (string, *tea.Cursor) {
	w, h := min(maxW, 76), min(maxH, 20)
	bodyW, bodyH := FrameSize(w, h)
	p.input.SetWidth(bodyW - 3)
	body := p.app.styles.Accent.Render("> ") + p.input.View() + "\n\n" +
		strings.Join(text.Fit(p.list.View(p.app.styles, bodyW, bodyH-2), bodyW, bodyH-2), "\n")
	return p.app.Frame(p.title, "", body, "", w, h), offset(p.input.Cursor(), 4, 1)
}
