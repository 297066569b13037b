package text

import "github.com/charmbracelet/x/ansi"

// Clusters cuts s into what one sees as one letter each: a flag, a family, a
// letter with its accents, a syllable (UAX 29, extended grapheme clusters).
func Clusters(s string) []string {
	var out []string
	for s != "" {
		cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
		if cluster == "" {
			cluster = s[:1]
		}
		out, s = append(out, cluster), s[len(cluster):]
	}
	return out
}

// LastCluster is the last of the Clusters of s, "" when there is none.
func LastCluster(s string) string {
	all := Clusters(s[border(s):])
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// border is a place in s at which a cluster begins, near its end.
func border(s string) int {
	for i := len(s) - 1; i > 0; i-- {
		// Between two printable letters of ASCII there is always one.
		if c, before := s[i], s[i-1]; c >= ' ' && c < 0x7f && before >= ' ' && before < 0x7f {
			return i
		}
	}
	return 0
}
