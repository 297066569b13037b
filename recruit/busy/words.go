package busy

import (
	"strings"
	"unicode"
)

// Words are those by which the title of an entry decides whether a person may
// overrule it.
type Words struct {
	// Soft make an entry soft: "focus", "dnb".
	Soft []string
	// Firm keep it busy even so: "doctor".
	Firm []string
}

// maxTitle bounds how much of a title is looked at, in bytes.
const maxTitle = 1000

// State is what an entry with a title says: Soft where a soft word stands in it as a
// whole word and no firm one does, else state. It never makes an entry that is free
// or unknown anything else.
func (w Words) State(title string, state State) State {
	if state != Busy || title == "" || len(w.Soft) == 0 {
		return state
	}
	if len(title) > maxTitle {
		title = title[:maxTitle]
	}
	title = plain(title)
	for _, word := range w.Firm {
		if contains(title, word) {
			return state
		}
	}
	for _, word := range w.Soft {
		if contains(title, word) {
			return Soft
		}
	}
	return state
}

// contains reports whether a word, or several in a row, stands in a plain title.
func contains(title, word string) bool {
	word = plain(word)
	return strings.TrimSpace(word) != "" && strings.Contains(title, word)
}

// plain writes a title in lower case with one space around each word.
func plain(s string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) }) {
		b.WriteString(strings.ToLower(word))
		b.WriteByte(' ')
	}
	return b.String()
}
