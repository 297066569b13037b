package icalendar

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// Address is the mail address that a calendar address means, as RFC 6068 and
// as programs write it: with or without mailto:, percent-encoded once or twice,
// in brackets, with a name. "" when it is none, as a path or a urn.
func Address(value string) string {
	value = strings.Trim(strings.TrimSpace(value), `"'`)
	for range 2 {
		head, rest, ok := strings.Cut(value, ":")
		if ok && strings.EqualFold(strings.TrimSpace(head), "mailto") {
			value = strings.TrimLeft(strings.TrimSpace(rest), "/")
		}
	}
	value, _, _ = strings.Cut(value, "?")
	for range 2 {
		value = PercentDecoded(value)
	}
	if inner := inBrackets().FindStringSubmatch(value); inner != nil {
		value = inner[1]
	}
	value = strings.TrimSuffix(strings.TrimSpace(value), ".")
	if !IsAddress(value) {
		return ""
	}
	return value
}

// IsAddress reports whether a text is a mail address and nothing else.
func IsAddress(text string) bool { return len(text) <= 320 && wholeAddress().MatchString(text) }

var inBrackets = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<\s*([^<>\s]*@[^<>\s]*)\s*>`) })

var wholeAddress = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[^\s<>()",:;\\/@\x00-\x1f\x7f]+@[^\s<>()",:;\\/@\x00-\x1f\x7f]+$`)
})

// PercentDecoded undoes %20; a sign that encodes nothing stays.
func PercentDecoded(text string) string {
	if !strings.Contains(text, "%") {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+2 < len(text) {
			if n, err := strconv.ParseUint(text[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
