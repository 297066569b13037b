package talk

import (
	"context"
	"os/exec"
	"time"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

// Editing is a text in somebody's own editor.
type Editing interface {
	Editor() string     // the name of the program
	Command() *exec.Cmd // opens the file; made anew by Again
	Again(context.Context) error
	// Left is the text as the editor left it, clean; changed reports whether it is another
	// one than before, and whole whether that is all of it.
	Left() (text string, changed, whole bool, err error)
	Done() error // removes the file
}

// edits reports whether a text can be opened in an editor here.
func (c *Conversation) edits() bool {
	return c.terminal && c.around.Edit != nil && c.around.Lend != nil
}

// editor opens a value in the person's own editor, or says why that is not possible; nil where
// lines come from a pipe, in which edit is a text as any other.
func (c *Conversation) editor(value *string) func(context.Context) (bool, error) {
	switch {
	case c.edits():
		return func(ctx context.Context) (bool, error) { return c.edit(ctx, value) }
	case c.around.NoEditor != "":
		return func(context.Context) (bool, error) {
			c.Tell("%s", c.around.NoEditor)
			return false, nil
		}
	}
	return nil
}

// soon is how fast an editor that has a window of its own comes back without having waited for
// the person.
const soon = time.Second

// edit opens a value in the editor until a text comes back that can be taken, or none is
// wanted. Whatever goes wrong, value stays as it is.
func (c *Conversation) edit(ctx context.Context, value *string) (taken bool, err error) {
	e, err := c.around.Edit(ctx, *value)
	if err != nil {
		return false, err
	}
	defer func() {
		if done := e.Done(); done != nil {
			c.Tell("Note: %s %s", wording.EditorLeftCopy, recruit.Sentence(done))
		}
	}()
	for {
		began := c.around.Now()
		failed := c.around.Lend(e.Command())
		text, changed, whole, err := e.Left()
		step, said := wording.Edited{Name: e.Editor(), Text: text, Limit: wording.MaxTyped, Changed: changed, Whole: whole, Failed: failed, Err: err, Quick: c.around.Now().Sub(began) < soon}.Step()
		//exhaustive:enforce
		switch step {
		case wording.EditedTake:
		case wording.EditedKeep:
			if said == "" {
				return false, err // nil where nothing was changed
			}
			c.Tell("%s", said)
			return false, nil
		case wording.EditedAsk:
			c.Tell("%s", said)
			if yes, err := c.Confirm(ctx, "Take over what was saved?"); err != nil || !yes {
				return false, err
			}
		case wording.EditedAgain:
			c.Tell("%s", said)
			yes, err := c.Confirm(ctx, "Open it again?")
			if err != nil || !yes {
				return false, err
			}
			if err := e.Again(ctx); err != nil {
				return false, err
			}
			continue
		}
		*value = text
		c.Tell("Taken: %s.", taking(text))
		return true, nil
	}
}

// taking says what was taken of a text.
func taking(text string) string {
	if text == "" {
		return "nothing, the text is empty"
	}
	return "“" + shortened(text) + "”"
}
