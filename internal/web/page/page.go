// Package page is the page on which a candidate picks the time of an interview. Whoever has the token in its address is the
// candidate; there is no other sign-in, no cookie and no script. A request by GET or HEAD reaches nothing that could change
// anything; what a candidate decides comes by POST from a button, and the answer leads back to the page.
package page

import (
	"context"
	"crypto/sha256"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"recruitty/internal/web/guard"
	"recruitty/recruit"
)

// Options is what the page needs.
type Options struct {
	Viewer  Viewer
	Choices Choices
	// Origin is the one under which visitors see the page, such as https://interviews.example.com; "" leaves it to the
	// header Host.
	Origin string
	// Encrypted says that this server itself speaks TLS, so that browsers may be told to use nothing else.
	Encrypted bool
	// Proxies are the networks of proxies in front, whose word is taken for where a visitor comes from.
	Proxies []netip.Prefix
	Limits  *Limits // nil are the usual ones
	Now     recruit.Clock
	Log     *slog.Logger
	Figures *Figures // nil counts nothing
}

// Limits bound what one network and one token may ask for.
type Limits struct {
	guard.Limits
	// Token is for requests with one token, and TokenChanges for those that may change something. Tokens is how many are
	// remembered, twice.
	Token, TokenChanges guard.Rate
	Tokens              int
}

// Usual are the limits for people.
func Usual() Limits {
	return Limits{
		Limits: guard.Usual(), Token: guard.Rate{Every: 500 * time.Millisecond, Burst: 60},
		TokenChanges: guard.Rate{Every: 5 * time.Second, Burst: 20}, Tokens: 20_000,
	}
}

// page is the handler behind the guard.
type page struct {
	Options
	often, changes *guard.Limiter[[sha256.Size]byte]
}

// New returns the handler of the page. The error is an Origin that is none.
func New(o Options) (http.Handler, error) {
	limits := Usual()
	if o.Limits != nil {
		limits = *o.Limits
	}
	p := &page{
		Options: o, often: guard.NewLimiter[[sha256.Size]byte](limits.Token, limits.Tokens, o.Now),
		changes: guard.NewLimiter[[sha256.Size]byte](limits.TokenChanges, limits.Tokens, o.Now),
	}
	inside, err := guard.Guard{
		Limits: limits.Limits, Clients: guard.Clients{Proxies: o.Proxies}, Origin: o.Origin, Now: o.Now, Log: o.Log, Refuse: p.refuse,
	}.Wrap(http.HandlerFunc(p.serve))
	if err != nil {
		return nil, err
	}
	return o.secured(inside), nil
}

// Prefix stands before the token in the address of a page.
const Prefix = "/p/"

// Address is that of the page of a token; base is the address at which visitors reach this server.
func Address(base, token string) string {
	return strings.TrimSuffix(base, "/") + Prefix + url.PathEscape(token)
}

// serve answers what the guard let pass.
func (p *page) serve(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/page.css":
		p.style(w, r)
		return
	case "/robots.txt":
		p.robots(w, r)
		return
	}
	rest, ours := strings.CutPrefix(r.URL.Path, Prefix)
	secret, part, deeper := strings.Cut(rest, "/")
	switch {
	case !ours:
		p.refuse(w, r, http.StatusNotFound)
	case deeper && part == "":
		p.lead(w, "../"+url.PathEscape(secret)) // a slash too many at the end
	default:
		p.visit(w, r, secret, part)
	}
}

// The parts of a page, by what stands behind the token; "" is the page itself.
const (
	asking     = "ask"
	moving     = "move"
	callingOff = "call-off"
	zones      = "zones"
)

// visit answers a request with a token.
func (p *page) visit(w http.ResponseWriter, r *http.Request, secret, part string) {
	key := sha256.Sum256([]byte(secret))
	wait := p.often.Allow(key)
	if wait == 0 && !guard.Harmless(r.Method) {
		wait = p.changes.Allow(key)
	}
	if wait > 0 {
		guard.RetryAfter(w, wait)
		p.refuse(w, r, http.StatusTooManyRequests)
		return
	}
	if !spelled(secret) {
		secret = "" // leads nowhere, and is looked up as everything else
	}
	v := &visit{page: p, token: TokenOf(secret), part: part, query: r.URL.Query(), accepts: r.Header.Get("Accept-Language"), now: p.Now()}
	switch known := part == "" || part == asking || part == moving || part == callingOff || part == zones; {
	case !known:
		p.refuse(w, r, http.StatusNotFound)
	case guard.Harmless(r.Method):
		p.show(w, r, v)
	case r.Method != http.MethodPost || part == zones:
		p.refuse(w, r, http.StatusMethodNotAllowed)
	default:
		p.decide(w, r, v)
	}
}

// spelled reports whether a text may be a token: letters, digits, - and _, as in URLs (RFC 4648, section 5).
func spelled(secret string) bool {
	return secret != "" && len(secret) <= 64 && !strings.ContainsFunc(secret, func(c rune) bool {
		return (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '-' && c != '_'
	})
}

// show shows how things stand. It has no way to change them.
func (p *page) show(w http.ResponseWriter, r *http.Request, v *visit) {
	if err := v.look(r.Context(), p.Viewer); err != nil {
		p.failed(w, r, err)
		return
	}
	if !v.possible() {
		p.lead(w, v.home(nil))
		return
	}
	p.Figures.count(shown)
	p.write(w, http.StatusOK, v)
}

// failed says that a request came to nothing, for which there are several reasons.
func (p *page) failed(w http.ResponseWriter, r *http.Request, err error) {
	status, level := http.StatusInternalServerError, slog.LevelError
	var long *http.MaxBytesError
	switch {
	case errors.Is(err, recruit.ErrNotFound):
		p.refuse(w, r, http.StatusNotFound)
		return
	case errors.As(err, &long):
		p.refuse(w, r, http.StatusRequestEntityTooLarge)
		return
	case r.Context().Err() != nil, errors.Is(err, recruit.ErrStorage) && !errors.Is(err, recruit.ErrDamaged):
		guard.RetryAfter(w, 10*time.Second)
		status, level = http.StatusServiceUnavailable, slog.LevelWarn // whoever comes again may be luckier
	}
	if !errors.Is(r.Context().Err(), context.Canceled) { // who has gone away fills no log
		p.Log.Log(context.WithoutCancel(r.Context()), level, "a page for a candidate could not be made", "error", err)
	}
	p.refuse(w, r, status)
}

// refuse says why a request is refused, the same to everybody.
func (p *page) refuse(w http.ResponseWriter, r *http.Request, status int) {
	p.Figures.count(refused(status))
	if status == http.StatusMethodNotAllowed {
		allowed := "GET, HEAD, POST"
		if !strings.HasPrefix(r.URL.Path, Prefix) || strings.HasSuffix(r.URL.Path, "/"+zones) {
			allowed = "GET, HEAD"
		}
		w.Header().Set("Allow", allowed)
	}
	v := &visit{page: p, accepts: r.Header.Get("Accept-Language"), now: p.Now(), up: upward(r.URL.Path)}
	v.speak()
	said := v.say.fault[status]
	s := v.sheet()
	s.Heading, s.Texts = said.Heading, []string{said.Text}
	if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		if wait := w.Header().Get("Retry-After"); wait != "" {
			s.Texts = append(s.Texts, fill(v.say.tryAgain, "n", wait))
		}
	}
	p.send(w, status, "said", s)
}

// lead leads to an address that is relative to the one that was asked for, so that it does not matter under which name this
// server was asked.
func (p *page) lead(w http.ResponseWriter, to string) {
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusSeeOther)
}
