// Package signin is one authorisation in a browser (RFC 6749, RFC 8252) with
// PKCE: the listener that the browser comes back to, the page it then shows, and
// the address that a person pastes when the browser is elsewhere. It knows
// nothing of any provider; what a code is traded for is its user's business.
package signin

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
)

const callbackPath = "/callback"

// Patience is how long a listener stays open: codes live no longer either.
const Patience = 5 * time.Minute

// ErrOver is returned by a sign-in that was used, closed or given up.
var ErrOver = errors.New("this sign-in is over, start a new one")

// ErrNotAnswer is a pasted text that cannot be an answer; the sign-in goes on.
// The error in which it stands is a sentence.
var ErrNotAnswer = errors.New("not the answer to this sign-in")

// notAnswer is ErrNotAnswer with a sentence.
type notAnswer string

func (n notAnswer) Error() string        { return string(n) }
func (n notAnswer) Is(target error) bool { return target == ErrNotAnswer }

// Refusal is the error that a provider sent instead of a code (RFC 6749 section
// 4.1.2.1).
type Refusal struct{ Word string }

// Error repeats the provider's word.
func (r *Refusal) Error() string { return "the provider refused: " + r.Word }

// Declined reports whether a person said no.
func (r *Refusal) Declined() bool { return r.Word == "access_denied" }

// Options say how a sign-in is begun.
type Options struct {
	Service string // as pages and sentences name it: Zoom
	// Host is 127.0.0.1 or localhost, as the provider wants it registered.
	Host string
	// Patience is how long it may take; zero means Patience.
	Patience time.Duration
	Logger   *slog.Logger
}

// SignIn is one authorisation. The verifier and the state never leave it but
// into the address of the provider's page, and only the first answer counts.
type SignIn struct {
	// Redirect is where the browser ends, State and Verifier go into the requests.
	Redirect, State, Verifier string

	service string
	host    string
	ctx     context.Context // ends when the sign-in is over
	end     context.CancelFunc
	server  *http.Server  // nil for a remote browser
	stopped chan struct{} // closed when the server is
	arrived chan response // holds the answer of the browser

	mu   sync.Mutex
	used bool
}

// response is what the browser brought: a code, or the error the provider sent
// instead.
type response struct {
	code string
	err  error
}

// Begin starts a sign-in in a browser on this machine and listens on a free port
// of 127.0.0.1 (RFC 8252, section 7.3). The listener closes with the first valid
// answer, with Close, with ctx, or when patience ends.
func Begin(ctx context.Context, verifier string, o Options) (*SignIn, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for the browser: %w", err)
	}
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	s := begin(ctx, verifier, o, "http://"+net.JoinHostPort(o.Host, port)+callbackPath)
	s.server = &http.Server{
		Handler:           s.handler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(o.Logger.Handler(), slog.LevelDebug),
	}
	s.server.SetKeepAlivesEnabled(false)
	s.stopped = make(chan struct{})
	go func() { _ = s.server.Serve(listener) }() // ends with stop
	context.AfterFunc(s.ctx, s.stop)
	return s, nil
}

// BeginRemote starts a sign-in for a browser on another machine. Nothing
// listens: the browser ends on a page that does not load, and its address is
// given to Paste.
func BeginRemote(ctx context.Context, verifier string, o Options) *SignIn {
	return begin(ctx, verifier, o, "http://"+o.Host+callbackPath)
}

func begin(ctx context.Context, verifier string, o Options, redirect string) *SignIn {
	if o.Patience == 0 {
		o.Patience = Patience
	}
	s := &SignIn{Redirect: redirect, State: rand.Text(), Verifier: verifier, service: o.Service, host: o.Host, arrived: make(chan response, 1)}
	s.ctx, s.end = context.WithTimeout(ctx, o.Patience)
	return s
}

// Wait returns the code when the browser has come back. A *Refusal is the
// provider's; ErrOver means that nobody came, or that Paste was used. The sign-in
// is over afterwards.
func (s *SignIn) Wait(ctx context.Context) (code string, err error) {
	defer s.Close()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case answer := <-s.arrived:
		return answer.code, answer.err
	case <-s.ctx.Done():
		return "", ErrOver
	}
}

// Paste takes what the person copied: the whole address on which the browser
// ended, its query, or the bare code. A text that cannot be an answer is
// ErrNotAnswer and leaves the sign-in open for another try.
func (s *SignIn) Paste(pasted string) (code string, err error) {
	answer, state, err := parsePasted(s.service, pasted)
	if err != nil {
		return "", err
	}
	if state != "" && !s.sameState(state) {
		return "", notAnswer("This address belongs to another sign-in; open the newest link and paste the address it ends on.")
	}
	if s.ctx.Err() != nil || !s.claim() {
		return "", ErrOver
	}
	defer s.Close()
	return answer.code, answer.err
}

// Close gives the sign-in up and returns when its listener is closed. It may be called more than once.
func (s *SignIn) Close() {
	s.end()
	if s.server != nil {
		<-s.stopped
	}
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
	return subtle.ConstantTimeCompare([]byte(state), []byte(s.State)) == 1
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
