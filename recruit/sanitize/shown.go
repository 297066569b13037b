package sanitize

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Shown makes stored or foreign text safe to print where nothing is dropped:
// each character that is not seen, that steers a terminal or turns the reading
// direction around stands there by its number, such as ⟨U+200B⟩. Line breaks and
// tabs stay, and joiners and variation selectors where they have a meaning.
func Shown(text string) string {
	return replacing(text, func(b *strings.Builder, r rune) { fmt.Fprintf(b, "⟨U+%04X⟩", r) })
}

// Seen is text without what Shown would write by its number, for what a person
// types or pastes.
func Seen(text string) string { return replacing(text, func(*strings.Builder, rune) {}) }

// replacing writes text with something else in place of what is not seen.
func replacing(text string, unseen func(b *strings.Builder, r rune)) string {
	if !hidden(text) {
		return text
	}
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(text))
	var previous rune
	for i, r := range text {
		if Unseen(r) && !lawful(text[i+utf8.RuneLen(r):], previous, r) {
			unseen(&b, r)
		} else {
			b.WriteRune(r)
		}
		previous = r
	}
	return b.String()
}

// ShownLine is Shown for a place that holds one line.
func ShownLine(text string) string {
	if strings.ContainsAny(text, "\n\t") {
		text = strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ").Replace(text)
	}
	return Shown(text)
}

// hidden reports whether text has anything that Shown changes; the usual text has
// not.
func hidden(text string) bool {
	for _, r := range text {
		if r == utf8.RuneError || Unseen(r) {
			return true
		}
	}
	return false
}

// Unseen reports whether r shows nothing by itself, steers a terminal or reorders
// what stands beside it. Line breaks and tabs do not count.
func Unseen(r rune) bool {
	switch {
	case r == '\n' || r == '\t' || r >= ' ' && r < 0x7f:
		return false
	case isSelector(r):
		return true
	}
	return isInvisible(r)
}

func isSelector(r rune) bool { return r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF }

// lawful reports whether r, which is unseen, has a meaning between previous and
// rest.
func lawful(rest string, previous, r rune) bool {
	switch {
	case r == '\u200C' || r == '\u200D':
		next, _ := utf8.DecodeRuneInString(rest)
		return joins(previous) && joins(next)
	case isSelector(r):
		return !isSelector(previous) && unicode.In(previous, unicode.L, unicode.N, unicode.S, unicode.P)
	}
	return false
}
