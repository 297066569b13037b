// Package edit is where text is typed: fields of one line and of several. What
// one sees as one letter is one letter to every key, be it a flag, a family, a
// letter with its accents or a syllable; the cursor is the terminal's own, which
// input methods and screen readers can follow, and it stands where the terminal
// has the letter (see text.Grid).
//
// The fields of the bubbles module count code points: backspace leaves half a
// flag, the drawn cursor tears a syllable apart, and its place is counted in
// letters where some are two cells wide. What would have to go around them is
// all that they do, so these are fields of their own.
package edit

import "strings"

// still takes out what reorders the text beside it. It stays in the value.
func still(s string) string {
	if strings.IndexFunc(s, turns) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if turns(r) {
			return -1
		}
		return r
	}, s)
}

func turns(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x061c
}
