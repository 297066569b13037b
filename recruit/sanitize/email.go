package sanitize

import (
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

const (
	maxEmail = 254 // bytes; RFC 5321 §4.5.3.1.3 less the two angle brackets
	maxLocal = 64  // bytes; RFC 5321 §4.5.3.1.1
)

// Email returns a plain address such as "ana@example.com" in the one form in
// which it is kept, compared and sent: its domain in lower case and in ASCII
// (RFC 5891), so that ana@bücher.example and ana@xn--bcher-kva.example are one.
// Display names, quoted local parts and address literals, all legal in RFC 5322,
// are refused: people do not have them and mail breaks on them. So are letters
// beyond ASCII before the @, which most mail servers do not take (RFC 6531); see
// International.
func Email(text string) (string, error) {
	address, err := International(text)
	if err == nil && NeedsUTF8(address) {
		return "", invalid("The email address has letters before the @ that most mail servers do not accept; ask for one without accents, such as jorg@example.com.")
	}
	return address, err
}

// NeedsUTF8 reports whether only a mail server that offers SMTPUTF8 takes mail to
// an address: it has letters beyond ASCII before the @.
func NeedsUTF8(address string) bool {
	local, _, _ := strings.Cut(address, "@")
	return !isASCII(local)
}

// International is Email for who can write to letters beyond ASCII before the @
// (RFC 6531). They are kept in lower case, so that one mailbox is one address.
func International(text string) (string, error) {
	address := norm.NFC.String(strings.TrimSpace(text))
	local, domain, found := strings.Cut(address, "@")
	switch {
	case address == "":
		return "", invalid("The email address is empty; type one such as ana@example.com.")
	case len(address) > 4*maxEmail || len(local) > maxLocal:
		return "", tooLongEmail
	case strings.HasPrefix(local, `"`):
		return "", invalid("The email address has quotes before the @; type it without them, such as ana@example.com.")
	case strings.ContainsAny(address, "<>\"(),;:\\[] \t"):
		return "", invalid("The email address holds more than an address; type it alone, such as ana@example.com.")
	case !found || local == "" || strings.Contains(domain, "@"):
		return "", invalid("The email address needs one @ between name and domain; type one such as ana@example.com.")
	case oneLine(address) != address:
		return "", invalid("The email address holds characters that cannot be seen; type it again by hand.")
	case !isAddressName(local):
		return "", invalid("The part before the @ of the email address is not valid; check its dots and signs.")
	}
	if !isASCII(local) {
		local = norm.NFC.String(strings.ToLower(local))
	}
	ascii, ok := asciiDomain(domain)
	switch {
	case !ok || !isDomain(ascii) || !strings.Contains(ascii, "."):
		return "", invalid("The part after the @ of the email address is not a domain; type one such as example.com.")
	case len(local)+1+len(ascii) > maxEmail || len(local) > maxLocal:
		return "", tooLongEmail
	}
	return local + "@" + ascii, nil
}

const tooLongEmail = invalid("The email address is too long; at most 254 characters fit, and 64 before the @.")

// Address is Email for what need not be an address: what is none comes back as
// it was, without the blanks around it.
func Address(text string) string {
	if address, err := International(text); err == nil {
		return address
	}
	return strings.TrimSpace(text)
}

// SameAddress reports whether two texts are addresses of one mailbox, as mail
// systems see it in practice: without regard to case, and to the way in which
// the domain is written.
func SameAddress(a, b string) bool { return strings.EqualFold(Address(a), Address(b)) }

// ReadableEmail is an address with its domain in the letters that people write,
// for search and for eyes; it is not to be sent to.
func ReadableEmail(address string) string {
	local, domain, found := strings.Cut(address, "@")
	if !found || !strings.Contains(strings.ToLower(domain), "xn--") {
		return address
	}
	readable, err := idna.Lookup.ToUnicode(domain)
	if err != nil {
		return address
	}
	return local + "@" + readable
}

// asciiDomain is a domain in lower case and ASCII. Names that need no
// translation are left alone: hyphens in odd places are common in them.
func asciiDomain(domain string) (string, bool) {
	lower := strings.ToLower(domain)
	if isASCII(domain) && !strings.HasPrefix(lower, "xn--") && !strings.Contains(lower, ".xn--") {
		return lower, true
	}
	ascii, err := idna.Lookup.ToASCII(domain)
	return strings.ToLower(ascii), err == nil
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
}

// isAddressName reports whether local is a dot-atom of RFC 5322 §3.2.3.
func isAddressName(local string) bool {
	for atom := range strings.SplitSeq(local, ".") {
		if atom == "" {
			return false
		}
		for _, r := range atom {
			if !unicode.In(r, unicode.L, unicode.M, unicode.Nd) && !strings.ContainsRune("!#$%&'*+-/=?^_`{|}~", r) {
				return false
			}
		}
	}
	return true
}

// isDomain reports whether an ASCII domain is made of labels of letters, digits
// and inner hyphens, the last of which is not a number.
func isDomain(domain string) bool {
	if len(domain) > 253 {
		return false
	}
	last := ""
	for label := range strings.SplitSeq(domain, ".") {
		if label == "" || len(label) > 63 || strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-") {
			return false
		}
		for _, r := range label {
			if r != '-' && !unicode.In(r, unicode.L, unicode.Nd) {
				return false
			}
		}
		last = label
	}
	return strings.Trim(last, "0123456789") != ""
}
