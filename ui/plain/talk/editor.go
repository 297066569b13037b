package talk

import (
	"context"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

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
		back := wording.CameBack(e, wording.MaxTyped, failed, c.around.Now().Sub(began))
		step, said := back.Step()
		//exhaustive:enforce
		switch step {
		case wording.EditedTake:
		case wording.EditedKeep:
			if said == "" {
				return false, back.Err // nil where nothing was changed
			}
			c.Tell("%s", said)
			return false, nil
		case wording.EditedAsk:
			c.Tell("%s", said)
			if yes, err := c.Confirm(ctx, wording.TakeOverSaved); err != nil || !yes {
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
		*value = back.Text
		c.Tell("Taken: %s.", taking(back.Text))
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
