package store

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestWhatWasLostIsTold: no workspace is made where one was, or where none is
// wanted, and nothing in the folder changes.
func TestWhatWasLostIsTold(t *testing.T) {
	t.Parallel()
	used := func(t *testing.T, dir string) {
		t.Helper()
		must(t, worldIn(t, openIn(t, dir)).Close())
	}
	file := func(t *testing.T, dir, name, content string) {
		t.Helper()
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
	}
	remove := func(t *testing.T, dir, name string) {
		t.Helper()
		must(t, os.Remove(filepath.Join(dir, name)))
	}
	for _, c := range []struct {
		name    string
		prepare func(t *testing.T, dir string)
		opts    Options
		want    error
		says    string
	}{
		{"nothing, and none to be made", func(*testing.T, string) {}, Options{Existing: true}, recruit.ErrNotFound, "There is no workspace"},
		{"an empty database alone, and none to be made", func(t *testing.T, dir string) { file(t, dir, databaseName, "") }, Options{Existing: true}, recruit.ErrNotFound, "There is no workspace"},
		{"the database gone", func(t *testing.T, dir string) { used(t, dir); remove(t, dir, databaseName) }, Options{}, recruit.ErrStorage, "is missing, but a workspace was there"},
		{"the database emptied", func(t *testing.T, dir string) { used(t, dir); file(t, dir, databaseName, "") }, Options{}, recruit.ErrStorage, "is empty, but a workspace was there"},
		{"only a log", func(t *testing.T, dir string) { file(t, dir, logName, "{}\n") }, Options{}, recruit.ErrStorage, logName},
		{"only a copy from before an update", func(t *testing.T, dir string) { file(t, dir, "recruitty-before-8-x.db", "x") }, Options{}, recruit.ErrStorage, "recruitty-before-8-x.db"},
		{"the key gone", func(t *testing.T, dir string) { used(t, dir); remove(t, dir, keyName) }, Options{}, recruit.ErrStorage, "secret.key is missing"},
		{"a folder of the name", func(t *testing.T, dir string) { must(t, os.Mkdir(filepath.Join(dir, databaseName), 0o700)) }, Options{}, recruit.ErrStorage, "is no file"},
		{"a database that leads nowhere", func(t *testing.T, dir string) {
			must(t, os.Symlink(filepath.Join(dir, "away"), filepath.Join(dir, databaseName)))
		}, Options{}, recruit.ErrNotFound, "is a link to"},
		{"a key that leads nowhere", func(t *testing.T, dir string) {
			must(t, os.Symlink(filepath.Join(dir, "away"), filepath.Join(dir, keyName)))
		}, Options{}, recruit.ErrNotFound, "is a link to"},
		{"a folder with signs of patterns", func(t *testing.T, dir string) { file(t, dir, "recruitty-before-8-[x]*.db", "x") }, Options{}, recruit.ErrStorage, "[x]*.db"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if runtime.GOOS == "windows" && strings.Contains(c.name, "leads nowhere") {
				return // links need rights there
			}
			dir := filepath.Join(t.TempDir(), "a [b] *c?")
			must(t, os.Mkdir(dir, 0o700))
			c.prepare(t, dir)
			before := contentsOf(dir)
			for range 2 {
				err := openError(t, dir, c.opts)
				wantKind(t, err, c.want)
				if !strings.Contains(recruit.Sentence(err), c.says) {
					t.Errorf("says %q, want %q in it", recruit.Sentence(err), c.says)
				}
			}
			if contentsOf(dir) != before {
				t.Error("the folder was changed")
			}
		})
	}
}

// TestFirstStartBrokenOff: what a first start leaves when it is killed is no
// loss; the next one goes on with it.
func TestFirstStartBrokenOff(t *testing.T) {
	t.Parallel()
	for name, prepare := range map[string]func(t *testing.T, dir string){
		"an empty database": func(t *testing.T, dir string) { must(t, os.WriteFile(filepath.Join(dir, databaseName), nil, 0o600)) },
		"no key yet": func(t *testing.T, dir string) {
			must(t, openIn(t, dir).Close())
			must(t, os.Remove(filepath.Join(dir, keyName)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			prepare(t, dir)
			must(t, openIn(t, dir).SetSecret(t.Context(), "s", "sealed"))
		})
	}
}
