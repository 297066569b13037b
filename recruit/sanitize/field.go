package sanitize

import (
	"net/netip"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	maxURL      = 2048
	maxFileName = 200 // bytes; file systems hold 255, and names get prefixes
)

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

// isDevice reports whether Windows would open a device instead of a file.
func isDevice(stem string) bool {
	first, _, _ := strings.Cut(strings.ToLower(stem), ".")
	switch first {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(first) == 4 && (first[:3] == "com" || first[:3] == "lpt") && first[3] >= '0' && first[3] <= '9'
}
