package plain

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/ui/wording"
)

// The ways out of a question.
var (
	errBack  = errors.New("back to the question before")
	errLeave = errors.New("leave the form")
)

// console asks and tells in lines.
type console struct {
	in       <-chan line
	out      io.Writer
	terminal bool  // a person sits there, and sees what they type
	ahead    *line // read, and not used yet
	broken   error // why nothing can be written any more
}

// tell writes a line. Texts in it may hold several.
func (c *console) tell(format string, args ...any) {
	c.write(fmt.Sprintf(format, args...) + "\n")
}

func (c *console) write(s string) {
	if c.broken == nil {
		_, c.broken = io.WriteString(c.out, s)
	}
}

// complain says what was wrong, in its one sentence.
func (c *console) complain(err error) { c.tell("%s", recruit.Sentence(err)) }

// prompt asks for a line. Behind a pipe nobody's typing ends the line of the
// question, so it is ended here.
func (c *console) prompt(question string) {
	if c.terminal {
		c.write(question + ": ")
	} else {
		c.write(question + ":\n")
	}
}

// read waits for the next line. The error is io.EOF when there is none any
// more, or that of ctx.
func (c *console) read(ctx context.Context) (string, error) {
	for {
		l, err := c.next(ctx)
		if err != nil {
			return "", err
		}
		if !l.long {
			return l.text, nil
		}
		c.tell("That line has more than %d bytes and was not taken; type it shorter.", maxLine)
	}
}

func (c *console) next(ctx context.Context) (line, error) {
	if c.broken != nil {
		return line{}, c.broken
	}
	if l := c.ahead; l != nil {
		c.ahead = nil
		return *l, nil
	}
	select {
	case <-ctx.Done():
		return line{}, ctx.Err()
	case l, open := <-c.in:
		if !open {
			return line{}, io.EOF
		}
		return l, nil
	}
}

// question is one thing to ask for.
type question struct {
	label string
	kept  string // what enter keeps
	shown string // how that is said; "" is as it is
	says  string // stands in brackets in place of both; "" is nothing
	empty bool   // it may be left out
	blank string // the word that leaves it out, "" for none
	help  string
	// value holds what was typed, also an answer that was not taken, so that it
	// comes back when the form is left; nil where take alone keeps it.
	value *string
	// take checks an answer and keeps it. Its error is said, and the question
	// asked again.
	take func(answer string) error
}

// ask asks until an answer is taken. Words that lead elsewhere end it with
// errBack or errLeave.
func (c *console) ask(ctx context.Context, q question) error {
	for {
		c.prompt(q.label + q.hint())
		answer, err := c.read(ctx)
		if err != nil {
			return err
		}
		switch strings.ToLower(answer) {
		case "":
			if answer = q.kept; answer == "" && !q.empty {
				c.tell("This is needed. %s", q.help)
				continue
			}
		case "help", "?":
			c.tell("%s Enter keeps the value in brackets, back returns to the previous question, leave closes the form. Put = before an answer that is one of these words.", q.help)
			continue
		case "back":
			return errBack
		case "leave", "cancel":
			return errLeave
		case q.out():
			if q.empty {
				answer = ""
			}
		}
		if err := q.take(strings.TrimPrefix(answer, "=")); err != nil {
			if ends(err) {
				return err
			}
			if q.value != nil {
				*q.value = strings.TrimPrefix(answer, "=")
			}
			c.complain(err)
			continue
		}
		return nil
	}
}

// out is the word that leaves it out.
func (q question) out() string { return cmp.Or(q.blank, "none") }

// hint says in brackets what enter does.
func (q question) hint() string {
	switch shown := q.shown; {
	case q.says != "":
		return " (" + q.says + ")"
	case shown == "" && q.kept == "" && q.empty:
		return " (enter for " + q.out() + ")"
	case shown != "":
		return " (enter keeps " + shown + ")"
	case q.kept != "":
		return " (enter keeps " + q.kept + ")"
	}
	return ""
}

// ends reports whether an error is one that no other answer can mend.
func ends(err error) bool {
	return errors.Is(err, errBack) || errors.Is(err, errLeave) || errors.Is(err, io.EOF) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// confirm asks for yes or no. There is no answer by default.
func (c *console) confirm(ctx context.Context, question string) (bool, error) {
	for {
		c.prompt(question + " (yes or no)")
		answer, err := c.read(ctx)
		if err != nil {
			return false, err
		}
		switch strings.ToLower(answer) {
		case "yes", "y":
			return true, nil
		case "no", "n":
			return false, nil
		case "leave":
			return false, errLeave
		case "back":
			return false, errBack
		}
		c.tell("Type yes or no.")
	}
}

// perPage is how much of a list is said at once.
const perPage = 10

// choose lets a person choose one of items by its number or by a part of it.
// kept is the place of the one that enter keeps, -1 for none.
func (c *console) choose(ctx context.Context, label string, items []string, kept int) (int, error) {
	said := 0
	page := func() {
		for ; said < len(items); said++ {
			c.tell("%d. %s", said+1, items[said])
			if (said+1)%perPage == 0 {
				said++
				break
			}
		}
		if said < len(items) {
			c.tell("%s; type more for the next ones.", moreOf(said, len(items)))
		}
	}
	page()
	chosen := -1
	q := question{label: label, help: "Type a number from the list, or a part of a name.", take: func(answer string) error {
		if strings.EqualFold(answer, "more") && said < len(items) {
			page()
			return errAgain
		}
		var err error
		chosen, err = match(answer, items)
		return err
	}}
	if kept >= 0 && kept < len(items) {
		q.kept = strconv.Itoa(kept + 1)
		q.shown = items[kept]
	}
	for {
		if err := c.askOnce(ctx, q); !errors.Is(err, errAgain) {
			return chosen, err
		}
	}
}

// errAgain asks once more without a complaint.
var errAgain = errors.New("ask again")

// askOnce is ask, ended by errAgain too.
func (c *console) askOnce(ctx context.Context, q question) error {
	again := false
	take := q.take
	q.take = func(answer string) error {
		err := take(answer)
		if again = errors.Is(err, errAgain); again {
			return nil
		}
		return err
	}
	if err := c.ask(ctx, q); err != nil {
		return err
	}
	if again {
		return errAgain
	}
	return nil
}

func moreOf(said, all int) string {
	return fmt.Sprintf("That was %s of %s", wording.Grouped(said), wording.Grouped(all))
}

// match finds the item that an answer means: its number, or a part of exactly
// one of them.
func match(answer string, items []string) (int, error) {
	if n, err := strconv.Atoi(answer); err == nil {
		if n < 1 || n > len(items) {
			return -1, recruit.Invalid("", "There is no number %d; choose from 1 to %d.", n, len(items))
		}
		return n - 1, nil
	}
	want := sanitize.Fold(answer)
	var found []int
	for i, item := range items {
		if sanitize.Fold(item) == want {
			return i, nil
		}
		if want != "" && strings.Contains(sanitize.Fold(item), want) {
			found = append(found, i)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return -1, recruit.Invalid("", "Nothing in the list is called %q; type a number, or a part of a name.", wording.Shown(answer))
	}
	var names []string
	for _, i := range found[:min(len(found), 5)] {
		names = append(names, fmt.Sprintf("%d %s", i+1, items[i]))
	}
	return -1, recruit.Invalid("", "%q can be %s; type the number.", wording.Shown(answer), strings.Join(names, ", or "))
}
