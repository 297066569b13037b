package text

import (
	"regexp"
	"strings"
	"sync"
)

// glued stands for a blank while lines are broken: between a sign and what it
// says something about no line ends, else the sign stands beside the wrong one.
const glued = "\u00a0"

// signed is a sign that stands alone in front of something, with its styling.
var signed = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(^|[ \n])((?:\x1b\[[0-9;:]*m)*[✓✗◌●▸!?~+x*o](?:\x1b\[[0-9;:]*m)*) ((?:\x1b\[[0-9;:]*m)*[^ \n\x1b])`)
})

// glue puts signs and what follows them into one word.
func glue(s string) string {
	if !strings.ContainsAny(s, "✓✗◌●▸!?~+x*o") {
		return s
	}
	return signed().ReplaceAllString(s, "${1}${2}"+glued+"${3}")
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
