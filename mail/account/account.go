// Package account signs in to the mail accounts of Google and Microsoft 365,
// which take no passwords from programs: OAuth 2.0 (RFC 6749) in a browser with
// PKCE, or with a code typed on another device (RFC 8628). What it is granted is
// used as XOAUTH2 or OAUTHBEARER by the mail server and the mailbox.
package account

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/sanitize"
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
	client  *http.Client
}

var _ accounts.MailAuthoriser = (*Accounts)(nil)

// New makes Accounts; it reaches for a provider only when it is asked to.
func New(o Options) *Accounts {
	client := http.Client{}
	if o.Client != nil {
		client = *o.Client
	}
	// A redirect would carry what is secret to another host.
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	client.Jar = nil
	client.Timeout = timeout
	return &Accounts{options: o, client: &client}
}

// endpoints are where a provider does what.
type endpoints struct {
	authorise, token, device, revoke string // revoke is "" where there is none
	scopes                           []string
	host                             string // of the redirect, as the provider wants it
	more                             url.Values
}

const (
	googleMail      = "https://mail.google.com/"
	microsoftSend   = "https://outlook.office.com/SMTP.Send"
	microsoftRead   = "https://outlook.office.com/IMAP.AccessAsUser.All"
	microsoftServer = "https://login.microsoftonline.com"
)

// safe refuses a provider's address to which passwords of apps and tokens would
// go readably; only to this very machine, for a simulated provider, they may.
func (a *Accounts) safe(p recruit.MailProvider) error {
	base := a.options.Base[p]
	if base == "" {
		return nil
	}
	u, err := url.Parse(base)
	if err == nil && u.Host != "" && u.User == nil && u.RawQuery == "" && u.Fragment == "" &&
		(u.Scheme == "https" || u.Scheme == "http" && sanitize.ThisMachine(u.Hostname())) {
		return nil
	}
	return &recruit.Problem{Kind: recruit.ErrNotSetUp, Cause: err, Sentence: "The address of " + p.Label() +
		" that is set here is no plain https address (http only reaches a simulated one on this very machine); correct RECRUITTY_" + strings.ToUpper(string(p)) + "_OAUTH."}
}

func (a *Accounts) endpoints(p recruit.MailProvider, app recruit.MailApp) endpoints {
	base := strings.TrimRight(a.options.Base[p], "/")
	if p == recruit.MicrosoftMail {
		tenant := app.Tenant
		if tenant == "" {
			tenant = "common"
		}
		if base == "" {
			base = microsoftServer
		}
		base += "/" + url.PathEscape(tenant) + "/oauth2/v2.0"
		return endpoints{
			authorise: base + "/authorize", token: base + "/token", device: base + "/devicecode",
			scopes: []string{microsoftSend, microsoftRead, "offline_access", "openid", "email", "profile"}, host: "localhost",
			more: url.Values{"prompt": {"select_account"}},
		}
	}
	e := endpoints{
		authorise: "https://accounts.google.com/o/oauth2/v2/auth", token: "https://oauth2.googleapis.com/token", revoke: "https://oauth2.googleapis.com/revoke",
		scopes: []string{googleMail, "openid", "email"}, host: "127.0.0.1",
		// A refresh token comes only when it is asked for like this.
		more: url.Values{"access_type": {"offline"}, "prompt": {"consent"}},
	}
	if base != "" {
		e.authorise, e.token, e.revoke = base+"/auth", base+"/token", base+"/revoke"
	}
	return e
}

// wanted are the scopes without which mail cannot be sent and read.
func wanted(p recruit.MailProvider) []string {
	if p == recruit.MicrosoftMail {
		return []string{microsoftSend, microsoftRead}
	}
	return []string{googleMail}
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

// RenewMail implements accounts.MailAuthoriser.
func (a *Accounts) RenewMail(ctx context.Context, p recruit.MailProvider, app recruit.MailApp, t recruit.Tokens) (recruit.Tokens, error) {
	if t.Refresh == "" {
		return recruit.Tokens{}, &recruit.Problem{Kind: recruit.ErrReconnect, Sentence: "The sign-in to " + p.Label() + " is incomplete; connect again."}
	}
	form := url.Values{"grant_type": {"refresh_token"}, "refresh_token": {t.Refresh}}
	g, err := a.obtain(ctx, p, app, form, renewing)
	return g.Tokens, err
}

// RevokeMail implements accounts.MailAuthoriser.
func (a *Accounts) RevokeMail(ctx context.Context, p recruit.MailProvider, app recruit.MailApp, t recruit.Tokens) error {
	e := a.endpoints(p, app)
	token := t.Refresh
	if token == "" {
		token = t.Access
	}
	if err := a.safe(p); err != nil {
		return err
	}
	if e.revoke == "" || token == "" {
		return &recruit.Problem{Kind: recruit.ErrUnsupported, Sentence: p.Label() + " lets access be taken back in the account's own settings only."}
	}
	answer, err := a.post(ctx, e.revoke, url.Values{"token": {token}})
	if err == nil && answer.status/100 != 2 {
		err = answer.problem(p, revoking)
	}
	return err
}
