// Package sanitize makes foreign text safe to keep and to show.
//
// Names, titles and file names come from résumés, imports, calendars and
// other people. They may hold terminal escape sequences, characters that turn
// the reading direction around, or invisible ones. Everything that enters a
// workspace passes through here once; what leaves is escaped again by whoever
// writes HTML, MIME or iCalendar.
//
// Nothing is cut silently: a text over its limit is an error of the kind
// ErrTooLong. Error messages are sentences for the person who typed.
package sanitize

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The kinds of error that this package returns, for errors.Is.
var (
	// ErrTooLong says that a text is over its limit. The error is a *LengthError.
	ErrTooLong = errors.New("text too long")
	// ErrInvalid says that a text is not what the field needs.
	ErrInvalid = errors.New("invalid text")
)

// LengthError reports a text over its limit; both counts are characters
// (Unicode code points) of the cleaned text.
type LengthError struct {
	Limit, Actual int
}

func (e *LengthError) Error() string {
	return fmt.Sprintf("The text has %d characters, but at most %d fit; shorten it by %d.", e.Actual, e.Limit, e.Actual-e.Limit)
}

// Is makes errors.Is(err, ErrTooLong) true.
func (e *LengthError) Is(target error) bool { return target == ErrTooLong }

// invalid is an error whose text is shown to the person as it is.
type invalid string

func (e invalid) Error() string        { return string(e) }
func (e invalid) Is(target error) bool { return target == ErrInvalid }

// Line cleans a field of one line: no escape sequences, control, bidi or
// invisible characters, runs of white space and line breaks as one space,
// NFC, trimmed. A result of more than maxRunes characters comes back whole
// with a *LengthError.
func Line(text string, maxRunes int) (string, error) {
	line := oneLine(text)
	return line, limit(line, maxRunes)
}

func oneLine(text string) string { return singleSpaced(visible(text)) }

// singleSpaced writes runs of white space as one space, and none at the ends.
func singleSpaced(text string) string {
	if isSimple(text) && !strings.ContainsAny(text, "\n\t") && !strings.Contains(text, "  ") {
		return strings.Trim(text, " ")
	}
	return strings.Join(strings.Fields(text), " ")
}

// isSimple reports whether text is of visible ASCII, spaces, tabs and "\n" alone, as
// most texts are: then nothing in it is to be dropped or composed.
func isSimple(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < ' ' || c > '~') && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}

// Text cleans a field of several lines as Line does, but keeps line breaks
// (as "\n"), tabs and spaces inside of lines. Trailing space of lines and
// empty lines at both ends go.
func Text(text string, maxRunes int) (string, error) {
	lines := strings.Split(visible(text), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRightFunc(line, unicode.IsSpace)
	}
	joined := strings.Trim(strings.Join(lines, "\n"), "\n")
	return joined, limit(joined, maxRunes)
}

// Brief is the beginning of a foreign text in one line, such as a wrong value in a
// sentence about it: at most most characters, the last of them … where it was cut.
func Brief(text string, most int) string {
	line := oneLine(Cut(text, 8*most)) // escape sequences may be long
	if head := Cut(line, most); head != line {
		return Cut(line, most-1) + "…"
	}
	return line
}

// Head is Brief without a mark.
func Head(text string, most int) string {
	return strings.TrimSpace(Cut(oneLine(Cut(text, 8*most)), most))
}

// Cut shortens text to at most most characters, never inside one.
func Cut(text string, most int) string {
	for at := range text {
		if most == 0 {
			return text[:at]
		}
		most--
	}
	return text
}

func limit(text string, maxRunes int) error {
	if actual := utf8.RuneCountInString(text); actual > maxRunes {
		return &LengthError{Limit: maxRunes, Actual: actual}
	}
	return nil
}

// lineEnds makes every sort of line end a "\n".
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// visible returns text as valid UTF-8 in NFC with only what can be seen, and
// spaces, tabs and "\n" as the only white space. Normalising may bring two
// characters together that decide about a joiner between them, and removing a
// joiner may let its neighbours compose, so it goes on until nothing changes.
func visible(text string) string {
	if isSimple(text) {
		return text
	}
	text = withoutEscapes(strings.ToValidUTF8(text, "\uFFFD"))
	text = lineEnds.Replace(text)
	for {
		next := norm.NFC.String(withoutInvisible(text))
		if next == text {
			return text
		}
		text = next
	}
}

// withoutInvisible drops every character that takes part in no writing.
func withoutInvisible(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	var previous rune
	for i, r := range text {
		switch {
		case r == '\u200C' || r == '\u200D':
			next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
			if !joins(previous) || !joins(next) {
				continue
			}
		case r == '\n' || r == '\t':
		case unicode.IsSpace(r):
			r = ' '
		case isInvisible(r):
			continue
		}
		b.WriteRune(r)
		previous = r
	}
	return b.String()
}

// isInvisible reports whether r is a control or format character, a filler
// that shows nothing, or no character at all. Emoji flags of regions are spelled with tag characters,
// but so are hidden messages: the tags go, and a plain black flag remains.
func isInvisible(r rune) bool {
	switch r {
	case '\u034F', '\u115F', '\u1160', '\u17B4', '\u17B5', '\u3164', '\uFFA0':
		return true
	}
	if unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
		return false // formally a format character, but drawn around the digits behind it
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point) || r >= 0xE0000 && r <= 0xE0FFF
}

// joins reports whether a zero-width joiner or non-joiner beside r has a
// meaning: in emoji, and in scripts whose letters join.
func joins(r rune) bool {
	switch {
	case r == '\uFE0F' || r >= 0x1F3FB && r <= 0x1F3FF: // emoji presentation and skin tones
		return true
	case unicode.Is(unicode.So, r):
		return true
	}
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Devanagari, unicode.Bengali,
		unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam,
		unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}
