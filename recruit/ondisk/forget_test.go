package ondisk

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestForgetTakesAPersonOffTheDisk: copies of their documents go, logs lose their
// name byte for byte, and what may be about others as well is named and stays.
func TestForgetTakesAPersonOffTheDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const cv = "ten years of Go"
	sha := digest([]byte(cv))
	const log = `{"msg":"Zoë Quirkham, zoe@quirkham.example, ZOE_QUIRKHAM, Quirkham, Zoë; 351 912 345 678; Zoë Quirkhamson"}` + "\n"
	for name, content := range map[string]string{
		"inbox/a/cv.pdf": cv, "inbox-before-restore-x/b/old.pdf": cv, "inbox/a/.part-1": "half of zoe quirkham", "inbox/a/Quirkham, Zoe.txt": "x",
		"inbox/a/other.txt": "Lee", "opened/" + sha[:16] + "/cv.pdf": cv, "opened/0123456789abcdef/lee.pdf": "y", "recruitty.log": log, "recruitty.log.1": log,
		"recruitty.db": magic, "recruitty-before-9-x.db": magic, "kept.bak": magic + "x", "notes.txt": "z",
	} {
		put(t, dir, name, content)
	}
	must(t, os.Symlink("/etc/passwd", filepath.Join(dir, "inbox/a/link")))
	folder := Folder{Dir: dir, Database: "recruitty.db", Copies: "opened", Logs: []string{"recruitty.log", "audit.log"}}
	got := folder.Forget(t.Context(), recruit.Traces{Texts: []string{"Zoë Quirkham", "zoe@quirkham.example", "+351 912345678"}, Files: []string{sha}})
	for what, tc := range map[string][2][]string{
		"removed":   {got.Removed, {"inbox/a/cv.pdf", "inbox-before-restore-x/b/old.pdf", "opened/" + sha[:16]}},
		"rewritten": {got.Rewritten, {"recruitty.log", "recruitty.log.1"}},
		"to look":   {got.Look, {"inbox/a/.part-1", "inbox/a/Quirkham, Zoe.txt"}},
		"kept":      {got.Kept, {"recruitty-before-9-x.db", "kept.bak"}},
		"unreached": {got.Unreached, nil},
	} {
		slices.Sort(tc[0])
		slices.Sort(tc[1])
		if !slices.Equal(tc[0], tc[1]) {
			t.Errorf("%s: %q, want %q", what, tc[0], tc[1])
		}
	}
	for _, gone := range got.Removed {
		if _, err := os.Lstat(filepath.Join(dir, gone)); !os.IsNotExist(err) {
			t.Errorf("%s is still there", gone)
		}
	}
	for _, name := range got.Rewritten {
		now, err := os.ReadFile(filepath.Join(dir, name))
		must(t, err)
		if len(now) != len(log) || !strings.HasPrefix(string(now), `{"msg":"....`) || !strings.Contains(string(now), "; Zoë Quirkhamson\"}\n") ||
			strings.Contains(string(now), "zoe") || strings.Contains(string(now), "ZOE_") || strings.Contains(string(now), "912") {
			t.Errorf("%s holds %q", name, now)
		}
	}
}
