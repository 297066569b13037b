package shell

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/text"
)

// Choice is what a question before something that is hard to take back is
// answered by: No has the focus, an arrow moves it to the deed, enter takes what
// has it. It is one rule for all such questions. Running text holds letters,
// spaces, tabs and enters, so it never says yes, and neither do two keys.
type Choice struct{ progress bool }

// Press moves the focus and reports whether the question is answered, and how.
func (c *Choice) Press(press tea.KeyPressMsg) (answered, yes bool) {
	switch press.String() {
	case "right":
		c.progress = true
	case "left":
		c.progress = false
	case "esc", "n":
		return true, false
	case "enter":
		return true, c.progress
	}
	return false, false
}

// Keys are those that work; verb names the deed.
func (c *Choice) Keys(verb string) []Action {
	what := "no"
	if c.progress {
		what = verb
	}
	return []Action{Bind("←/→", "choose", "left", "right"), Bind("enter", what), Bind("esc", "no")}
}

// Foot draws the two answers.
func (c *Choice) Foot(a *App, verb string) string {
	s := a.styles
	draw := func(words string, focused bool) string {
		if focused {
			return s.Chosen.Render(s.Signs.Cursor + " " + words)
		}
		return s.Text.Render("  " + words)
	}
	return draw("No", !c.progress) + "   " + draw(recruit.Capital(text.Line(verb)), c.progress)
}

// confirm asks one question.
type confirm struct {
	app                   *App
	title, question, verb string
	choice                Choice
	yes                   func() tea.Cmd
	letters               bool // y and n answer, too
}

// NewConfirm asks before something that is hard to take back: title is the
// question in few words, body says what will happen, verb names the action and
// yes does it.
func NewConfirm(a *App, title, body, verb string, yes func() tea.Cmd) Modal {
	return &confirm{app: a, title: title, question: body, verb: verb, yes: yes}
}

// NewQuestion asks whether to go on with something that harms nothing: enter
// and y say yes.
func NewQuestion(a *App, title, body, verb string, yes func() tea.Cmd) Modal {
	return &confirm{app: a, title: title, question: body, verb: verb, yes: yes, choice: Choice{progress: true}, letters: true}
}

func (c *confirm) Init() tea.Cmd { return nil }

func (c *confirm) Typing() bool { return false }

func (c *confirm) Keys() []Action {
	if c.letters {
		return []Action{Bind("y/enter", c.verb, "y", "enter"), Bind("n/esc", "no", "n", "esc")}
	}
	return c.choice.Keys(c.verb)
}

func (c *confirm) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return Stay, nil
	}
	answered, yes := c.choice.Press(press)
	if k := press.String(); c.letters && (k == "y" || k == "n") {
		answered, yes = true, k == "y"
	}
	switch {
	case answered && yes:
		c.app.Close(c)
		return Closed, c.yes()
	case answered:
		return Closed, nil
	}
	return Stay, nil
}

func (c *confirm) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, 64)
	inner, _ := FrameSize(w, maxH)
	return c.app.Frame(c.title, "", c.app.Grid().Wrap(c.question, inner), c.choice.Foot(c.app, c.verb), w, maxH), nil
}
