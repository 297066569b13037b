package plain

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/plain/signin"
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
	g, err := p.signIn(ctx, signin.At{Service: "Zoom", Again: "connect", Allow: "Allow",
		Browser: func(ctx context.Context, local bool) (recruit.SignIn, error) {
			return p.Services.Accounts.Begin(ctx, p.Member, local)
		},
		Device: func(ctx context.Context) (recruit.DeviceSignIn, error) {
			return p.Services.Accounts.BeginDevice(ctx, p.Member)
		}})
	if err != nil {
		return err
	}
	return p.granted(ctx, g)
}

// signIn signs in to a service.
func (p *plain) signIn(ctx context.Context, at signin.At) (recruit.Grant, error) {
	at.Terminal, at.Remote, at.OpenURL = p.Terminal, p.Remote, p.OpenURL
	return at.In(ctx, p.Conversation)
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
