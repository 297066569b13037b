package settings

import (
	"net"
	"net/url"
	"strconv"
	"strings"

	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/ui/forms"
	"recruitty/ui/theme"
)

// accountDraft is what a form holds of an account on a server of mails, which
// settings keep as one address, such as smtps://user:password@host:465.
type accountDraft struct{ Host, Port, Security, User, Password string }

// The ways to protect the connection, as settings write them.
const (
	startTLS    = "starttls"
	implicitTLS = "implicit"
	unprotected = "none"
)

// service is one sort of server.
type service struct {
	scheme      string // with an s behind it for TLS from the start
	name        string // what people call its name, in a sentence
	example     string
	port, ports string // with STARTTLS, and with TLS from the start
}

func sendingMails() service {
	return service{scheme: "smtp", name: "The mail server's name", example: "smtp.example.com", port: "587", ports: "465"}
}

func readingMails() service {
	return service{scheme: "imap", name: "The name of the mailbox's server", example: "imap.example.com", port: "143", ports: "993"}
}

// standardPort is the usual one.
func (s service) standardPort(security string) string {
	if security == implicitTLS {
		return s.ports
	}
	return s.port
}

// apart takes a saved address apart; the password stays where it is. The
// address is nil when none is saved.
func (s service) apart(saved string) (accountDraft, *url.URL) {
	u, err := url.Parse(saved)
	if saved == "" || err != nil {
		return accountDraft{}, nil
	}
	d := accountDraft{Host: u.Hostname(), Port: u.Port(), Security: startTLS, User: u.User.Username()}
	switch tls := u.Query().Get("tls"); {
	case tls != "":
		d.Security = tls
	case u.Scheme == s.scheme+"s":
		d.Security = implicitTLS
	}
	if d.Port == "" {
		d.Port = s.standardPort(d.Security)
	}
	return d, u
}

// together puts the address together. An empty password keeps the saved one as
// long as server and user are the same.
func (s service) together(d accountDraft, saved string) (url.URL, error) {
	host, port := strings.TrimSpace(d.Host), strings.TrimSpace(d.Port)
	if host == "" {
		return url.URL{}, recruit.Invalid("url", "%s is missing, such as %s.", s.name, s.example)
	}
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
		return url.URL{}, recruit.Invalid("port", "The port is a number from 1 to 65535, as a rule %s or %s.", s.port, s.ports)
	}
	u := url.URL{Scheme: s.scheme, Host: net.JoinHostPort(host, port)}
	switch d.Security {
	case implicitTLS:
		u.Scheme += "s"
	case unprotected:
		u.RawQuery = "tls=" + unprotected
	}
	user, password := strings.TrimSpace(d.User), d.Password
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

// account makes the rows of an account; risk says what is to be known of a
// connection without protection.
func account(f *forms.Fields, s service, label string, d *accountDraft, saved, risk string) []huh.Field {
	return []huh.Field{
		f.Line("url", label, &d.Host).Proposing(s.example),
		f.Radio("security", "Security", &d.Security, []forms.Option{{Value: startTLS, Label: "STARTTLS"}, {Value: implicitTLS, Label: "TLS"}, {Value: unprotected, Label: "none"}}).
			Saying(1, func() []forms.Hint {
				if d.Security == unprotected {
					return []forms.Hint{{Tone: theme.Warning, Text: risk}}
				}
				return []forms.Hint{{Tone: theme.Dim, Text: "as a rule port " + s.standardPort(d.Security)}}
			}),
		f.Line("port", "Port", &d.Port),
		f.Line("user", "User", &d.User),
		f.Line("password", "Password", &d.Password).Hiding().Saying(1, func() []forms.Hint {
			if saved != "" {
				return []forms.Hint{{Tone: theme.Dim, Text: "empty keeps the saved one"}}
			}
			return []forms.Hint{{Tone: theme.Dim, Text: "kept sealed, never shown again"}}
		}),
	}
}
