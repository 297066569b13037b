package draft

import (
	"path/filepath"
	"runtime"
	"testing"
)

func TestPath(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // the cases are of the other systems
	}
	for typed, want := range map[string]string{
		"/a/b.pdf":                     "/a/b.pdf",
		" '/a/b c.pdf' ":               "/a/b c.pdf",
		`/a/b\ c.pdf`:                  "/a/b c.pdf",
		"file:///a/b%20c%C3%A9.pdf":    "/a/b cé.pdf",
		"FILE://localhost/a/b.pdf":     "/a/b.pdf",
		"file:/a/b.pdf":                "/a/b.pdf",
		"'file:///a/b.pdf'":            "/a/b.pdf",
		"file://other.example/a/b.pdf": "file://other.example/a/b.pdf",
		"file:///a/%zz.pdf":            "file:///a/%zz.pdf",
		"file:b.pdf":                   "file:b.pdf",
	} {
		if got := Path(typed); got != filepath.FromSlash(want) {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

func TestCompleted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typed string
		found []string
		want  string
	}{
		{"~/Do", nil, "~/Do"},
		{"~/Do", []string{"~/Documents/", "~/Downloads/"}, "~/Do"},
		{"~/D", []string{"~/Documents/", "~/Downloads/"}, "~/Do"},
		{"~/doc", []string{"~/Documents/"}, "~/Documents/"},
		{"r", []string{"résumé.pdf", "rèference.pdf"}, "r"},
		{"cv.pdf", []string{"cv.pdf"}, "cv.pdf"},
	} {
		if got := Completed(c.typed, c.found); got != c.want {
			t.Errorf("%q of %q: %q, want %q", c.typed, c.found, got, c.want)
		}
	}
}
