package ui

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
)

// confirm asks one question. Only y says yes.
type confirm struct {
	app                   *App
	title, question, verb string
	yes                   func() tea.Cmd
}

// NewConfirm asks before something that is hard to take back: title is the
// question in few words, body says what will happen, verb names the action and
// yes does it.
func NewConfirm(a *App, title, body, verb string, yes func() tea.Cmd) Modal {
	return &confirm{app: a, title: title, question: body, verb: verb, yes: yes}
}

func (c *confirm) Init() tea.Cmd { return nil }

func (c *confirm) Typing() bool { return false }

func (c *confirm) Keys() []Key { return []Key{Bind("y", c.verb), Bind("n/esc", "no", "n", "esc")} }

func (c *confirm) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return Stay, nil
	}
	keys := c.Keys()
	switch {
	case keys[0].Matches(press):
		c.app.Close(c)
		return Closed, c.yes()
	case keys[1].Matches(press):
		return Closed, nil
	}
	return Stay, nil
}

func (c *confirm) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, 64)
	inner, _ := FrameSize(w, maxH)
	return c.app.Frame(c.title, "", text.Wrap(c.question, inner), "y "+c.verb+" "+c.app.styles.Signs.Dot+" n no", w, maxH), nil
}
