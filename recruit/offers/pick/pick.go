// Package pick reads which of the offered hours a candidate takes in the words of an email. It
// would rather leave an answer to a person than guess: a choice counts only when one of the
// hours is named, in a sentence whose words are all known, and nothing beside it speaks of a
// condition, of another time or of the contrary. It knows English, German, French and Spanish,
// in any mixture, and does not ask which language an email is in.
package pick

import (
	"slices"
	"strconv"
	"strings"
)

// Bounds of an answer: one that is longer, or offers that are more, are left to a person.
const (
	maxLines   = 200
	maxText    = 8 << 10
	maxOptions = 20
)

// Choice is what an answer says.
type Choice struct {
	Option int    // the hours that are taken, counted from 1 as in the email; 0 when none were read
	None   bool   // it says in plain words that none of the hours suits
	Words  string // what she wrote herself, without quotations and signature
}

// Read reads an answer to an email in which options were listed with numbers from 1. Lines of
// text that begin with ">" are a quotation. Options are the texts behind the numbers as the
// email had them: whoever copies one has named it.
func Read(text string, options []string) Choice {
	own, whole := ownLines(text)
	c := Choice{Words: strings.TrimSpace(strings.Join(own, "\n"))}
	if !whole || len(options) == 0 || len(options) > maxOptions {
		return c
	}
	sentences := split(withoutName(unsigned(own, len(options)), len(options)), options)
	if saysNone(sentences, len(options)) {
		c.None = true
		return c
	}
	sentences = withoutRefused(sentences, options)
	option := 0
	for n, s := range sentences {
		named, unclear := s.names(options, len(s.words) == 1 && n == 0)
		if unclear || named != 0 && option != 0 && named != option {
			return c
		}
		option = max(option, named)
	}
	if option == 0 {
		return c
	}
	for _, s := range sentences {
		if !s.agrees(options[option-1]) { //nolint:gosec // names gives only numbers of options
			return c
		}
	}
	c.Option = option
	return c
}

// names finds the one option that a sentence names. It is unclear when it names several, or a
// number that is none of them, or asks. Alone says that the sentence is one word and the first
// thing said: then any word for a number is one.
func (s sentence) names(options []string, alone bool) (option int, unclear bool) {
	for n, w := range s.words {
		named := w.copied
		if w.number != "" {
			value, err := strconv.Atoi(w.number)
			if len(w.number) > 4 {
				continue // of a telephone or a street
			}
			if err != nil || value < 1 || value > len(options) || s.isDate(n, value, options) {
				return 0, true
			}
			named = value
		} else if named == 0 {
			named = numberWord(s.words, n, len(options), alone)
			if named != 0 && !listed(neverDates(), w.text) && s.isDate(n, named, options) {
				return 0, true
			}
		}
		if named != 0 && option != 0 && named != option {
			return 0, true
		}
		option = max(option, named)
	}
	return option, option != 0 && s.question
}

// isDate reports whether a number may rather be the day of a month: it stands behind a word
// as in "le 2" and "am 2.", or has an ending as in "2nd". It is none when the option of that
// number falls on that day, so that both mean the same.
func (s sentence) isDate(at, number int, options []string) bool {
	before := ""
	if at > 0 {
		before = s.words[at-1].text
	}
	if at+1 < len(s.words) && listed(nounsOfOptions(), s.words[at+1].text) {
		return false
	}
	if before == "le" && choosing().MatchString(s.text()) {
		return slices.ContainsFunc(options, func(option string) bool { return fallsOn(option, number) && !fallsOn(options[number-1], number) })
	}
	switch {
	case listed(beforeDates(), before), s.words[at].ordinal && listed(articles(), before):
		return !fallsOn(options[number-1], number)
	case s.words[at].ordinal || listed(articles(), before):
		for n, option := range options {
			if n+1 != number && fallsOn(option, number) {
				return true
			}
		}
	}
	return false
}

// fallsOn reports whether an option has a number of its own as the day of its month has one.
func fallsOn(option string, number int) bool {
	return slices.Contains(strings.FieldsFunc(plain(option), func(r rune) bool { return strings.ContainsRune(" ,.()", r) }), strconv.Itoa(number))
}

// agrees reports whether a sentence goes with the choice of an option. One that names it has
// only known words, or such as stand in the option itself; in any other there is nothing of a
// condition, of another time or of the contrary.
func (s sentence) agrees(option string) bool {
	option = strings.ToLower(plain(option))
	names := slices.ContainsFunc(s.words, func(w word) bool { return w.copied != 0 || w.number != "" && len(w.number) <= 4 })
	for n := range s.words {
		names = names || numberWord(s.words, n, maxOptions, len(s.words) == 1) != 0
	}
	if !names && isPolite(s.text()) {
		return true
	}
	helped := slices.ContainsFunc(s.words, func(w word) bool { return listed(helpers(), w.text) })
	for n, w := range s.words {
		if w.copied != 0 || w.number != "" || len(w.text) > 2 && within(option, w.text) {
			continue
		}
		warns := w.time || listed(warnings(), w.text)
		if names {
			warns = !known(s.words, n) && !(helped && listed(plurals(), w.text)) && numberWord(s.words, n, maxOptions, len(s.words) == 1) == 0
		}
		if warns {
			return false
		}
	}
	return true
}

// within reports whether an option has a word, whole, or a time of day as its beginning.
func within(option, text string) bool {
	return slices.Contains(strings.FieldsFunc(option, func(r rune) bool { return strings.ContainsRune(" ,;()-", r) }), strings.TrimRight(text, ".")) || strings.Contains(" "+option+" ", " "+text+" ")
}
