package text

import (
	"strings"
	"unicode/utf8"
)

// Width is the number of cells that the widest line of s takes.
func (g Grid) Width(s string) int {
	w := 0
	for line := range strings.SplitSeq(s, "\n") {
		w = max(w, g.cells(line))
	}
	return w
}

// cells is StringWidth of package ansi. Nearly all that is measured is ASCII with some
// styling, whose cells are its letters; only the stretches that are not, and
// the letters at their ends that they may join, need the tables of Unicode.
func (g Grid) cells(s string) int {
	w := 0
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == 0x1b:
			n := styling(s[i:])
			if n == 0 {
				return w + g.method().StringWidth(s[i:])
			}
			i += n
		case c < ' ' || c == 0x7f:
			return w + g.method().StringWidth(s[i:])
		case i+1 < len(s) && s[i+1] >= 0x80, c >= 0x80:
			n := joined(s[i:])
			if !utf8.ValidString(s[i : i+n]) {
				return w + g.method().StringWidth(s[i:])
			}
			w += g.method().StringWidth(s[i : i+n])
			i += n
		default:
			w++
			i++
		}
	}
	return w
}

// place is the byte of s at which the cell begins before which there are n others, as far
// as that can be told without the tables of Unicode that package ansi looks up letter by
// letter: s is without styling and controls, and no letters that may share a cell stand
// around it.
func (g Grid) place(s string, n int) (at int, known bool) {
	for _, r := range s {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError {
			return 0, false
		}
	}
	w, i := 0, 0
	for i < len(s) && w < n {
		if s[i] >= 0x80 || i+1 < len(s) && s[i+1] >= 0x80 {
			stretch := joined(s[i:])
			w += g.method().StringWidth(s[i : i+stretch])
			i += stretch
			continue
		}
		w++
		i++
	}
	return i, w == n && (i == len(s) || s[i] < 0x80)
}

// styling is the length of the SGR sequence with which s begins, 0 when it
// begins with something else.
func styling(s string) int {
	if len(s) < 2 || s[1] != '[' {
		return 0
	}
	for i := 2; i < len(s); i++ {
		switch c := s[i]; {
		case c == 'm':
			return i + 1
		case c >= '0' && c <= '9', c == ';', c == ':':
		default:
			return 0
		}
	}
	return 0
}

// joined is the length of the stretch at the start of s up to two neighbouring
// bytes of printable ASCII, which never share a cell, or up to a control.
func joined(s string) int {
	for i := 1; i < len(s); i++ {
		if s[i] < ' ' || s[i] == 0x7f {
			return i
		}
		if s[i] < 0x80 && s[i-1] < 0x80 {
			return i
		}
	}
	return len(s)
}
