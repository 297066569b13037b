package draft

import (
	"os"
	"path/filepath"
	"strings"
)

// Path reads a path as people type or drop it: with quotes around it or
// blanks escaped, as terminals write dropped files, and ~ for the home folder.
func Path(typed string) string {
	p := strings.TrimSpace(typed)
	if n := len(p); n >= 2 && (p[0] == '\'' || p[0] == '"') && p[n-1] == p[0] {
		p = p[1 : n-1]
	} else {
		p = strings.ReplaceAll(p, `\ `, " ")
	}
	if rest, ok := strings.CutPrefix(p, "~"); ok && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		if home, err := os.UserHomeDir(); err == nil {
			p = home + rest
		}
	}
	return p
}
