package mail

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/wneessen/go-mail/smtp"

	"recruitty/recruit/accounts"
)

// auth chooses how to sign in. Under TLS the simple mechanisms come first, because every server implements them well;
// without it the one that does not send the password.
func (s Settings) auth(offered []string, encrypted bool) (smtp.Auth, error) {
	preferred := []string{"plain", "login", "cram-md5", "xoauth2"}
	if !encrypted {
		preferred = []string{"cram-md5", "plain", "login"}
	}
	switch s.Auth {
	case "":
	case accounts.AccountAuth:
		preferred = []string{"xoauth2", "oauthbearer"}
	default:
		preferred = []string{s.Auth}
	}
	for _, mechanism := range preferred {
		if !slices.ContainsFunc(offered, func(name string) bool { return strings.EqualFold(name, mechanism) }) {
			continue
		}
		switch mechanism {
		case "plain":
			return smtp.PlainAuth("", s.User, s.password, s.Host, true), nil
		case "login":
			return smtp.LoginAuth(s.User, s.password, s.Host, true), nil
		case "cram-md5":
			return smtp.CRAMMD5Auth(s.User, s.password), nil
		case "xoauth2":
			return smtp.XOAuth2Auth(s.User, s.password), nil
		case "oauthbearer":
			return bearerAuth{oauthBearer(s.User, s.Host, s.Port, s.password)}, nil
		}
	}
	return nil, errNoSignIn
}

// errNoAccount means that settings want an account where none can be signed in to.
var errNoAccount = errors.New("no mail account is signed in to here")

// signIn signs in, with a password or with a token of the account.
func (s *Sender) signIn(ctx context.Context) error {
	_, offered := s.client.Extension("AUTH")
	settings := s.settings
	if settings.Auth == accounts.AccountAuth {
		if s.access == nil {
			return errNoAccount
		}
		token, err := s.access(ctx, s.stale)
		if err != nil {
			return err
		}
		settings.password, s.token = token, token
	}
	auth, err := settings.auth(strings.Fields(offered), s.secured)
	if err != nil {
		return err
	}
	return s.within(ctx, commandTime, func() error { return s.client.Auth(auth) })
}

// refreshes reports whether a failed sign-in is worth another one with a fresh token: the server refused one that may
// have ended before its time.
func (s *Sender) refreshes(failed *Error) bool {
	if s.settings.Auth != accounts.AccountAuth || failed.Step != StepSignIn || failed.Code < 500 || s.token == "" || s.token == s.stale {
		return false
	}
	s.stale = s.token
	return true
}

// xoauth2 and oauthBearer are what a token is sent as; the first is the older way of Google and Microsoft, the second
// the standard (RFC 7628).
func xoauth2(user, token string) string {
	return "user=" + user + "\x01auth=Bearer " + token + "\x01\x01"
}

func oauthBearer(user, host string, port int, token string) string {
	user = strings.NewReplacer("=", "=3D", ",", "=2C").Replace(user)
	return fmt.Sprintf("n,a=%s,\x01host=%s\x01port=%d\x01auth=Bearer %s\x01\x01", user, host, port, token)
}

// bearerAuth sends a token as OAUTHBEARER.
type bearerAuth struct{ message string }

// Start implements smtp.Auth.
func (a bearerAuth) Start(*smtp.ServerInfo) (string, []byte, error) {
	return "OAUTHBEARER", []byte(a.message), nil
}

// Next implements smtp.Auth. A server that asks again says why it refuses, and wants to hear one byte (RFC 7628 section
// 3.2.3).
func (a bearerAuth) Next(_ []byte, more bool) ([]byte, error) {
	if more {
		return []byte{1}, nil
	}
	return nil, nil
}
