package zoom

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/oauth2"
)

const (
	// signInPatience is how long the listener stays open: Zoom's code lives no longer either.
	signInPatience = 5 * time.Minute
	callbackPath   = "/callback"
	// RemoteRedirect is the redirect address to register with the Zoom app. Zoom ignores the port, but not the host:
	// localhost does not work.
	RemoteRedirect = "http://127.0.0.1" + callbackPath
)

// ErrSignInOver is returned by a sign-in that was used, closed or given up after five minutes.
var ErrSignInOver = errors.New("zoom: this sign-in is over, start a new one")

// SignIn is one authorisation in a browser, with PKCE (RFC 7636, S256): open URL there, then either Wait for the
// browser to come back to this machine, or Paste the address on which it ended. The verifier and the state never
// leave it, and only the first answer counts.
type SignIn struct {
	auth     *Auth
	redirect string
	state    string
	verifier string

	ctx     context.Context // ends when the sign-in is over
	end     context.CancelFunc
	server  *http.Server  // nil for a remote browser
	stopped chan struct{} // closed when the server is
	arrived chan arrival  // holds the answer of the browser

	mu   sync.Mutex
	used bool
}

// arrival is what the browser brought: a code, or the error Zoom sent instead.
type arrival struct {
	code string
	err  error
}

// Begin starts a sign-in in a browser on this machine and listens on a free port of 127.0.0.1 (RFC 8252, section 7.3).
// The listener closes with the first valid answer, with Close, with ctx, or after five minutes.
func (a *Auth) Begin(ctx context.Context) (*SignIn, error) {
	return a.begin(ctx, signInPatience)
}

func (a *Auth) begin(ctx context.Context, patience time.Duration) (*SignIn, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for the browser: %w", err)
	}
	s := a.newSignIn(ctx, patience, "http://"+listener.Addr().String()+callbackPath)
	s.server = &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(a.config.Logger.Handler(), slog.LevelDebug),
	}
	s.server.SetKeepAlivesEnabled(false)
	s.stopped = make(chan struct{})
	go s.server.Serve(listener) // ends with stop
	context.AfterFunc(s.ctx, s.stop)
	return s, nil
}

// BeginRemote starts a sign-in for a browser on another machine. Nothing listens: the browser ends on a page that does
// not load, and its address is given to Paste.
func (a *Auth) BeginRemote(ctx context.Context) *SignIn {
	return a.newSignIn(ctx, signInPatience, RemoteRedirect)
}

func (a *Auth) newSignIn(ctx context.Context, patience time.Duration, redirect string) *SignIn {
	s := &SignIn{
		auth: a, redirect: redirect, state: rand.Text(), verifier: oauth2.GenerateVerifier(), arrived: make(chan arrival, 1),
	}
	s.ctx, s.end = context.WithTimeout(ctx, patience)
	return s
}

// URL is the address of Zoom's permission page for this sign-in.
func (s *SignIn) URL() string {
	return s.auth.oauth(s.redirect).AuthCodeURL(s.state, oauth2.S256ChallengeOption(s.verifier))
}

// Wait returns when the browser has come back and Zoom has confirmed the grant. ErrDeclined means that the person
// declined; ErrSignInOver that nobody came, or that Paste was used. The sign-in is over afterwards.
func (s *SignIn) Wait(ctx context.Context) (Grant, error) {
	defer s.Close()
	select {
	case <-ctx.Done():
		return Grant{}, ctx.Err()
	case answer := <-s.arrived:
		return s.redeem(ctx, answer)
	case <-s.ctx.Done():
		return Grant{}, ErrSignInOver
	}
}

// Paste continues with what the person copied: the whole address on which the browser ended, its query, or the bare
// code. A text that cannot be an answer is refused and leaves the sign-in open for another try.
func (s *SignIn) Paste(ctx context.Context, pasted string) (Grant, error) {
	answer, state, err := parsePasted(pasted)
	if err != nil {
		return Grant{}, err
	}
	if state != "" && !s.sameState(state) {
		return Grant{}, refused("This address belongs to another sign-in; open the newest link and paste the address it ends on.")
	}
	if s.ctx.Err() != nil || !s.claim() {
		return Grant{}, ErrSignInOver
	}
	defer s.Close()
	return s.redeem(ctx, answer)
}

// Close gives the sign-in up and returns when its listener is closed. It may be called more than once.
func (s *SignIn) Close() {
	s.end()
	if s.server != nil {
		<-s.stopped
	}
}

// redeem trades the code for a grant, and goes on with that when ctx ends: what
// Zoom has granted by then would have no owner, and could not be revoked.
func (s *SignIn) redeem(ctx context.Context, answer arrival) (Grant, error) {
	if answer.err != nil {
		return Grant{}, answer.err
	}
	return s.auth.exchange(context.WithoutCancel(ctx), s.redirect, answer.code, s.verifier)
}

// claim reports whether the caller is the first to bring an answer.
func (s *SignIn) claim() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	first := !s.used
	s.used = true
	return first
}

func (s *SignIn) sameState(state string) bool {
	return subtle.ConstantTimeCompare([]byte(state), []byte(s.state)) == 1
}

// stop closes the listener at once and gives a page that is being written a moment to arrive.
func (s *SignIn) stop() {
	defer close(s.stopped)
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if s.server.Shutdown(ctx) != nil {
		s.server.Close()
	}
}

// declined is Zoom's error redirect (RFC 6749, section 4.1.2.1) as an *Error.
func declined(word string) error {
	if word == "access_denied" {
		return &Error{Kind: ErrDeclined, Message: "Access was declined on Zoom's page; nothing was connected."}
	}
	return &Error{Kind: ErrRefused, Message: "Zoom refused the sign-in (" + clean(word, 100) + "); check the registration of the Zoom app."}
}
