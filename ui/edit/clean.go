package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	shown "recruitty/recruit/sanitize"
)

// seen leaves out of a stored text what shows nothing or turns the reading
// direction around. Where one letter after the other is typed all of them stay: a
// joiner means something once the next one is there.
func seen(s string) string { return shown.Seen(s) }

// clean makes text that may stand in a field of what was typed or pasted: a
// line end is one character, a tab is tab, and control characters go.
func clean(s, lineEnd, tab string) string {
	ready := true
	for _, r := range s {
		if unicode.IsControl(r) || r == utf8.RuneError || r == '\u2028' || r == '\u2029' {
			ready = false
			break
		}
	}
	if ready {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	s = strings.ReplaceAll(s, "\r\n", "\n")
	for _, r := range s {
		switch {
		case r == '\n', r == '\r', r == '\u2028', r == '\u2029':
			b.WriteString(lineEnd)
		case r == '\t':
			b.WriteString(tab)
		case r == utf8.RuneError, unicode.IsControl(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
