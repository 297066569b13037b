// Package terms cuts texts and queries into the words that the search indexes hold, and
// puts the questions to them.
package terms

import (
	"slices"
	"strings"
	"unicode"

	"recruitty/recruit/sanitize"
)

// Limits of a question to the search index: more words than anybody types, and
// longer ones than any name has.
const (
	maxWords     = 12
	longestWord  = 64 // in bytes
	longestQuery = 1000
)

// Of cuts text into what search knows as words: folded runs of letters,
// marks and digits.
func Of(text string) []string {
	return strings.FieldsFunc(sanitize.Fold(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}

// Text is what the index holds of these texts: their words, each once,
// with single spaces.
func Text(texts ...string) string {
	all := Of(strings.Join(texts, " "))
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

// indexedLetters is how many letters of a word its beginnings are indexed by. Who
// asks for more of them makes SQLite put all matches together before it tells the
// first.
const indexedLetters = 6

// Match is the question to a search index for rows that have, for each word of
// query, a word that begins with it. asked is false when query has no words.
// Every word is quoted, so that nothing in it means anything to FTS5.
func Match(query string) (question string, asked bool) {
	typed := Typed(query)
	return Matching(typed), len(typed) > 0
}

// Typed are the words of a query, as far as it is looked at.
func Typed(query string) []string {
	all := Of(query[:min(len(query), longestQuery)])
	all = all[:min(len(all), maxWords)]
	for i, word := range all {
		if len(word) > longestWord {
			all[i] = strings.ToValidUTF8(word[:longestWord], "")
		}
	}
	return all
}

// Matching is the question for rows that have words that begin with these.
func Matching(words []string) string {
	var parts []string
	for _, word := range words {
		parts = append(parts, `"`+word+`"*`)
	}
	return strings.Join(parts, " ")
}

// Indexed is the beginning of a word as the search index has it, and whether that is
// not all of the word.
func Indexed(word string) (beginning string, cut bool) {
	n := 0
	for at := range word {
		if n == indexedLetters {
			return word[:at], true
		}
		n++
	}
	return word, false
}
