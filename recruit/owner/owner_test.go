package owner

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFilesBelongToTheirFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	uid := os.Getuid()
	if os.Geteuid() == 0 { // only root can make files for others
		uid = 12345
		must(t, os.Chown(dir, uid, uid))
	}
	below := filepath.Join(dir, "a", "b")
	must(t, MkdirAll(below, 0o700))
	must(t, MkdirAll(below, 0o700))
	path := filepath.Join(below, "file")
	for range 2 { // made, then there
		f, err := Create(path, os.O_WRONLY, 0o600)
		must(t, err)
		must(t, f.Close())
	}
	f, err := os.CreateTemp(dir, "x")
	must(t, err)
	must(t, Keep(f))
	must(t, f.Close())
	for _, p := range []string{filepath.Join(dir, "a"), below, path, f.Name()} {
		if got := ownerOf(t, p); got != uid {
			t.Errorf("%s belongs to %d, want %d", p, got, uid)
		}
	}
	if err := MkdirAll(path, 0o700); err == nil {
		t.Error("a file passed for a folder")
	}
}

// TestWhatWasThereIsNotGivenAway: nor does a link lead to it.
func TestWhatWasThereIsNotGivenAway(t *testing.T) {
	t.Parallel()
	outside := filepath.Join(t.TempDir(), "outside")
	must(t, os.WriteFile(outside, nil, 0o600))
	dir := t.TempDir()
	if os.Geteuid() == 0 {
		must(t, os.Chown(dir, 12345, 12345))
	}
	link := filepath.Join(dir, "link")
	must(t, os.Symlink(outside, link))
	f, err := Create(link, os.O_WRONLY, 0o600)
	must(t, err)
	must(t, f.Close())
	if got := ownerOf(t, outside); got != os.Getuid() {
		t.Errorf("it belongs to %d now", got)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
