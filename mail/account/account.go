// Package account signs in to the mail accounts of Google and Microsoft 365,
// which take no passwords from programs but OAuth 2.0; see package oauth for how.
// What it is granted is used as XOAUTH2 or OAUTHBEARER by the mail server and the
// mailbox.
package account

import (
	"context"
	"net/http"
	"strings"
	"time"

	"recruitty/internal/oauth"
	"recruitty/recruit"
	"recruitty/recruit/accounts"
)

// Options say where the providers are.
type Options struct {
	Client *http.Client
	Now    recruit.Clock
	After  func(time.Duration) <-chan time.Time
	// Base is where a provider's endpoints are, for tests and other clouds; SMTP
	// and IMAP are its servers. "" is the usual place.
	Base map[recruit.MailProvider]string
	SMTP map[recruit.MailProvider]string
	IMAP map[recruit.MailProvider]string
}

// Accounts implements accounts.MailAuthoriser.
type Accounts struct {
	options Options
	client  *oauth.Client
}

var _ accounts.MailAuthoriser = (*Accounts)(nil)

// New makes Accounts; it reaches for a provider only when it is asked to.
func New(o Options) *Accounts {
	return &Accounts{options: o, client: oauth.New(oauth.Options{HTTP: o.Client, Now: o.Now, After: o.After})}
}

const (
	googleMail    = "https://mail.google.com/"
	microsoftSend = "https://outlook.office.com/SMTP.Send"
	microsoftRead = "https://outlook.office.com/IMAP.AccessAsUser.All"
)

// flow is what an app asks a provider for.
func (a *Accounts) flow(p recruit.MailProvider, app recruit.MailApp) oauth.Flow {
	var f oauth.Flow
	if p == recruit.MicrosoftMail {
		f = oauth.Microsoft(a.options.Base[p], p.Label(), app)
		f.Wanted = []string{microsoftSend, microsoftRead}
		f.Scopes = []string{microsoftSend, microsoftRead, "offline_access", "openid", "email", "profile"}
	} else {
		f = oauth.Google(a.options.Base[p], p.Label(), app)
		f.Wanted = []string{googleMail}
		f.Scopes = []string{googleMail, "openid", "email"}
	}
	f.Words = oauth.Words{
		Unregistered: "does not let this app send and read mail; add these permissions where it is registered",
		Missing:      "did not grant the right to send and read mail, so nothing was connected; sign in again and tick it on the page.",
		NoDevice:     "does not give access to mail by a code",
	}
	return f
}

// MailServers implements accounts.MailAuthoriser.
func (a *Accounts) MailServers(p recruit.MailProvider) (smtp, imap string) {
	smtp, imap = "smtp://smtp.gmail.com:587", "imaps://imap.gmail.com:993"
	if p == recruit.MicrosoftMail {
		smtp, imap = "smtp://smtp.office365.com:587", "imaps://outlook.office365.com:993"
	}
	if other := a.options.SMTP[p]; other != "" {
		smtp = other
	}
	if other := a.options.IMAP[p]; other != "" {
		imap = other
	}
	return byAccount(smtp), byAccount(imap)
}

// byAccount marks the address of a server as one to sign in to with the account.
func byAccount(server string) string {
	mark := "?"
	if strings.Contains(server, "?") {
		mark = "&"
	}
	return server + mark + "auth=" + accounts.AccountAuth
}

// BeginMail implements accounts.MailAuthoriser.
func (a *Accounts) BeginMail(ctx context.Context, p recruit.MailProvider, app recruit.MailApp, local bool) (recruit.SignIn, error) {
	return a.client.Begin(ctx, a.flow(p, app), local)
}

// BeginMailDevice implements accounts.MailAuthoriser.
func (a *Accounts) BeginMailDevice(ctx context.Context, p recruit.MailProvider, app recruit.MailApp) (recruit.DeviceSignIn, error) {
	return a.client.BeginDevice(ctx, a.flow(p, app))
}

// RenewMail implements accounts.MailAuthoriser.
func (a *Accounts) RenewMail(ctx context.Context, p recruit.MailProvider, app recruit.MailApp, t recruit.Tokens) (recruit.Tokens, error) {
	return a.client.Renew(ctx, a.flow(p, app), t)
}

// RevokeMail implements accounts.MailAuthoriser.
func (a *Accounts) RevokeMail(ctx context.Context, p recruit.MailProvider, app recruit.MailApp, t recruit.Tokens) error {
	return a.client.Revoke(ctx, a.flow(p, app), t)
}
