// Package guard stands between the open internet and an HTTP handler that anybody may ask: it bounds how much and how often
// somebody asks, takes a request from another site for what it is, and keeps a fault from ending more than one request.
// What is said about a refusal is up to who is guarded.
package guard

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"runtime/debug"
	"strconv"
	"time"
)

// Limits bound what is asked for. A field that is zero has no bound, see Usual.
type Limits struct {
	Body int64 // bytes of a request

	Requests, Changes Rate // of one network; changes are requests that may change something
	Networks          int  // how many of them are remembered, twice

	AtOnce int           // requests that are answered at the same time
	Wait   time.Duration // for that, until a request is sent away
	Within time.Duration // in which each has to be answered
}

// Usual are the limits for a page that people open by hand, several of them perhaps from one office.
func Usual() Limits {
	return Limits{
		Body: 16 << 10, Requests: Rate{200 * time.Millisecond, 150}, Changes: Rate{2 * time.Second, 40}, Networks: 20_000,
		AtOnce: 128, Wait: 3 * time.Second, Within: 15 * time.Second,
	}
}

// Guard is what stands in front of a handler.
type Guard struct {
	Limits  Limits
	Clients Clients
	// Origin is this server's own as visitors see it, such as https://interviews.example.com, for a proxy in front that
	// gives another Host; "" leaves it to the Host.
	Origin string
	Now    func() time.Time
	Log    *slog.Logger
	// Refuse says that a request is refused with a status: 403, 413, 429, 500 or 503. Headers that belong to the status
	// are set.
	Refuse func(w http.ResponseWriter, r *http.Request, status int)
}

// Wrap returns a handler that asks next for what may pass. The error is an Origin that is none.
func (g Guard) Wrap(next http.Handler) (http.Handler, error) {
	foreign := http.NewCrossOriginProtection()
	if g.Origin != "" {
		if err := foreign.AddTrustedOrigin(g.Origin); err != nil {
			return nil, fmt.Errorf("read the address of this server: %w", err)
		}
	}
	foreign.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { g.Refuse(w, r, http.StatusForbidden) }))
	return g.caught(g.often(g.small(g.atOnce(foreign.Handler(next))))), nil
}

// caught ends a request that a fault stopped with an answer. What is logged of it is where it was, and nothing of what was
// asked for.
func (g Guard) caught(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			fault := recover()
			if fault == nil {
				return
			}
			if fault == http.ErrAbortHandler { //nolint:errorlint // it is compared as the server does
				panic(fault)
			}
			g.Log.Error("a fault while a page was made", "kind", fmt.Sprintf("%T", fault), "stack", string(debug.Stack()))
			g.Refuse(w, r, http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}

// often refuses who asks too often.
func (g Guard) often(next http.Handler) http.Handler {
	requests := NewLimiter[netip.Prefix](g.Limits.Requests, g.Limits.Networks, g.Now)
	changes := NewLimiter[netip.Prefix](g.Limits.Changes, g.Limits.Networks, g.Now)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		from := g.Clients.Of(r)
		wait := requests.Allow(from)
		if wait == 0 && !Harmless(r.Method) {
			wait = changes.Allow(from)
		}
		if wait > 0 {
			RetryAfter(w, wait)
			g.Refuse(w, r, http.StatusTooManyRequests)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// small refuses what is too long before it is read.
func (g Guard) small(next http.Handler) http.Handler {
	if g.Limits.Body <= 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > g.Limits.Body {
			w.Header().Set("Connection", "close")
			g.Refuse(w, r, http.StatusRequestEntityTooLarge)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, g.Limits.Body)
		next.ServeHTTP(w, r)
	})
}

// atOnce lets so many requests be answered at the same time, and each only so long.
func (g Guard) atOnce(next http.Handler) http.Handler {
	if g.Limits.AtOnce <= 0 {
		return next
	}
	seats := make(chan struct{}, g.Limits.AtOnce)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		patience := time.NewTimer(g.Limits.Wait)
		defer patience.Stop()
		select {
		case seats <- struct{}{}:
			defer func() { <-seats }()
		case <-r.Context().Done():
			return
		case <-patience.C:
			RetryAfter(w, g.Limits.Wait)
			g.Refuse(w, r, http.StatusServiceUnavailable)
			return
		}
		if g.Limits.Within > 0 {
			ctx, cancel := context.WithTimeout(r.Context(), g.Limits.Within)
			defer cancel()
			r = r.WithContext(ctx)
		}
		next.ServeHTTP(w, r)
	})
}

// Harmless reports whether a method asks for nothing to be changed.
func Harmless(method string) bool { return method == http.MethodGet || method == http.MethodHead }

// RetryAfter says in whole seconds, rounded up, when to ask again.
func RetryAfter(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
}
