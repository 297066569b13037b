package draft

import (
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// Path reads a path as people type or drop it: with quotes around it or
// blanks escaped, as terminals write dropped files, ~ for the home folder, and as a
// file: address of this machine (RFC 8089), as file managers copy it.
func Path(typed string) string {
	p := strings.TrimSpace(typed)
	if n := len(p); n >= 2 && (p[0] == '\'' || p[0] == '"') && p[n-1] == p[0] {
		p = p[1 : n-1]
	} else {
		p = strings.ReplaceAll(p, `\ `, " ")
	}
	if local, ok := localFile(p); ok {
		return local
	}
	if rest, ok := strings.CutPrefix(p, "~"); ok && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		if home, err := os.UserHomeDir(); err == nil {
			p = home + rest
		}
	}
	return p
}

// localFile is the path in a file: address that names no other machine.
func localFile(address string) (path string, ok bool) {
	if len(address) < len("file:/") || !strings.EqualFold(address[:len("file:/")], "file:/") {
		return "", false
	}
	u, err := url.Parse(address)
	if err != nil || u.Path == "" || u.Host != "" && !strings.EqualFold(u.Host, "localhost") {
		return "", false
	}
	path = u.Path
	if runtime.GOOS == "windows" { // file:///C:/Users
		path = strings.TrimPrefix(path, "/")
	}
	return filepath.FromSlash(path), true
}

// Completed is what tab makes of a path that is typed: as much more as all files that
// begin like it have in common, the whole of it where there is one. found are those, as
// they would be typed.
func Completed(typed string, found []string) string {
	if len(found) == 0 {
		return typed
	}
	common := found[0]
	for _, f := range found[1:] {
		n := 0
		for n < len(common) && n < len(f) && common[n] == f[n] {
			n++
		}
		common = strings.ToValidUTF8(common[:n], "")
	}
	if len(common) <= len(typed) && len(found) > 1 {
		return typed
	}
	return common
}
