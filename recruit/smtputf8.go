package recruit

import (
	"context"
	"net"
	"net/url"
	"strings"

	"recruitty/recruit/sanitize"
)

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
		return Invalid("", "%s has letters before the @ that your mail server (%s) does not take: it does not offer SMTPUTF8. Ask for an address without accents, such as jorg@example.com.", Shorten(address), host)
	case host == "":
		return Invalid("", "%s has letters before the @ that most mail servers do not take, and no mail server is set up. Ask for an address without accents, such as jorg@example.com.", Shorten(address))
	}
	return Invalid("", "%s has letters before the @ that most mail servers do not take. Whether yours (%s) does is not known yet: recruitty mail test, or Settings, Mail, finds out.", Shorten(address), host)
}

// CheckMailable holds an address of a field against what the mail server takes.
func (s *Scheduling) CheckMailable(ctx context.Context, field, address string) error {
	if !sanitize.NeedsUTF8(address) {
		return nil
	}
	if s == nil || s.Mailable == nil {
		_, err := sanitize.Email(address)
		return Invalid(field, "%s", err)
	}
	if err := s.Mailable(ctx, address); err != nil {
		return Invalid(field, "%s", Sentence(err))
	}
	return nil
}
