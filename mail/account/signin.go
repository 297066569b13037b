package account

import (
	"context"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"recruitty/internal/signin"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// BeginMail implements accounts.MailAuthoriser.
func (a *Accounts) BeginMail(ctx context.Context, p recruit.MailProvider, app recruit.MailApp, local bool) (recruit.SignIn, error) {
	if err := a.safe(p); err != nil {
		return nil, err
	}
	e := a.endpoints(p, app)
	o := signin.Options{Service: p.Label(), Host: e.host}
	browser, err := (*signin.SignIn)(nil), error(nil)
	if local {
		if browser, err = signin.Begin(ctx, oauth2.GenerateVerifier(), o); err != nil {
			return nil, err
		}
	} else {
		browser = signin.BeginRemote(ctx, oauth2.GenerateVerifier(), o)
	}
	return &browserSignIn{accounts: a, provider: p, app: app, browser: browser}, nil
}

// browserSignIn implements recruit.SignIn.
type browserSignIn struct {
	accounts *Accounts
	provider recruit.MailProvider
	app      recruit.MailApp
	browser  *signin.SignIn
}

// URL implements recruit.SignIn.
func (s *browserSignIn) URL() string {
	e := s.accounts.endpoints(s.provider, s.app)
	query := url.Values{
		"client_id": {s.app.ClientID}, "response_type": {"code"}, "redirect_uri": {s.browser.Redirect}, "scope": {strings.Join(e.scopes, " ")},
		"state": {s.browser.State}, "code_challenge": {oauth2.S256ChallengeFromVerifier(s.browser.Verifier)}, "code_challenge_method": {"S256"},
	}
	for name, values := range e.more {
		query[name] = values
	}
	return e.authorise + "?" + query.Encode()
}

// Wait implements recruit.SignIn.
func (s *browserSignIn) Wait(ctx context.Context) (recruit.Grant, error) {
	code, err := s.browser.Wait(ctx)
	return s.redeem(ctx, code, err)
}

// Paste implements recruit.SignIn.
func (s *browserSignIn) Paste(ctx context.Context, text string) (recruit.Grant, error) {
	// Google's codes have a slash, which a browser shows as %2F or as it is.
	code, err := s.browser.Paste(text)
	return s.redeem(ctx, code, err)
}

// Close implements recruit.SignIn.
func (s *browserSignIn) Close() error {
	s.browser.Close()
	return nil
}

// redeem trades a code for a grant.
func (s *browserSignIn) redeem(ctx context.Context, code string, err error) (recruit.Grant, error) {
	label := s.provider.Label()
	var no *signin.Refusal
	switch {
	case errors.As(err, &no) && no.Declined():
		return recruit.Grant{}, &recruit.Problem{Kind: recruit.ErrDeclined, Cause: err, Sentence: recruit.DeclinedAt(label)}
	case errors.As(err, &no):
		return recruit.Grant{}, &recruit.Problem{Kind: recruit.ErrRejected, Cause: err, Sentence: label + " refused the sign-in (" + no.Word + "); check how the app is registered there."}
	case errors.Is(err, signin.ErrNotAnswer):
		return recruit.Grant{}, &recruit.Problem{Kind: recruit.ErrInvalid, Cause: err, Sentence: err.Error()}
	case errors.Is(err, signin.ErrOver):
		return recruit.Grant{}, recruit.SignInOver(err)
	case err != nil:
		return recruit.Grant{}, err
	}
	form := url.Values{"grant_type": {"authorization_code"}, "code": {code}, "redirect_uri": {s.browser.Redirect}, "code_verifier": {s.browser.Verifier}}
	return s.accounts.obtain(context.WithoutCancel(ctx), s.provider, s.app, form, signingIn)
}

// BeginMailDevice implements accounts.MailAuthoriser.
func (a *Accounts) BeginMailDevice(ctx context.Context, p recruit.MailProvider, app recruit.MailApp) (recruit.DeviceSignIn, error) {
	if err := a.safe(p); err != nil {
		return nil, err
	}
	e := a.endpoints(p, app)
	if e.device == "" {
		return nil, &recruit.Problem{Kind: recruit.ErrUnsupported, Sentence: p.Label() + " does not give access to mail by a code; use a browser, and paste the address on which it ends if it is on another machine."}
	}
	asked := a.options.Now()
	answer, err := a.post(ctx, e.device, url.Values{"client_id": {app.ClientID}, "scope": {strings.Join(e.scopes, " ")}})
	if err != nil {
		return nil, problem(p, err)
	}
	code := recruit.DeviceCode{
		UserCode: sanitize.Brief(answer.text("user_code"), 40), VerificationURI: page(answer.text("verification_uri")), Complete: page(answer.text("verification_uri_complete")),
		Interval: 5 * time.Second, Expiry: asked.Add(15 * time.Minute),
	}
	if code.VerificationURI == "" {
		code.VerificationURI = page(answer.text("verification_url"))
	}
	if n, err := strconv.Atoi(answer.text("interval")); err == nil && n > 0 {
		code.Interval = time.Duration(min(n, 60)) * time.Second
	}
	if n, err := strconv.Atoi(answer.text("expires_in")); err == nil && n > 0 {
		code.Expiry = asked.Add(time.Duration(min(n, 1800)) * time.Second)
	}
	device := answer.text("device_code")
	if answer.status/100 != 2 || device == "" || code.UserCode == "" || code.VerificationURI == "" {
		return nil, answer.problem(p, signingIn)
	}
	return &deviceSignIn{accounts: a, provider: p, app: app, code: code, device: device}, nil
}

// deviceSignIn implements recruit.DeviceSignIn.
type deviceSignIn struct {
	accounts *Accounts
	provider recruit.MailProvider
	app      recruit.MailApp
	code     recruit.DeviceCode
	device   string
}

// Code implements recruit.DeviceSignIn.
func (d *deviceSignIn) Code() recruit.DeviceCode { return d.code }

// Wait implements recruit.DeviceSignIn.
func (d *deviceSignIn) Wait(ctx context.Context) (recruit.Grant, error) {
	pause := d.code.Interval
	form := url.Values{"grant_type": {"urn:ietf:params:oauth:grant-type:device_code"}, "device_code": {d.device}}
	for d.accounts.options.Now().Before(d.code.Expiry) {
		select {
		case <-ctx.Done():
			return recruit.Grant{}, ctx.Err()
		case <-d.accounts.options.After(pause):
		}
		g, err := d.accounts.obtain(ctx, d.provider, d.app, form, polling)
		switch {
		case errors.Is(err, errPending):
		case errors.Is(err, errSlower):
			pause += 5 * time.Second // RFC 8628 section 3.5
		case errors.Is(err, recruit.ErrLater):
		default:
			return g, err
		}
	}
	return recruit.Grant{}, &recruit.Problem{Kind: recruit.ErrRejected, Sentence: "The code for " + d.provider.Label() + " has expired; start again."}
}

// lacks are the scopes that were wanted and not granted; a provider that names
// none grants what was asked for (RFC 6749 section 5.1).
func lacks(p recruit.MailProvider, granted []string) []string {
	if granted == nil {
		return nil
	}
	return slices.DeleteFunc(wanted(p), func(scope string) bool {
		return slices.ContainsFunc(granted, func(g string) bool {
			return strings.EqualFold(strings.TrimSuffix(g, "/"), strings.TrimSuffix(scope, "/"))
		})
	})
}
