package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Line makes foreign text safe to show in one line: escape sequences, control
// characters and characters that reorder text are removed, and every run of
// blanks, tabs and line breaks becomes one blank.
func Line(s string) string {
	if clean(s, false) {
		return s
	}
	return strings.Join(strings.Fields(scrub(s)), " ")
}

// Block makes foreign text safe to show in several lines. Line breaks stay,
// tabs become four blanks.
func Block(s string) string {
	if clean(s, true) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.ReplaceAll(scrub(s), "\t", "    ")
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

// clean reports whether s can be shown as it is, which is the usual case and
// then costs no allocation.
func clean(s string, breaks bool) bool {
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

// scrub drops what must never reach a terminal and keeps line breaks and tabs.
func scrub(s string) string {
	s = ansi.Strip(s)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == utf8.RuneError, unicode.IsControl(r):
			return -1
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
			return -1 // reorders what stands beside it
		case r == 0xFEFF, r == 0x2028, r == 0x2029:
			return -1
		}
		return r
	}, s)
}
