package plain

import (
	"context"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/workspace"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// Session is all that the plain mode knows about whom it serves.
type Session struct {
	In  io.Reader
	Out io.Writer
	// Terminal says that a person types at a terminal which shows it; else lines
	// come from a pipe, and nothing of them is hurried.
	Terminal bool

	Now   recruit.Clock
	After func(time.Duration) <-chan time.Time // time.After, or a test's clock

	*workspace.Workspace                // as Member may see it
	Member               recruit.Member // who acts; the zero Member in a new workspace
	Company              string         // as the workspace names it
	Zone                 *time.Location // proposed to the first member
	Remote               bool           // over SSH: this machine's disk and browser are not the user's
	Demo                 bool

	// OpenURL opens an address in the user's browser; nil where there is none.
	OpenURL func(address string) error
	// Inbox lists the files that the member has sent to this host, and files are
	// named by these names then. Nil where they are named by their path.
	Inbox func() ([]string, error)
	// Changes tells that something changed. It may be nil.
	Changes <-chan recruit.ChangeSet
}

// plain is one conversation.
type plain struct {
	console
	Session
	list      *list // whose numbers can be typed
	candidate recruit.CandidateID
	interview recruit.InterviewID // of the candidate, that was spoken about last
	typed     bool                // something that was typed is kept
	end       context.CancelCauseFunc
}

// Run holds the conversation until the person leaves, the input ends or ctx
// does. An error means that it could not go on, or that lines from a pipe ended
// within a form.
func Run(ctx context.Context, s Session) error {
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	p := &plain{Session: s, console: console{in: readLines(ctx, s.In), out: s.Out, terminal: s.Terminal}, end: end}
	err := p.run(ctx)
	switch {
	case errors.Is(context.Cause(ctx), errGone):
		p.tell("")
		return access.Gone(p.Member)
	case ctx.Err() != nil:
		p.tell("")
		ended := "Ended. What was saved is kept."
		if p.typed && p.stillIn() {
			ended = "Ended. What was saved is kept, and so is what you typed."
		}
		p.tell("%s", ended)
		return nil
	case errors.Is(err, errEnded):
		return &recruit.Problem{Kind: recruit.ErrInvalid, Sentence: "The input ended in the middle of a form; nothing of it was sent."}
	case errors.Is(err, io.EOF):
		return nil
	}
	return err
}

// errEnded says that the input of a pipe ended where an answer was expected.
var errEnded = errors.New("input ended within a form")

func (p *plain) run(ctx context.Context) error {
	p.tell("recruitty, plain mode.")
	if p.Demo {
		p.tell("This is sample data with a simulated Zoom and simulated calendars; nothing leaves this machine.")
	}
	if p.Member.ID == 0 {
		switch err := p.firstRun(ctx); {
		case errors.Is(err, errLeave), errors.Is(err, errBack):
			return nil
		case err != nil:
			return p.within(err)
		}
	}
	p.watch(ctx)
	p.tell("%s.", wording.Joined(". ", text.Line(p.Company), "You are "+text.Line(p.Member.Name)))
	p.tell("Type help for what you can type, quit to end.")
	if err := p.today(ctx, ""); err != nil {
		return err
	}
	for {
		p.prompt("Next")
		typed, err := p.read(ctx)
		if err != nil {
			return err
		}
		if typed == "" {
			continue
		}
		done, err := p.do(ctx, typed)
		if done || p.broken != nil {
			return p.broken
		}
		switch {
		case err == nil:
		case errors.Is(err, errLeave), errors.Is(err, errBack):
			p.tell("Left.")
		case ends(err):
			return p.within(err)
		default:
			p.complain(err)
		}
	}
}

// within tells an end of the input inside of a form from one between commands.
func (p *plain) within(err error) error {
	if errors.Is(err, io.EOF) && !p.terminal {
		return errEnded
	}
	return err
}

// reader is for whom the words of package wording are.
func (p *plain) reader() wording.Reader {
	return wording.Reader{Zone: p.Member.Location(), TwelveHour: p.Member.TwelveHour, Clocks: p.Now}
}

// spoken writes signs that are read aloud badly as words. It is for
// recruitty's own sentences, not for foreign text.
func spoken(s string) string {
	return strings.NewReplacer(" · ", ", ", " – ", " to ", "–", " to ", " → ", " to ").Replace(s)
}

// allow says why the member may not do something.
func (p *plain) allow(right recruit.Right) error { return recruit.Allow(p.Member, right) }

// undoFor is how long a decision waits before it leaves, so that it can be
// taken back. Nobody sits at a pipe to do that.
func (p *plain) undoFor(ctx context.Context) (time.Duration, error) {
	if !p.terminal {
		return 0, nil
	}
	return p.Desk.Settings.Undo(ctx)
}

// number reads a positive number, 0 for anything else.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
