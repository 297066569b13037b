package store

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestReplacedUnderUs: what happens to the files of an open workspace is noticed
// before anything is written, what others have put there is not touched, and what
// was saved before is not lost.
func TestReplacedUnderUs(t *testing.T) {
	t.Parallel()
	other := t.TempDir()
	must(t, openIn(t, other).Close())
	for _, c := range []struct {
		name string
		do   func(t *testing.T, dir, backup string)
		says string
		back func(t *testing.T, dir string) // what puts it right; nil when a new start does
		kept bool                           // a new start finds what was saved before
	}{
		{"database moved away and back", func(t *testing.T, dir, _ string) {
			must(t, os.Rename(filepath.Join(dir, databaseName), filepath.Join(dir, "away")))
		}, "no longer there", func(t *testing.T, dir string) {
			must(t, os.Rename(filepath.Join(dir, "away"), filepath.Join(dir, databaseName)))
		}, true},
		{"folder renamed and back", func(t *testing.T, dir, _ string) { must(t, os.Rename(dir, dir+"-2")) },
			"no longer there", func(t *testing.T, dir string) { must(t, os.Rename(dir+"-2", dir)) }, true},
		{"database removed", func(t *testing.T, dir, _ string) { must(t, os.Remove(filepath.Join(dir, databaseName))) }, "no longer there", nil, false},
		{"another workspace in its place", func(t *testing.T, dir, _ string) {
			must(t, os.Link(filepath.Join(other, databaseName), filepath.Join(dir, "new")))
			must(t, os.Rename(filepath.Join(dir, "new"), filepath.Join(dir, databaseName)))
		}, "another file", nil, false},
		{"a backup copied over it", func(t *testing.T, dir, backup string) {
			content, err := os.ReadFile(backup)
			must(t, err)
			overwrite(t, filepath.Join(dir, databaseName), content)
		}, "another file", nil, false},
		{"emptied", func(t *testing.T, dir, _ string) { overwrite(t, filepath.Join(dir, databaseName), nil) }, "another file", nil, false},
		{"a picture copied over it", func(t *testing.T, dir, _ string) {
			overwrite(t, filepath.Join(dir, databaseName), bytes.Repeat([]byte("GIF89a"), 100_000))
		}, "another file", nil, false},
		{"cut short", func(t *testing.T, dir, _ string) { must(t, os.Truncate(filepath.Join(dir, databaseName), 4096)) }, "another file", nil, false},
		{"log removed", func(t *testing.T, dir, _ string) { must(t, os.Remove(filepath.Join(dir, databaseName+logSuffix))) }, "was removed", nil, true},
		{"memory removed", func(t *testing.T, dir, _ string) { must(t, os.Remove(filepath.Join(dir, databaseName+memorySuffix))) }, "was removed", nil, true},
		{"log and memory removed", func(t *testing.T, dir, _ string) {
			must(t, os.Remove(filepath.Join(dir, databaseName+logSuffix)))
			must(t, os.Remove(filepath.Join(dir, databaseName+memorySuffix)))
		}, "was removed", nil, true},
		{"log of another", func(t *testing.T, dir, _ string) {
			must(t, os.Remove(filepath.Join(dir, databaseName+logSuffix)))
			must(t, os.WriteFile(filepath.Join(dir, databaseName+logSuffix), []byte("another's"), 0o600))
		}, "another file", nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir, backup := filepath.Join(t.TempDir(), "w"), filepath.Join(t.TempDir(), "b.db")
			db, err := Open(t.Context(), dir, Options{})
			must(t, err)
			must(t, db.checkpoint(t.Context()))
			must(t, db.Backup(t.Context(), backup))
			must(t, db.SetSetting(t.Context(), "before", "yes"))
			c.do(t, dir, backup)
			before := contentsOf(dir)
			for range 2 {
				err = db.SetSetting(t.Context(), "after", "yes")
				wantKind(t, err, recruit.ErrStorage)
				if !strings.Contains(recruit.Sentence(err), c.says) || !strings.Contains(recruit.Sentence(err), "Nothing was saved") {
					t.Errorf("says %q", recruit.Sentence(err))
				}
			}
			if c.back != nil {
				c.back(t, dir)
				must(t, db.SetSetting(t.Context(), "after", "yes"))
			}
			if err := db.Close(); err != nil {
				t.Logf("close: %v", err)
			}
			if c.says == "another file" && contentsOf(dir) != before {
				t.Error("what another has put there was changed")
			}
			if c.kept {
				again := openIn(t, dir)
				if v, err := again.Setting(t.Context(), "before"); v != "yes" || err != nil {
					t.Errorf("what was saved before: %q, %v", v, err)
				}
				must(t, again.Check(t.Context()))
				must(t, again.SetSetting(t.Context(), "after", "yes"))
			}
		})
	}
}

// TestReplacedDuringAWrite: also what happens while a change waits or works.
func TestReplacedDuringAWrite(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db, err := Open(t.Context(), dir, Options{})
	must(t, err)
	path := filepath.Join(dir, databaseName)
	err = db.writeQuietly(t.Context(), func(tx *sql.Tx) error {
		must(t, os.Rename(path, path+"-away"))
		_, err := tx.ExecContext(t.Context(), "INSERT INTO settings (key, value) VALUES ('after', 'yes')")
		return err
	})
	wantKind(t, err, recruit.ErrStorage)
	must(t, os.Rename(path+"-away", path))
	if v, err := db.Setting(t.Context(), "after"); v != "" || err != nil {
		t.Errorf("saved all the same: %q, %v", v, err)
	}
	must(t, db.Close())
}

// TestFollowedByItself: no change of this program's own, or of another process
// with the same workspace, looks like a foreign file.
func TestFollowedByItself(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	one, other := openIn(t, dir), openIn(t, dir)
	for n := range 60 {
		for _, db := range []*DB{one, other} {
			must(t, db.SetSetting(t.Context(), "filler", strings.Repeat("x", n*1000)))
			if n%7 == 0 {
				must(t, db.checkpoint(t.Context()))
			}
		}
		third, err := Open(t.Context(), dir, Options{})
		must(t, err)
		must(t, third.Close())
	}
	must(t, one.Check(t.Context()))
}

// TestWritableAgain: a workspace that was opened for reading, because its disk
// was full, saves once there is room, and screens hear of others' changes then.
func TestWritableAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := worldIn(t, openIn(t, dir))
	must(t, w.Close())
	db := &DB{database: newDatabase(dir, Options{})}
	t.Cleanup(func() { _ = db.Close() })
	must(t, db.openForReading(t.Context(), true))
	if !db.ReadOnly() {
		t.Fatal("may write")
	}
	news := db.Changes(t.Context())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := db.SetSetting(ctx, "a", "b"); err == nil {
		t.Error("saved for someone who had left")
	}
	must(t, db.SetSetting(t.Context(), "a", "b"))
	<-news
	if v, err := db.Setting(t.Context(), "a"); v != "b" || err != nil || db.ReadOnly() {
		t.Errorf("reads %q, %v", v, err)
	}
	must(t, db.SetSecret(t.Context(), "s", "sealed"))
	other := openIn(t, dir)
	must(t, other.SetSetting(t.Context(), "a", "c"))
	<-news
	if v, err := db.Setting(t.Context(), "a"); v != "c" || err != nil {
		t.Errorf("of another: %q, %v", v, err)
	}
}

// TestReadingStaysReading: who asked to change nothing changes nothing, and a
// workspace that was replaced while it was open for reading is not written to.
func TestReadingStaysReading(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	must(t, openIn(t, dir).Close())
	asked, err := Open(t.Context(), dir, Options{ReadOnly: true})
	must(t, err)
	defer asked.Close()
	wantKind(t, asked.SetSetting(t.Context(), "a", "b"), recruit.ErrStorage)

	db := &DB{database: newDatabase(dir, Options{})}
	defer db.Close()
	must(t, db.openForReading(t.Context(), true))
	content, err := os.ReadFile(filepath.Join(dir, databaseName))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "new"), content, 0o600))
	must(t, os.Rename(filepath.Join(dir, "new"), filepath.Join(dir, databaseName)))
	err = db.SetSetting(t.Context(), "a", "b")
	wantKind(t, err, recruit.ErrStorage)
	if !strings.Contains(recruit.Sentence(err), "another file") {
		t.Errorf("says %q", err)
	}
}

// overwrite changes a file in its place, as cp does.
func overwrite(t *testing.T, path string, content []byte) {
	t.Helper()
	must(t, os.WriteFile(path, content, 0o600))
}

// contentsOf is everything that lies in a folder.
func contentsOf(dir string) string {
	var b strings.Builder
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), memorySuffix) {
			continue
		}
		content, _ := os.ReadFile(filepath.Join(dir, e.Name()))
		b.WriteString(e.Name() + "\x00" + string(content) + "\x00")
	}
	return b.String()
}
