package caldav

import (
	"net/netip"
	"net/url"
	"strings"
	"unicode"

	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// maxAddress bounds the address of a server, in bytes.
const maxAddress = 2000

// Address checks the address of a server as someone typed it, and returns it as it is
// asked: a host alone means https, and of an e-mail address its domain is taken. The
// error is a *recruit.Problem.
func Address(typed string) (string, error) {
	text := strings.TrimSpace(typed)
	invalid := errAddress()
	switch {
	case text == "":
		return "", recruit.Invalid("url", "Enter the address of the calendar server, such as https://cal.example.com.")
	case len(text) > maxAddress, strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return "", invalid
	case strings.HasPrefix(text, "/"), strings.HasPrefix(text, `\`), strings.HasPrefix(text, "."), strings.HasPrefix(text, "~"):
		return "", invalid
	}
	if !strings.Contains(text, "://") {
		if at := strings.LastIndex(text, "@"); at >= 0 && !strings.Contains(text, "/") {
			text = text[at+1:]
		}
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || u.RawQuery != "" {
		return "", invalid
	}
	if u.User != nil {
		return "", recruit.Invalid("url", "Leave the user name and the password out of the address; they have fields of their own.")
	}
	switch strings.ToLower(u.Scheme) {
	case "https", "caldavs":
		u.Scheme = "https"
	case "http", "caldav":
		u.Scheme = "http"
	default:
		return "", invalid
	}
	if host := u.Hostname(); !strings.Contains(host, ".") && host != "localhost" {
		if _, err := netip.ParseAddr(host); err != nil {
			return "", invalid
		}
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.Fragment = ""
	return u.String(), nil
}

// errAddress says that something is no address of a server.
func errAddress() error {
	return recruit.Invalid("url", "That is not the address of a calendar server; it begins with https://, such as https://cal.example.com.")
}

// signIn checks what Basic (RFC 7617, section 2) can carry.
func signIn(via busy.Access) error {
	control := func(text string) bool { return strings.ContainsFunc(text, unicode.IsControl) }
	switch {
	case via.User == "":
		return recruit.Invalid("user", "Enter the user name for the calendar server.")
	case strings.Contains(via.User, ":") || control(via.User):
		return recruit.Invalid("user", "A user name for a calendar server has no colon in it.")
	case control(via.Password):
		return recruit.Invalid("password", "The password has characters that cannot be sent; copy it again.")
	}
	return nil
}
