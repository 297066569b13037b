package shell

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/render"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// EditorKey opens the text that is typed in a person's own editor. ctrl+e, which some
// programs have for it, is the end of the line here, as in every field.
const EditorKey = "ctrl+x"

// NoEditor says why a text cannot be opened in an editor here, "" when it can.
func (a *App) NoEditor() string {
	switch {
	case a.session.Remote:
		return wording.EditorElsewhere
	case a.session.Edit == nil:
		return wording.EditorMissing
	}
	return ""
}

// EditText opens a text in the person's own editor, and hands on what was saved there:
// at most limit characters. Whatever goes wrong, the text stays as it is here.
func (a *App) EditText(text string, limit int, taken func(text string) tea.Cmd) tea.Cmd {
	if why := a.NoEditor(); why != "" {
		return a.Say(theme.Warning, why)
	}
	e, err := a.session.Edit(a.session.Context, text)
	if err != nil {
		return a.SayProblem(err)
	}
	return a.inEditor(e, limit, taken)
}

// inEditor gives the terminal to the editor.
func (a *App) inEditor(e wording.Editing, limit int, taken func(string) tea.Cmd) tea.Cmd {
	began := a.session.Now()
	return render.Exec(e.Command(), func(failed error) tea.Msg {
		back := wording.CameBack(e, limit, failed, a.session.Now().Sub(began))
		return Answer{Deliver: func() tea.Cmd { return a.fromEditor(e, back, taken) }}
	})
}

func (a *App) fromEditor(e wording.Editing, back wording.Edited, taken func(string) tea.Cmd) tea.Cmd {
	take := func() tea.Cmd { return tea.Batch(a.doneEditing(e), taken(back.Text)) }
	leave := func() tea.Cmd { return a.doneEditing(e) }
	if errors.Is(back.Failed, render.ErrNoExec) {
		return tea.Batch(leave(), a.Say(theme.Warning, "The terminal cannot be given to "+back.Name+" here; type or paste the text."))
	}
	step, said := back.Step()
	//exhaustive:enforce
	switch step {
	case wording.EditedTake:
	case wording.EditedAsk:
		return a.Open(&twoWays{confirm{app: a, title: wording.TakeOverSaved, verb: "take over what " + back.Name + " saved", yes: take, question: said}, leave})
	case wording.EditedAgain:
		return a.Open(&twoWays{confirm{app: a, title: "Too long", verb: "open it again", yes: func() tea.Cmd {
			if err := e.Again(a.session.Context); err != nil {
				return tea.Batch(leave(), a.SayProblem(err))
			}
			return a.inEditor(e, back.Limit, taken)
		}, question: said}, leave})
	case wording.EditedKeep:
		switch {
		case said == "" && back.Err != nil:
			return tea.Batch(leave(), a.SayProblem(back.Err))
		case said == "":
			return leave()
		}
		tone := theme.Warning
		if back.Failed == nil {
			tone = theme.Plain
		}
		return tea.Batch(leave(), a.Say(tone, said))
	}
	return take()
}

func (a *App) doneEditing(e wording.Editing) tea.Cmd {
	return func() tea.Msg {
		err := e.Done()
		if err == nil {
			return nil
		}
		return Answer{Deliver: func() tea.Cmd {
			a.session.Log.Warn("the text of an editor is not removed", "error", err)
			return a.Say(theme.Warning, wording.EditorLeftCopy+" "+recruit.Sentence(err))
		}}
	}
}

// twoWays is a question of which No does something, too.
type twoWays struct {
	confirm
	no func() tea.Cmd
}

// Keys implements Modal.
func (c *twoWays) Keys() []Action { return c.choice.Keys(c.verb, c.answer) }

func (c *twoWays) answer(yes bool) tea.Cmd {
	c.app.Close(c)
	if !yes {
		return c.no()
	}
	return c.yes()
}
