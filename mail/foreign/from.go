package foreign

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"recruitty/internal/icalendar"
)

// Sender is the address that a mail is from. A mail with no From, with several,
// with a group in it or with more than one address that could be meant is from
// nobody: ok is false. What is written as a name never counts, and neither does
// the Sender field, which any service may fill.
func (m Mail) Sender() (address string, ok bool) {
	lines := m.Header.All("From")
	if len(lines) != 1 || len(lines[0]) > maxHeader {
		return "", false
	}
	return mailboxOf(lines[0])
}

var (
	encodedWord = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`=\?[^?\s]*\?[bBqQ]\?[^?]*\?=`) })
	// switched is text in a charset of ISO 2022 that stands raw in a header. Its
	// bytes look like brackets and quotes.
	switched = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\x1b\$[@-Z(]*[^\x1b]*(\x1b\([A-Z])?`) })
	// between stands between the words of a field.
	between = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[\s<>()",:;\\]+`) })
	angled  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<\s*([^<>\s]*@[^<>\s]*)\s*>`) })
	group   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[^<>@:]*:.*;?\s*$`) })
)

// mailboxOf reads the one mailbox in a From field.
func mailboxOf(field string) (string, bool) {
	field = switched().ReplaceAllString(field, " ")
	field = encodedWord().ReplaceAllString(field, " ")
	bare, whole := withoutNames(field)
	if !whole {
		// A quote or a bracket is not closed. Where only one address stands in the
		// whole field it is the one, whatever the rest is.
		return onlyAddress(field)
	}
	found := angled().FindAllStringSubmatchIndex(bare, -1)
	if len(found) == 0 {
		if group().MatchString(bare) {
			return "", false
		}
		return onlyAddress(bare)
	}
	at := found[len(found)-1]
	before, after := bare[:at[0]], bare[at[1]:]
	if len(found) > 1 || strings.Contains(after, "@") || strings.Contains(after, ";") && strings.Contains(before, ":") {
		return "", false
	}
	return addrSpec(bare[at[2]:at[3]])
}

// withoutNames drops quoted strings and comments, which may hold anything. A
// quoted string that is the local part of an address stays. whole is false when
// one of them does not end.
func withoutNames(field string) (bare string, whole bool) {
	var b strings.Builder
	depth, quoted, begin := 0, false, 0
	for i := 0; i < len(field); i++ {
		c := field[i]
		switch {
		case c == '\\' && (quoted || depth > 0):
			i++
		case quoted:
			if c == '"' {
				quoted = false
				if depth == 0 && strings.HasPrefix(field[i+1:], "@") {
					b.WriteString(field[begin+1 : i])
				} else if depth == 0 {
					b.WriteByte(' ')
				}
			}
		case c == '"' && depth == 0:
			quoted, begin = true, i
		case c == '(':
			depth++
		case c == ')' && depth > 0:
			if depth--; depth == 0 {
				b.WriteByte(' ')
			}
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return b.String(), !quoted && depth == 0
}

// onlyAddress is the address in a text that has no other; the same one twice is
// one. A word with an at sign that is no address could be meant as well.
func onlyAddress(text string) (string, bool) {
	only := ""
	for _, word := range between().Split(text, -1) {
		if !strings.Contains(word, "@") {
			continue
		}
		if only != "" && !strings.EqualFold(word, only) {
			return "", false
		}
		only = word
	}
	return addrSpec(only)
}

// addrSpec is an address without the route that old mails put in front of it.
func addrSpec(text string) (string, bool) {
	if route, address, ok := strings.Cut(text, ":"); ok && (strings.HasPrefix(route, "@") || strings.EqualFold(route, "mailto")) {
		text = address
	}
	text = strings.TrimSuffix(text, ".")
	if !icalendar.IsAddress(text) || !utf8.ValidString(text) {
		return "", false
	}
	return text, true
}

// Unproved says that the server that took the mail in found that it is not from
// whom it says it is from: dmarc=fail in the Authentication-Results on top
// (RFC 8601), in all of one server that stand there together. What lies below
// may have been written by anybody.
func (m Mail) Unproved() bool {
	server := ""
	for _, f := range m.Header {
		if !strings.EqualFold(f.Name, "Authentication-Results") {
			if server != "" && strings.EqualFold(f.Name, "Received") {
				return false
			}
			continue
		}
		bare, _ := withoutNames(f.Value)
		results := strings.Split(strings.ToLower(bare), ";")
		id := strings.TrimSpace(results[0])
		if server == "" {
			server = id
		}
		if id != server {
			return false
		}
		for _, r := range results[1:] {
			method, result, _ := strings.Cut(r, "=")
			method, _, _ = strings.Cut(strings.TrimSpace(method), "/")
			if word := strings.Fields(result); strings.TrimSpace(method) == "dmarc" && len(word) > 0 && (word[0] == "fail" || word[0] == "permerror") {
				return true
			}
		}
	}
	return false
}
