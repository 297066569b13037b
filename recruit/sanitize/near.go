package sanitize

import "strings"

// longestNear is the longest word, in characters, that is compared letter by letter.
const longestNear = 60

// Distance is how many letters have to be put in, taken out or changed to make b out of
// a. Of words that are longer than any that people mistype it is the length of the longer
// one.
func Distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if max(len(x), len(y)) > longestNear {
		return max(len(x), len(y))
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}

// Near reports whether typed is a name, or a word of one, with at most a letter or two
// wrong: one in a short word, two from six letters on.
func Near(typed, name string) bool {
	typed, name = Fold(typed), Fold(name)
	allowed := 1
	if n := len([]rune(typed)); n >= 6 {
		allowed = 2
	} else if n < 3 {
		return false // any other short word is as near
	}
	for _, word := range append(strings.Fields(name), name) {
		if Distance(typed, word) <= allowed {
			return true
		}
	}
	return false
}
