package filter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"recruitty/recruit/sanitize"
)

// Bounds of one value: more words than a name has, and longer ones.
const (
	maxWords    = 12
	longestWord = 64 // bytes
)

// separates reports whether a letter stands between words.
func separates(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
}

// cut writes a value as its folded words with single spaces, "" where it has none.
func cut(value string) string {
	words := strings.FieldsFunc(sanitize.Fold(value), separates)
	words = words[:min(len(words), maxWords)]
	for n, w := range words {
		if len(w) > longestWord {
			words[n] = strings.ToValidUTF8(w[:longestWord], "")
		}
	}
	return strings.Join(words, " ")
}

// Says reports whether each word of value, as Term.Any has it, begins a word of text.
// It is the one rule by which texts are compared, in memory and in the store.
func Says(text, value string) bool {
	if text == "" {
		return value == ""
	}
	folded := sanitize.Fold(text)
	for word := range strings.SplitSeq(value, " ") {
		if !begins(folded, word) {
			return false
		}
	}
	return true
}

// begins reports whether a word of a folded text begins with word.
func begins(folded, word string) bool {
	for from := 0; from <= len(folded)-len(word); {
		i := strings.Index(folded[from:], word)
		if i < 0 {
			return false
		}
		i += from
		if i == 0 {
			return true
		}
		if before, _ := utf8.DecodeLastRuneInString(folded[:i]); separates(before) {
			return true
		}
		from = i + 1
	}
	return false
}
