package zoom

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/doctor"
)

// Provider is Zoom as package recruit sees a meeting provider: it turns the
// domain's words into Zoom's and Zoom's answers into the domain's.
type Provider struct {
	options ProviderOptions
	client  *http.Client // options.Client, with an eye on Zoom's clock
	skew    *skew
}

var (
	_ recruit.Meetings   = (*Provider)(nil)
	_ recruit.Authorizer = (*Provider)(nil)
	_ doctor.Inspector   = (*Provider)(nil)
)

// ProviderOptions is what a Provider needs. All fields but Dead, Client and Log
// are required.
type ProviderOptions struct {
	// App returns the registered Zoom app for sign-ins as it is set at the moment,
	// ServerApp the server-to-server app.
	App, ServerApp func(context.Context) (recruit.ZoomApp, error)
	Vault          Vault
	// APIBase and OAuthBase are "" for Zoom's global addresses.
	APIBase, OAuthBase string
	// Owner names this process, for the lease on a refresh.
	Owner string
	// Dead says for certain that another owner's process has ended; without it
	// only the lease tells.
	Dead   func(owner string) bool
	Now    recruit.Clock
	After  func(time.Duration) <-chan time.Time
	Client *http.Client
	Log    *slog.Logger
	Agent  string // User-Agent
}

// NewProvider makes a Provider; it reaches for Zoom only when it is asked to.
func NewProvider(o ProviderOptions) *Provider {
	if o.Dead == nil {
		o.Dead = func(string) bool { return false }
	}
	var client http.Client
	if o.Client != nil {
		client = *o.Client
	}
	if client.Transport == nil {
		client.Transport = http.DefaultTransport
	}
	skew := &skew{next: client.Transport, now: o.Now}
	client.Transport = skew
	return &Provider{options: o, client: &client, skew: skew}
}

// config is the client configuration for an app.
func (p *Provider) config(app recruit.ZoomApp) Config {
	return Config{ClientID: app.ClientID, ClientSecret: app.Secret, AccountID: app.AccountID, APIBase: p.options.APIBase,
		OAuthBase: p.options.OAuthBase, HTTPClient: p.client, Clock: p.options.Now, UserAgent: p.options.Agent, Logger: p.options.Log}
}

// registered is the app for sign-ins as it is set now; ErrNotSetUp without one.
func (p *Provider) registered(ctx context.Context) (recruit.ZoomApp, error) {
	app, err := p.options.App(ctx)
	if err != nil || app.ClientID != "" {
		return app, err
	}
	sentence := "No Zoom app for sign-ins is registered here yet; enter its client id in Settings, Other Integrations, or set RECRUITTY_ZOOM_CLIENT_ID."
	if server, err := p.options.ServerApp(ctx); err == nil && server.FromEnvironment {
		sentence = "The app of the environment is server-to-server, because RECRUITTY_ZOOM_ACCOUNT_ID is set: nobody signs in through it. " +
			"An admin connects everybody with it (recruitty zoom connect --server-to-server), or registers an app for sign-ins in Settings, Other Integrations."
	}
	return app, &recruit.Problem{Kind: recruit.ErrNotSetUp, Sentence: sentence}
}

// auth signs in with the app for sign-ins.
func (p *Provider) auth(ctx context.Context) (*Auth, error) {
	app, err := p.registered(ctx)
	if err != nil {
		return nil, err
	}
	return p.authOf(app)
}

// authFor works with the app through which a connection was made.
func (p *Provider) authFor(ctx context.Context, via recruit.Connection) (*Auth, error) {
	if via.Kind != recruit.ServerToServer {
		return p.auth(ctx)
	}
	app, err := p.options.ServerApp(ctx)
	switch {
	case err != nil:
		return nil, err
	case app.ClientID == "":
		return nil, &recruit.Problem{Kind: recruit.ErrNotSetUp, Field: "account_id",
			Sentence: "The server-to-server app is no longer set; an admin enters it again in Settings, Other Integrations."}
	}
	return p.authOf(app)
}

func (p *Provider) authOf(app recruit.ZoomApp) (*Auth, error) {
	auth, err := NewAuth(p.config(app))
	if err != nil {
		// The client id is known, so it is an address.
		return nil, &recruit.Problem{Kind: recruit.ErrNotSetUp, Cause: err,
			Sentence: "The address of Zoom that is set here is no plain https address (http only reaches a Zoom on this very machine, such as a simulated one); correct RECRUITTY_ZOOM_API and RECRUITTY_ZOOM_OAUTH."}
	}
	return auth, nil
}

// session is one piece of work at Zoom through a connection.
type session struct {
	*Client
	saver *tokenSource
}

// open begins a piece of work with the tokens of a connection.
func (p *Provider) open(ctx context.Context, via recruit.Connection) (session, error) {
	auth, err := p.authFor(ctx, via)
	if err != nil {
		return session{}, err
	}
	k := &tokenSource{vault: p.options.Vault, auth: auth, via: via, owner: p.options.Owner + "/" + rand.Text(), dead: p.options.Dead, now: p.options.Now, after: p.options.After}
	c, err := NewClient(auth.config, k)
	return session{c, k}, err
}

// problem turns a failure of the work into the domain's. An access token that
// Zoom refuses although it was renewed is dead, and the connection says so.
func (s session) problem(ctx context.Context, err error) error {
	var z *Error
	if errors.As(err, &z) && z.Kind == ErrRejected && deadGrant[z.Code] {
		err = &Error{Kind: ErrReconnect, Code: z.Code, Status: z.Status, TrackingID: z.TrackingID, Cause: err,
			Message: "Zoom ended this connection, or an administrator switched the app off. Connect again."}
	}
	if errors.Is(err, ErrReconnect) && s.saver.handed != (recruit.Tokens{}) {
		if _, noteErr := s.saver.retire(context.WithoutCancel(ctx), s.saver.handed, err); noteErr != nil {
			err = errors.Join(err, noteErr)
		}
	}
	return problem(err)
}

// problem turns a failure of this package into the domain's.
func problem(err error) error {
	var z *Error
	switch {
	case errors.As(err, &z):
	case errors.Is(err, recruit.ErrNotFound):
		return &recruit.Problem{Kind: recruit.ErrNoConnection, Cause: err,
			Sentence: "This Zoom account was disconnected in the meantime; connect it again in Settings, Other Integrations."}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: "This was stopped before Zoom was asked; it will be tried again.", Cause: err}
	default:
		return err
	}
	kinds := map[error]error{
		ErrReconnect: recruit.ErrReconnect, ErrScope: recruit.ErrScope, ErrGone: recruit.ErrGone, ErrLater: recruit.ErrLater,
		ErrLost: recruit.ErrLost, ErrInProgress: recruit.ErrInProgress, ErrRejected: recruit.ErrRejected,
		ErrUnknownUser: recruit.ErrUnknownUser, ErrDeclined: recruit.ErrDeclined, ErrUnsupported: recruit.ErrUnsupported,
		ErrProtocol: recruit.ErrRejected,
	}
	return &recruit.Problem{Kind: kinds[z.Kind], Sentence: z.Message, RetryAt: z.RetryAt, TrackingID: z.TrackingID, Cause: err}
}
