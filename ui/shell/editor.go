package shell

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/render"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// EditorKey opens the text that is typed in a person's own editor. ctrl+e, which some
// programs have for it, is the end of the line here, as in every field.
const EditorKey = "ctrl+x"

// Editing is a text in a person's own editor.
type Editing interface {
	Editor() string     // the name of the program
	Command() *exec.Cmd // opens the file; made anew by Again
	Again(context.Context) error
	// Left is the text as the editor left it, clean; changed reports whether it is another
	// one than before, and whole whether that is all of it.
	Left() (text string, changed, whole bool, err error)
	Done() error // removes the file
}

// NoEditor says why a text cannot be opened in an editor here, "" when it can.
func (a *App) NoEditor() string {
	switch {
	case a.session.Remote:
		return "Your editor is on your machine and this session is on the host, which starts no programs for its visitors; type or paste the text here."
	case a.session.Edit == nil:
		return "No editor can be opened in this session; type or paste the text here."
	}
	return ""
}

// soon is how fast an editor that has a window of its own comes back without having
// waited for the person.
const soon = time.Second

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
func (a *App) inEditor(e Editing, limit int, taken func(string) tea.Cmd) tea.Cmd {
	began := a.session.Now()
	return render.Exec(e.Command(), func(failed error) tea.Msg {
		text, changed, whole, err := e.Left()
		return Answer{Deliver: func() tea.Cmd {
			quick := a.session.Now().Sub(began) < soon
			return a.fromEditor(e, edited{text, changed, whole, errors.Join(failed, err), failed, quick}, limit, taken)
		}}
	})
}

// edited is how a text came back.
type edited struct {
	text           string
	changed, whole bool
	err, failed    error
	quick          bool
}

func (a *App) fromEditor(e Editing, back edited, limit int, taken func(string) tea.Cmd) tea.Cmd {
	name := e.Editor()
	take := func() tea.Cmd { return tea.Batch(a.doneEditing(e), taken(back.text)) }
	leave := func() tea.Cmd { return a.doneEditing(e) }
	said := func(tone theme.Tone, words string) tea.Cmd { return tea.Batch(leave(), a.Say(tone, words)) }
	long := utf8.RuneCountInString(back.text) - limit
	var status *exec.ExitError
	switch {
	case errors.Is(back.failed, render.ErrNoExec):
		return said(theme.Warning, "The terminal cannot be given to "+name+" here; type or paste the text.")
	case back.failed != nil && !errors.As(back.failed, &status):
		return said(theme.Warning, name+" could not be started, or did not end in order; the text is as it was.")
	case back.failed != nil && (!back.changed || back.err != back.failed && !errors.As(back.err, &status)):
		return said(theme.Warning, fmt.Sprintf("%s ended with status %d; the text is as it was.", name, status.ExitCode()))
	case back.failed != nil:
		return a.Open(&twoWays{confirm{app: a, title: "Take over what was saved?", verb: "take over what " + name + " saved", yes: take,
			question: fmt.Sprintf("%s ended with status %d, after it had saved another text. No keeps the text as it was here.", name, status.ExitCode())}, leave})
	case back.err != nil:
		return tea.Batch(leave(), a.SayProblem(back.err))
	case long > 0 || !back.whole:
		words := wording.Counted(long, "character") + " too many"
		if !back.whole {
			words = "far too many characters"
		}
		return a.Open(&twoWays{confirm{app: a, title: "Too long", verb: "open it again", yes: func() tea.Cmd {
			if err := e.Again(a.session.Context); err != nil {
				return tea.Batch(leave(), a.SayProblem(err))
			}
			return a.inEditor(e, limit, taken)
		}, question: "The text has " + words + ". Open it again to shorten it; No keeps the text as it was here."}, leave})
	case !back.changed && back.quick:
		return said(theme.Plain, "Nothing was changed. An editor with a window of its own has to be told to wait, such as EDITOR=\"code --wait\".")
	case !back.changed:
		return leave()
	}
	return take()
}

func (a *App) doneEditing(e Editing) tea.Cmd {
	return func() tea.Msg {
		err := e.Done()
		if err == nil {
			return nil
		}
		return Answer{Deliver: func() tea.Cmd {
			a.session.Log.Warn("the text of an editor is not removed", "error", err)
			return a.Say(theme.Warning, "A copy of the text that was in the editor could not be removed; it lies in the workspace's folder. "+recruit.Sentence(err))
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
