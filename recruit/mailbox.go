package recruit

import (
	"context"
	"net"
	"net/url"
	"strings"

	"recruitty/recruit/sanitize"
)

// SameMailbox reports whether mail to both addresses comes to one person by the
// habits of mail servers: what stands behind a plus sign is a mark of the
// person's own, and Gmail reads over dots.
func SameMailbox(a, b string) bool {
	return a != "" && b != "" && mailboxKey(a) == mailboxKey(b)
}

func mailboxKey(address string) string {
	local, domain, ok := strings.Cut(strings.ToLower(sanitize.Address(address)), "@")
	if !ok {
		return local
	}
	if name, _, tagged := strings.Cut(local, "+"); tagged && name != "" {
		local = name
	}
	if domain == "googlemail.com" || domain == "gmail.com" {
		local, domain = strings.ReplaceAll(local, ".", ""), "gmail.com"
	}
	return local + "@" + domain
}

// MailProvider is a mail service that is signed in to in a browser, because it
// takes no passwords from programs, or soon will not.
type MailProvider string

// The providers.
const (
	GoogleMail    MailProvider = "google"
	MicrosoftMail MailProvider = "microsoft"
)

// MailProviders are all of them.
func MailProviders() []MailProvider { return []MailProvider{GoogleMail, MicrosoftMail} }

// Label is the provider's name for people.
func (p MailProvider) Label() string {
	if p == MicrosoftMail {
		return "Microsoft 365"
	}
	return "Google"
}

// Keys of the account that mails go through, and of the registered apps, behind
// which stands the provider.
const (
	SettingMailAccount = "mail.account"
	SettingMailTokens  = "mail.account.tokens" // secret
	SettingMailClient  = "mail.app.client_id."
	SettingMailSecret  = "mail.app.secret." // secret
	SettingMailTenant  = "mail.app.tenant."
)

// MailApp is an app that an organisation registered with a provider.
type MailApp struct {
	ClientID, Secret string
	Tenant           string // of Microsoft; "" for any
	FromEnvironment  bool
}

// TakeBack is where a person takes the access back at the provider.
func (p MailProvider) TakeBack() string {
	if p == MicrosoftMail {
		return "myapplications.microsoft.com → recruitty → Manage → Revoke"
	}
	return "myaccount.google.com → Security → Third-party apps with account access"
}

// Revoked says in the middle of a sentence that the provider confirmed the end of an access.
func (p MailProvider) Revoked() string { return p.Label() + " confirmed that access has been revoked." }

// Allow is what the button says by which a person gives the access at the provider.
func (p MailProvider) Allow() string {
	if p == MicrosoftMail {
		return "Accept"
	}
	return "Allow"
}

// NoInbox says that answers are not read from a mailbox any more.
const NoInbox = "No mailbox is read for answers any longer."

// SettingSMTPUTF8 keeps what was last seen of a mail server: its host and port,
// and whether it takes letters beyond ASCII before the @ (RFC 6531).
const SettingSMTPUTF8 = "mail.smtputf8"

// Knowledge is what is known of something that a server may offer.
type Knowledge string

// What may be known.
const (
	NotKnown   Knowledge = ""
	Offered    Knowledge = "yes"
	NotOffered Knowledge = "no"
)

// LearnSMTPUTF8 remembers whether the mail server at an address, as host:port,
// offers SMTPUTF8.
func (s *Settings) LearnSMTPUTF8(ctx context.Context, server string, offered bool) error {
	now := server + " " + string(NotOffered)
	if offered {
		now = server + " " + string(Offered)
	}
	was, err := s.Store.Setting(ctx, SettingSMTPUTF8)
	if err != nil || was == now {
		return err
	}
	return s.Store.SetSetting(ctx, SettingSMTPUTF8, now)
}

// SMTPUTF8 is what is known of the mail server in use, and its host.
func (s *Settings) SMTPUTF8(ctx context.Context) (known Knowledge, host string, err error) {
	m, err := s.Mail(ctx)
	if err != nil {
		return NotKnown, "", err
	}
	server, host := mailServer(m.URL)
	kept, err := s.Store.Setting(ctx, SettingSMTPUTF8)
	if seen, known, _ := strings.Cut(kept, " "); server != "" && seen == server {
		return Knowledge(known), host, err
	}
	return NotKnown, host, err
}

// mailServer is the host and port that an address of a mail server leads to.
func mailServer(address string) (server, host string) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Hostname() == "" {
		return "", ""
	}
	port := u.Port()
	switch {
	case port != "":
	case u.Scheme == "smtps":
		port = "465"
	default:
		port = "587"
	}
	return net.JoinHostPort(u.Hostname(), port), u.Hostname()
}

// Mailable says why mail cannot be sent to an address for its letters before the
// @ (ErrInvalid), nil when nothing is known against it.
func (s *Settings) Mailable(ctx context.Context, address string) error {
	if !sanitize.NeedsUTF8(address) {
		return nil
	}
	known, host, err := s.SMTPUTF8(ctx)
	switch {
	case err != nil:
		return err
	case known == Offered:
		return nil
	case known == NotOffered:
		return Invalid("", "%s has letters before the @ that your mail server (%s) does not accept: it does not offer SMTPUTF8. Ask for an address without accents, such as jorg@example.com.", Shorten(address), host)
	case host == "":
		return Invalid("", "%s has letters before the @ that most mail servers do not accept, and no mail server is set up. Ask for an address without accents, such as jorg@example.com.", Shorten(address))
	}
	return Invalid("", "%s has letters before the @ that most mail servers do not accept. It is not known yet whether yours (%s) does: recruitty mail test, or Settings, Mail, finds out.", Shorten(address), host)
}
