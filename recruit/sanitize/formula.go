package sanitize

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// A spreadsheet takes a cell for a formula by its first sign, also a full-width
// one, also behind blanks; and where it cuts rows at semicolons or at line breaks
// inside of quotes, there too. An apostrophe in front makes it a text. One more
// is put in front of those that stand there, so that Fused takes back exactly
// what Defused did.
var (
	formula = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^'*[=+\-@＝＋－＠\t\r]`) })
	refused = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^'+[=+\-@＝＋－＠\t\r]`) })
	// figures are a phone number, an amount or a dash: nothing is called by them.
	figures = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[+\-]?[0-9 ()./\-]+$|^-+ ?$`) })
)

// Defused keeps a spreadsheet from running a cell that someone else wrote. A
// phone number stays as it is.
func Defused(cell string) string {
	if !strings.ContainsAny(cell, "=+-@＝＋－＠\t\r") {
		return cell
	}
	return each(cell, func(part string) string {
		if formula().MatchString(part) && !figures().MatchString(part) {
			return "'" + part
		}
		return part
	})
}

// Fused takes back what Defused did.
func Fused(cell string) string {
	if !strings.Contains(cell, "'") {
		return cell
	}
	return each(cell, func(part string) string {
		if refused().MatchString(part) {
			return part[1:]
		}
		return part
	})
}

// each changes every part of a cell that a spreadsheet may take for a cell.
func each(cell string, change func(string) string) string {
	var b strings.Builder
	for cell != "" {
		part, rest := cell, ""
		if end := strings.IndexAny(cell, ";\n"); end >= 0 {
			part, rest = cell[:end], cell[end:]
		}
		text := strings.TrimLeftFunc(part, func(r rune) bool { return unicode.Is(unicode.Zs, r) })
		b.WriteString(part[:len(part)-len(text)])
		b.WriteString(change(text))
		if rest != "" {
			b.WriteByte(rest[0])
			rest = rest[1:]
		}
		cell = rest
	}
	return b.String()
}
