package icsfeed

import (
	"net/netip"
	"net/url"
	"strings"
	"unicode"

	"recruitty/recruit"
)

// maxAddress bounds the address of a calendar, in bytes.
const maxAddress = 4000

// Address checks the address of a published calendar as someone typed or pasted it,
// and returns it as it is asked: webcal:// means https://, and an address without a
// scheme is one of https. The error is a *recruit.Problem that does not repeat it,
// because it is a secret.
func Address(typed string) (string, error) {
	text := strings.Trim(strings.TrimSpace(typed), "<>\"'")
	switch {
	case text == "":
		return "", recruit.Invalid("url", "Enter the address at which the calendar is published; calendars show it in their settings as iCal or ICS address.")
	case len(text) > maxAddress:
		return "", recruit.Invalid("url", "The address of the calendar is too long to be one; copy it again.")
	case strings.ContainsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }):
		return "", recruit.Invalid("url", "The address of the calendar has a space or a line break in it; copy it again as a whole.")
	case isFile(text):
		return "", recruit.Invalid("url", "That is a file, which is not read again when the calendar changes; enter the address at which the calendar is published (https://).")
	}
	u, err := parse(text)
	switch {
	case err != nil, u.Hostname() == "":
		return "", recruit.Invalid("url", "That is not an address at which a calendar can be published; it begins with https:// or webcal://.")
	case u.User != nil:
		return "", recruit.Invalid("url", "The address has a user name or a password in it, which a published calendar needs not; connect it as CalDAV if it asks for a sign-in.")
	}
	u.Fragment = ""
	return u.String(), nil
}

// parse reads an address and gives it the scheme with which it is asked.
func parse(text string) (*url.URL, error) {
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, err
	}
	switch strings.ToLower(u.Scheme) {
	case "https", "webcal", "webcals":
		u.Scheme = "https"
	case "http":
		u.Scheme = "http"
	default:
		u.Host = ""
	}
	if host := u.Hostname(); !strings.Contains(host, ".") && host != "localhost" {
		if _, err := netip.ParseAddr(host); err != nil {
			u.Host = "" // a word, such as the name of a calendar
		}
	}
	return u, nil
}

// isFile reports whether a text names a file rather than a place on the web.
func isFile(text string) bool {
	lower := strings.ToLower(text)
	if strings.HasPrefix(lower, "file:") || strings.HasPrefix(text, "/") || strings.HasPrefix(text, `\`) || strings.HasPrefix(text, ".") || strings.HasPrefix(text, "~") {
		return true
	}
	if len(text) > 2 && text[1] == ':' && (text[2] == '\\' || text[2] == '/') {
		return true // a drive of Windows
	}
	return !strings.Contains(text, "/") && (strings.HasSuffix(lower, ".ics") || strings.HasSuffix(lower, ".ical") || strings.HasSuffix(lower, ".ifb"))
}
