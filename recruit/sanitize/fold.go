package sanitize

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns text as search compares it: lower case, without diacritics,
// with single spaces, so that "lukasz sokol" finds "Łukasz Sokół". It is for
// matching only, never for showing.
func Fold(text string) string {
	if isSimple(text) {
		return singleSpaced(strings.ToLower(text))
	}
	// Lower case may bring new marks (İ becomes i and a dot), and the other
	// way round, so marks go last.
	decomposed := norm.NFKD.String(strings.ToLower(norm.NFKD.String(visible(text))))
	var b strings.Builder
	b.Grow(len(decomposed))
	for _, r := range decomposed {
		switch {
		case isDiacritic(r), r == '\u200C', r == '\u200D':
		case plain(r) != "":
			b.WriteString(plain(r))
		default:
			b.WriteRune(r)
		}
	}
	return singleSpaced(b.String())
}

// isDiacritic reports whether r is a mark that people leave out when they type.
// The vowel signs of Thai or Devanagari, marks too, belong to their script
// and stay; so do the Japanese sound marks, which make other letters.
func isDiacritic(r rune) bool {
	return unicode.Is(unicode.Mn, r) && unicode.Is(unicode.Inherited, r) && r != '\u3099' && r != '\u309A'
}

// plain returns what people type for a letter that Unicode does not decompose.
func plain(r rune) string {
	switch r {
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ħ':
		return "h"
	case 'ı':
		return "i"
	case 'ŧ':
		return "t"
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ς':
		return "σ"
	case '’', 'ʼ':
		return "'"
	}
	return ""
}

// NameKey is a name as others are compared with it: without accents, its words in
// order.
func NameKey(name string) string {
	words := strings.FieldsFunc(Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	slices.Sort(words)
	return strings.Join(words, " ")
}

// SameName reports whether two names are one, whatever the accents and the order of
// their words.
func SameName(a, b string) bool {
	return a != "" && (a == b || NameKey(a) == NameKey(b) && NameKey(a) != "")
}

// Digits are those of a text.
func Digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
}
