package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
)

// openError opens dir, which has to fail.
func openError(t *testing.T, dir string, opts Options) error {
	t.Helper()
	db, err := Open(context.Background(), dir, opts)
	if err == nil {
		db.Close()
		t.Fatal("opened")
	}
	return err
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		prepare func(t *testing.T, dir string)
		opts    Options
		want    error
		says    string
	}{
		{"a picture", func(t *testing.T, dir string) {
			must(t, os.WriteFile(filepath.Join(dir, databaseName), append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 4096)...), 0o600))
		}, Options{}, recruit.ErrStorage, "not a recruitty workspace"},
		{"another program's database", func(t *testing.T, dir string) { execute(t, dir, "CREATE TABLE songs (title TEXT)") },
			Options{}, recruit.ErrStorage, "another program"},
		{"a newer file", func(t *testing.T, dir string) { execute(t, dir, "PRAGMA user_version = 999") }, Options{}, recruit.ErrStorage, "newer recruitty"},
		{"a newer file, reading", func(t *testing.T, dir string) { execute(t, dir, "PRAGMA user_version = 999; CREATE TABLE x (y)") },
			Options{ReadOnly: true}, recruit.ErrStorage, "newer recruitty"},
		{"an older file, reading", func(t *testing.T, dir string) { execute(t, dir, "CREATE TABLE x (y)") }, Options{ReadOnly: true}, recruit.ErrStorage, "older recruitty"},
		{"nothing, reading", func(*testing.T, string) {}, Options{ReadOnly: true}, recruit.ErrNotFound, "no workspace"},
		{"a short key", func(t *testing.T, dir string) {
			must(t, openIn(t, dir).Close())
			must(t, os.WriteFile(filepath.Join(dir, keyName), []byte("short"), 0o600))
		}, Options{}, recruit.ErrStorage, "damaged"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			tc.prepare(t, dir)
			err := openError(t, dir, tc.opts)
			wantKind(t, err, tc.want)
			if !strings.Contains(recruit.Sentence(err), tc.says) {
				t.Errorf("says %q, want %q in it", recruit.Sentence(err), tc.says)
			}
		})
	}
	t.Run("a file in the way", func(t *testing.T) {
		t.Parallel()
		file := filepath.Join(t.TempDir(), "file")
		must(t, os.WriteFile(file, nil, 0o600))
		for _, dir := range []string{file, filepath.Join(file, "below")} {
			wantKind(t, openError(t, dir, Options{}), recruit.ErrStorage)
		}
	})
	t.Run("a database that others may read, and a folder that they may change", func(t *testing.T) {
		t.Parallel()
		if runtime.GOOS == "windows" {
			return // modes say nothing there
		}
		for _, c := range []struct {
			name       string
			mode, fine os.FileMode
			says       string
		}{{databaseName, 0o640, 0o600, "chmod 600"}, {databaseName, 0o604, 0o600, "chmod 600"}, {"", 0o777, 0o755, "chmod o-w"}} {
			dir := t.TempDir()
			must(t, openIn(t, dir).Close())
			must(t, os.Chmod(filepath.Join(dir, c.name), c.mode))
			err := openError(t, dir, Options{})
			wantKind(t, err, recruit.ErrStorage)
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("says %q", err)
			}
			must(t, os.Chmod(filepath.Join(dir, c.name), c.fine))
			must(t, openIn(t, dir).Close())
		}
	})
	t.Run("a key that others may read", func(t *testing.T) {
		t.Parallel()
		if runtime.GOOS == "windows" {
			return // modes say nothing there
		}
		dir := t.TempDir()
		must(t, openIn(t, dir).Close())
		must(t, os.Chmod(filepath.Join(dir, keyName), 0o640))
		err := openError(t, dir, Options{})
		wantKind(t, err, recruit.ErrStorage)
		if !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("says %q", err)
		}
	})
}

// execute runs SQL on the database in dir as another program would.
func execute(t *testing.T, dir, script string) {
	t.Helper()
	pool, err := connect(filepath.Join(dir, databaseName), 1, url.Values{}, time.Second)
	must(t, err)
	defer pool.Close()
	_, err = pool.Exec(script)
	must(t, err)
}

func TestOpenTogether(t *testing.T) {
	t.Parallel()
	for range 5 {
		dir := filepath.Join(t.TempDir(), "new ?&# folder")
		var group sync.WaitGroup
		keys := make([][]byte, 6)
		for n := range keys {
			group.Go(func() {
				db, err := Open(context.Background(), dir, Options{})
				if err != nil {
					t.Errorf("%v: %v", err, errors.Unwrap(err))
					return
				}
				defer db.Close()
				if err := db.SetSecret(context.Background(), "s", "same"); err != nil {
					t.Error(err)
				}
				keys[n], _ = os.ReadFile(filepath.Join(dir, keyName))
			})
		}
		group.Wait()
		for _, key := range keys {
			if len(key) != keySize || !bytes.Equal(key, keys[0]) {
				t.Fatal("first starts at once made different keys")
			}
		}
		if db := openIn(t, dir); db.Check(t.Context()) != nil {
			t.Error("not sound")
		}
		if runtime.GOOS == "windows" {
			continue
		}
		for _, name := range []string{"", databaseName, keyName} {
			if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%q is open to others: %v %v", name, info.Mode(), err)
			}
		}
	}
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := worldIn(t, openIn(t, dir))
	must(t, w.SetSecret(w.ctx, "smtp", "pa55"))
	for _, beside := range []bool{true, false} { // the writer still open, then not
		reader, err := Open(w.ctx, dir, Options{ReadOnly: true})
		must(t, err)
		if c, err := reader.Candidate(w.ctx, w.candidate.ID); err != nil || c.Name != w.candidate.Name || !reader.ReadOnly() {
			t.Errorf("read: %+v, %v", c, err)
		}
		if v, err := reader.Secret(w.ctx, "smtp"); v != "pa55" || err != nil {
			t.Errorf("secret: %q, %v", v, err)
		}
		wantKind(t, reader.SetSetting(w.ctx, "a", "b"), recruit.ErrStorage)
		must(t, reader.Close())
		if beside {
			must(t, w.Close())
		}
	}
}

func TestMigrate(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := worldIn(t, openIn(t, dir))
	last := newest(migrations())
	next := append(migrations(), migration{last + 1, "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT"})
	must(t, w.migrate(w.ctx, next))
	if v, err := schemaVersion(w.ctx, w.readers); v != last+1 || err != nil {
		t.Errorf("version = %d, %v", v, err)
	}
	copies, _ := filepath.Glob(filepath.Join(dir, fmt.Sprintf("recruitty-before-%d-*.db", last+1)))
	if len(copies) != 1 {
		t.Fatalf("copies before the step: %v", copies)
	}
	pool, err := connect(copies[0], 1, url.Values{"mode": {"ro"}}, 0)
	must(t, err)
	defer pool.Close()
	if v, err := schemaVersion(w.ctx, pool); v != last || err != nil {
		t.Errorf("the copy has version %d, %v", v, err)
	}
	broken := append(next, migration{last + 2, "CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE half (id INTEGER) STRICT"})
	w.clock = func() time.Time { return now.Add(time.Minute) }
	if err := w.migrate(w.ctx, broken); err == nil {
		t.Fatal("a broken step was taken")
	}
	var half int
	must(t, w.readers.QueryRow("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").Scan(&half))
	if v, err := schemaVersion(w.ctx, w.readers); v != last+1 || half != 0 || err != nil {
		t.Errorf("after a broken step: version %d, %d tables, %v", v, half, err)
	}
	wantKind(t, openError(t, dir, Options{}), recruit.ErrStorage)
}

func TestTrouble(t *testing.T) {
	t.Parallel()
	t.Run("full disk", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		_, err := w.writer.Exec("PRAGMA max_page_count = 1")
		must(t, err)
		_, err = w.PutFile(w.ctx, "x", bytes.NewReader(make([]byte, 1<<20)), 0)
		wantKind(t, err, recruit.ErrStorage)
		if !strings.Contains(err.Error(), "full") {
			t.Errorf("says %q", err)
		}
		_, err = w.Candidate(w.ctx, w.candidate.ID)
		must(t, err)
		_, err = w.writer.Exec("PRAGMA max_page_count = 100000")
		must(t, err)
		must(t, w.SetSetting(w.ctx, "room", "again"))
	})
	t.Run("locked", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		holder := openIn(t, dir)
		db, err := Open(t.Context(), dir, Options{Patience: time.Millisecond})
		must(t, err)
		defer db.Close()
		must(t, holder.write(t.Context(), func(*sql.Tx) error {
			err := db.SetSetting(t.Context(), "a", "b")
			wantKind(t, err, recruit.ErrStorage)
			if !strings.Contains(err.Error(), "locked") {
				t.Errorf("says %q", err)
			}
			return nil
		}))
		must(t, db.SetSetting(t.Context(), "a", "b"))
	})
	t.Run("damaged page", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		w := worldIn(t, openIn(t, dir))
		for n := range 900 { // enough lines to fill the second half
			must(t, w.Log(w.ctx, w.line("test.line", strings.Repeat(string(rune('a'+n%26)), 2000))))
		}
		must(t, w.Close())
		content, err := os.ReadFile(filepath.Join(dir, databaseName))
		must(t, err)
		sound := bytes.Clone(content)
		for i := 4096; i < len(content); i++ {
			content[i] = 0xA5
		}
		must(t, os.WriteFile(filepath.Join(dir, databaseName), content, 0o600))
		err = openError(t, dir, Options{})
		wantKind(t, err, recruit.ErrStorage)
		if !strings.Contains(err.Error(), "damaged") {
			t.Errorf("says %q", err)
		}
		copy(content, sound[:len(sound)/2]) // the schema is whole, what comes last is not
		must(t, os.WriteFile(filepath.Join(dir, databaseName), content, 0o600))
		wantKind(t, openIn(t, dir).Check(t.Context()), recruit.ErrStorage)
	})
	t.Run("cancelled", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		ctx, cancel := context.WithCancel(w.ctx)
		cancel()
		if err := w.SetSetting(ctx, "a", "b"); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
		if _, err := w.Jobs(ctx, recruit.JobFilter{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	})
}

// TestNoHalfCopyStays holds that a copy before an update of the schema that could
// not be written to its end, as on a full disk, is taken away again.
func TestNoHalfCopyStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ended, cancel := context.WithCancel(w.ctx)
	cancel()
	if err := w.copyBefore(ended, 99); err == nil {
		t.Error("a copy that was cut off is none")
	}
	if left, err := filepath.Glob(filepath.Join(w.dir, "recruitty-before-*")); err != nil || len(left) > 0 {
		t.Errorf("it left %q, %v", left, err)
	}
	if err := w.copyBefore(w.ctx, 99); err != nil {
		t.Errorf("a whole one: %v", err)
	}
	if left, err := filepath.Glob(filepath.Join(w.dir, "recruitty-before-*")); err != nil || len(left) != 1 {
		t.Errorf("a whole copy is gone: %q, %v", left, err)
	}
}
