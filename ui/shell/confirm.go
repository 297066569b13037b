package shell

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/text"
)

// Choice is what a question before something that is hard to take back is
// answered by: No has the focus, an arrow moves it to the action, enter takes what
// has it. It is one rule for all such questions. Running text holds letters,
// spaces, tabs and enters, so it never says yes, and neither do two keys.
type Choice struct {
	yes    bool
	drawn  string // by Foot
	second int    // the column at which the second answer begins
}

// ChoiceOfYes is a choice of which the action has the focus, for questions about what harms
// nothing.
func ChoiceOfYes() Choice { return Choice{yes: true} }

// Keys are those that answer; verb names the action.
func (c *Choice) Keys(verb string, answer func(yes bool) tea.Cmd) []Action {
	what := "no"
	if c.yes {
		what = verb
	}
	return []Action{
		{Key: "←/→", Help: "choose", Strokes: []string{"left", "right"}, Turn: func(by int) tea.Cmd {
			c.yes = by > 0
			return nil
		}},
		{Key: "enter", Help: what, Do: func() tea.Cmd { return answer(c.yes) }},
		{Key: "esc", Help: "no", Strokes: []string{"esc", "n"}, Do: func() tea.Cmd { return answer(false) }},
	}
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
	c.drawn = draw("No", !c.yes) + "   " + draw(recruit.Capital(text.Line(verb)), c.yes)
	c.second = a.Grid().Width("  No   ")
	a.Drew(c)
	return c.drawn
}

// Drawn implements pointer.Target.
func (c *Choice) Drawn() string { return c.drawn }

// Wheel implements pointer.Target.
func (c *Choice) Wheel(int) bool { return false }

// Point implements pointer.Target: a click answers.
func (c *Choice) Point(_, column int) (cmd tea.Cmd, taken, enter bool) {
	c.yes = column >= c.second
	return nil, true, true
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
	return &confirm{app: a, title: title, question: body, verb: verb, yes: yes, choice: Choice{yes: true}, letters: true}
}

func (c *confirm) Init() tea.Cmd { return nil }

func (c *confirm) Typing() bool { return false }

func (c *confirm) Keys() []Action {
	keys := c.choice.Keys(c.verb, c.answer)
	if c.letters {
		keys = append([]Action{{Key: "y", Help: c.verb, Do: func() tea.Cmd { return c.answer(true) }}}, keys...)
	}
	return keys
}

func (c *confirm) answer(yes bool) tea.Cmd {
	c.app.Close(c)
	if !yes {
		return nil
	}
	return c.yes()
}

func (c *confirm) Update(tea.Msg) tea.Cmd { return nil }

func (c *confirm) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, 64)
	inner, _ := FrameSize(w, maxH)
	return c.app.Frame(c.title, "", c.app.Grid().Wrap(c.question, inner), c.choice.Foot(c.app, c.verb), w, maxH), nil
}
