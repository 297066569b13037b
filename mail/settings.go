package mail

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"

	"recruitty/recruit/accounts"
	"recruitty/recruit/sanitize"
)

// Security is how the connection to the mail server is protected.
type Security string

// The three ways, as they are named in the tls option of a settings URL.
const (
	// StartTLS demands that the server switches to TLS before anything is said.
	StartTLS Security = "starttls"
	// ImplicitTLS speaks TLS from the first byte (RFC 8314).
	ImplicitTLS Security = "implicit"
	// Unprotected sends everything readable; only when told so, or to this very machine.
	Unprotected Security = "none"
)

// Settings say which mail server to use and how to sign in. They come from ParseSettings. However they are printed,
// the password is not shown.
type Settings struct {
	Host     string
	Port     int
	User     string
	Security Security
	// Auth is plain, login, cram-md5 or xoauth2 (the password is then an access token), or oauth for the account of
	// Google or Microsoft that is signed in to; empty chooses what the server offers.
	Auth     string
	password string
}

// ParseSettings reads smtp://user:password@host:587, smtps://user:password@host or smtp://127.0.0.1:2525?tls=none.
// Special characters in user and password are percent-encoded. Options: tls=starttls|implicit|none and
// auth=plain|login|cram-md5|xoauth2|oauth. The port is 587, or 465 for smtps, unless it is given. No error repeats the URL,
// because it holds a password.
func ParseSettings(text string) (Settings, error) {
	parsed, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		return Settings{}, errors.New("the mail server address cannot be read: write it as smtp://user:password@host:587 and percent-encode special characters in the password")
	}
	s := Settings{Host: parsed.Hostname(), User: parsed.User.Username()}
	s.password, _ = parsed.User.Password()
	switch parsed.Scheme {
	case "smtp":
		s.Port, s.Security = 587, StartTLS
		if s.onThisMachine() {
			s.Security = ""
		}
	case "smtps":
		s.Port, s.Security = 465, ImplicitTLS
	default:
		return Settings{}, errors.New("the mail server address must begin with smtp:// or smtps://")
	}
	if s.Host == "" || strings.ContainsFunc(s.Host, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return Settings{}, errors.New("the mail server address names no host: write it as smtp://user:password@host:587")
	}
	if port := parsed.Port(); port != "" {
		if s.Port, err = strconv.Atoi(port); err != nil || s.Port < 1 || s.Port > 65535 {
			return Settings{}, errors.New("the port of the mail server is a number from 1 to 65535")
		}
	}
	if parsed.Path != "" && parsed.Path != "/" || parsed.Fragment != "" {
		return Settings{}, errors.New("the mail server address ends after the port: percent-encode /, # and ? in the password")
	}
	if s.User == "" && s.password != "" {
		return Settings{}, errors.New("the mail server address has a password without a user")
	}
	return s.withOptions(parsed.RawQuery, parsed.Scheme)
}

func (s Settings) withOptions(query, scheme string) (Settings, error) {
	options, err := url.ParseQuery(query)
	if err != nil {
		return Settings{}, errors.New("the options after the ? of the mail server address cannot be read")
	}
	for name, values := range options {
		value := strings.ToLower(values[len(values)-1])
		switch {
		case name == "tls" && scheme == "smtp" && (value == string(StartTLS) || value == string(ImplicitTLS) || value == string(Unprotected)):
			s.Security = Security(value)
		case name == "tls" && scheme == "smtps" && value == string(ImplicitTLS):
		case name == "auth" && (value == "plain" || value == "login" || value == "cram-md5" || value == "xoauth2" || value == accounts.AccountAuth):
			s.Auth = value
		default:
			return Settings{}, errors.New("the mail server address has an unknown option: use tls=starttls, tls=implicit or tls=none, and auth=plain, auth=login, auth=cram-md5, auth=xoauth2 or auth=oauth")
		}
	}
	if s.Auth != "" && s.User == "" {
		return Settings{}, errors.New("the mail server address says how to sign in, but not as whom")
	}
	if s.Auth == accounts.AccountAuth && s.Security != ImplicitTLS && s.Security != StartTLS && !s.onThisMachine() {
		return Settings{}, errors.New("the access of an account goes over a protected connection only: leave out tls=none")
	}
	return s, nil
}

// onThisMachine reports whether the host is this machine, where nobody listens in between. For it TLS is used when the
// server offers it, and not demanded.
func (s Settings) onThisMachine() bool { return sanitize.ThisMachine(s.Host) }

func (s Settings) address() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

// Redacted is the settings URL with dots for the password.
func (s Settings) Redacted() string {
	scheme, credentials := "smtp", ""
	if s.Security == ImplicitTLS {
		scheme = "smtps"
	}
	if s.User != "" {
		credentials = url.User(s.User).String() + "@"
		if s.password != "" {
			credentials = url.User(s.User).String() + ":…@"
		}
	}
	options := url.Values{}
	if s.Security == Unprotected {
		options.Set("tls", string(Unprotected))
	}
	if s.Auth != "" {
		options.Set("auth", s.Auth)
	}
	return scheme + "://" + credentials + s.address() + before("?", options.Encode())
}

// String is Redacted.
func (s Settings) String() string { return s.Redacted() }

// Format keeps the password out of every fmt verb, %#v included.
func (s Settings) Format(state fmt.State, _ rune) { _, _ = state.Write([]byte(s.Redacted())) }
