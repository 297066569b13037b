// Package oauth signs in to accounts by OAuth 2.0 (RFC 6749): in a browser with PKCE,
// with a code typed on another device (RFC 8628), or by what an administrator has
// granted to an app. It says what comes of it in sentences for people. What an access
// is for, and which scopes that takes, its users say in a Flow.
package oauth

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"recruitty/internal/web"
	"recruitty/recruit"
)

// Options say how providers are reached.
type Options struct {
	HTTP  *http.Client
	Now   recruit.Clock
	After func(time.Duration) <-chan time.Time // waits for a person with a code
}

// Client makes sign-ins. It is safe for concurrent use, and reaches for a provider only
// when it is asked to.
type Client struct {
	http  *http.Client
	now   recruit.Clock
	after func(time.Duration) <-chan time.Time
}

// New makes a Client.
func New(o Options) *Client {
	return &Client{http: web.Client(o.HTTP, timeout), now: o.Now, after: o.After}
}

// Flow is a registered app of a provider and what it is to be granted.
type Flow struct {
	Label            string // the provider's name for people
	ClientID, Secret string
	// Where the provider does what; Device and Revoke are "" where it does not.
	Authorise, Token, Device, Revoke string
	Host                             string     // of the redirect, as the provider wants it
	More                             url.Values // for the page
	// Scopes are asked for; without those in Wanted the grant is of no use.
	Scopes, Wanted []string
	Words          Words
	// Bad is why the provider's address cannot be used, nil where it can.
	Bad error
}

// Words are what sentences say of a Flow's purpose.
type Words struct {
	// Unregistered completes "Google …": the app may not ask for this at all.
	Unregistered string
	// Missing completes "Google …": the person did not agree to what is wanted.
	Missing string
	// NoDevice completes "Google …": there is no way by a code.
	NoDevice string
	// Own are whole sentences for the errors of access without a person, by the
	// provider's word.
	Own map[string]string
}

const microsoftServer = "https://login.microsoftonline.com"

// Google is the flow of an app at Google, without scopes; base is where its sign-in
// is, "" for the usual place.
func Google(base, label string, app recruit.MailApp) Flow {
	f := Flow{
		Label: label, ClientID: app.ClientID, Secret: app.Secret, Host: "127.0.0.1", Bad: safe(base, label, "RECRUITTY_GOOGLE_OAUTH"),
		Authorise: "https://accounts.google.com/o/oauth2/v2/auth", Token: "https://oauth2.googleapis.com/token", Revoke: "https://oauth2.googleapis.com/revoke",
		// A refresh token comes only when it is asked for like this.
		More: url.Values{"access_type": {"offline"}, "prompt": {"consent"}},
	}
	if base = strings.TrimRight(base, "/"); base != "" {
		f.Authorise, f.Token, f.Revoke = base+"/auth", base+"/token", base+"/revoke"
	}
	return f
}

// Microsoft is the flow of an app at Microsoft, without scopes; base is where its
// sign-in is, "" for the usual place.
func Microsoft(base, label string, app recruit.MailApp) Flow {
	bad := safe(base, label, "RECRUITTY_MICROSOFT_OAUTH")
	if base = strings.TrimRight(base, "/"); base == "" {
		base = microsoftServer
	}
	tenant := app.Tenant
	if tenant == "" {
		tenant = "common"
	}
	base += "/" + url.PathEscape(tenant) + "/oauth2/v2.0"
	return Flow{
		Label: label, ClientID: app.ClientID, Secret: app.Secret, Host: "localhost", Bad: bad,
		Authorise: base + "/authorize", Token: base + "/token", Device: base + "/devicecode",
		More: url.Values{"prompt": {"select_account"}},
	}
}

// safe refuses a provider's address to which passwords of apps and tokens would go
// readably; only to this very machine, for a simulated provider, they may.
func safe(base, label, variable string) error {
	if base == "" {
		return nil
	}
	err := web.Check(base)
	if err == nil {
		return nil
	}
	return &recruit.Problem{Kind: recruit.ErrNotSetUp, Cause: err, Sentence: "The address of " + label +
		" that is set here is no plain https address (http only reaches a simulated one on this very machine); correct " + variable + "."}
}

// lacks are the scopes that are wanted and were not granted; a provider that names
// none grants what was asked for (RFC 6749 section 5.1).
func (f Flow) lacks(granted []string) []string {
	if granted == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(f.Wanted), func(scope string) bool { return Has(granted, scope) })
}

// Has reports whether a scope is among those that were granted. Microsoft names its
// own with or without the address in front.
func Has(granted []string, scope string) bool {
	return slices.ContainsFunc(granted, func(g string) bool { return strings.EqualFold(lastPart(g), lastPart(scope)) })
}

// lastPart is what stands behind the last slash of a scope.
func lastPart(scope string) string {
	scope = strings.TrimSuffix(scope, "/")
	return scope[strings.LastIndexByte(scope, '/')+1:]
}

// Renew trades the refresh token for a new pair; ErrReconnect says that it is dead.
func (c *Client) Renew(ctx context.Context, f Flow, t recruit.Tokens) (recruit.Tokens, error) {
	if t.Refresh == "" {
		return recruit.Tokens{}, &recruit.Problem{Kind: recruit.ErrReconnect, Sentence: "The sign-in to " + f.Label + " is incomplete; connect again."}
	}
	g, err := c.obtain(ctx, f, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {t.Refresh}}, renewing)
	return g.Tokens, err
}

// Own asks for access without a person, by a form that proves who the app is.
// ErrReconnect says that an administrator has to act.
func (c *Client) Own(ctx context.Context, f Flow, form url.Values) (recruit.Tokens, error) {
	g, err := c.obtain(ctx, f, form, acting)
	return recruit.Tokens{Access: g.Tokens.Access, Expiry: g.Tokens.Expiry}, err
}

// Revoke takes access back at the provider; nil means confirmed, ErrUnsupported that
// it offers no way.
func (c *Client) Revoke(ctx context.Context, f Flow, t recruit.Tokens) error {
	token := t.Refresh
	if token == "" {
		token = t.Access
	}
	if f.Bad != nil {
		return f.Bad
	}
	if f.Revoke == "" || token == "" {
		return &recruit.Problem{Kind: recruit.ErrUnsupported, Sentence: f.Label + " lets access be taken back in the account's own settings only."}
	}
	answer, err := c.post(ctx, f.Revoke, url.Values{"token": {token}})
	if err != nil {
		return unreachable(f, err)
	}
	if answer.status/100 != 2 {
		return answer.problem(f, revoking)
	}
	return nil
}
