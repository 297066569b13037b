package shell

import (
	"slices"
	"strings"
	"unicode"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// The ranks of what a query finds, the best first.
const (
	exactly   = iota // that is its name
	begins           // its name begins with it
	wordsOf          // words of its name begin with the query's
	within           // the name holds it
	otherwise        // other words of it do
	elsewhere        // it was found by something that is not shown
	Unfound
)

// Answers says how well a command answers a folded query. What was looked up is
// found in any case.
func Answers(c Command, query string, lookedUp bool) int {
	words, parts := recruit.Query(strings.Fields(query)), wordsIn(query)
	name := sanitize.Fold(c.Name)
	switch {
	case name == query:
		return exactly
	case strings.HasPrefix(name, query):
		return begins
	case beginAll(name, parts):
		return wordsOf
	case words.InFolded(name):
		return within
	case c.Also != "" && beginAll(sanitize.Fold(c.Name+" "+c.Also), parts), words.InFolded(sanitize.Fold(c.Name + " " + c.Hint)):
		return otherwise
	case lookedUp:
		return elsewhere
	}
	return Unfound
}

// Ranked are the items and what was found elsewhere, the best first and
// otherwise in their order.
func Ranked(items, found []Command, query string) []Command {
	query = strings.Join(strings.Fields(sanitize.Fold(query)), " ")
	if query == "" {
		return append(slices.Clone(items), found...)
	}
	var groups [Unfound][]Command
	add := func(list []Command, lookedUp bool) {
		for _, c := range list {
			if r := Answers(c, query, lookedUp); r != Unfound {
				groups[r] = append(groups[r], c)
			}
		}
	}
	add(items, false)
	add(found, true)
	return slices.Concat(groups[:]...)
}

// beginAll reports whether each of the words begins a word of s.
func beginAll(s string, words []string) bool {
	parts := wordsIn(s)
	for _, w := range words {
		if !slices.ContainsFunc(parts, func(p string) bool { return strings.HasPrefix(p, w) }) {
			return false
		}
	}
	return len(words) > 0
}

// wordsIn are the words of s without what stands between them.
func wordsIn(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
}
