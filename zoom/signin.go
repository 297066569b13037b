package zoom

import (
	"context"
	"errors"
	"time"

	"golang.org/x/oauth2"

	"recruitty/internal/signin"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

const (
	// signInPatience is how long the listener stays open: Zoom's code lives no longer either.
	signInPatience = signin.Patience
	// RemoteRedirect is the redirect address to register with the Zoom app. Zoom ignores the port, but not the host:
	// localhost does not work.
	RemoteRedirect = "http://" + redirectHost + "/callback"
	redirectHost   = "127.0.0.1"
)

// ErrSignInOver is returned by a sign-in that was used, closed or given up after five minutes.
var ErrSignInOver = errors.New("zoom: this sign-in is over, start a new one")

// SignIn is one authorisation in a browser, with PKCE (RFC 7636, S256): open URL there, then either Wait for the
// browser to come back to this machine, or Paste the address on which it ended. The verifier and the state never
// leave it, and only the first answer counts.
type SignIn struct {
	auth    *Auth
	browser *signin.SignIn
}

// Begin starts a sign-in in a browser on this machine and listens on a free port of 127.0.0.1 (RFC 8252, section 7.3).
// The listener closes with the first valid answer, with Close, with ctx, or after five minutes.
func (a *Auth) Begin(ctx context.Context) (*SignIn, error) {
	return a.begin(ctx, signInPatience)
}

func (a *Auth) begin(ctx context.Context, patience time.Duration) (*SignIn, error) {
	browser, err := signin.Begin(ctx, oauth2.GenerateVerifier(), a.signInOptions(patience))
	if err != nil {
		return nil, err
	}
	return &SignIn{auth: a, browser: browser}, nil
}

// BeginRemote starts a sign-in for a browser on another machine. Nothing listens: the browser ends on a page that does
// not load, and its address is given to Paste.
func (a *Auth) BeginRemote(ctx context.Context) *SignIn {
	return &SignIn{auth: a, browser: signin.BeginRemote(ctx, oauth2.GenerateVerifier(), a.signInOptions(signInPatience))}
}

func (a *Auth) signInOptions(patience time.Duration) signin.Options {
	return signin.Options{Service: "Zoom", Host: redirectHost, Patience: patience, Logger: a.config.Logger}
}

// URL is Zoom's own sign-in and permission page.
func (s *SignIn) URL() string {
	return s.auth.oauth(s.browser.Redirect).AuthCodeURL(s.browser.State, oauth2.S256ChallengeOption(s.browser.Verifier))
}

// Wait returns when the browser has come back and Zoom has confirmed the grant. ErrDeclined means that the person
// declined; ErrSignInOver that nobody came, or that Paste was used. The sign-in is over afterwards.
func (s *SignIn) Wait(ctx context.Context) (recruit.Grant, error) {
	code, err := s.browser.Wait(ctx)
	return s.redeem(ctx, code, err)
}

// Paste continues with what the person copied: the whole address on which the browser ended, its query, or the bare
// code. A text that cannot be an answer is refused and leaves the sign-in open for another try.
func (s *SignIn) Paste(ctx context.Context, pasted string) (recruit.Grant, error) {
	code, err := s.browser.Paste(pasted)
	return s.redeem(ctx, code, err)
}

// Close gives the sign-in up and returns when its listener is closed. It may be called more than once.
func (s *SignIn) Close() { s.browser.Close() }

// redeem trades the code for a grant, and goes on with that when ctx ends: what
// Zoom has granted by then would have no owner, and could not be revoked.
func (s *SignIn) redeem(ctx context.Context, code string, err error) (recruit.Grant, error) {
	var no *signin.Refusal
	switch {
	case errors.As(err, &no):
		return recruit.Grant{}, declined(no.Word)
	case errors.Is(err, signin.ErrNotAnswer):
		return recruit.Grant{}, refused(err.Error())
	case errors.Is(err, signin.ErrOver):
		return recruit.Grant{}, ErrSignInOver
	case err != nil:
		return recruit.Grant{}, err
	}
	return s.auth.exchange(context.WithoutCancel(ctx), s.browser.Redirect, code, s.browser.Verifier)
}

// declined is Zoom's error redirect (RFC 6749, section 4.1.2.1) as an *Error.
func declined(word string) error {
	if word == "access_denied" {
		return &Error{Kind: ErrDeclined, Message: recruit.DeclinedAt("Zoom")}
	}
	return &Error{Kind: ErrRejected, Message: "Zoom refused the sign-in (" + sanitize.Head(word, 100) + "); check the registration of the Zoom app."}
}
