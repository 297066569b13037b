package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Clusters cuts s into what one sees as one letter each: a flag, a family, a
// letter with its accents, a syllable (UAX 29, extended grapheme clusters).
func Clusters(s string) []string {
	var out []string
	for s != "" {
		cluster := FirstCluster(s)
		out, s = append(out, cluster), s[len(cluster):]
	}
	return out
}

// FirstCluster is the first of the Clusters of s, "" when there is none.
func FirstCluster(s string) string {
	if len(s) > 1 && ascii(s[0]) && ascii(s[1]) {
		return s[:1]
	}
	cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	if cluster == "" && s != "" {
		cluster = s[:1]
	}
	return cluster
}

// LastCluster is the last of the Clusters of s, "" when there is none.
func LastCluster(s string) string {
	rest := s[border(s):]
	last := ""
	for rest != "" {
		last = FirstCluster(rest)
		rest = rest[len(last):]
	}
	return last
}

// Edge is the first place in s, not before at, that lies between two clusters.
func Edge(s string, at int) int {
	if at <= 0 || at >= len(s) {
		return min(max(at, 0), len(s))
	}
	i := border(s[:at])
	for i < at {
		i += len(FirstCluster(s[i:]))
	}
	return i
}

// border is a place in s at which a cluster begins, near its end where one is
// easily found: in front of a letter that joins nothing before it.
func border(s string) int {
	i := len(s)
	next := utf8.RuneError // the letter at i
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if i < len(s) && alone(next) && !(r == utf8.RuneError && n == 1) && !prepended(r) && !jamo(r) {
			return i
		}
		next, i = r, i-n
	}
	return 0
}

func ascii(c byte) bool { return c >= ' ' && c < 0x7f }

// alone reports whether a letter begins a cluster whatever stands before it,
// unless that is prepended. The common ones of large scripts are enough; every
// space is among them.
func alone(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7f, r >= 0xc0 && r < 0x250, r >= 0x370 && r < 0x482, r >= 0x48a && r < 0x530:
		return true
	case r >= 0x3041 && r < 0x3097, r >= 0x30a1 && r < 0x30fb, r >= 0x3400 && r < 0x4dc0, r >= 0x4e00 && r < 0xa000, r >= 0xac00 && r < 0xd7a4:
		return true
	}
	return false
}

// prepended reports whether a letter joins whatever follows it.
func prepended(r rune) bool {
	return r > 0x7f && (unicode.Is(unicode.Prepended_Concatenation_Mark, r) ||
		r == 0xd4e || r >= 0x111c2 && r <= 0x111c3 || r == 0x113d1 || r == 0x1193f || r == 0x11941 || r >= 0x11a3a && r <= 0x11a89 || r == 0x11d46 || r == 0x11f02)
}

// jamo reports whether a letter may join a syllable of Hangul behind it.
func jamo(r rune) bool { return r >= 0x1100 && r < 0x1200 || r >= 0xa960 && r < 0xa980 }
