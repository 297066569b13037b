package talk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Field is one question of a form.
type Field struct {
	Name  string // as the services name it
	Label string
	// Asked says that it is asked in its turn; else only when a person names it.
	Asked bool
	Ask   func(ctx context.Context) error
}

// errUnused says that other answers make a question useless, so that it is not asked.
var errUnused = errors.New("the question is of no use")

// Fill asks the questions of a form in their order. keep is called after each
// answer.
func (c *Conversation) Fill(ctx context.Context, fields []Field, keep func()) error {
	turn := slices.DeleteFunc(slices.Clone(fields), func(f Field) bool { return !f.Asked })
	step := 1
	for i := 0; i < len(turn); i += step {
		err := turn[i].Ask(ctx)
		keep()
		if errors.Is(err, errUnused) {
			if i == 0 {
				step = 1
			}
			continue // on, or further back
		}
		step = 1
		switch {
		case errors.Is(err, ErrBack) && i == 0:
			c.Tell("This is the first question; leave closes the form.")
			step = 0
		case errors.Is(err, ErrBack):
			step = -1
		case err != nil:
			return err
		}
	}
	return nil
}

// Insist saves what a form asked for. Where a field is at fault it is asked
// anew, so that nothing has to be typed twice.
func (c *Conversation) Insist(ctx context.Context, fields []Field, keep func(), save func() error) error {
	for {
		err := save()
		at := slices.IndexFunc(fields, func(f Field) bool { return f.Name == recruit.FieldOf(err) })
		if err == nil || Ends(err) || at < 0 {
			return err
		}
		c.Complain(err)
		if err := c.Anew(ctx, fields[at], keep); err != nil {
			return err
		}
	}
}

// SendOrChange asks for the decision; false means that something was changed. mails is as in
// Decide.
func (c *Conversation) SendOrChange(ctx context.Context, question string, fields []Field, keep func(), mails func(context.Context) error) (bool, error) {
	hint := " (yes, no, or what to change)"
	if mails != nil {
		hint = " (yes, no, what to change, or emails to hear them first)"
	}
	for {
		c.Prompt(question + hint)
		answer, err := c.Read(ctx)
		if err != nil {
			return false, err
		}
		switch word := strings.ToLower(answer); word {
		case "yes", "y":
			return true, nil
		case "no", "n", "leave":
			return false, ErrLeave
		case "mails", "mail", "show emails":
			if mails == nil {
				c.Tell("No email is sent for this.")
				continue
			}
			if err := mails(ctx); err != nil {
				return false, err
			}
		case "back":
			if err := c.Anew(ctx, fields[last(fields)], keep); err != nil {
				return false, err
			}
			return false, nil
		default:
			if f, ok := Named(fields, answer); ok {
				return false, c.Anew(ctx, f, keep)
			}
			c.Tell("Type yes, no, or one of: %s.", Labels(fields))
		}
	}
}

// Change asks for a question by its name and answers it anew.
func (c *Conversation) Change(ctx context.Context, prompt string, fields []Field, keep func()) error {
	for {
		c.Prompt(prompt)
		answer, err := c.Read(ctx)
		if err != nil {
			return err
		}
		switch strings.ToLower(answer) {
		case "leave", "cancel", "no":
			return ErrLeave
		}
		if f, ok := Named(fields, answer); ok {
			return c.Anew(ctx, f, keep)
		}
		c.Tell("Type one of: %s, or leave.", Labels(fields))
	}
}

// Anew asks one question again. Going back from it leaves it as it is.
func (c *Conversation) Anew(ctx context.Context, f Field, keep func()) error {
	err := f.Ask(ctx)
	keep()
	if errors.Is(err, ErrBack) || errors.Is(err, errUnused) {
		return nil
	}
	return err
}

// last is the last question that is asked in its turn.
func last(fields []Field) int {
	at := 0
	for i, f := range fields {
		if f.Asked {
			at = i
		}
	}
	return at
}

// Named finds a question by a part of its label.
func Named(fields []Field, answer string) (Field, bool) {
	want := strings.TrimPrefix(sanitize.Fold(answer), "change ")
	for _, f := range fields {
		if want != "" && strings.Contains(sanitize.Fold(f.Label), want) {
			return f, true
		}
	}
	return Field{}, false
}

// Labels are the names of questions, as a sentence lists them.
func Labels(fields []Field) string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = f.Label
	}
	return strings.Join(out, ", ")
}
