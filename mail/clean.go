package mail

import (
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"recruitty/recruit/sanitize"
)

// maxText bounds every text a mail carries. Far above what people write, far below what hurts a reader.
const maxText = 64 << 10

// paragraphs makes foreign text safe to show and to write into a calendar object: valid UTF-8, LF as the only line
// end, no other control character, and none of the invisible marks that turn the direction of the following text.
// RFC 5545 section 3.3.11 has no escape for control characters, so they are dropped.
func paragraphs(s string) string {
	text, _ := sanitize.Text(s, len(s))
	return strings.TrimSpace(strings.ReplaceAll(text, "\t", " "))
}

// oneLine is paragraphs for what must stay on one line: names, titles, headers.
func oneLine(s string) string {
	return strings.Join(strings.Fields(paragraphs(s)), " ")
}

// personName is oneLine for names that also stand in calendar parameters. RFC 5545 section 3.2 allows no double quote
// there, and readers disagree about the caret (RFC 6868) and the backslash, so each is replaced by its nearest kin.
func personName(s string) string {
	return strings.NewReplacer(`"`, "'", "^", "\u02C6", `\`, "/").Replace(unlikeEncoded(oneLine(s)))
}

// unlikeEncoded keeps header text that looks like an encoded word (RFC 2047) from being decoded as one.
func unlikeEncoded(s string) string { return strings.ReplaceAll(s, "=?", "= ?") }

// calendarText is a text as it may stand in a calendar object. A backslash before one of the characters that escapes
// are made of is escaped correctly by RFC 5545 and yet misread by widespread readers, so it becomes a slash.
func calendarText(s string) string {
	text := []byte(s)
	for at := 0; at+1 < len(text); at++ {
		if text[at] == '\\' && strings.IndexByte(`nN;,\`, text[at+1]) >= 0 {
			text[at] = '/'
		}
	}
	return string(text)
}

// isolate keeps a text that is written the other way than the mail, such as a Hebrew name in an English one, from
// turning the digits and brackets beside it (UAX 9 section 2.4). Where each line stands for itself, it is not needed.
func (m *message) isolate(s string) string { return m.isolateAs('\u2068', s) }

// isolateFile is isolate for file names, whose extension stays at the end, where people look for it.
func (m *message) isolateFile(name string) string { return m.isolateAs('\u2066', name) }

func (m *message) isolateAs(mark rune, s string) string {
	turns := func(r rune) bool {
		properties, _ := bidi.LookupRune(r)
		class := properties.Class()
		if direction(m.Language) == "rtl" {
			return class == bidi.L
		}
		return class == bidi.R || class == bidi.AL
	}
	if !strings.ContainsFunc(s, turns) {
		return s
	}
	return string(mark) + s + "\u2069"
}

// direction is the way in which a language is written, as in the dir attribute of HTML.
func direction(language string) string {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	if slices.Contains([]string{"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}, base) {
		return "rtl"
	}
	return "ltr"
}

// shorten cuts s to at most limit UTF-16 units, the unit in which Exchange counts, and marks the cut.
func shorten(s string, limit int) string {
	units := 0
	for _, r := range s {
		units += utf16.RuneLen(r)
	}
	if units <= limit {
		return s
	}
	units = 0
	for at, r := range s {
		if units += utf16.RuneLen(r); units > limit-1 {
			return strings.TrimSpace(s[:at]) + "…"
		}
	}
	return s
}

// shortenBytes cuts s to at most limit octets without splitting a character.
func shortenBytes(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}
