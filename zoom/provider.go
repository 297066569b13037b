package zoom

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"recruitty/recruit"
)

// Provider is Zoom as package recruit sees a meeting provider: it turns the
// domain's words into Zoom's and Zoom's answers into the domain's.
type Provider struct {
	options ProviderOptions
}

var (
	_ recruit.Meetings   = (*Provider)(nil)
	_ recruit.Authoriser = (*Provider)(nil)
)

// ProviderOptions is what a Provider needs. All fields but Client and Log are
// required.
type ProviderOptions struct {
	// App returns the registered Zoom app as it is set at the moment.
	App   func(context.Context) (recruit.ZoomApp, error)
	Vault Vault
	// APIBase and OAuthBase are "" for Zoom's global addresses.
	APIBase, OAuthBase string
	// Owner names this process, for the lease on a refresh.
	Owner  string
	Now    recruit.Clock
	After  func(time.Duration) <-chan time.Time
	Client *http.Client
	Log    *slog.Logger
	Agent  string // User-Agent
}

// NewProvider makes a Provider; it reaches for Zoom only when it is asked to.
func NewProvider(o ProviderOptions) *Provider { return &Provider{options: o} }

// config is the client configuration for the app as it is set now.
func (p *Provider) config(ctx context.Context) (Config, error) {
	app, err := p.options.App(ctx)
	if err != nil {
		return Config{}, err
	}
	if app.ClientID == "" {
		return Config{}, &recruit.Problem{Kind: recruit.ErrNotSetUp, Field: "client_id",
			Sentence: "No Zoom app is registered here yet; enter its client id in Settings, Other Integrations, or set RECRUITTY_ZOOM_CLIENT_ID."}
	}
	return Config{ClientID: app.ClientID, ClientSecret: app.Secret, AccountID: app.AccountID, APIBase: p.options.APIBase,
		OAuthBase: p.options.OAuthBase, HTTPClient: p.options.Client, Clock: p.options.Now, UserAgent: p.options.Agent, Logger: p.options.Log}, nil
}

func (p *Provider) auth(ctx context.Context) (*Auth, error) {
	c, err := p.config(ctx)
	if err != nil {
		return nil, err
	}
	return NewAuth(c)
}

// client calls Zoom with the tokens of a connection.
func (p *Provider) client(ctx context.Context, via recruit.Connection) (*Client, error) {
	auth, err := p.auth(ctx)
	if err != nil {
		return nil, err
	}
	return NewClient(auth.config, &keeper{vault: p.options.Vault, auth: auth, via: via, owner: p.options.Owner + "/" + rand.Text(),
		now: p.options.Now, after: p.options.After})
}

// Configured implements recruit.Authoriser.
func (p *Provider) Configured(ctx context.Context) error {
	_, err := p.config(ctx)
	return err
}

// Needs implements recruit.Authoriser.
func (p *Provider) Needs() []recruit.Need { return domainNeeds(Needs()) }

// Missing implements recruit.Authoriser.
func (p *Provider) Missing(granted []string) []recruit.Need { return domainNeeds(Missing(granted)) }

func domainNeeds(needs []Need) []recruit.Need {
	out := make([]recruit.Need, len(needs))
	for i, n := range needs {
		out[i] = recruit.Need{Name: string(n.Operation), Without: n.Why, Scope: n.Scope, Required: n.Required}
	}
	return out
}

// Begin implements recruit.Authoriser.
func (p *Provider) Begin(ctx context.Context, local bool) (recruit.SignIn, error) {
	auth, err := p.auth(ctx)
	if err != nil {
		return nil, err
	}
	if !local {
		return domainSignIn{auth.BeginRemote(ctx)}, nil
	}
	s, err := auth.Begin(ctx)
	if err != nil {
		return nil, problem(err)
	}
	return domainSignIn{s}, nil
}

// domainSignIn is a SignIn in the domain's words.
type domainSignIn struct{ *SignIn }

func (s domainSignIn) Wait(ctx context.Context) (recruit.Grant, error) {
	return domainGrant(s.SignIn.Wait(ctx))
}

func (s domainSignIn) Paste(ctx context.Context, text string) (recruit.Grant, error) {
	return domainGrant(s.SignIn.Paste(ctx, text))
}

func (s domainSignIn) Close() error {
	s.SignIn.Close()
	return nil
}

func domainGrant(g Grant, err error) (recruit.Grant, error) {
	if err != nil {
		return recruit.Grant{}, problem(err)
	}
	return recruit.Grant{Tokens: recruit.Tokens{Access: g.AccessToken, Refresh: g.RefreshToken, Expiry: g.Expiry}, Scopes: g.Scopes}, nil
}

// Account implements recruit.Authoriser.
func (p *Provider) Account(ctx context.Context, g recruit.Grant) (recruit.Account, error) {
	auth, err := p.auth(ctx)
	if err != nil {
		return recruit.Account{}, err
	}
	c, err := NewClient(auth.config, fixed(g.Tokens.Access))
	if err != nil {
		return recruit.Account{}, err
	}
	u, err := c.Me(ctx)
	if err != nil {
		return recruit.Account{}, problem(err)
	}
	return recruit.Account{UserID: u.ID, Email: u.Email, Name: u.Name(), Plan: recruit.Plan(u.Plan())}, nil
}

// fixed is an access token that was granted a moment ago.
type fixed string

func (f fixed) Token(context.Context) (string, error) { return string(f), nil }

func (f fixed) Renew(context.Context, string) (string, error) {
	return "", &Error{Kind: ErrReconnect, Message: "Zoom refused the access that it had just granted; connect again."}
}

// Revoke implements recruit.Authoriser. Both tokens of a grant die with one of
// them; the refresh token outlives the other, so that one is sent.
func (p *Provider) Revoke(ctx context.Context, via recruit.Connection) error {
	auth, err := p.auth(ctx)
	if err != nil {
		return err
	}
	t, err := p.options.Vault.Tokens(ctx, via.ID)
	if err != nil {
		return err
	}
	confirmed := false
	for _, token := range []string{t.Access, t.Refresh} {
		if token == "" || confirmed {
			continue
		}
		confirmed, err = auth.Revoke(ctx, token)
	}
	switch {
	case confirmed:
		return nil
	case err == nil:
		return &recruit.Problem{Kind: recruit.ErrLost, Sentence: "Zoom did not confirm that access is revoked."}
	}
	return problem(err)
}

// CreateMeeting implements recruit.Meetings.
func (p *Provider) CreateMeeting(ctx context.Context, via recruit.Connection, d recruit.MeetingDraft) (recruit.Meeting, error) {
	c, err := p.client(ctx, via)
	if err != nil {
		return recruit.Meeting{}, problem(err)
	}
	m, err := c.CreateMeeting(ctx, host(d), MeetingRequest{Topic: d.Topic, Agenda: agenda(d), Start: d.Start, Duration: d.Duration, TimeZone: d.TimeZone})
	if err != nil {
		return recruit.Meeting{}, problem(err)
	}
	return domainMeeting(m, via), nil
}

// FindMeeting implements recruit.Meetings. The list knows no passcode, so the
// meeting that is found is read whole where that is permitted.
func (p *Provider) FindMeeting(ctx context.Context, via recruit.Connection, d recruit.MeetingDraft) (recruit.Meeting, error) {
	c, err := p.client(ctx, via)
	if err != nil {
		return recruit.Meeting{}, problem(err)
	}
	m, found, err := c.FindMeeting(ctx, host(d), d.Reference)
	switch {
	case err != nil:
		return recruit.Meeting{}, problem(err)
	case !found:
		return recruit.Meeting{}, &recruit.Problem{Kind: recruit.ErrGone, Sentence: "Zoom has no meeting for this interview."}
	}
	if whole, err := c.GetMeeting(ctx, m.ID); err == nil {
		m = whole
	}
	if m.JoinURL == "" {
		return recruit.Meeting{}, &recruit.Problem{Kind: recruit.ErrLater, Sentence: "Zoom has the meeting but did not say its link; it is asked again."}
	}
	return domainMeeting(m, via), nil
}

// UpdateMeeting implements recruit.Meetings. Zoom confirms changes that it
// silently ignored, so the meeting is read back where that is permitted.
func (p *Provider) UpdateMeeting(ctx context.Context, via recruit.Connection, id int64, d recruit.MeetingDraft) error {
	c, err := p.client(ctx, via)
	if err != nil {
		return problem(err)
	}
	change := MeetingChange{Start: d.Start, Duration: d.Duration, TimeZone: d.TimeZone}
	if err := c.UpdateMeeting(ctx, id, change); err != nil {
		return problem(err)
	}
	if !Allows(via.Scopes, OperationRead) {
		return nil
	}
	m, err := c.GetMeeting(ctx, id)
	switch {
	case errors.Is(err, ErrScope):
		return nil
	case err != nil:
		return problem(err)
	case !m.Matches(change):
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: fmt.Sprintf("Zoom confirmed the change of meeting %d but still shows the old time; it is told again.", id)}
	}
	return nil
}

// DeleteMeeting implements recruit.Meetings.
func (p *Provider) DeleteMeeting(ctx context.Context, via recruit.Connection, id int64) error {
	c, err := p.client(ctx, via)
	if err != nil {
		return problem(err)
	}
	if err := c.DeleteMeeting(ctx, id); err != nil && !errors.Is(err, ErrGone) {
		return problem(err)
	}
	return nil
}

// host addresses the connected user, or another one by e-mail.
func host(d recruit.MeetingDraft) string {
	if d.Host == "" {
		return Me
	}
	return d.Host
}

// agenda begins with the reference, because lists show only 250 characters.
func agenda(d recruit.MeetingDraft) string {
	if d.Agenda == "" {
		return d.Reference
	}
	return d.Reference + "\n\n" + d.Agenda
}

func domainMeeting(m Meeting, via recruit.Connection) recruit.Meeting {
	out := recruit.Meeting{ID: m.ID, JoinURL: m.JoinURL, Passcode: m.Passcode, HostEmail: m.Host, ConnectionID: via.ID}
	if out.HostEmail == "" && via.Kind == recruit.UserApp {
		out.HostEmail = via.UserEmail
	}
	return out
}

// problem turns a failure of this package into the domain's.
func problem(err error) error {
	var z *Error
	if !errors.As(err, &z) {
		return err
	}
	kinds := map[error]error{
		ErrReconnect: recruit.ErrReconnect, ErrScope: recruit.ErrScope, ErrGone: recruit.ErrGone, ErrLater: recruit.ErrLater,
		ErrLost: recruit.ErrLost, ErrInProgress: recruit.ErrInProgress, ErrRefused: recruit.ErrRejected,
		ErrUnknownUser: recruit.ErrUnknownUser, ErrDeclined: recruit.ErrDeclined, ErrUnsupported: recruit.ErrUnsupported,
		ErrProtocol: recruit.ErrRejected,
	}
	return &recruit.Problem{Kind: kinds[z.Kind], Sentence: z.Message, RetryAt: z.RetryAt, TrackingID: z.TrackingID, Cause: err}
}
