package mailview

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit/scheduling"
	"recruitty/ui/shell"
)

// question asks whether to go on with something that sends mails, which can be read first.
// Enter and y say yes, as in shell.NewQuestion.
type question struct {
	app               *shell.App
	title, body, verb string
	of                []scheduling.Preview
	yes               func() tea.Cmd
	choice            shell.Choice
	mails             Mails
	scroll            int
}

// before is what the question is called from its mails.
const before = "the question"

// NewQuestion is shell.NewQuestion about what sends the mails of previews.
func NewQuestion(a *shell.App, title, body, verb string, of []scheduling.Preview, yes func() tea.Cmd) shell.Modal {
	if len(of) == 0 {
		return shell.NewQuestion(a, title, body, verb, yes)
	}
	return &question{app: a, title: title, body: body, verb: verb, of: of, yes: yes, choice: shell.ChoiceOfYes()}
}

// Init implements shell.Modal.
func (q *question) Init() tea.Cmd { return q.mails.Load(q.app, q.of, columns) }

// Typing implements shell.Modal.
func (q *question) Typing() bool { return false }

// Update implements shell.Modal.
func (q *question) Update(tea.Msg) tea.Cmd { return nil }

// Keys implements shell.Modal.
func (q *question) Keys() []shell.Action {
	if q.mails.Reading() {
		return q.mails.Keys(before, &q.scroll)
	}
	keys := []shell.Action{{Key: "y", Help: q.verb, Do: func() tea.Cmd { return q.answer(true) }}}
	return append(append(keys, q.choice.Keys(q.verb, q.answer)...), q.mails.Key(before, &q.scroll))
}

func (q *question) answer(yes bool) tea.Cmd {
	q.mails.Drop()
	q.app.Close(q)
	if !yes {
		return nil
	}
	return q.yes()
}

// View implements shell.Modal.
func (q *question) View(maxW, maxH int) (string, *tea.Cursor) {
	if q.mails.Reading() {
		w := min(maxW, columns+4)
		inner, rows := shell.FrameSize(w, maxH)
		body, seen := shell.Window(q.mails.Draw(q.app, inner), &q.scroll, rows-2)
		return q.app.FrameSeen(q.title, q.mails.Place(""), body, q.app.Foot(q.Keys(), "esc", "tab"), seen, w, maxH), nil
	}
	w := min(maxW, 64)
	inner, _ := shell.FrameSize(w, maxH)
	body := q.app.Grid().Wrap(q.body, inner)
	for _, line := range q.mails.Lines() {
		body += "\n" + q.app.Grid().Wrap(line, inner)
	}
	if len(q.mails.all) > 0 {
		body += "\n" + q.app.Styles().Dim.Render("tab shows the emails")
	}
	return q.app.Frame(q.title, "", body, q.choice.Foot(q.app, q.verb), w, maxH), nil
}
