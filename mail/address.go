package mail

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"recruitty/recruit/sanitize"
)

var errBadAddress = errors.New("not a plain mail address")

// plainAddress returns address when it is one that mail servers and calendars read alike: local@domain, nothing quoted,
// no character that means something in a mailto URI or in a calendar parameter. A domain in another script comes back in
// ASCII (RFC 5891); letters beyond ASCII before the @ stay, for servers that take them (RFC 6531).
func plainAddress(address string) (string, error) {
	kept, err := sanitize.International(address)
	local, domain, _ := strings.Cut(kept, "@")
	ascii := strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1 // International takes letters and digits only
		}
		return r
	}, local)
	if err != nil || strings.TrimSpace(address) != address || containsOther(ascii, addressLetters+"!$&'*+-/=_~.{|}`#%?^") || containsOther(domain, addressLetters+"-.") {
		return "", fmt.Errorf("%q is %w", shorten(oneLine(address), 80), errBadAddress)
	}
	if !sanitize.NeedsUTF8(kept) && strings.EqualFold(kept, address) {
		return address, nil // as it is, large letters included
	}
	return kept, nil
}

// mailtoURI writes an address as calendars do, with what means something in a URI, and letters beyond ASCII, escaped
// (RFC 6068 section 2).
func mailtoURI(address string) string {
	var uri strings.Builder
	uri.WriteString("mailto:")
	for _, c := range []byte(address) {
		if c > unicode.MaxASCII || strings.IndexByte("%?#^", c) >= 0 {
			fmt.Fprintf(&uri, "%%%02X", c)
		} else {
			uri.WriteByte(c)
		}
	}
	return uri.String()
}

const addressLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

func containsOther(s, allowed string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return !strings.ContainsRune(allowed, r) })
}

// sameAddress compares as mail systems do in practice: without regard to case, and to how the domain is written.
func sameAddress(a, b string) bool { return sanitize.SameAddress(a, b) }

// secureLink returns link when it is an absolute https URL that may stand in a calendar object, a mail and an HTML
// attribute without being changed by any of them.
func secureLink(link string) (string, error) {
	parsed, err := url.Parse(link)
	if err != nil || !secure(parsed) || parsed.Hostname() == "" || parsed.User != nil || len(link) > 2000 ||
		!strings.HasPrefix(link, parsed.Scheme+"://") ||
		strings.ContainsFunc(link, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"<>\\^`{|}", r) }) {
		return "", fmt.Errorf("the join link is not a plain https address; correct it before inviting")
	}
	return link, nil
}

// messageID returns id without its angle brackets when it is a dot-atom on both sides of one @ (RFC 5322 section 3.6.4).
func messageID(id string) (string, error) {
	bare := strings.TrimSuffix(strings.TrimPrefix(id, "<"), ">")
	left, right, ok := strings.Cut(bare, "@")
	const atom = addressLetters + "!#$%&'*+-/=?^_`{|}~."
	if !ok || left == "" || right == "" || len(bare) > 250 || containsOther(left, atom) || containsOther(right, atom) {
		return "", fmt.Errorf("%q is not a message id", shorten(oneLine(id), 80))
	}
	return bare, nil
}

// secure accepts https, and plain http to this very machine, where the
// simulated Zoom of a demo has its rooms.
func secure(link *url.URL) bool {
	if link.Scheme == "https" {
		return true
	}
	return link.Scheme == "http" && sanitize.ThisMachine(link.Hostname())
}
