package connect

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// deviceSignIn shows a code that a person types at the service's page on any
// device, and asks the service until they have decided.
type deviceSignIn struct {
	app    *shell.App
	how    signInFor
	ctx    context.Context
	cancel context.CancelFunc

	sign   recruit.DeviceSignIn
	page   addressPage
	asking bool // the service is being asked whether the person has decided
	err    error
	over   bool
	closed bool
}

func newDeviceSignIn(a *shell.App, how signInFor) *deviceSignIn {
	return &deviceSignIn{app: a, how: how}
}

func (d *deviceSignIn) Init() tea.Cmd { return d.begin() }

// begin asks for a code.
func (d *deviceSignIn) begin() tea.Cmd {
	if d.cancel != nil {
		d.cancel()
	}
	d.ctx, d.cancel = context.WithCancel(d.app.Session().Context)
	d.sign, d.err, d.over, d.asking = nil, nil, false, false
	begin, ctx := d.how.device, d.ctx
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, shell.Patience)
		defer cancel()
		sign, err := begin(ctx)
		return shell.Answer{Deliver: func() tea.Cmd { return d.begun(sign, err) }}
	}
}

// begun shows the code, or why there is none.
func (d *deviceSignIn) begun(sign recruit.DeviceSignIn, err error) tea.Cmd {
	switch {
	case d.closed || d.over:
		return nil
	case err != nil:
		d.err, d.over = err, true
		return nil
	}
	d.sign = sign
	address := sign.Code().Complete
	if address == "" {
		address = sign.Code().VerificationURI
	}
	d.page = newAddressPage(d.app, d.how.title, address)
	return d.tick()
}

// tick lets the minutes run down. The service is first asked when the countdown has
// begun to run: nobody types a code within a second.
func (d *deviceSignIn) tick() tea.Cmd {
	ctx := d.ctx
	return d.app.After(time.Second, shell.Answer{Deliver: func() tea.Cmd {
		switch {
		case d.closed || d.ctx != ctx || d.over:
			return nil
		case !d.app.Session().Now().Before(d.sign.Code().Expiry):
			return d.failed(context.DeadlineExceeded)
		case d.asking:
			return d.tick()
		}
		d.asking = true
		return tea.Batch(d.tick(), d.wait())
	}})
}

// wait asks as often as it wants to be asked.
func (d *deviceSignIn) wait() tea.Cmd {
	sign, ctx := d.sign, d.ctx
	return func() tea.Msg {
		grant, err := sign.Wait(ctx)
		return shell.Answer{Deliver: func() tea.Cmd {
			switch {
			case (d.closed || d.ctx != ctx || d.over) && err == nil:
				return d.how.discard(grant) // nobody waits for it any more
			case d.closed || d.ctx != ctx || d.over:
				return nil
			case err != nil:
				return d.failed(err)
			}
			d.end()
			d.app.Close(d)
			return d.how.granted(grant)
		}}
	}
}

// failed ends the sign-in with a reason; another can be begun.
func (d *deviceSignIn) failed(err error) tea.Cmd {
	d.err, d.over = err, true
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		d.err = &recruit.Problem{Kind: recruit.ErrLater, Sentence: "The code has expired, and nothing is connected; press r for a new one."}
	}
	d.cancel()
	return nil
}

func (d *deviceSignIn) end() {
	d.closed = true
	d.cancel()
}

func (d *deviceSignIn) Typing() bool { return false }

// unsupported says that the registered app may not be connected in this way.
func (d *deviceSignIn) unsupported() bool { return errors.Is(d.err, recruit.ErrUnsupported) }

// CodeActions are the keys of a sign-in by a code.
func CodeActions() []shell.Action { return new(deviceSignIn).Keys() }

func (d *deviceSignIn) Keys() []shell.Action {
	end := func() {
		d.end()
		d.app.Close(d)
	}
	keys := []shell.Action{
		{Name: "sign-in.use-browser", Key: "enter", Help: "use a browser and paste", Shown: d.unsupported, Do: func() tea.Cmd {
			end()
			return d.app.Open(newBrowserSignIn(d.app, d.how))
		}},
		{Name: "sign-in.again", Key: "r", Help: "start over", Shown: func() bool { return d.over && !d.unsupported() }, Do: d.begin},
	}
	return append(append(keys, d.page.keys(func() bool { return d.sign != nil && !d.over })...), cancelKey(func() tea.Cmd {
		end()
		return nil
	}))
}

func (d *deviceSignIn) Update(tea.Msg) tea.Cmd { return nil }

func (d *deviceSignIn) View(maxW, maxH int) (string, *tea.Cursor) {
	s := d.app.Styles()
	st := pageState{tone: theme.Dim, sentence: s.Signs.Waiting + " asking " + d.how.service + " for a code", foot: d.app.Foot(d.Keys(), "r", "esc", "enter")}
	if d.err != nil {
		st.tone, st.sentence = theme.Error, s.Signs.Error+" "+recruit.Sentence(d.err)
	}
	if d.unsupported() {
		st.tone, st.sentence = theme.Warning, s.Signs.Warning+" "+recruit.Sentence(d.err)
	}
	if d.sign == nil || d.over {
		return d.page.sentence(d.app, d.how.title, st, maxW, maxH), nil
	}
	code := d.sign.Code()
	st.before = []string{"1  open this address on any device"}
	st.after, st.code = []string{"2  sign in, allow, and see that it is this code"}, code.UserCode
	if code.Complete == "" {
		st.after = []string{"2  sign in and type this code"}
	}
	st.sentence = s.Signs.Waiting + " waiting for your decision there, " + left(d.app, code.Expiry) + " left"
	return d.page.view(st, maxW, maxH)
}
