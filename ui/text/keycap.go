package text

import (
	"regexp"
	"strings"
	"sync"
)

// keycap is one such as 1️⃣. Package ansi 0.11.8 measures one as a whole, and cuts
// and wraps as if it were a digit with nothing behind it.
var keycap = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[0-9#*]\x{fe0f}\x{20e3}?`) })

// held puts letters of the same width, which nobody writes, for keycaps; back
// undoes that.
func (g Grid) held(s string) (out string, back func(string) string) {
	same := func(s string) string { return s }
	if g.byCodePoint || !strings.Contains(s, "\ufe0f") {
		return s, same
	}
	const first = '\U0003ff00' // unassigned, and two cells wide
	var caps []string
	out = keycap().ReplaceAllStringFunc(s, func(one string) string {
		if len(caps) == 0x80 {
			return one // the rest of them is off by a cell each
		}
		caps = append(caps, one)
		return string(first + rune(len(caps)-1))
	})
	if len(caps) == 0 {
		return s, same
	}
	return out, func(s string) string {
		for i, one := range caps {
			s = strings.Replace(s, string(first+rune(i)), one, 1)
		}
		return s
	}
}
