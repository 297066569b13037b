// Package account signs in to calendars of Google and Microsoft 365 by OAuth 2.0 (see
// package oauth for how): as a person, for what that person may see, or for a whole
// organisation with what an administrator has granted to an app. It asks to read when
// people are busy, and only if that is wanted for the titles of entries.
package account

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"recruitty/internal/oauth"
	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
)

// Options say where the providers are.
type Options struct {
	Client *http.Client
	Now    recruit.Clock
	After  func(time.Duration) <-chan time.Time // waits for a person with a code
	// OAuth is where a provider's sign-in is and API where its calendars are, for tests
	// and other clouds. "" is the usual place.
	OAuth map[busy.Kind]string
	API   map[busy.Kind]string
}

// Accounts signs in to calendars.
type Accounts struct {
	options Options
	client  *oauth.Client
}

// New makes Accounts; it reaches for a provider only when it is asked to.
func New(o Options) *Accounts {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.After == nil {
		o.After = time.After
	}
	return &Accounts{options: o, client: oauth.New(oauth.Options{HTTP: o.Client, Now: o.Now, After: o.After})}
}

// The scopes. Google's are the least that freebusy.query and events.list take by its
// discovery document, Microsoft's the least that getSchedule takes.
const (
	googleBusy      = "https://www.googleapis.com/auth/calendar.events.freebusy"
	googleTitles    = "https://www.googleapis.com/auth/calendar.events.readonly"
	microsoftServer = "https://graph.microsoft.com"
	microsoftBusy   = "/Calendars.ReadBasic"
	microsoftTitles = "/Calendars.Read"
)

// scopes are those without which calendars cannot be read as wanted.
func (a *Accounts) scopes(kind busy.Kind, titles bool) []string {
	switch {
	case kind == busy.Microsoft && titles:
		return []string{a.graph() + microsoftTitles}
	case kind == busy.Microsoft:
		return []string{a.graph() + microsoftBusy}
	case titles:
		return []string{googleBusy, googleTitles}
	}
	return []string{googleBusy}
}

// graph is the name of Microsoft's interface in scopes: its address, other in other
// clouds. A simulated one on this machine has the usual name.
func (a *Accounts) graph() string {
	if base := strings.TrimRight(a.options.API[busy.Microsoft], "/"); strings.HasPrefix(base, "https://") {
		return base
	}
	return microsoftServer
}

// flow is what an app asks a provider for.
func (a *Accounts) flow(kind busy.Kind, app recruit.MailApp, titles bool) oauth.Flow {
	var f oauth.Flow
	if kind == busy.Microsoft {
		f = oauth.Microsoft(a.options.OAuth[kind], kind.Label(), app)
		f.Scopes = []string{"offline_access", "openid", "email", "profile"}
	} else {
		f = oauth.Google(a.options.OAuth[kind], kind.Label(), app)
		f.Scopes = []string{"openid", "email"}
	}
	f.Wanted = a.scopes(kind, titles)
	f.Scopes = append(f.Wanted, f.Scopes...)
	f.Words = oauth.Words{
		Unregistered: "does not let this app read calendars; add these permissions where it is registered",
		Missing:      "did not grant the right to read calendars, so nothing was connected; sign in again and tick it on the page.",
		NoDevice:     "does not give access to calendars by a code",
	}
	return f
}

// known refuses kinds of calendar that nobody signs in to in this way.
func known(kind busy.Kind) error {
	if kind == busy.Google || kind == busy.Microsoft {
		return nil
	}
	return &recruit.Problem{Kind: recruit.ErrUnsupported, Sentence: kind.Label() + " has no sign-in of its own; give the calendar's address instead."}
}

// Begin starts a sign-in in a browser; with titles it asks to read entries and not
// only when someone is busy. local listens on this machine for the browser's return.
func (a *Accounts) Begin(ctx context.Context, kind busy.Kind, app recruit.MailApp, titles, local bool) (recruit.SignIn, error) {
	if err := known(kind); err != nil {
		return nil, err
	}
	return a.client.Begin(ctx, a.flow(kind, app, titles), local)
}

// BeginDevice starts a sign-in by a code; ErrUnsupported at Google, which does not let
// calendars be read by it.
func (a *Accounts) BeginDevice(ctx context.Context, kind busy.Kind, app recruit.MailApp, titles bool) (recruit.DeviceSignIn, error) {
	if err := known(kind); err != nil {
		return nil, err
	}
	return a.client.BeginDevice(ctx, a.flow(kind, app, titles))
}

// Renew trades the refresh token for a new pair; the refresh token of the answer is ""
// where the old one stays good. ErrReconnect says that it is dead.
func (a *Accounts) Renew(ctx context.Context, kind busy.Kind, app recruit.MailApp, t recruit.Tokens) (recruit.Tokens, error) {
	if err := known(kind); err != nil {
		return recruit.Tokens{}, err
	}
	return a.client.Renew(ctx, a.flow(kind, app, false), t)
}

// Revoke takes the access back at the provider; nil means confirmed, ErrUnsupported
// that the provider offers no way, as Microsoft.
func (a *Accounts) Revoke(ctx context.Context, kind busy.Kind, app recruit.MailApp, t recruit.Tokens) error {
	if err := known(kind); err != nil {
		return err
	}
	return a.client.Revoke(ctx, a.flow(kind, app, false), t)
}

// Permissions are those that a sign-in asks for, with their reasons (R3).
func (a *Accounts) Permissions(kind busy.Kind, titles bool) []recruit.Permission {
	if known(kind) != nil {
		return nil
	}
	all := []recruit.Permission{{
		Name: "see when people are busy", Why: "to find hours that suit everybody, and to notice when a booked one no longer does",
		Without: "Nobody's calendar can be read.", Scope: a.scopes(kind, false)[0], Required: true,
	}}
	if titles {
		scopes := a.scopes(kind, true)
		entries := recruit.Permission{
			Name: "read entries with their titles", Why: "to tell what may be moved, such as Focus, from what may not; only busy or soft is kept, no title",
			Without: "Every entry counts as busy.", Scope: scopes[len(scopes)-1], Required: true,
		}
		if kind == busy.Microsoft {
			return []recruit.Permission{entries} // which lets it see when people are busy, too
		}
		all = append(all, entries)
	}
	return all
}

// Whole returns tokens, without a refresh token, that reach a whole organisation with
// no person behind them: with the key of a service account of Google, in the name of
// user (domain-wide delegation, RFC 7523), or with Microsoft's app itself and what an
// administrator of its tenant has granted it. It is asked again when they end.
// ErrReconnect says that they are not given, or not any more.
func (a *Accounts) Whole(ctx context.Context, kind busy.Kind, app recruit.MailApp, key, user string, titles bool) (recruit.Tokens, error) {
	if err := known(kind); err != nil {
		return recruit.Tokens{}, err
	}
	if kind == busy.Google {
		return a.serviceAccount(ctx, key, user, titles)
	}
	if app.ClientID == "" || app.Secret == "" || app.Tenant == "" {
		return recruit.Tokens{}, &recruit.Problem{Kind: recruit.ErrNotSetUp, Field: "tenant",
			Sentence: "Microsoft 365 shows everybody's calendars only to an app with a client id, a secret and the name of its tenant; enter all three first."}
	}
	f := a.flow(kind, app, titles)
	unknown := "Microsoft 365 does not know this app in the tenant " + sanitize.Brief(app.Tenant, 100) + "; check the tenant and the client id."
	f.Words.Own = map[string]string{
		"invalid_client":      "Microsoft 365 no longer accepts the secret of this app; make a new one in Entra (App registrations, Certificates & secrets) and connect again.",
		"unauthorized_client": unknown, "invalid_request": unknown, "invalid_grant": unknown,
	}
	return a.client.Own(ctx, f, url.Values{"grant_type": {"client_credentials"}, "scope": {a.graph() + "/.default"}})
}
