package ui

import (
	"strings"

	"recruitty/recruit/clean"
)

// folded splits a query into its words, in small letters and without accents.
func folded(query string) []string { return strings.Fields(clean.Fold(query)) }

// matches reports whether every word of a folded query occurs in one of the
// texts.
func matches(words []string, texts ...string) bool {
	if len(words) == 0 {
		return true
	}
	return holdsAll(clean.Fold(strings.Join(texts, " ")), words)
}
