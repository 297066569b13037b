package plain

import (
	"context"
	"errors"
	"io"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// zoom says how Zoom is connected (R1, R3).
func (p *plain) zoom(ctx context.Context, _ string) error {
	st, err := p.Services.Accounts.Status(ctx, p.Member)
	if err != nil {
		return err
	}
	p.Tell("Zoom: %s.", wording.Account(st))
	if st.State == recruit.NotConnected {
		p.Tell("Type connect to connect it.")
		return nil
	}
	if st.Connection.LastError != "" {
		p.Tell("%s", text.Line(st.Connection.LastError))
	}
	p.Tell("Connected since %s. %s left today of %d.", p.Reader().Stamp(st.Connection.Since), wording.Counted(st.CallsLeft, "call"), recruit.CallsPerDay)
	for _, n := range st.Missing {
		p.Tell("Not granted: %s", wording.Lack(n))
	}
	p.Tell("recruitty zoom disconnect ends it, and says first what that concerns.")
	return nil
}

// signingIn is how long a page for signing in is waited for.
const signingIn = 5 * time.Minute

// connect connects the member's Zoom (R2, R3): it names every permission, then
// asks for the way in.
func (p *plain) connect(ctx context.Context, _ string) error {
	if err := p.allow(recruit.ToConnect); err != nil {
		return err
	}
	st, err := p.Services.Accounts.Status(ctx, p.Member)
	if err != nil {
		return err
	}
	if !st.Configured {
		return recruit.Refused("No Zoom app is registered here yet; an admin does that with settings zoom, or with RECRUITTY_ZOOM_CLIENT_ID and RECRUITTY_ZOOM_CLIENT_SECRET.")
	}
	p.Tell(accounts.AsksFor)
	for _, n := range p.Services.Accounts.Permissions() {
		p.Tell("%s", wording.Permission(n))
	}
	others, err := p.Services.Accounts.OtherSignIns(ctx, p.Member)
	if err != nil {
		return err
	}
	if warning := accounts.SharedSignInWarning(others); warning != "" {
		p.Tell("%s", text.Line(warning))
	}
	p.Tell("Your Zoom data goes nowhere else. You can revoke this at any time in Zoom: %s.", talk.Spoken(accounts.AddedApps))
	way, err := p.Choose(ctx, "Which way", []string{"In a browser; you paste the address it ends on", "With a code that you type on any device"}, 0)
	if err != nil {
		return err
	}
	g, err := p.signIn(ctx, way == 1, signInFor{service: "Zoom", again: "connect", allow: "Allow",
		browser: func(ctx context.Context, local bool) (recruit.SignIn, error) {
			return p.Services.Accounts.Begin(ctx, p.Member, local)
		},
		device: func(ctx context.Context) (recruit.DeviceSignIn, error) {
			return p.Services.Accounts.BeginDevice(ctx, p.Member)
		}})
	if err != nil {
		return err
	}
	return p.granted(ctx, g)
}

// signInFor is what a sign-in is for.
type signInFor struct {
	service string // whose page it is
	again   string // what to type to begin again
	allow   string // what the button there says
	browser func(ctx context.Context, local bool) (recruit.SignIn, error)
	device  func(ctx context.Context) (recruit.DeviceSignIn, error)
}

// signIn signs in, by a code or in a browser.
func (p *plain) signIn(ctx context.Context, code bool, how signInFor) (g recruit.Grant, err error) {
	ctx, stop := context.WithTimeout(ctx, signingIn)
	defer stop()
	if code {
		g, err = p.device(ctx, how)
	} else {
		g, err = p.browser(ctx, how)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return g, &recruit.Problem{Kind: recruit.ErrLater, Cause: err, Sentence: "Nothing came back from " + how.service + " within five minutes, and nothing is connected; type " + how.again + " to begin again."}
	}
	return g, err
}

// browser leads to the service's page and takes the address on which the browser
// ended. A browser on this machine comes back by itself.
func (p *plain) browser(ctx context.Context, how signInFor) (recruit.Grant, error) {
	sign, err := how.browser(ctx, !p.Remote)
	if err != nil {
		return recruit.Grant{}, err
	}
	defer func() { _ = sign.Close() }() // it only stops listening
	p.Tell("Open this address on any device, sign in and press %s:\n%s", how.allow, sign.URL())
	if p.OpenURL != nil && p.OpenURL(sign.URL()) == nil {
		p.Tell("It was also handed to the browser of this machine.")
		if !p.Terminal { // nobody is there to paste
			return sign.Wait(ctx)
		}
	}
	back := make(chan returned, 1)
	if !p.Remote {
		go func() {
			g, err := sign.Wait(ctx)
			back <- returned{g, err}
		}()
	}
	for {
		p.Prompt("Paste the address on which the browser ended (leave gives up)")
		pasted, got, err := p.pasted(ctx, back)
		switch {
		case err != nil:
			return recruit.Grant{}, err
		case got != nil:
			return got.grant, got.err
		case pasted == "leave" || pasted == "cancel" || pasted == "back":
			return recruit.Grant{}, talk.ErrLeave
		case pasted == "":
			continue
		}
		g, err := sign.Paste(ctx, pasted)
		if !errors.Is(err, recruit.ErrInvalid) { // else it was not the service's answer
			return g, err
		}
		p.Complain(err)
	}
}

// returned is what a browser on this machine came back with.
type returned struct {
	grant recruit.Grant
	err   error
}

// pasted waits for a line, or for the browser to come back by itself.
func (p *plain) pasted(ctx context.Context, back <-chan returned) (string, *returned, error) {
	in := p.Lines()
	if p.Broken() != nil {
		return "", nil, p.Broken()
	}
	select {
	case <-ctx.Done():
		return "", nil, ctx.Err()
	case got := <-back:
		p.Tell("\nThe browser came back.")
		return "", &got, nil
	case l, open := <-in:
		p.Took()
		if !open {
			return "", nil, io.EOF
		}
		return l.Text, nil, nil
	}
}

// device shows a code that is typed at the service's page on any device.
func (p *plain) device(ctx context.Context, how signInFor) (recruit.Grant, error) {
	sign, err := how.device(ctx)
	if errors.Is(err, recruit.ErrUnsupported) {
		p.Complain(err)
		return p.browser(ctx, how)
	}
	if err != nil {
		return recruit.Grant{}, err
	}
	code := sign.Code()
	p.Tell("Open this address on any device:\n%s", code.VerificationURI)
	p.Tell("Type this code there: %s", text.Line(code.UserCode))
	if code.Complete != "" {
		p.Tell("This address holds the code already:\n%s", code.Complete)
	}
	p.Tell("It works until %s. Waiting for your decision there.", p.Reader().Soon(code.Expiry))
	return sign.Wait(ctx)
}

// granted makes a connection of what Zoom granted, and says how that went.
func (p *plain) granted(ctx context.Context, g recruit.Grant) error {
	st, err := accounts.Connect(ctx, p.Services.Accounts, p.Member, g, connectQuestions{p})
	if err != nil {
		return err
	}
	p.connected(st)
	return nil
}

// connected says how Zoom is connected now, and what was not granted.
func (p *plain) connected(st accounts.ZoomStatus) {
	p.Tell("Zoom is connected: %s.", wording.Account(st))
	for _, n := range st.Missing {
		p.Tell("Not granted: %s", wording.Lack(n))
	}
}

// connectQuestions asks in lines.
type connectQuestions struct{ p *plain }

func (q connectQuestions) Tell(sentence string) { q.p.Tell("%s", text.Line(sentence)) }

func (q connectQuestions) Without(ctx context.Context, lacks []recruit.Permission) error {
	q.p.Tell(accounts.NotAllGranted)
	for _, n := range lacks {
		q.p.Tell("%s", wording.Lack(n))
	}
	return q.goOn(ctx, "Continue without? No gives the access back")
}

func (q connectQuestions) Whole(ctx context.Context, choice bool) (bool, error) {
	if !choice {
		return false, nil
	}
	way, err := q.p.Choose(ctx, "This access reaches every Zoom user of your account. Whose interviews is it for",
		[]string{"For the whole workspace: each organiser's own Zoom user hosts", "Only for me: the others connect their own"}, -1)
	return way == 0, err
}

func (q connectQuestions) Ending(ctx context.Context, sentences []string) error {
	for _, sentence := range sentences {
		q.Tell(sentence)
	}
	return q.goOn(ctx, "Connect anyway? No gives this access back; what Zoom has ended stays ended")
}

// goOn asks for a yes; a no leaves.
func (q connectQuestions) goOn(ctx context.Context, question string) error {
	if yes, err := q.p.Confirm(ctx, question); err != nil || !yes {
		return errLeaveUnless(err)
	}
	return nil
}
