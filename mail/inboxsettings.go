package mail

import (
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/sanitize"
)

// InboxSettings say in which mailbox answers arrive. They come from ParseInbox.
// However they are printed, the password is not shown.
type InboxSettings struct {
	Host     string
	Port     int
	User     string
	Folder   string
	Security Security
	// ByAccount says that the account of Google or Microsoft that is signed in to
	// opens the mailbox, instead of a password.
	ByAccount bool
	password  string
}

// ParseInbox reads imaps://user:password@host or imap://user:password@host:143,
// which demands STARTTLS; ?tls=none is possible to this very machine only, and
// ?auth=oauth stands instead of a password. A path names a folder other than INBOX. No error repeats the URL, because it
// holds a password.
func ParseInbox(text string) (InboxSettings, error) {
	const how = "write it as imaps://user:password@host and percent-encode special characters in the password"
	parsed, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		return InboxSettings{}, recruit.Invalid("url", "The address of the mailbox cannot be read: "+how+".")
	}
	s := InboxSettings{Host: parsed.Hostname(), User: parsed.User.Username(), Folder: strings.Trim(parsed.Path, "/")}
	s.password, _ = parsed.User.Password()
	switch parsed.Scheme {
	case "imaps":
		s.Port, s.Security = 993, ImplicitTLS
	case "imap":
		s.Port, s.Security = 143, StartTLS
	default:
		return InboxSettings{}, recruit.Invalid("url", "The address of the mailbox must begin with imaps:// or imap://: "+how+".")
	}
	options := parsed.Query()
	switch options.Get("auth") {
	case "":
	case accounts.AccountAuth:
		s.ByAccount = true
		options.Del("auth")
	default:
		return InboxSettings{}, recruit.Invalid("url", "The address of the mailbox has an unknown option; only auth=oauth and tls=none are known.")
	}
	if s.Host == "" || s.User == "" || s.password == "" && !s.ByAccount || parsed.Fragment != "" {
		return InboxSettings{}, recruit.Invalid("url", "The address of the mailbox needs a user, a password and a host: "+how+".")
	}
	if port := parsed.Port(); port != "" {
		if s.Port, err = strconv.Atoi(port); err != nil || s.Port < 1 || s.Port > 65535 {
			return InboxSettings{}, recruit.Invalid("url", "The port of the mailbox is a number from 1 to 65535.")
		}
	}
	if s.Folder == "" {
		s.Folder = "INBOX"
	}
	switch options.Encode() {
	case "":
	case "tls=none":
		if !sanitize.ThisMachine(s.Host) {
			return InboxSettings{}, recruit.Invalid("url", "The password of a mailbox goes unprotected to this very machine only; use imaps://.")
		}
		s.Security = Unprotected
	default:
		return InboxSettings{}, recruit.Invalid("url", "The address of the mailbox has an unknown option; only auth=oauth and tls=none are known.")
	}
	return s, nil
}

func (s InboxSettings) address() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

// String shows the settings with dots for the password.
func (s InboxSettings) String() string {
	scheme, query := "imap", ""
	switch s.Security {
	case ImplicitTLS:
		scheme = "imaps"
	case Unprotected:
		query = "?tls=none"
	}
	secret := ":…@"
	if s.ByAccount {
		secret = "@"
		query += strings.Replace("?auth=oauth", "?", map[bool]string{true: "?", false: "&"}[query == ""], 1)
	}
	return scheme + "://" + url.User(s.User).String() + secret + s.address() + "/" + s.Folder + query
}

// Format keeps the password out of every fmt verb.
func (s InboxSettings) Format(state fmt.State, _ rune) { _, _ = state.Write([]byte(s.String())) }
