package zoom

import (
	"context"
	"errors"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Configured implements recruit.Authoriser.
func (p *Provider) Configured(ctx context.Context) error {
	_, err := p.registered(ctx)
	return err
}

// Permissions implements recruit.Authoriser.
func (p *Provider) Permissions() []recruit.Permission { return Permissions() }

// Missing implements recruit.Authoriser.
func (p *Provider) Missing(granted []string) []recruit.Permission { return Missing(granted) }

// Begin implements recruit.Authoriser.
func (p *Provider) Begin(ctx context.Context, local bool) (recruit.SignIn, error) {
	auth, err := p.auth(ctx)
	if err != nil {
		return nil, err
	}
	if !local {
		return domainSignIn{auth.BeginRemote(ctx)}, nil
	}
	s, err := auth.Begin(ctx)
	if err != nil {
		return nil, problem(err)
	}
	return domainSignIn{s}, nil
}

// domainSignIn is a SignIn in the domain's words.
type domainSignIn struct{ *SignIn }

func (s domainSignIn) Wait(ctx context.Context) (recruit.Grant, error) {
	g, err := s.SignIn.Wait(ctx)
	return wanted(ctx, s.SignIn.auth, g, err)
}

func (s domainSignIn) Paste(ctx context.Context, text string) (recruit.Grant, error) {
	g, err := s.SignIn.Paste(ctx, text)
	return wanted(ctx, s.SignIn.auth, g, err)
}

// wanted gives a grant back at once for which nobody waits any more: whoever
// began the sign-in has closed it, or its time is over.
func wanted(ctx context.Context, auth *Auth, grant recruit.Grant, err error) (recruit.Grant, error) {
	grant, err = domainGrant(grant, err)
	if err != nil || ctx.Err() == nil {
		return grant, err
	}
	why := ctx.Err()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), DefaultTimeout)
	defer cancel()
	if err := auth.revokeAll(ctx, grant.Tokens); err != nil {
		auth.config.Logger.Warn("a sign-in that nobody waited for may have left access at zoom", "error", err)
	}
	return recruit.Grant{}, why
}

func (s domainSignIn) Close() error {
	s.SignIn.Close()
	return nil
}

// BeginDevice implements recruit.Authoriser.
func (p *Provider) BeginDevice(ctx context.Context) (recruit.DeviceSignIn, error) {
	auth, err := p.auth(ctx)
	if err != nil {
		return nil, err
	}
	d, err := auth.BeginDevice(ctx)
	if err != nil {
		return nil, problem(err)
	}
	return domainDevice{d, auth}, nil
}

// domainDevice is a DeviceSignIn in the domain's words.
type domainDevice struct {
	signIn *DeviceSignIn
	auth   *Auth
}

func (d domainDevice) Code() recruit.DeviceCode { return d.signIn.DeviceCode }

func (d domainDevice) Wait(ctx context.Context) (recruit.Grant, error) {
	g, err := d.signIn.Poll(ctx)
	return wanted(ctx, d.auth, g, err)
}

// domainGrant turns a failed sign-in into the domain's words.
func domainGrant(g recruit.Grant, err error) (recruit.Grant, error) {
	var z *Error
	switch {
	case errors.Is(err, ErrSignInOver) && !errors.As(err, &z):
		return recruit.Grant{}, recruit.SignInOver(err)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return recruit.Grant{}, err // the person's own doing
	case err != nil:
		return recruit.Grant{}, problem(err)
	}
	return g, nil
}

// ServerToServer implements recruit.Authoriser. No Zoom user is behind such a
// connection, so the account stands for one.
func (p *Provider) ServerToServer(ctx context.Context, app recruit.ZoomApp) (recruit.Grant, recruit.Account, error) {
	set, err := p.options.ServerApp(ctx)
	switch {
	case err != nil:
		return recruit.Grant{}, recruit.Account{}, err
	case app == (recruit.ZoomApp{}):
		app = set
	case set.FromEnvironment:
		return recruit.Grant{}, recruit.Account{}, recruit.Refused(
			"The server-to-server app is set by the environment (RECRUITTY_ZOOM_ACCOUNT_ID); connect with that one, or remove it there.")
	}
	if app.ClientID == "" || app.Secret == "" || app.AccountID == "" {
		return recruit.Grant{}, recruit.Account{}, &recruit.Problem{Kind: recruit.ErrNotSetUp, Field: "account_id",
			Sentence: "Server-to-server access needs an account id, a client id and a client secret; enter them in Settings, Other Integrations, or set RECRUITTY_ZOOM_ACCOUNT_ID, RECRUITTY_ZOOM_CLIENT_ID and RECRUITTY_ZOOM_CLIENT_SECRET."}
	}
	auth, err := p.authOf(app)
	if err != nil {
		return recruit.Grant{}, recruit.Account{}, err
	}
	g, err := domainGrant(auth.ServerToServer(ctx))
	if errors.Is(err, recruit.ErrReconnect) {
		// There was no connection before that could have ended.
		err = &recruit.Problem{Kind: recruit.ErrRejected, Cause: err,
			Sentence: "Zoom does not accept this account id, client id and secret together; check them on the page of the app, and that it is activated."}
	}
	g.AccountWide = true
	name := "Zoom account " + sanitize.Head(app.AccountID, maxText)
	return g, recruit.Account{UserID: "account " + app.AccountID, Name: name, Plan: recruit.PlanUnknown}, err
}

// Account implements recruit.Authoriser. The code of a sign-in is spent by now,
// so a Zoom that has trouble for a moment is asked again.
func (p *Provider) Account(ctx context.Context, g recruit.Grant) (recruit.Account, error) {
	auth, err := p.auth(ctx)
	if err != nil {
		return recruit.Account{}, err
	}
	c, err := NewClient(auth.config, fixed(g.Tokens.Access))
	if err != nil {
		return recruit.Account{}, err
	}
	u, err := c.Me(ctx)
	for _, pause := range []time.Duration{time.Second, 3 * time.Second} {
		if !errors.Is(err, ErrLater) {
			break
		}
		select {
		case <-ctx.Done():
			return recruit.Account{}, ctx.Err()
		case <-p.options.After(pause):
		}
		u, err = c.Me(ctx)
	}
	switch {
	case errors.Is(err, ErrLater):
		return recruit.Account{}, &recruit.Problem{Kind: recruit.ErrLater, Cause: err,
			Sentence: "Zoom let recruitty in but does not say whose account it is at the moment; try again in a few minutes."}
	case err != nil:
		return recruit.Account{}, problem(err)
	}
	return u, nil
}

// fixed is an access token that was granted a moment ago.
type fixed string

func (f fixed) Token(context.Context) (string, error) { return string(f), nil }

func (f fixed) Renew(context.Context, string) (string, error) {
	return "", &Error{Kind: ErrReconnect, Message: "Zoom refused the access that it had just granted; connect again."}
}

// User implements recruit.Authoriser.
func (p *Provider) User(ctx context.Context, via recruit.Connection, email string) (recruit.Account, error) {
	s, err := p.open(ctx, via)
	if err != nil {
		return recruit.Account{}, problem(err)
	}
	u, err := s.User(ctx, host(via, email))
	if err != nil {
		return recruit.Account{}, s.problem(ctx, err)
	}
	return u, nil
}

// Revoke implements recruit.Authoriser.
func (p *Provider) Revoke(ctx context.Context, via recruit.Connection) error {
	auth, err := p.authFor(ctx, via)
	if err != nil {
		return err
	}
	t, err := p.options.Vault.Tokens(ctx, via.ID)
	if err != nil {
		return err
	}
	return auth.revokeAll(ctx, t)
}

// RevokeGrant implements recruit.Authoriser. Only sign-ins are discarded.
func (p *Provider) RevokeGrant(ctx context.Context, g recruit.Grant) error {
	auth, err := p.auth(ctx)
	if err != nil {
		return err
	}
	return auth.revokeAll(ctx, g.Tokens)
}

// revokeAll revokes a grant. Both of its tokens die with one of them; which one
// Zoom wants is undocumented, so both are tried.
func (a *Auth) revokeAll(ctx context.Context, t recruit.Tokens) error {
	confirmed, err := false, error(nil)
	for _, token := range []string{t.Access, t.Refresh} {
		if token == "" || confirmed {
			continue
		}
		confirmed, err = a.Revoke(ctx, token)
	}
	switch {
	case confirmed:
		return nil
	case err == nil:
		return &recruit.Problem{Kind: recruit.ErrLost, Sentence: "Zoom did not confirm that access is revoked."}
	}
	return problem(err)
}
