package account_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/calendar/account"
	"recruitty/calendar/calsim"
	"recruitty/calendar/google"
	"recruitty/calendar/microsoft"
	"recruitty/calendar/rest"
	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/recruittest"
)

const ana = "ana@corp.example"

func kinds() []busy.Kind { return []busy.Kind{busy.Google, busy.Microsoft} }

// office is a simulated Google and Microsoft with sign-ins and readers.
type office struct {
	*calsim.Server
	accounts *account.Accounts
	readers  map[busy.Kind]busy.Reader
	app      recruit.MailApp

	mu     sync.Mutex
	now    time.Time
	waited func() // what happens while a person is waited for
}

func newOffice(t *testing.T, o calsim.Options) *office {
	t.Helper()
	w := &office{now: recruittest.At(), app: recruit.MailApp{ClientID: calsim.ClientID, Secret: calsim.ClientSecret}}
	clock := func() time.Time {
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.now
	}
	o.Clock = clock
	w.Server = calsim.New(o)
	stop, err := w.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	w.AddPerson(calsim.Person{Email: ana})
	w.AddEvent(ana, monday(9), monday(10), calsim.Busy, "Focus", "")
	passed := make(chan time.Time)
	close(passed)
	w.accounts = account.New(account.Options{Now: clock, OAuth: map[busy.Kind]string{busy.Google: w.GoogleOAuth(), busy.Microsoft: w.MicrosoftOAuth()},
		After: func(d time.Duration) <-chan time.Time {
			w.pass(d)
			if w.waited != nil {
				w.waited()
			}
			return passed
		}})
	reach := rest.Options{Base: w.URL(), Now: clock, After: func(time.Duration) <-chan time.Time { return passed }}
	w.readers = map[busy.Kind]busy.Reader{busy.Google: google.New(reach), busy.Microsoft: microsoft.New(reach)}
	return w
}

func (w *office) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

func monday(hour int) time.Time { return time.Date(2026, 12, 7, hour, 0, 0, 0, time.UTC) }

// reads reads Ana's calendar with an access and says how her one entry counts.
func (w *office) reads(ctx context.Context, via busy.Access) (busy.State, error) {
	q := busy.Query{Calendars: []busy.Calendar{{Name: ana, Owner: ana, Zone: time.UTC}}, From: monday(0), To: monday(24), Words: busy.Words{Soft: []string{"focus"}}}
	r, err := w.readers[via.Kind].Read(ctx, via, q)
	switch {
	case err != nil:
		return busy.Unknown, err
	case r[0].Err != nil || len(r[0].Intervals) != 1:
		return busy.Unknown, r[0].Err
	}
	return r[0].Intervals[0].State, nil
}

// granted signs in as a person does: the browser comes back, or an address is pasted,
// or a code is typed.
func (w *office) granted(t *testing.T, kind busy.Kind, titles bool, way string) (recruit.Grant, error) {
	t.Helper()
	if way == "device" {
		sign, err := w.accounts.BeginDevice(t.Context(), kind, w.app, titles)
		if err != nil {
			return recruit.Grant{}, err
		}
		polls := 0
		w.waited = func() {
			if polls++; polls == 3 {
				if err := w.Type(sign.Code().UserCode, ana, true); err != nil {
					t.Error(err)
				}
			}
		}
		return sign.Wait(t.Context())
	}
	sign, err := w.accounts.Begin(t.Context(), kind, w.app, titles, way == "browser")
	if err != nil {
		return recruit.Grant{}, err
	}
	defer sign.Close()
	if strings.Contains(sign.URL(), "s3cret") {
		t.Errorf("a secret in %s", sign.URL())
	}
	ended, err := w.Approve(sign.URL(), ana)
	if err != nil {
		t.Fatal(err)
	}
	if way == "paste" {
		return sign.Paste(t.Context(), ended)
	}
	visit(t, ended)
	return sign.Wait(t.Context())
}

// visit does what a browser does at the end: it goes to an address on this machine.
func visit(t *testing.T, ended string) {
	t.Helper()
	at, err := url.Parse(ended)
	if err != nil {
		t.Fatal(err)
	}
	host := at.Host
	at.Host = "127.0.0.1:" + at.Port()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at.String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = host
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
}

// TestSignIns holds each way to an access, that the access reads what was asked for and
// no more, and that it is renewed and given back.
func TestSignIns(t *testing.T) {
	t.Parallel()
	for _, kind := range kinds() {
		for _, titles := range []bool{false, true} {
			for _, way := range []string{"browser", "paste", "device"} {
				t.Run(fmt.Sprintf("%s %v %s", kind, titles, way), func(t *testing.T) {
					t.Parallel()
					w := newOffice(t, calsim.Options{KeepRefresh: kind == busy.Google})
					g, err := w.granted(t, kind, titles, way)
					if kind == busy.Google && way == "device" {
						if !errors.Is(err, recruit.ErrUnsupported) {
							t.Errorf("a code at Google: %v", err)
						}
						return
					}
					if err != nil || g.Address != ana || g.Tokens.Refresh == "" || g.Tokens.Expiry.IsZero() {
						t.Fatalf("%+v, %v", g, err)
					}
					want := busy.Busy
					if titles || kind == busy.Microsoft { // whose own titles come in any case
						want = busy.Soft
					}
					via := busy.Access{Kind: kind, Token: g.Tokens.Access, Titles: titles}
					if is, err := w.reads(t.Context(), via); err != nil || is != want {
						t.Errorf("%s, %v; want %s", is, err, want)
					}
					w.Expire()
					if _, err := w.reads(t.Context(), via); !errors.Is(err, recruit.ErrReconnect) {
						t.Errorf("an access that died: %v", err)
					}
					renewed, err := w.accounts.Renew(t.Context(), kind, w.app, g.Tokens)
					if err != nil || renewed.Access == g.Tokens.Access || (renewed.Refresh == "") != (kind == busy.Google) {
						t.Fatalf("renewed: %v", err)
					}
					via.Token = renewed.Access
					if is, err := w.reads(t.Context(), via); err != nil || is != want {
						t.Errorf("%s, %v after a renewal", is, err)
					}
					if renewed.Refresh == "" {
						renewed.Refresh = g.Tokens.Refresh
					} else if _, err := w.accounts.Renew(t.Context(), kind, w.app, g.Tokens); !errors.Is(err, recruit.ErrReconnect) {
						t.Errorf("a refresh token was good twice: %v", err)
					}
					err = w.accounts.Revoke(t.Context(), kind, w.app, renewed)
					if kind == busy.Microsoft {
						if !errors.Is(err, recruit.ErrUnsupported) {
							t.Errorf("revoked: %v", err)
						}
						w.Revoke()
					} else if err != nil {
						t.Errorf("revoked: %v", err)
					}
					if _, err := w.accounts.Renew(t.Context(), kind, w.app, renewed); !errors.Is(err, recruit.ErrReconnect) {
						t.Errorf("after it: %v", err)
					}
				})
			}
		}
	}
}

// TestSignInsThatComeToNothing holds that each no is said as what it is, and with no
// secret in it.
func TestSignInsThatComeToNothing(t *testing.T) {
	t.Parallel()
	for _, kind := range kinds() {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			w := newOffice(t, calsim.Options{})
			begin := func() recruit.SignIn {
				sign, err := w.accounts.Begin(t.Context(), kind, w.app, false, false)
				if err != nil {
					t.Fatal(err)
				}
				return sign
			}
			check := func(what string, err, kind error) {
				t.Helper()
				if !errors.Is(err, kind) {
					t.Errorf("%s: %v, want %v", what, err, kind)
				}
				var p *recruit.Problem
				if !errors.As(err, &p) || strings.Contains(p.Sentence, "s3cret") || p.Cause != nil && strings.Contains(p.Cause.Error(), "s3cret") {
					t.Errorf("%s: %#v", what, err)
				}
			}
			sign := begin()
			_, err := sign.Paste(t.Context(), "what is this?")
			check("nonsense", err, recruit.ErrInvalid)
			ended, err := w.Decline(sign.URL())
			if err != nil {
				t.Fatal(err)
			}
			_, err = sign.Paste(t.Context(), ended)
			check("declined", err, recruit.ErrDeclined)
			sign = begin()
			_, err = sign.Paste(t.Context(), "4/never-given-out")
			check("another code", err, recruit.ErrRejected)
			_, err = w.accounts.Renew(t.Context(), kind, w.app, recruit.Tokens{Access: "s3cret"})
			check("no refresh token", err, recruit.ErrReconnect)
			_, err = w.accounts.Renew(t.Context(), kind, recruit.MailApp{ClientID: w.app.ClientID, Secret: "s3cret"}, recruit.Tokens{Refresh: "s3cret"})
			check("another secret", err, recruit.ErrReconnect)

			closed := newOffice(t, calsim.Options{Scopes: []string{"openid", "email"}})
			_, err = closed.granted(t, kind, true, "paste")
			check("not ticked", err, recruit.ErrScope)

			for name, fault := range map[string]calsim.Fault{
				"down": {Do: calsim.Down}, "a page": {Do: calsim.HTML}, "no answer": {Do: calsim.Drop}, "cut": {Do: calsim.Cut}, "huge": {Do: calsim.Huge}, "null": {Do: calsim.Reply, Body: "null"},
			} {
				fault.Operation, fault.Times = "oauth.token", -1
				w.AddFault(fault)
				_, err = w.accounts.Renew(t.Context(), kind, w.app, recruit.Tokens{Refresh: "s3cret"})
				check(name, err, recruit.ErrLater)
				w.ClearFaults()
			}
		})
	}
	w := newOffice(t, calsim.Options{})
	if _, err := w.accounts.Begin(t.Context(), busy.CalDAV, w.app, false, false); !errors.Is(err, recruit.ErrUnsupported) {
		t.Errorf("a kind without a sign-in: %v", err)
	}
}

// TestACodeOnAnotherDevice holds what comes of a code that nobody types in time, or
// that someone says no to.
func TestACodeOnAnotherDevice(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		typed bool
		kind  error
	}{"nobody types it": {false, recruit.ErrRejected}, "someone says no": {true, recruit.ErrDeclined}} {
		w := newOffice(t, calsim.Options{})
		sign, err := w.accounts.BeginDevice(t.Context(), busy.Microsoft, w.app, false)
		if err != nil {
			t.Fatal(err)
		}
		if c.typed {
			if err := w.Type(sign.Code().UserCode, "", false); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := sign.Wait(t.Context()); !errors.Is(err, c.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestWholeOrganisations holds access without a person, and what is said where an
// administrator has to act.
func TestWholeOrganisations(t *testing.T) {
	t.Parallel()
	const (
		scopeBusy   = "https://www.googleapis.com/auth/calendar.events.freebusy"
		scopeTitles = "https://www.googleapis.com/auth/calendar.events.readonly"
	)
	tenant := calsim.App{ID: "tenant-app", Secret: "tenant-s3cret", Tenant: "corp.example", Roles: []string{"Calendars.ReadBasic.All"}}
	w := newOffice(t, calsim.Options{Apps: []calsim.App{tenant}})
	key, err := w.ServiceAccount("corp.example", scopeBusy)
	if err != nil {
		t.Fatal(err)
	}
	other, err := calsim.New(calsim.Options{}).ServiceAccount("corp.example", scopeBusy)
	if err != nil {
		t.Fatal(err)
	}
	app := recruit.MailApp{ClientID: tenant.ID, Secret: tenant.Secret, Tenant: tenant.Tenant}
	with := func(change func(*recruit.MailApp)) recruit.MailApp {
		changed := app
		change(&changed)
		return changed
	}
	for name, c := range map[string]struct {
		kind      busy.Kind
		app       recruit.MailApp
		key, user string
		titles    bool
		want      error
		says      string
	}{
		"Google":                   {busy.Google, recruit.MailApp{}, string(key), ana, false, nil, ""},
		"Google, not delegated":    {busy.Google, recruit.MailApp{}, string(key), ana, true, recruit.ErrReconnect, "100000000000000000001 with " + scopeBusy + " and " + scopeTitles},
		"Google, someone else's":   {busy.Google, recruit.MailApp{}, string(key), "x@other.example", false, recruit.ErrReconnect, "Domain-wide delegation"},
		"Google, another key":      {busy.Google, recruit.MailApp{}, string(other), ana, false, recruit.ErrReconnect, "does not accept this key"},
		"Google, no key":           {busy.Google, recruit.MailApp{}, `{"type":"authorized_user","private_key":"s3cret"}`, ana, false, recruit.ErrInvalid, "not the key"},
		"Microsoft":                {busy.Microsoft, app, "", ana, false, nil, ""},
		"Microsoft, other secret":  {busy.Microsoft, with(func(a *recruit.MailApp) { a.Secret = "old-s3cret" }), "", ana, false, recruit.ErrReconnect, "make a new one in Entra"},
		"Microsoft, other tenant":  {busy.Microsoft, with(func(a *recruit.MailApp) { a.Tenant = "other.example" }), "", ana, false, recruit.ErrReconnect, "tenant other.example"},
		"Microsoft, no tenant":     {busy.Microsoft, with(func(a *recruit.MailApp) { a.Tenant = "" }), "", ana, false, recruit.ErrNotSetUp, "enter all three"},
		"a calendar by an address": {busy.Feed, app, "", ana, false, recruit.ErrUnsupported, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := w.accounts.Whole(t.Context(), c.kind, c.app, c.key, c.user, c.titles)
			if !errors.Is(err, c.want) || err != nil && !strings.Contains(recruit.Sentence(err), c.says) {
				t.Fatalf("%v, want %v", err, c.want)
			}
			var p *recruit.Problem
			if errors.As(err, &p) && (strings.Contains(p.Sentence, "s3cret") || p.Cause != nil && strings.Contains(p.Cause.Error(), "s3cret")) {
				t.Errorf("%v, %v", p, p.Cause)
			}
			if err != nil {
				return
			}
			if got.Refresh != "" || !got.Expiry.After(recruittest.At()) {
				t.Errorf("expires %s", got.Expiry)
			}
			if is, err := w.reads(t.Context(), busy.Access{Kind: c.kind, Token: got.Access, User: c.user, Whole: true}); err != nil || is == busy.Unknown {
				t.Errorf("%s, %v", is, err)
			}
		})
	}
}

// TestPermissions holds that each scope that is asked for is named with its reason.
func TestPermissions(t *testing.T) {
	t.Parallel()
	w := newOffice(t, calsim.Options{})
	for _, kind := range kinds() {
		for _, titles := range []bool{false, true} {
			sign, err := w.accounts.Begin(t.Context(), kind, w.app, titles, false)
			if err != nil {
				t.Fatal(err)
			}
			page, err := url.Parse(sign.URL())
			if err != nil {
				t.Fatal(err)
			}
			var named []string
			for _, p := range w.accounts.Permissions(kind, titles) {
				if p.Name == "" || p.Why == "" || p.Without == "" {
					t.Errorf("%+v", p)
				}
				named = append(named, p.Scope)
			}
			for _, scope := range strings.Fields(page.Query().Get("scope")) {
				if strings.HasPrefix(scope, "https://") && !slices.Contains(named, scope) {
					t.Errorf("%s asks for %s and does not say so", kind, scope)
				}
			}
			_ = sign.Close()
		}
	}
	if w.accounts.Permissions(busy.Feed, true) != nil {
		t.Error("a published calendar has permissions")
	}
}

// TestProvidersElsewhereAreReachedByHTTPSOnly holds that no secret goes readably over
// a net.
func TestProvidersElsewhereAreReachedByHTTPSOnly(t *testing.T) {
	t.Parallel()
	for _, kind := range kinds() {
		a := account.New(account.Options{OAuth: map[busy.Kind]string{kind: "http://login.example"}})
		app := recruit.MailApp{ClientID: "client", Secret: "s3cret", Tenant: "t"}
		_, begun := a.Begin(t.Context(), kind, app, false, false)
		_, coded := a.BeginDevice(t.Context(), kind, app, false)
		_, renewed := a.Renew(t.Context(), kind, app, recruit.Tokens{Refresh: "s3cret"})
		revoked := a.Revoke(t.Context(), kind, app, recruit.Tokens{Refresh: "s3cret"})
		for _, err := range []error{begun, coded, renewed, revoked} {
			if !errors.Is(err, recruit.ErrNotSetUp) || !strings.Contains(recruit.Sentence(err), "_OAUTH") {
				t.Errorf("%s: %v", kind, err)
			}
		}
	}
}
