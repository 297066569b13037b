package draft

import (
	"net"
	"net/url"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
)

// MailAccount is an account on a server of mails, which settings keep as one
// address, such as smtps://user:password@host:465.
type MailAccount struct{ Host, Port, Security, User, Password string }

// The ways to protect the connection, as settings write them.
const (
	startTLS    = "starttls"
	implicitTLS = "implicit"
	unprotected = "none"
)

// mailService is one sort of server.
type mailService struct {
	scheme      string // with an s behind it for TLS from the start
	label       string
	name        string // what people call its name, in a sentence
	example     string
	port, ports string // with STARTTLS, and with TLS from the start
	risk        string // of a connection without protection
}

func sendingMails() mailService {
	return mailService{scheme: "smtp", label: "Mail server", name: "The mail server's name", example: "smtp.example.com", port: "587", ports: "465",
		risk: "anyone on the way can read everything, passwords included"}
}

func readingMails() mailService {
	return mailService{scheme: "imap", label: "IMAP server", name: "The name of the mailbox's server", example: "imap.example.com", port: "143", ports: "993",
		risk: "only works for this machine itself"}
}

// standardPort is the usual one.
func (s mailService) standardPort(security string) string {
	if security == implicitTLS {
		return s.ports
	}
	return s.port
}

// apart takes a saved address apart; the password stays where it is. The
// address is nil when none is saved.
func (s mailService) apart(saved string) (MailAccount, *url.URL) {
	u, err := url.Parse(saved)
	if saved == "" || err != nil {
		return MailAccount{}, nil
	}
	a := MailAccount{Host: u.Hostname(), Port: u.Port(), Security: startTLS, User: u.User.Username()}
	switch tls := u.Query().Get("tls"); {
	case tls != "":
		a.Security = tls
	case u.Scheme == s.scheme+"s":
		a.Security = implicitTLS
	}
	if a.Port == "" {
		a.Port = s.standardPort(a.Security)
	}
	return a, u
}

// together puts the address together. An empty password keeps the saved one as
// long as server and user are the same.
func (s mailService) together(a MailAccount, saved string) (url.URL, error) {
	host, port := strings.TrimSpace(a.Host), strings.TrimSpace(a.Port)
	if host == "" {
		return url.URL{}, recruit.Invalid("url", "%s is missing, such as %s.", s.name, s.example)
	}
	if err := s.checkPort(port); err != nil {
		return url.URL{}, err
	}
	u := url.URL{Scheme: s.scheme, Host: net.JoinHostPort(host, port)}
	switch a.Security {
	case implicitTLS:
		u.Scheme += "s"
	case unprotected:
		u.RawQuery = "tls=" + unprotected
	}
	user, password := strings.TrimSpace(a.User), a.Password
	if old, err := url.Parse(saved); err == nil && password == "" && old.User != nil && old.User.Username() == user && old.Hostname() == host {
		password, _ = old.User.Password()
		if accounts.ByAccount(saved) && password == "" {
			// The account that is signed in to stays the way in, too.
			query := u.Query()
			query.Set("auth", accounts.AccountAuth)
			u.RawQuery = query.Encode()
		}
	}
	switch {
	case user != "" && password != "":
		u.User = url.UserPassword(user, password)
	case user != "":
		u.User = url.User(user)
	}
	return u, nil
}

func (s mailService) checkPort(typed string) error {
	if n, err := strconv.Atoi(strings.TrimSpace(typed)); err != nil || n < 1 || n > 65535 {
		return recruit.Invalid("port", "The port is a number from 1 to 65535, usually %s or %s.", s.port, s.ports)
	}
	return nil
}

// fields are those of an account on such a server.
func (s mailService) fields(saved string) []Field[MailAccount] {
	type a = MailAccount
	keeps := "stored encrypted, never shown again"
	if saved != "" {
		keeps = "empty keeps the saved one"
	}
	return []Field[a]{
		{Name: "url", Label: s.label, Proposal: s.example, Help: "The name of the server, such as " + s.example + ".", Text: func(a *a) *string { return &a.Host }},
		{Name: "security", Label: "Security", Kind: Choice, Options: []Option{{startTLS, "STARTTLS"}, {implicitTLS, "TLS"}, {unprotected, "none"}}, Text: func(a *a) *string { return &a.Security },
			Note: func(a a) Note {
				if a.Security == unprotected {
					return Note{Text: s.risk, Warns: true}
				}
				return Note{Text: "usually port " + s.standardPort(a.Security)}
			}},
		{Name: "port", Label: "Port", Help: "Usually " + s.ports + " with TLS, and else " + s.port + ".", Text: func(a *a) *string { return &a.Port }, Check: s.checkPort},
		{Name: "user", Label: "User", Optional: true, Help: "The user name for that server.", Text: func(a *a) *string { return &a.User }},
		{Name: "password", Label: "Password", Kind: Secret, Optional: true, Hint: keeps, Text: func(a *a) *string { return &a.Password }},
	}
}
