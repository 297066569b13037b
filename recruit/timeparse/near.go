package timeparse

import (
	"strings"
	"unicode/utf8"

	"recruitty/recruit/sanitize"
)

// nearest returns the zone whose name, or whose city, differs from key by a slip
// of the fingers, or "" when none does. The first letter is seldom a slip, and a
// short word is near to too many names: "now" is not Australia/NSW.
func (c *catalog) nearest(key string) string {
	if len(key) > maxNear || wordOfTime(key) {
		return ""
	}
	best, least := "", 1+slips(lastPart(key))
	for _, names := range [][]string{c.places(), c.names()} {
		for _, name := range names {
			lower := strings.ToLower(name)
			if d, ok := slip(key, lower, least); ok {
				best, least = name, d
			}
			if d, ok := slip(lastPart(key), lastPart(lower), least); ok && sameArea(key, lower) {
				best, least = name, d
			}
		}
	}
	return best
}

// maxNear is longer than any name in tzdb, in bytes.
const maxNear = 64

// slips is how many letters may be wrong in a word.
func slips(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 5:
		return 0
	case n < 8:
		return 1
	}
	return 2
}

// slip is how far a word is from a name, if that is less than least and they
// begin alike. It looks closely only where that can be: imports ask for every row.
func slip(word, name string, least int) (int, bool) {
	if word == "" || name == "" || word[0] != name[0] || max(len(word)-len(name), len(name)-len(word)) > least*utf8.UTFMax {
		return 0, false
	}
	d := sanitize.Distance(word, name)
	return d, d < least
}

// sameArea reports whether what was typed names no area at all or the same one.
func sameArea(typed, name string) bool {
	area, _, named := strings.Cut(typed, "/")
	return !named || sanitize.Distance(area, strings.Split(name, "/")[0]) <= 2
}

func lastPart(name string) string {
	return name[strings.LastIndex(name, "/")+1:]
}
