package talk

import (
	"context"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/steps"
	"recruitty/ui/wording"
)

// pollInterval is how often something that is under way is looked at.
const pollInterval = 500 * time.Millisecond

// Pause waits until something may have changed. From a person it also takes a
// line: undo and an empty line are for here, any other one is left for what
// comes next and ends the waiting like an empty one.
func (c *Conversation) Pause(ctx context.Context, changes *<-chan recruit.ChangeSet) (word string, err error) {
	if c.ahead != nil {
		return "enter", nil
	}
	var in <-chan Line
	if c.terminal { // a pipe's lines are for the questions that come
		in = c.in.next()
	}
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case _, open := <-*changes:
		if !open {
			*changes = nil
		}
	case <-c.around.After(pollInterval):
	case l, open := <-in:
		c.in.took()
		switch {
		case !open:
			return "", io.EOF
		case strings.EqualFold(l.Text, "undo"):
			return "undo", nil
		case l.Text != "" || l.Long:
			c.ahead = &l
		}
		return "enter", nil
	}
	return "", nil
}

// Undoable says that something can be taken back as long as Pause is waited in.
func (c *Conversation) Undoable(left time.Duration) {
	c.Tell("Nothing is sent for %d seconds: type undo to take it back. Enter stops waiting here; the work continues.", wording.Seconds(left))
}

// saidEvery is how often it is said how far a long step is.
const saidEvery = 10 * time.Second

// WithProgress does something that may take long, says now and then how far it is, and
// lets a person at a terminal stop it: the context of do ends then. told may be called
// from any goroutine; all is 0 while it is not known. Work that names its steps in package
// steps has no need of it.
func WithProgress[T any](ctx context.Context, c *Conversation, what string, do func(ctx context.Context, told func(done, all int)) (T, error)) (T, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var done, all atomic.Int64
	var named atomic.Pointer[steps.Step]
	ctx = steps.Watched(ctx, func(s steps.Step) { named.Store(&s) })
	type outcome struct {
		value T
		err   error
	}
	ended := make(chan outcome, 1)
	go func() {
		v, err := do(ctx, func(d, a int) { done.Store(int64(d)); all.Store(int64(a)) })
		ended <- outcome{v, err}
	}()
	begun := c.around.Now()
	said := begun
	listens := c.terminal && c.ahead == nil // a pipe's lines are for the questions that come
	for {
		var in <-chan Line
		if listens {
			in = c.in.next()
		}
		select {
		case o := <-ended:
			return o.value, o.err
		case l, open := <-in:
			c.in.took()
			switch {
			case !open:
				listens = false
			case strings.EqualFold(l.Text, "stop"):
				c.Tell("%s", stopping(named.Load()))
				stop()
			case l.Text != "":
				c.Tell("%s is still under way; type stop to end it.", what)
			}
		case <-c.around.After(pollInterval):
			if now := c.around.Now(); now.Sub(said) >= saidEvery {
				said = now
				c.Tell("%s. Type stop to end it.", far(what, named.Load(), int(done.Load()), int(all.Load()), now.Sub(begun)))
			}
		}
	}
}

// stopping says what happens before work ends.
func stopping(named *steps.Step) string {
	if named != nil {
		return "Stopping."
	}
	return "Stopping after these rows."
}

// far says how far work is: by the step that it has named, or by what it told.
func far(what string, named *steps.Step, done, all int, took time.Duration) string {
	if named == nil {
		return what + ": " + wording.Progress(done, all, took)
	}
	if named.Measure != nil {
		if done, all := named.Measure(); done > 0 || all > 0 {
			return named.What + ": " + steps.Far(named.Unit, done, all, took)
		}
	}
	return named.What + ": for " + steps.Remaining(took-time.Second)
}
