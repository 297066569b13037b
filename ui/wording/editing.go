package wording

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"
	"unicode/utf8"
)

// MaxTyped is how many characters of a text are taken that someone types. What a service takes
// is less; it says so.
const MaxTyped = 60_000

// What is said where no editor can be opened.
const (
	EditorElsewhere = "Your editor is on your machine and this session is on the host, which starts no programs for its visitors; type or paste the text here."
	EditorMissing   = "No editor can be opened in this session; type or paste the text here."
)

// Editing is a text in someone's own editor.
type Editing interface {
	Editor() string     // the name of the program
	Command() *exec.Cmd // opens the file; made anew by Again
	Again(context.Context) error
	// Left is the text as the editor left it, clean; changed reports whether it is another
	// one than before, and whole whether that is all of it.
	Left() (text string, changed, whole bool, err error)
	Done() error // removes the file
}

// soon is how fast an editor that has a window of its own comes back without having waited for
// the person.
const soon = time.Second

// Edited is how a text came back from someone's own editor.
type Edited struct {
	Name  string // of the program
	Text  string
	Limit int // how many characters are taken
	// Changed reports whether it is another text than before, and Whole whether that is all of it.
	Changed, Whole bool
	Failed         error // of the program
	Err            error // of reading what it left
	Quick          bool  // it came back faster than anybody types
}

// CameBack reads what the editor left, of which at most limit characters are taken. failed is how
// the program ended, and took how long it was open.
func CameBack(e Editing, limit int, failed error, took time.Duration) Edited {
	back := Edited{Name: e.Editor(), Limit: limit, Failed: failed, Quick: took < soon}
	back.Text, back.Changed, back.Whole, back.Err = e.Left()
	return back
}

// EditedStep is what comes after an editor.
type EditedStep int

// The steps.
const (
	EditedTake  EditedStep = iota // the text is taken
	EditedKeep                    // the text stays as it was
	EditedAsk                     // the program failed after it had saved a text: is that to be taken?
	EditedAgain                   // the text is too long: is it to be opened again?
)

// Step says what comes next, and what is said or asked then; "" is nothing. Whatever went wrong,
// the text as it was before is not lost by it.
func (e Edited) Step() (EditedStep, string) {
	var ended interface{ ExitCode() int }
	long := utf8.RuneCountInString(e.Text) - e.Limit
	switch {
	case e.Failed != nil && !errors.As(e.Failed, &ended):
		return EditedKeep, e.Name + " could not be started, or did not end in order; the text is as it was."
	case e.Failed != nil && (!e.Changed || e.Err != nil):
		return EditedKeep, fmt.Sprintf("%s ended with status %d; the text is as it was.", e.Name, ended.ExitCode())
	case e.Failed != nil:
		return EditedAsk, fmt.Sprintf("%s ended with status %d, after it had saved another text. No keeps the text as it was here.", e.Name, ended.ExitCode())
	case e.Err != nil:
		return EditedKeep, ""
	case !e.Whole:
		return EditedAgain, "The text has far too many characters. Open it again to shorten it; No keeps the text as it was here."
	case long > 0:
		return EditedAgain, "The text has " + Counted(long, "character") + " too many. Open it again to shorten it; No keeps the text as it was here."
	case !e.Changed && e.Quick:
		return EditedKeep, "Nothing was changed. An editor with a window of its own has to be told to wait, such as EDITOR=\"code --wait\"."
	case !e.Changed:
		return EditedKeep, ""
	}
	return EditedTake, ""
}

// EditorLeftCopy says that the file of an editor could not be removed.
const EditorLeftCopy = "A copy of the text that was in the editor could not be removed; it lies in the workspace's folder."
