package talk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/ui/wording"
)

// The ways out of a question; ErrBack leads to the one before.
var (
	ErrBack  = errors.New("back to the question before")
	ErrLeave = errors.New("leave the form")
)

// Conversation asks and tells in lines.
type Conversation struct {
	in       *input
	out      io.Writer
	terminal bool  // a person sits there, and sees what they type
	ahead    *Line // read, and not used yet
	broken   error // why nothing can be written any more
	list     *List // whose numbers can be typed
	typed    bool  // something that was typed is kept
	around   Around
}

// Around is what a conversation needs besides its lines.
type Around struct {
	// Member is whom it is held with, as they are now.
	Member func() recruit.Member
	Now    recruit.Clock
	After  func(time.Duration) <-chan time.Time // time.After, or a test's clock
	Drafts Drafts
	// Edit writes a text into a file for the person's own editor, and Lend gives a program the
	// terminal until it has ended; nil where no program is started for who types. Why not,
	// NoEditor says; "" where nobody could see an editor.
	Edit     func(ctx context.Context, text string) (wording.Editing, error)
	Lend     func(*exec.Cmd) error
	NoEditor string
	// Languages are those of which there are words for mails.
	Languages func() []string
}

// New begins a conversation with who types at in, which ends with ctx. terminal says
// that a person types at a terminal which shows it; else lines come from a pipe.
func New(ctx context.Context, in io.Reader, out io.Writer, terminal bool, around Around) *Conversation {
	return &Conversation{in: readLines(ctx, in), out: out, terminal: terminal, around: around}
}

// Lines are what is typed, for who waits for something else besides; who gets one calls Took.
// It is closed when the input ends.
func (c *Conversation) Lines() <-chan Line { return c.in.next() }

// Took says that a line of Lines was taken.
func (c *Conversation) Took() { c.in.took() }

// Broken says why nothing can be written any more, nil while it can.
func (c *Conversation) Broken() error { return c.broken }

// Keeps reports whether something that was typed and not sent is kept.
func (c *Conversation) Keeps() bool { return c.typed }

// Tell writes a line. Texts in it may hold several.
func (c *Conversation) Tell(format string, args ...any) {
	c.write(fmt.Sprintf(format, args...) + "\n")
}

func (c *Conversation) write(s string) {
	if c.broken == nil {
		_, c.broken = io.WriteString(c.out, s)
	}
}

// Complain says what was wrong, in its one sentence.
func (c *Conversation) Complain(err error) { c.Tell("%s", recruit.Sentence(err)) }

// Prompt asks for a line. Behind a pipe nobody's typing ends the line of the
// question, so it is ended here.
func (c *Conversation) Prompt(question string) {
	if !strings.HasSuffix(question, "?") {
		question += ":"
	}
	if c.terminal {
		c.write(question + " ")
	} else {
		c.write(question + "\n")
	}
}

// Read waits for the next line. The error is io.EOF when there is none any
// more, or that of ctx.
func (c *Conversation) Read(ctx context.Context) (string, error) {
	for {
		l, err := c.next(ctx)
		if err != nil {
			return "", err
		}
		if !l.Long {
			return l.Text, nil
		}
		c.Tell("That line has more than %d bytes and was not accepted; type a shorter one.", maxLine)
	}
}

func (c *Conversation) next(ctx context.Context) (Line, error) {
	if c.broken != nil {
		return Line{}, c.broken
	}
	if l := c.ahead; l != nil {
		c.ahead = nil
		return *l, nil
	}
	select {
	case <-ctx.Done():
		return Line{}, ctx.Err()
	case l, open := <-c.in.next():
		c.in.took()
		if !open {
			return Line{}, io.EOF
		}
		return l, nil
	}
}

// Question is one thing to ask for.
type Question struct {
	Label string
	Kept  string // what enter keeps
	Shown string // how that is said; "" is as it is
	Says  string // stands in brackets in place of both; "" is nothing
	Empty bool   // it may be left out
	Blank string // the word that leaves it out, "" for none
	Help  string
	// Value holds what was typed, also an answer that was not taken, so that it
	// comes back when the form is left; nil where Take alone keeps it.
	Value *string
	// Edit opens the value in the person's own editor, and reports whether what it left was
	// taken; nil where it is no text for that.
	Edit func(ctx context.Context) (taken bool, err error)
	// Take checks an answer and keeps it. Its error is said, and the question
	// asked again.
	Take func(answer string) error
}

// Ask asks until an answer is taken. Words that lead elsewhere end it with
// ErrBack or ErrLeave.
func (c *Conversation) Ask(ctx context.Context, q Question) error {
	hint := q.hint()
	if q.Edit != nil && c.edits() {
		if hint = strings.TrimSuffix(hint, ")") + "; edit opens your editor)"; hint[0] == ';' {
			hint = " (" + hint[2:]
		}
	}
	for {
		c.Prompt(q.Label + hint)
		answer, err := c.Read(ctx)
		if err != nil {
			return err
		}
		switch strings.ToLower(answer) {
		case "":
			if answer = q.Kept; answer == "" && !q.Empty {
				c.Tell("This is needed. %s", q.Help)
				continue
			}
		case "help", "?":
			c.Tell("%s Enter keeps the value in brackets, back returns to the previous question, leave closes the form. Put = before an answer that is one of these words.", q.Help)
			continue
		case "back":
			return ErrBack
		case "leave", "cancel":
			return ErrLeave
		case "edit":
			if q.Edit == nil {
				break
			}
			taken, err := q.Edit(ctx)
			switch {
			case err != nil && Ends(err):
				return err
			case err != nil:
				c.Complain(err)
			case taken:
				return nil
			}
			continue
		case q.out():
			if q.Empty {
				answer = ""
			}
		}
		if err := q.Take(strings.TrimPrefix(answer, "=")); err != nil {
			if Ends(err) {
				return err
			}
			if q.Value != nil {
				*q.Value = strings.TrimPrefix(answer, "=")
			}
			c.Complain(err)
			continue
		}
		return nil
	}
}

// out is the word that leaves it out.
func (q Question) out() string { return cmp.Or(q.Blank, "none") }

// hint says in brackets what enter does.
func (q Question) hint() string {
	switch shown := q.Shown; {
	case q.Says != "":
		return " (" + q.Says + ")"
	case shown == "" && q.Kept == "" && q.Empty:
		return " (enter for " + q.out() + ")"
	case shown != "":
		return " (enter keeps " + shown + ")"
	case q.Kept != "":
		return " (enter keeps " + q.Kept + ")"
	}
	return ""
}

// Ends reports whether an error is one that no other answer can mend.
func Ends(err error) bool {
	return errors.Is(err, ErrBack) || errors.Is(err, ErrLeave) || errors.Is(err, io.EOF) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// Confirm asks for yes or no. There is no answer by default.
func (c *Conversation) Confirm(ctx context.Context, question string) (bool, error) {
	return c.Decide(ctx, question, nil)
}

// Decide is Confirm about something that sends mails, which the answer mails reads out first;
// a nil mails is about nothing that does.
func (c *Conversation) Decide(ctx context.Context, question string, mails func(context.Context) error) (bool, error) {
	hint := " (yes or no)"
	if mails != nil {
		hint = " (yes, no, or emails to hear them first)"
	}
	for {
		c.Prompt(question + hint)
		answer, err := c.Read(ctx)
		if err != nil {
			return false, err
		}
		switch strings.ToLower(answer) {
		case "yes", "y":
			return true, nil
		case "no", "n":
			return false, nil
		case "leave":
			return false, ErrLeave
		case "back":
			return false, ErrBack
		case "mails", "mail", "show emails":
			if mails != nil {
				if err := mails(ctx); err != nil {
					return false, err
				}
				continue
			}
		}
		c.Tell("Type yes or no.")
	}
}

// PerPage is how much of a list is said at once.
const PerPage = 10

// Choose lets a person choose one of items by its number or by a part of it.
// kept is the place of the one that enter keeps, -1 for none.
func (c *Conversation) Choose(ctx context.Context, label string, items []string, kept int) (int, error) {
	said := 0
	page := func() {
		for ; said < len(items); said++ {
			c.Tell("%d. %s", said+1, items[said])
			if (said+1)%PerPage == 0 {
				said++
				break
			}
		}
		if said < len(items) {
			c.TellMore(said, len(items))
		}
	}
	page()
	chosen := -1
	q := Question{Label: label, Help: "Type a number from the list, or a part of a name.", Take: func(answer string) error {
		if strings.EqualFold(answer, "more") && said < len(items) {
			page()
			return ErrAgain
		}
		var err error
		chosen, err = Match(answer, items)
		return err
	}}
	if kept >= 0 && kept < len(items) {
		q.Kept = strconv.Itoa(kept + 1)
		q.Shown = items[kept]
	}
	for {
		if err := c.AskOnce(ctx, q); !errors.Is(err, ErrAgain) {
			return chosen, err
		}
	}
}

// ErrAgain asks once more without a complaint.
var ErrAgain = errors.New("ask again")

// AskOnce is Ask, ended by ErrAgain too.
func (c *Conversation) AskOnce(ctx context.Context, q Question) error {
	again := false
	take := q.Take
	q.Take = func(answer string) error {
		err := take(answer)
		if again = errors.Is(err, ErrAgain); again {
			return nil
		}
		return err
	}
	if err := c.Ask(ctx, q); err != nil {
		return err
	}
	if again {
		return ErrAgain
	}
	return nil
}

// TellMore says how much of a choice was said, and how to hear the rest.
func (c *Conversation) TellMore(said, all int) {
	c.Tell("%s; type more for the next ones.", moreOf(said, all))
}

func moreOf(said, all int) string {
	return fmt.Sprintf("That was %s of %s", wording.Grouped(said), wording.Grouped(all))
}

// Match finds the item that an answer means: its number, or a part of exactly
// one of them. Items that begin with the answer win over those that have it inside,
// as "move" is in "remove".
func Match(answer string, items []string) (int, error) {
	if n, err := strconv.Atoi(answer); err == nil {
		if n < 1 || n > len(items) {
			return -1, recruit.Invalid("", "There is no number %d; choose from 1 to %d.", n, len(items))
		}
		return n - 1, nil
	}
	want := sanitize.Fold(answer)
	var found, begun []int
	for i, item := range items {
		name := sanitize.Fold(item)
		if name == want {
			return i, nil
		}
		if want != "" && strings.Contains(name, want) {
			found = append(found, i)
			if strings.HasPrefix(name, want) {
				begun = append(begun, i)
			}
		}
	}
	if len(begun) > 0 {
		found = begun
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
