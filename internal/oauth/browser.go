package oauth

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"golang.org/x/oauth2"

	"recruitty/internal/signin"
	"recruitty/recruit"
)

// Begin starts a sign-in in a browser; local listens for its return on this machine.
func (c *Client) Begin(ctx context.Context, f Flow, local bool) (recruit.SignIn, error) {
	if f.Bad != nil {
		return nil, f.Bad
	}
	o := signin.Options{Service: f.Label, Host: f.Host}
	browser, err := (*signin.SignIn)(nil), error(nil)
	if local {
		if browser, err = signin.Begin(ctx, oauth2.GenerateVerifier(), o); err != nil {
			return nil, err
		}
	} else {
		browser = signin.BeginRemote(ctx, oauth2.GenerateVerifier(), o)
	}
	return &browserSignIn{client: c, flow: f, browser: browser}, nil
}

// browserSignIn implements recruit.SignIn.
type browserSignIn struct {
	client  *Client
	flow    Flow
	browser *signin.SignIn
}

// URL implements recruit.SignIn.
func (s *browserSignIn) URL() string {
	query := url.Values{
		"client_id": {s.flow.ClientID}, "response_type": {"code"}, "redirect_uri": {s.browser.Redirect}, "scope": {strings.Join(s.flow.Scopes, " ")},
		"state": {s.browser.State}, "code_challenge": {oauth2.S256ChallengeFromVerifier(s.browser.Verifier)}, "code_challenge_method": {"S256"},
	}
	for name, values := range s.flow.More {
		query[name] = values
	}
	return s.flow.Authorise + "?" + query.Encode()
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
	label := s.flow.Label
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
	return s.client.obtain(context.WithoutCancel(ctx), s.flow, form, signingIn)
}
