package accounts

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"sync"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// MailAccount is the account through which mails are sent and answers are read.
type MailAccount struct {
	Provider  recruit.MailProvider    `json:"provider"` // "" when there is none
	Address   string                  `json:"address"`
	State     recruit.ConnectionState `json:"state"`
	LastError string                  `json:"trouble"` // why a reconnect is needed, one sentence
	Since     time.Time               `json:"since"`
}

// Story says in words how the account stands; moment writes a time.
func (m MailAccount) Story(moment func(time.Time) string) string {
	switch {
	case m.Provider == "":
		return "You are not signed in to a Google or Microsoft account."
	case m.State == recruit.ReauthRequired:
		return "Reconnect: " + m.LastError
	}
	return "Connected as " + m.Address + " (" + m.Provider.Label() + ") since " + moment(m.Since) + "."
}

// MailAuthoriser signs in to mail accounts. Errors are of the second group of
// kinds, as a *Problem.
type MailAuthoriser interface {
	BeginMail(ctx context.Context, p recruit.MailProvider, app recruit.MailApp, local bool) (recruit.SignIn, error)
	// BeginMailDevice starts a sign-in by a code; ErrUnsupported where the provider
	// does not let mail be read and sent by it.
	BeginMailDevice(ctx context.Context, p recruit.MailProvider, app recruit.MailApp) (recruit.DeviceSignIn, error)
	// RenewMail trades the refresh token for a new pair. ErrReconnect says that it
	// is dead.
	RenewMail(ctx context.Context, p recruit.MailProvider, app recruit.MailApp, t recruit.Tokens) (recruit.Tokens, error)
	// RevokeMail takes the access back; nil means confirmed, ErrUnsupported that
	// the provider offers no way.
	RevokeMail(ctx context.Context, p recruit.MailProvider, app recruit.MailApp, t recruit.Tokens) error
	// MailServers are the addresses for sending and reading, without a user.
	MailServers(p recruit.MailProvider) (smtp, imap string)
}

// MailAccounts is the service for the account that mails go through.
type MailAccounts struct {
	Settings *recruit.Settings
	Auth     MailAuthoriser
	// Interviews are those that a change of the sender concerns.
	Interviews Standing
	Log        recruit.ActivityLog
	Now        recruit.Clock

	turn sync.Mutex // one refresh at a time
}

// Account is the account as it stands.
func (s *MailAccounts) Account(ctx context.Context) (MailAccount, error) {
	var m MailAccount
	kept, err := s.Settings.Store.Setting(ctx, recruit.SettingMailAccount)
	if err == nil && kept != "" && json.Unmarshal([]byte(kept), &m) != nil {
		m = MailAccount{}
	}
	return m, err
}

// App is the registered app of a provider, that of the environment before the
// saved one.
func (s *MailAccounts) App(ctx context.Context, p recruit.MailProvider) (recruit.MailApp, error) {
	if app := s.Settings.Env.MailApps[p]; app.ClientID != "" {
		app.FromEnvironment = true
		return app, nil
	}
	var app recruit.MailApp
	var err error
	store := s.Settings.Store
	if app.ClientID, err = store.Setting(ctx, recruit.SettingMailClient+string(p)); err != nil {
		return app, err
	}
	if app.Tenant, err = store.Setting(ctx, recruit.SettingMailTenant+string(p)); err != nil {
		return app, err
	}
	app.Secret, err = store.Secret(ctx, recruit.SettingMailSecret+string(p))
	return app, err
}

// SetApp saves the app of a provider.
func (s *MailAccounts) SetApp(ctx context.Context, actor recruit.Member, p recruit.MailProvider, app recruit.MailApp) error {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return err
	}
	var err error
	if app.ClientID, err = recruit.CleanLine("client_id", "client ID", app.ClientID, 300); err != nil {
		return err
	}
	if app.Tenant, err = sanitize.Line(app.Tenant, 100); err != nil {
		return recruit.Invalid("tenant", "%s", err)
	}
	if url.PathEscape(app.Tenant) != app.Tenant {
		return recruit.Invalid("tenant", "The tenant is a name such as example.onmicrosoft.com, or a number.")
	}
	was, err := s.App(ctx, p)
	if err != nil {
		return err
	}
	store := s.Settings.Store
	// The secret first: never is one app's secret saved beside another's id.
	err = errors.Join(store.SetSecret(ctx, recruit.SettingMailSecret+string(p), ""), store.SetSetting(ctx, recruit.SettingMailClient+string(p), app.ClientID),
		store.SetSetting(ctx, recruit.SettingMailTenant+string(p), app.Tenant), store.SetSecret(ctx, recruit.SettingMailSecret+string(p), app.Secret))
	if err != nil {
		return err
	}
	return recruit.LogSettings(ctx, s.Settings, actor, "mail.changed", "Changed the app for sign-ins to "+p.Label(),
		recruit.Difference("Client ID", was.ClientID, app.ClientID), recruit.Difference("Tenant", was.Tenant, app.Tenant), recruit.DifferenceSecret("Client secret", was.Secret, app.Secret))
}

// ready is the app of a provider, or why there is no way to sign in.
func (s *MailAccounts) ready(ctx context.Context, actor recruit.Member, p recruit.MailProvider) (recruit.MailApp, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return recruit.MailApp{}, err
	}
	app, err := s.App(ctx, p)
	if err == nil && (app.ClientID == "" || s.Auth == nil) {
		err = &recruit.Problem{Kind: recruit.ErrNotSetUp, Field: "client_id", Sentence: "No app is registered here for " + p.Label() + " yet; enter its client ID first (recruitty help mail connect says how to get one)."}
	}
	return app, err
}

// Begin starts a sign-in in a browser, BeginDevice one by a code.
func (s *MailAccounts) Begin(ctx context.Context, actor recruit.Member, p recruit.MailProvider, local bool) (recruit.SignIn, error) {
	app, err := s.ready(ctx, actor, p)
	if err != nil {
		return nil, err
	}
	return s.Auth.BeginMail(ctx, p, app, local)
}

// BeginDevice starts a sign-in by a code.
func (s *MailAccounts) BeginDevice(ctx context.Context, actor recruit.Member, p recruit.MailProvider) (recruit.DeviceSignIn, error) {
	app, err := s.ready(ctx, actor, p)
	if err != nil {
		return nil, err
	}
	return s.Auth.BeginMailDevice(ctx, p, app)
}

// Finish makes what was granted the way out for mails and the way back for
// answers; see ReviewGrant for address and from.
func (s *MailAccounts) Finish(ctx context.Context, actor recruit.Member, p recruit.MailProvider, g recruit.Grant, address, from string) (MailAccount, error) {
	arrival, err := s.ReviewGrant(ctx, actor, p, g, address, from)
	if err != nil {
		return MailAccount{}, err
	}
	address, from = arrival.Address, arrival.From
	if g.Tokens.Refresh == "" {
		return MailAccount{}, recruit.GrantedBriefly(p.Label())
	}
	smtp, imap := s.Auth.MailServers(p)
	out, err := withUser(smtp, address)
	if err != nil {
		return MailAccount{}, err
	}
	in, err := withUser(imap, address)
	if err != nil {
		return MailAccount{}, err
	}
	if err := s.Settings.Check(out, from); err != nil {
		return MailAccount{}, err
	}
	s.turn.Lock()
	defer s.turn.Unlock()
	if err := s.keepTokens(ctx, g.Tokens); err != nil {
		return MailAccount{}, err
	}
	m := MailAccount{Provider: p, Address: address, State: recruit.Connected, Since: s.Now().UTC()}
	if err := s.keep(ctx, m); err != nil {
		return m, err
	}
	read, err := s.Settings.Store.Secret(ctx, recruit.SettingInboxURL)
	if err != nil {
		return m, err
	}
	if err := s.Settings.Store.SetSecret(ctx, recruit.SettingInboxURL, in); err != nil {
		return m, err
	}
	if err := s.Settings.SetMail(ctx, actor, out, from); err != nil { // wakes what waits
		return m, err
	}
	return m, s.Log.Log(ctx, recruit.Activity{At: s.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "mail.connect",
		Text: recruit.JoinDifferences("Emails go through "+p.Label()+" as "+address, recruit.ServerDifference("Mailbox", read, in))})
}

// withUser puts a user into the address of a server.
func withUser(server, user string) (string, error) {
	u, err := url.Parse(server)
	if err != nil {
		return "", err
	}
	u.User = url.User(user)
	return u.String(), nil
}

// Disconnect forgets the account and the addresses that go through it, and
// takes the access back. said is what could not be confirmed, "" when all was.
func (s *MailAccounts) Disconnect(ctx context.Context, actor recruit.Member) (said string, err error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return "", err
	}
	s.turn.Lock()
	defer s.turn.Unlock()
	m, err := s.Account(ctx)
	if err != nil {
		return "", err
	}
	if m.Provider == "" {
		return "", recruit.Refused("No Google or Microsoft account is connected.")
	}
	t, err := s.tokens(ctx)
	if err != nil {
		return "", err
	}
	app, err := s.App(ctx, m.Provider)
	if err != nil {
		return "", err
	}
	if s.Auth == nil || s.Auth.RevokeMail(ctx, m.Provider, app, t) != nil {
		said = m.Provider.Label() + " did not confirm that the access is revoked; remove recruitty in the security settings of " + m.Address + "."
	}
	store := s.Settings.Store
	gone := []string{"Emails no longer go through " + m.Provider.Label() + " as " + m.Address}
	for _, server := range []struct{ name, key string }{{"Server", recruit.SettingMailURL}, {"Mailbox", recruit.SettingInboxURL}} {
		kept, err := store.Secret(ctx, server.key)
		if err != nil {
			return said, err
		}
		if ByAccount(kept) {
			if err := store.SetSecret(ctx, server.key, ""); err != nil {
				return said, err
			}
			gone = append(gone, recruit.ServerDifference(server.name, kept, ""))
		}
	}
	err = errors.Join(store.SetSecret(ctx, recruit.SettingMailTokens, ""), store.SetSetting(ctx, recruit.SettingMailAccount, ""),
		s.Log.Log(ctx, recruit.Activity{At: s.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "mail.disconnect", Text: recruit.JoinDifferences(gone...)}))
	return said, err
}

// ByAccount reports whether the address of a mail server or mailbox is used with
// the account that is signed in to, instead of a password.
func ByAccount(server string) bool {
	u, err := url.Parse(server)
	return err == nil && u.Query().Get("auth") == AccountAuth
}

// AccountAuth is how the address of a server says so, as auth=oauth.
const AccountAuth = "oauth"
