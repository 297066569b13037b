package connect

import (
	"context"
	"errors"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/edit"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// connectPatience is how long the box waits for the browser.
const connectPatience = 5 * time.Minute

// browserSignIn leads to the service's own page in a browser, here or elsewhere, and
// waits until that comes back or a person pastes where it ended (R2).
type browserSignIn struct {
	app    *shell.App
	how    signInFor
	ctx    context.Context // of this sign-in; ends with the box
	cancel context.CancelFunc
	until  time.Time

	sign   recruit.SignIn
	page   addressPage
	opened bool   // this machine's browser was asked to show the page
	busy   string // what is under way
	err    error
	over   bool // nobody waits for the browser any more
	closed bool
	input  *edit.Line
	typing bool
}

func newBrowserSignIn(a *shell.App, how signInFor) *browserSignIn {
	b := &browserSignIn{app: a, how: how, input: a.NewInput("the whole address, or the code in it")}
	b.input.Limit = 4096
	b.input.Blur()
	return b
}

func (b *browserSignIn) Init() tea.Cmd { return b.begin() }

// begin starts a sign-in. It lives as long as the box, which is longer than
// other commands may take.
func (b *browserSignIn) begin() tea.Cmd {
	a := b.app
	b.stop()
	b.ctx, b.cancel = context.WithTimeout(a.Session().Context, connectPatience)
	b.until = a.Session().Now().Add(connectPatience)
	b.sign, b.err, b.over, b.opened, b.busy = nil, nil, false, false, "asking for the address of "+b.how.service+"'s page"
	begin, local, ctx := b.how.browser, !a.Session().Remote, b.ctx
	return func() tea.Msg {
		sign, err := begin(ctx, local)
		return shell.Answer{Deliver: func() tea.Cmd {
			if b.closed || b.ctx != ctx {
				if sign != nil {
					_ = sign.Close() // nobody waits for it any more
				}
				return nil
			}
			if b.busy = ""; err != nil {
				b.err, b.over = err, true
				return nil
			}
			b.sign, b.page = sign, newAddressPage(a, b.how.title, sign.URL())
			cmds := []tea.Cmd{b.open(), b.tick()}
			if local {
				cmds = append(cmds, b.wait())
			}
			return tea.Batch(cmds...)
		}}
	}
}

// open shows the service's page in the browser of this machine, if there is one.
func (b *browserSignIn) open() tea.Cmd {
	show := b.app.Session().OpenURL
	if show == nil {
		return nil
	}
	sign, address := b.sign, b.sign.URL()
	return shell.Run(b.app, func(context.Context) (struct{}, error) { return struct{}{}, show(address) },
		func(_ struct{}, err error) tea.Cmd {
			switch {
			case b.closed || b.sign != sign || b.over:
				return nil
			case err != nil:
				return b.app.Say(theme.Warning, "No browser could be opened here; open the address on any device.")
			}
			b.opened = true
			return nil
		})
}

// wait waits for the browser to come back to this machine.
func (b *browserSignIn) wait() tea.Cmd {
	sign, ctx := b.sign, b.ctx
	return func() tea.Msg {
		grant, err := sign.Wait(ctx)
		return shell.Answer{Deliver: func() tea.Cmd {
			switch {
			case b.closed || b.ctx != ctx || b.over || b.busy != "":
				return b.late(grant, err)
			case err != nil:
				return b.failed(err)
			}
			return b.granted(grant)
		}}
	}
}

// late is an answer that nobody waits for any more; access that came with it is
// given back.
func (b *browserSignIn) late(grant recruit.Grant, err error) tea.Cmd {
	if err != nil {
		return nil
	}
	return b.how.discard(grant)
}

// failed ends a sign-in with a reason; another can be begun.
func (b *browserSignIn) failed(err error) tea.Cmd {
	b.busy, b.err, b.over = "", err, true
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		b.err = &recruit.Problem{Kind: recruit.ErrLater, Sentence: "The browser did not come back within five minutes, so nothing is connected; press r to start over."}
	}
	b.stopTyping()
	b.stop()
	return nil
}

// tick lets the minutes run down.
func (b *browserSignIn) tick() tea.Cmd {
	ctx := b.ctx
	return b.app.After(time.Second, shell.Answer{Deliver: func() tea.Cmd {
		if b.closed || b.ctx != ctx || b.over {
			return nil
		}
		if b.busy == "" && !b.app.Session().Now().Before(b.until) {
			return b.failed(context.DeadlineExceeded)
		}
		return b.tick()
	}})
}

// paste takes the address on which a browser elsewhere ended, or its code.
func (b *browserSignIn) paste() tea.Cmd {
	typed := strings.TrimSpace(b.input.Value())
	if typed == "" || b.sign == nil || b.busy != "" || b.over {
		return nil
	}
	b.busy, b.err = "asking "+b.how.service, nil
	b.stopTyping()
	sign, ctx := b.sign, b.ctx
	return func() tea.Msg {
		grant, err := sign.Paste(ctx, typed)
		return shell.Answer{Deliver: func() tea.Cmd {
			if b.closed || b.ctx != ctx {
				return b.late(grant, err)
			}
			if b.busy = ""; err != nil {
				return b.refused(err)
			}
			return b.granted(grant)
		}}
	}
}

// refused says why a pasted address was not taken. The sign-in may still go on,
// unless it was used up.
func (b *browserSignIn) refused(err error) tea.Cmd {
	b.err = err
	if known := (*recruit.Problem)(nil); !errors.As(err, &known) {
		b.over = true
		b.err = &recruit.Problem{Kind: recruit.ErrLater, Sentence: "This sign-in is over; press r to start over.", Cause: err}
		b.stop()
	}
	return nil
}

func (b *browserSignIn) stopTyping() {
	b.typing = false
	b.input.Reset()
	b.input.Blur()
}

// granted goes on with what was granted.
func (b *browserSignIn) granted(g recruit.Grant) tea.Cmd {
	b.end()
	b.app.Close(b)
	return b.how.granted(g)
}

// stop gives the sign-in up.
func (b *browserSignIn) stop() {
	if b.cancel != nil {
		b.cancel()
	}
	if b.sign != nil {
		_ = b.sign.Close() // it only stops listening
	}
}

// end gives the sign-in up for good.
func (b *browserSignIn) end() {
	b.closed = true
	b.stop()
}
