package store

import (
	"slices"
	"strings"
	"unicode"

	"recruitty/recruit/sanitize"
)

// conditions gathers what a WHERE clause asks for. The texts are constants of
// this package; whatever comes from people is an argument.
type conditions struct {
	texts []string
	args  []any
}

// add asks for one more condition, with the arguments of its question marks.
func (c *conditions) add(text string, args ...any) {
	c.texts = append(c.texts, text)
	c.args = append(c.args, args...)
}

// clause is the WHERE clause, "" without conditions.
func (c *conditions) clause() string {
	if len(c.texts) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(c.texts, " AND ")
}

// with returns the arguments, and more behind them.
func (c *conditions) with(more ...any) []any { return append(slices.Clone(c.args), more...) }

// maxRows is the most that one list returns, whatever was asked for.
const maxRows = 10_000

// limitOf is the number of rows to return, usual when none was asked for.
func limitOf(limit, usual int) int { return bounded(limit, usual, maxRows) }

// Limits of a question to the search index: more words than anybody types, and
// longer ones than any name has.
const (
	maxWords     = 12
	longestWord  = 64 // in bytes
	longestQuery = 1000
)

// words cuts text into what search knows as words: folded runs of letters,
// marks and digits.
func words(text string) []string {
	return strings.FieldsFunc(sanitize.Fold(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}

// searchText is what the index holds of these texts: their words, each once,
// with single spaces.
func searchText(texts ...string) string {
	all := words(strings.Join(texts, " "))
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

// indexedLetters is how many letters of a word its beginnings are indexed by. Who
// asks for more of them makes SQLite put all matches together before it tells the
// first.
const indexedLetters = 6

// match is the question to a search index for rows that have, for each word of
// query, a word that begins with it. asked is false when query has no words.
// Every word is quoted, so that nothing in it means anything to FTS5.
func match(query string) (question string, asked bool) {
	typed := typedWords(query)
	return matching(typed), len(typed) > 0
}

// typedWords are the words of a query, as far as it is looked at.
func typedWords(query string) []string {
	all := words(query[:min(len(query), longestQuery)])
	all = all[:min(len(all), maxWords)]
	for i, word := range all {
		if len(word) > longestWord {
			all[i] = strings.ToValidUTF8(word[:longestWord], "")
		}
	}
	return all
}

// matching is the question for rows that have words that begin with these.
func matching(words []string) string {
	var parts []string
	for _, word := range words {
		parts = append(parts, `"`+word+`"*`)
	}
	return strings.Join(parts, " ")
}

// indexed is the beginning of a word as the search index has it, and whether that is
// not all of the word.
func indexed(word string) (beginning string, cut bool) {
	n := 0
	for at := range word {
		if n == indexedLetters {
			return word[:at], true
		}
		n++
	}
	return word, false
}
