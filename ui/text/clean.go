package text

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"recruitty/recruit/sanitize"
)

// Line makes foreign text safe to show in one line: escape sequences are removed,
// control characters and those that are not seen or reorder text stand there by
// their number, and every run of blanks, tabs and line breaks becomes one blank.
func Line(s string) string {
	if harmless(s, false) {
		return s
	}
	return strings.Join(strings.Fields(scrub(s)), " ")
}

// Block makes foreign text safe to show in several lines. Line breaks stay,
// tabs become four blanks.
func Block(s string) string {
	if harmless(s, true) {
		return s
	}
	return strings.ReplaceAll(scrub(s), "\t", "    ")
}

// Typed makes what a person typed or pasted safe to keep and to show, as Block does
// for what is stored, but drops what is not seen: nobody meant to type it.
func Typed(s string) string {
	if harmless(s, true) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.ReplaceAll(sanitize.Seen(ansi.Strip(s)), "\t", "    ")
}

// TypedLine is Typed for one line, as Line is Block.
func TypedLine(s string) string {
	if harmless(s, false) {
		return s
	}
	return strings.Join(strings.Fields(Typed(s)), " ")
}

// Link shows label as a hyperlink to url. The address must also stand on the
// screen as text, because not every terminal knows hyperlinks; pass the same
// string twice for that. Addresses with control characters are not linked.
func Link(label, url string) string {
	if url == "" || strings.ContainsFunc(url, unicode.IsControl) {
		return label
	}
	return ansi.SetHyperlink(url) + label + ansi.ResetHyperlink()
}

// harmless reports whether s can be shown as it is, which is the usual case and
// then costs no allocation.
func harmless(s string, breaks bool) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\n' && breaks:
		case c < 0x20, c >= 0x7f:
			return false
		case c == ' ' && !breaks && (i == 0 || i == len(s)-1 || s[i+1] == ' '):
			return false
		}
	}
	return true
}

// scrub takes escape sequences away, and makes visible what else must not reach a
// terminal or is not seen there: package sanitize says what that is. Line breaks and
// tabs stay.
func scrub(s string) string {
	return sanitize.Shown(ansi.Strip(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")))
}
