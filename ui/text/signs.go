package text

import (
	"strings"
	"unicode/utf8"
)

// glued stands for a blank while lines are broken: between a sign and what it
// says something about no line ends, else the sign stands beside the wrong one.
const glued = "\u00a0"

// signs are those that say something about what follows them.
const signs = "✓✗◌●▸!?~+x*o"

// glue puts signs that stand alone, and what follows them, into one word.
func glue(s string) string {
	if !strings.ContainsAny(s, signs) {
		return s
	}
	var b strings.Builder
	done := 0
	for i := 0; i < len(s); i++ {
		if i > 0 && s[i-1] != ' ' && s[i-1] != '\n' {
			continue
		}
		if blank, next := signAt(s, i); next > i {
			b.WriteString(s[done:blank])
			b.WriteString(glued)
			done, i = blank+1, next-1
		}
	}
	return b.String() + s[done:]
}

// signAt looks for a sign at i, with its styling, a blank and a letter: where the blank is,
// and what comes after the letter, 0 where there is no sign.
func signAt(s string, i int) (blank, next int) {
	i = styled(s, i)
	sign, size := utf8.DecodeRuneInString(s[i:])
	if size == 0 || !strings.ContainsRune(signs, sign) {
		return 0, 0
	}
	blank = styled(s, i+size)
	if blank >= len(s) || s[blank] != ' ' {
		return 0, 0
	}
	i = styled(s, blank+1)
	letter, size := utf8.DecodeRuneInString(s[i:])
	if size == 0 || strings.ContainsRune(" \n\x1b", letter) {
		return 0, 0
	}
	return blank, i + size
}

// styled is the place behind the styling (ECMA-48 8.3.117, SGR) that begins at i.
func styled(s string, i int) int {
	for strings.HasPrefix(s[i:], "\x1b[") {
		end := i + 2
		for end < len(s) && strings.IndexByte("0123456789;:", s[end]) >= 0 {
			end++
		}
		if end == len(s) || s[end] != 'm' {
			break
		}
		i = end + 1
	}
	return i
}

// Flow sets items one behind the other, with sep between two in a line, in as
// many lines of at most w cells as they need. An item stays in one line; one that
// is longer than a line begins its own and goes on in the next.
func (g Grid) Flow(items []string, sep string, w int) string {
	if w <= 0 {
		return ""
	}
	var lines []string
	line := ""
	for _, item := range items {
		switch {
		case line != "" && g.cells(line)+g.cells(sep)+g.cells(item) <= w:
			line += sep + item
			continue
		case line != "":
			lines = append(lines, strings.TrimRight(line, " "))
		}
		line = item
		if g.cells(item) > w {
			broken := strings.Split(g.Wrap(item, w), "\n")
			lines, line = append(lines, broken[:len(broken)-1]...), broken[len(broken)-1]
		}
	}
	return strings.Join(append(lines, line), "\n")
}
