package recruit

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"recruitty/recruit/sanitize"
)

// Erased stands where a person's words or names stood.
const Erased = "(erased)"

// Traces are what a person can be recognised by in other texts, and their
// documents by content.
type Traces struct {
	Texts []string // names, addresses and telephone numbers
	Files []string // SHA-256 of the documents that nobody else has, in hexadecimal
}

// Patterns find a person in texts.
type Patterns []*regexp.Regexp

// fewestDigits is the length from which a number is taken for a telephone's.
const fewestDigits = 7

// between is what may stand between two words of a name; an address is more than
// its words.
const between = `[^\pL\pN\pM@]{0,3}`

// Patterns match the traces in whatever case: a name also with its parts the
// other way round, joined as in names of files, and without its accents; a
// number however it is grouped.
func (t Traces) Patterns() Patterns {
	var out Patterns
	texts := slices.Clone(t.Texts) // the longest first: an address may begin with the name
	slices.SortStableFunc(texts, func(a, b string) int { return len(b) - len(a) })
	for _, text := range texts {
		for _, p := range patterns(strings.TrimSpace(text)) {
			if re, err := regexp.Compile(`(?i)` + p); err == nil {
				out = append(out, re)
			}
		}
	}
	return out
}

func patterns(text string) []string {
	if digits := strings.Map(onlyDigits, text); len(digits) >= fewestDigits && !strings.ContainsFunc(text, unicode.IsLetter) {
		return []string{strings.Join(strings.Split(digits, ""), `[\s\p{Pd}\p{Z}().,/]{0,3}`)}
	}
	if strings.Contains(text, "@") {
		forms := []string{text, sanitize.Address(text), sanitize.ReadableEmail(text)}
		slices.Sort(forms)
		for n, f := range forms {
			forms[n] = regexp.QuoteMeta(f)
		}
		return slices.Compact(forms)
	}
	var words []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !inWord(r) }) {
		forms := []string{norm.NFD.String(w), norm.NFC.String(w), sanitize.Fold(w)} // the longest first
		for n, f := range forms {
			forms[n] = regexp.QuoteMeta(f)
		}
		words = append(words, "(?:"+strings.Join(forms, "|")+")")
	}
	switch len(words) {
	case 0:
		return nil
	case 1:
		return words
	}
	last := len(words) - 1
	return []string{strings.Join(words, between), strings.Join(append([]string{words[last]}, words[:last]...), between)}
}

func onlyDigits(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}

// Without returns text without the traces.
func (p Patterns) Without(text string) string {
	for _, one := range p {
		var b strings.Builder
		from := 0
		for _, at := range one.FindAllStringIndex(text, -1) {
			if Apart(text, at[0], at[1]) {
				b.WriteString(text[from:at[0]] + Erased)
				from = at[1]
			}
		}
		text = b.String() + text[from:]
	}
	return text
}

// Apart reports whether text[from:to] is words of its own. A trace inside a longer
// word is none: erasing Li leaves "Listed" alone, and li@example.com, which is an address.
func Apart[T ~string | ~[]byte](text T, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(string(text[max(0, from-utf8.UTFMax):from]))
	after, _ := utf8.DecodeRuneInString(string(text[to:min(len(text), to+utf8.UTFMax)]))
	return !inWord(before) && !inWord(after) && after != '@'
}

// inWord reports whether a word goes on with r.
func inWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r))
}
