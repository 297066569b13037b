package invite

import (
	"slices"
	"strings"

	"github.com/wneessen/go-mail/smtp"
)

// auth chooses how to sign in. Under TLS the simple mechanisms come first, because every server implements them well;
// without it the one that does not send the password.
func (s Settings) auth(offered []string, encrypted bool) (smtp.Auth, error) {
	preferred := []string{"plain", "login", "cram-md5", "xoauth2"}
	if !encrypted {
		preferred = []string{"cram-md5", "plain", "login"}
	}
	if s.Auth != "" {
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
		}
	}
	return nil, errNoSignIn
}
