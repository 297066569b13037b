package zoom

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"recruitty/recruit"
)

// Auth obtains, renews and revokes access to Zoom for one registered app. It keeps no tokens and is safe for
// concurrent use; that only one refresh of a connection runs at a time is the caller's business.
type Auth struct {
	config Config
	wire   *wire
}

// NewAuth returns an Auth; it fails without a client id and on an unusable address.
func NewAuth(c Config) (*Auth, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(c.ClientID) == "" {
		return nil, refused("The client id of a Zoom app is missing; enter it in Settings.")
	}
	return &Auth{config: c, wire: newWire(c)}, nil
}

// oauth describes the app to the oauth2 package. A public client names itself in the form, without any header; a
// confidential one identifies itself in the Basic header. No scope is ever sent: Zoom fixes them at registration and
// has refused the parameter.
func (a *Auth) oauth(redirect string) *oauth2.Config {
	return &oauth2.Config{
		ClientID:     a.config.ClientID,
		ClientSecret: a.config.ClientSecret,
		RedirectURL:  redirect,
		Endpoint: oauth2.Endpoint{
			AuthURL:       a.config.OAuthBase + "/authorize",
			TokenURL:      a.config.OAuthBase + "/token",
			DeviceAuthURL: a.config.OAuthBase + "/devicecode",
			AuthStyle:     a.style(),
		},
	}
}

func (a *Auth) style() oauth2.AuthStyle {
	if a.config.confidential() {
		return oauth2.AuthStyleInHeader
	}
	return oauth2.AuthStyleInParams
}

// exchange trades an authorisation code for a grant. The code is spent by it, whatever the outcome.
func (a *Auth) exchange(ctx context.Context, redirect, code, verifier string) (recruit.Grant, error) {
	return a.obtain(ctx, purposeCode, func(ctx context.Context) (*oauth2.Token, error) {
		return a.oauth(redirect).Exchange(ctx, code, oauth2.VerifierOption(verifier))
	})
}

// Refresh trades a refresh token for a new grant. The token is spent by it: store the new grant before using it.
//
// ErrReconnect means that the credentials are dead. ErrLater means that Zoom did not do it. ErrLost means that the
// answer did not arrive: trying the same token once more is harmless, and if that ends in ErrReconnect the token was
// spent and a person has to connect again.
func (a *Auth) Refresh(ctx context.Context, refreshToken string) (recruit.Grant, error) {
	if refreshToken == "" {
		return recruit.Grant{}, &Error{Kind: ErrReconnect, Message: "The connection to Zoom is incomplete. Connect again."}
	}
	return a.obtain(ctx, purposeRefresh, func(ctx context.Context) (*oauth2.Token, error) {
		return a.oauth("").TokenSource(ctx, &oauth2.Token{RefreshToken: refreshToken}).Token()
	})
}

// ServerToServer obtains a grant for the whole account of an administrator's server-to-server app. It has no refresh
// token: ask again when it expires.
func (a *Auth) ServerToServer(ctx context.Context) (recruit.Grant, error) {
	if a.config.AccountID == "" || !a.config.confidential() {
		return recruit.Grant{}, refused("Server-to-server access needs an account id, a client id and a client secret.")
	}
	return a.obtain(ctx, purposeAccount, func(ctx context.Context) (*oauth2.Token, error) {
		app := clientcredentials.Config{
			ClientID: a.config.ClientID, ClientSecret: a.config.ClientSecret,
			TokenURL: a.config.OAuthBase + "/token", AuthStyle: a.style(),
			EndpointParams: url.Values{"grant_type": {"account_credentials"}, "account_id": {a.config.AccountID}},
		}
		return app.Token(ctx)
	})
}

// Revoke ends the connection at Zoom, for every machine that uses it. confirmed is true only if Zoom said so. Whether
// Zoom lets a public client revoke is undocumented, so a refusal is no error: the credentials are to be forgotten in
// any case, and without confirmation the person removes the app at Zoom (Marketplace → Manage → Added apps). The error
// says why there was no confirmation, if Zoom gave a reason.
func (a *Auth) Revoke(ctx context.Context, token string) (confirmed bool, err error) {
	form := url.Values{"token": {token}}
	if !a.config.confidential() {
		form.Set("client_id", a.config.ClientID)
	}
	request, err := http.NewRequest(http.MethodPost, a.config.OAuthBase+"/revoke", strings.NewReader(form.Encode()))
	if err != nil {
		return false, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if a.config.confidential() {
		request.SetBasicAuth(url.QueryEscape(a.config.ClientID), url.QueryEscape(a.config.ClientSecret))
	}
	answer, err := a.wire.send(ctx, "oauth.revoke", request)
	if err != nil {
		return false, failure(err, true)
	}
	if !answer.ok() || !saysSuccess(answer.body) {
		return false, classifyOAuth(answer, purposeRevoke, a.config.Clock())
	}
	return true, nil
}

// obtain runs one request of the oauth2 package through this package's wire and explains its failure.
func (a *Auth) obtain(ctx context.Context, why purpose, get func(context.Context) (*oauth2.Token, error)) (recruit.Grant, error) {
	asked := a.config.Clock()
	bridge := &bridge{ctx: ctx, wire: a.wire, operation: why.operation()}
	token, err := get(context.WithValue(ctx, oauth2.HTTPClient, &http.Client{Transport: bridge}))
	if err != nil {
		return recruit.Grant{}, bridge.explain(why, a.config.Clock())
	}
	grant := newGrant(token, asked)
	if grant.Tokens.Access == "" {
		return recruit.Grant{}, bridge.explain(why, a.config.Clock())
	}
	return grant, nil
}
