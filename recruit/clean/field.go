package clean

import (
	"net/netip"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	maxEmail    = 254 // bytes; RFC 5321 §4.5.3.1.3 less the two angle brackets
	maxLocal    = 64  // bytes; RFC 5321 §4.5.3.1.1
	maxURL      = 2048
	maxFileName = 200 // bytes; file systems hold 255, and names get prefixes
	maxPhone    = 40
)

// Email returns a plain address such as "ana@example.com", its domain in
// lower case. Display names, quoted local parts and address literals, all
// legal in RFC 5322, are refused: people do not have them and mail breaks on them.
func Email(text string) (string, error) {
	address := norm.NFC.String(strings.TrimSpace(text))
	local, domain, found := strings.Cut(address, "@")
	switch {
	case address == "":
		return "", invalid("The e-mail address is empty; type one such as ana@example.com.")
	case len(address) > maxEmail || len(local) > maxLocal:
		return "", invalid("The e-mail address is too long; at most 254 characters fit, and 64 before the @.")
	case strings.ContainsAny(address, "<>\"(),;:\\[] \t"):
		return "", invalid("The e-mail address holds more than an address; type it alone, such as ana@example.com.")
	case !found || local == "" || strings.Contains(domain, "@"):
		return "", invalid("The e-mail address needs one @ between name and domain; type one such as ana@example.com.")
	case oneLine(address) != address:
		return "", invalid("The e-mail address holds characters that cannot be seen; type it again by hand.")
	case !isAddressName(local):
		return "", invalid("The part before the @ of the e-mail address is not valid; check its dots and signs.")
	case !isDomain(domain) || !strings.Contains(domain, "."):
		return "", invalid("The part behind the @ of the e-mail address is not a domain; type one such as example.com.")
	}
	return local + "@" + strings.ToLower(domain), nil
}

// isAddressName tells whether local is a dot-atom of RFC 5322 §3.2.3, with
// the letters beyond ASCII that RFC 6531 adds.
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

// isDomain tells whether domain is made of labels of letters, digits and
// inner hyphens, the last of which is not a number.
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
			if r != '-' && !unicode.In(r, unicode.L, unicode.M, unicode.Nd) {
				return false
			}
		}
		last = label
	}
	return strings.Trim(last, "0123456789") != ""
}

// URL returns an https address with a host, such as a meeting or profile
// link. User names and passwords in it are refused: they hide the real host.
func URL(text string) (string, error) {
	link := norm.NFC.String(strings.TrimSpace(text))
	if link == "" {
		return "", invalid("The link is empty; type one that begins with https://.")
	}
	if len(link) > maxURL {
		return "", invalid("The link is too long; at most 2048 characters fit.")
	}
	if oneLine(link) != link || strings.ContainsAny(link, " <>\"\\^`{|}") {
		return "", invalid("The link holds spaces or characters that do not belong in a link; copy it again.")
	}
	parsed, err := url.Parse(link)
	switch {
	case err != nil:
		return "", invalid("The link cannot be read; copy it again, from https:// on.")
	case parsed.Scheme != "https":
		return "", invalid("The link must begin with https://; other kinds of links are not safe to open.")
	case parsed.User != nil:
		return "", invalid("The link holds a user name before its host; remove the part up to the @.")
	case !isHost(parsed.Hostname()):
		return "", invalid("The link names no host; type one such as https://example.com/room.")
	}
	parsed.Host = strings.ToLower(parsed.Host)
	return parsed.String(), nil
}

func isHost(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil || isDomain(host)
}

// Phone returns a phone number with single spaces, as it was written: digits,
// spaces and "+-./()", and an extension as "x12" or "ext. 12". An empty text
// stays empty, for the number is optional everywhere.
func Phone(text string) (string, error) {
	phone, err := Line(text, maxPhone)
	if err != nil {
		return "", invalid("The phone number is too long; at most 40 characters fit.")
	}
	if phone == "" {
		return "", nil
	}
	number := phone
	if at := strings.IndexAny(phone, "xXeE"); at > 0 {
		extension := strings.TrimLeft(strings.TrimPrefix(strings.ToLower(phone[at:]), "e"), "xt. ")
		if extension == "" || strings.Trim(extension, "0123456789") != "" {
			return "", invalid("The phone number's extension cannot be read; type it as x12.")
		}
		number = phone[:at]
	}
	digits := 0
	for i, r := range number {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '+' && i == 0:
		case !strings.ContainsRune(" -./()\u2010\u2011", r):
			return "", invalid("The phone number holds other signs than digits, spaces and + - . / ( ); type one such as +351 912 345 678.")
		}
	}
	if digits < 3 || digits > 20 {
		return "", invalid("The phone number needs 3 to 20 digits; type one such as +351 912 345 678.")
	}
	return phone, nil
}

// FileName returns a name that is safe to store, to attach and to show: the
// base name only, without signs that file systems refuse, leading dots or the
// device names of Windows, in at most 200 bytes with its extension kept.
func FileName(name string) string {
	line := oneLine(name)
	line = line[strings.LastIndexAny(line, `/\`)+1:]
	line = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*`, r) {
			return '_'
		}
		return r
	}, line)
	line = strings.TrimRight(strings.TrimLeft(line, ". "), ". ")
	extension := path.Ext(line)
	if len(extension) > 20 {
		extension = ""
	}
	stem := strings.TrimRight(strings.TrimSuffix(line, extension), ". ")
	if stem == "" {
		stem = "file"
	}
	if isDevice(stem) {
		stem = "_" + stem
	}
	if len(stem)+len(extension) <= maxFileName {
		return stem + extension
	}
	for len(stem)+len(extension) > maxFileName {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	// The cut may have left a space or a joiner at the end.
	return FileName(stem + extension)
}

// isDevice tells whether Windows would open a device instead of a file.
func isDevice(stem string) bool {
	first, _, _ := strings.Cut(strings.ToLower(stem), ".")
	switch first {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(first) == 4 && (first[:3] == "com" || first[:3] == "lpt") && first[3] >= '0' && first[3] <= '9'
}
