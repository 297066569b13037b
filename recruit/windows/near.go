package windows

import (
	"strings"
	"unicode/utf8"
)

// nearest is the weekday or the month that a word is by a slip of the fingers, as it is
// written in the language of the sentence.
func (r *reader) nearest(key string) (string, bool) {
	if utf8.RuneCountInString(key) > 12 || notNear(key) {
		return "", false
	}
	most := 1
	if len(key) >= 8 {
		most = 2
	}
	best := ""
	for phrase, s := range r.lex.phrases {
		switch s.means {
		case meansWeekday, meansWeekdays, meansMonth, meansRelative:
		default:
			continue
		}
		if len(phrase) < 5 || phrase[0] != key[0] || strings.Contains(phrase, " ") {
			continue
		}
		if d := slips(key, phrase); d < most || d == most && (best == "" || phrase < best) {
			best, most = phrase, d
		}
	}
	if best == "" {
		return "", false
	}
	if r.lex.tag == "en" || r.lex.tag == "de" {
		best = strings.ToUpper(best[:1]) + best[1:]
	}
	return best, true
}

// holdsWeekday reports whether the full name of a weekday is a part of a word:
// "Montagstermin".
func holdsWeekday(key string) bool {
	for word, s := range strong() {
		if s.means == meansWeekday && len(word) >= 6 && strings.Contains(key, word) {
			return true
		}
	}
	return false
}

func strongKey(word string) string { return strings.ToLower(word) }

// notNear are words that are near to a weekday or a month and are none.
func notNear(key string) bool {
	switch key {
	case "montage", "mogen", "vienes", "vieres", "marches", "marched", "marte", "merce", "mercer", "mayor", "junior", "june's", "julia", "julie", "avoir", "diciendo", "somedays", "money", "monkey", "fridge", "marge", "fevers", "mondial", "remains", "marre", "abrir", "hoyos", "jeune", "jeunes", "today's":
		return true
	}
	return false
}

// slips is the number of letters to insert, remove, replace, or exchange with their
// neighbour, to make a into b.
func slips(a, b string) int {
	from, to := []rune(a), []rune(b)
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range to {
		rows[0][j+1] = j + 1
	}
	for i := range from {
		for j := range to {
			cost := 1
			if from[i] == to[j] {
				cost = 0
			}
			rows[i+1][j+1] = min(rows[i][j]+cost, rows[i][j+1]+1, rows[i+1][j]+1)
			if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
				rows[i+1][j+1] = min(rows[i+1][j+1], rows[i-1][j-1]+1)
			}
		}
	}
	return rows[len(from)][len(to)]
}
