package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// backedUp makes a workspace with secrets and an interview under way, backs it
// up and closes it. The back-up lies in a folder of its own.
func backedUp(t *testing.T) (dir, file string) {
	t.Helper()
	dir, file = t.TempDir(), filepath.Join(t.TempDir(), "copy.db")
	db, err := Open(t.Context(), dir, Options{Clock: func() time.Time { return now }})
	must(t, err)
	w := worldIn(t, db)
	must(t, w.SetSecret(w.ctx, recruit.SettingMailURL, "smtp://u:pa55@mail.example"))
	_, err = w.SaveConnection(w.ctx, recruit.Connection{OwnerID: w.member.ID, Kind: recruit.UserApp, State: recruit.Connected, UserEmail: w.member.Email, Since: now},
		recruit.Tokens{Access: "a", Refresh: "r"}, w.line("zoom.connected", "Connected"))
	must(t, err)
	w.scheduled(t, "rct-abcdefghjkmn", now.Add(time.Hour))
	off := w.draft("rct-bbbbbbbbbbbb", now.Add(2*time.Hour))
	off.Interview.Status = recruit.Cancelled
	_, err = w.Commit(w.ctx, off)
	must(t, err)
	must(t, w.Backup(w.ctx, file))
	must(t, w.SetSetting(w.ctx, "later", "yes"))
	must(t, w.Close())
	return dir, file
}

func restoreAt(ctx context.Context, dir, file string, force bool) (Restored, error) {
	return Restore(ctx, dir, file, RestoreOptions{Force: force, Clock: func() time.Time { return now }})
}

func TestRestore(t *testing.T) {
	t.Parallel()
	dir, file := backedUp(t)
	_, err := restoreAt(t.Context(), dir, file, false)
	wantKind(t, err, recruit.ErrRefused)

	got, err := restoreAt(t.Context(), dir, file, true)
	must(t, err)
	if len(got.Lost) > 0 {
		t.Errorf("lost %q", got.Lost)
	}
	db := openIn(t, dir)
	if v, err := db.Setting(t.Context(), "later"); v != "" || err != nil {
		t.Errorf("the copy has what came after it: %q, %v", v, err)
	}
	if v, err := db.Secret(t.Context(), recruit.SettingMailURL); v != "smtp://u:pa55@mail.example" || err != nil {
		t.Errorf("secret: %q, %v", v, err)
	}
	var mode string
	must(t, db.readers.QueryRow("PRAGMA journal_mode").Scan(&mode))
	if mode != "wal" {
		t.Errorf("journal mode %s", mode)
	}
	r, err := db.Record(t.Context(), 1)
	must(t, err)
	if r.Interview.Sequence != sequenceLeap {
		t.Errorf("sequence %d; calendars may have been told of a later one", r.Interview.Sequence)
	}
	for _, e := range r.Effects {
		if e.MaybeSent != (e.Kind == recruit.ZoomCreate) {
			t.Errorf("%s: left %v; a creation is looked up after a restore, nothing else is touched", e.Kind, e.MaybeSent)
		}
	}

	r, err = db.Record(t.Context(), 2)
	must(t, err)
	if r.Interview.Sequence != sequenceLeap {
		t.Errorf("sequence %d of a cancelled one, whose withdrawals may still wait", r.Interview.Sequence)
	}

	// The old one is whole.
	old := t.TempDir()
	must(t, os.Rename(got.Kept, filepath.Join(old, databaseName)))
	must(t, os.Link(filepath.Join(dir, keyName), filepath.Join(old, keyName)))
	if v, err := openIn(t, old).Setting(t.Context(), "later"); v != "yes" || err != nil {
		t.Errorf("kept: %q, %v", v, err)
	}
	left, _ := filepath.Glob(filepath.Join(dir, ".recruitty-restore-*"))
	if len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// TestRestoreInUse: a workspace that someone has open is not replaced.
func TestRestoreInUse(t *testing.T) {
	t.Parallel()
	dir, file := backedUp(t)
	db := openIn(t, dir)
	_, err := db.Setting(t.Context(), "later")
	must(t, err)
	_, err = restoreAt(t.Context(), dir, file, true)
	wantKind(t, err, recruit.ErrRefused)
	if v, err := db.Setting(t.Context(), "later"); v != "yes" || err != nil {
		t.Errorf("after a refused restore: %q, %v", v, err)
	}
	if kept, _ := filepath.Glob(filepath.Join(dir, "*before-restore*")); len(kept) > 0 {
		t.Errorf("kept %q", kept)
	}
}

// TestRestoreOverDamage: a workspace that cannot be opened any more is kept as
// it is, its log too.
func TestRestoreOverDamage(t *testing.T) {
	t.Parallel()
	dir, file := backedUp(t)
	must(t, os.WriteFile(filepath.Join(dir, databaseName), []byte("rubbish"), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, databaseName+"-wal"), []byte("more"), 0o600))
	got, err := restoreAt(t.Context(), dir, file, true)
	must(t, err)
	for path, want := range map[string]string{got.Kept: "rubbish", got.Kept + "-wal": "more"} {
		if content, err := os.ReadFile(path); string(content) != want {
			t.Errorf("%s: %q, %v", path, content, err)
		}
	}
	must(t, openIn(t, dir).Check(t.Context()))
}

// TestRestoreKeys: the key that opens the back-up's secrets is found, and what
// none opens is named before anything is replaced.
func TestRestoreKeys(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		beside, newer bool
		lost          int
	}{
		"into a new folder, key beside":       {beside: true},
		"into a new folder, no key":           {lost: 2},
		"over another workspace, key beside":  {beside: true, newer: true},
		"over another workspace, without key": {newer: true, lost: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			from, file := backedUp(t)
			if c.beside {
				key, err := os.ReadFile(filepath.Join(from, keyName))
				must(t, err)
				must(t, os.WriteFile(filepath.Join(filepath.Dir(file), keyName), key, 0o644))
			}
			dir := t.TempDir()
			if c.newer {
				db, err := Open(t.Context(), dir, Options{})
				must(t, err)
				must(t, db.Close())
			}
			asked := []string{}
			got, err := Restore(t.Context(), dir, file, RestoreOptions{Force: true, Agree: func(lost []string) error {
				asked = lost
				return nil
			}})
			must(t, err)
			if len(got.Lost) != c.lost || !slices.Equal(asked, got.Lost) {
				t.Errorf("lost %q, asked about %q", got.Lost, asked)
			}
			db := openIn(t, dir)
			if v, err := db.Secret(t.Context(), recruit.SettingMailURL); (err == nil) != (c.lost == 0) {
				t.Errorf("secret %q, %v", v, err)
			}
			if keys, _ := filepath.Glob(filepath.Join(dir, "secret-before-restore-*.key")); len(keys) > 0 != (c.newer && c.beside) {
				t.Errorf("old keys %q", keys)
			}
		})
	}
}

// TestRestoreRefuses: nothing is changed by what is no sound back-up.
func TestRestoreRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		prepare func(t *testing.T, dir, file string) string
		want    error
		says    string
	}{
		{"nothing", func(_ *testing.T, _, file string) string { return file + ".not" }, recruit.ErrNotFound, "no file"},
		{"a folder", func(_ *testing.T, _, file string) string { return filepath.Dir(file) }, recruit.ErrInvalid, "as a file"},
		{"the workspace itself", func(_ *testing.T, dir, _ string) string { return filepath.Join(dir, databaseName) }, recruit.ErrInvalid, "itself"},
		{"a picture", func(t *testing.T, _, file string) string {
			must(t, os.WriteFile(file, append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 4096)...), 0o600))
			return file
		}, recruit.ErrInvalid, "not a backup"},
		{"an empty file", func(t *testing.T, _, file string) string {
			must(t, os.WriteFile(file, nil, 0o600))
			return file
		}, recruit.ErrInvalid, "not a backup"},
		{"another program's database", func(t *testing.T, _, _ string) string {
			dir := t.TempDir()
			execute(t, dir, "CREATE TABLE songs (title TEXT)")
			return filepath.Join(dir, databaseName)
		}, recruit.ErrInvalid, "not a backup"},
		{"a newer one", func(t *testing.T, _, file string) string {
			dir := t.TempDir()
			must(t, os.Rename(file, filepath.Join(dir, databaseName)))
			execute(t, dir, "PRAGMA user_version = 999")
			return filepath.Join(dir, databaseName)
		}, recruit.ErrStorage, "newer recruitty"},
		{"a damaged one", func(t *testing.T, _, file string) string {
			content, err := os.ReadFile(file)
			must(t, err)
			for i := len(content) / 2; i < len(content); i++ {
				content[i] = 0xA5
			}
			must(t, os.WriteFile(file, content, 0o600))
			return file
		}, recruit.ErrStorage, "damaged"},
		{"a foreign trigger", changed("CREATE TRIGGER x AFTER INSERT ON members BEGIN DELETE FROM notes; END"), recruit.ErrStorage, "no recruitty has made (trigger x)"},
		{"a trigger with a name of SQLite's", changed(`PRAGMA writable_schema = 1; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)
			VALUES ('trigger', 'sqlite_sequence', 'members', 0, 'CREATE TRIGGER sqlite_sequence AFTER INSERT ON members BEGIN DELETE FROM notes; END')`), recruit.ErrStorage, "no recruitty has made"},
		{"a foreign view", changed("CREATE VIEW x AS SELECT * FROM members"), recruit.ErrStorage, "view x"},
		{"a foreign table", changed("CREATE TABLE x (y TEXT)"), recruit.ErrStorage, "table x"},
		{"a foreign index", changed("CREATE INDEX x ON members (name)"), recruit.ErrStorage, "index x"},
		{"a table less", changed("DROP TABLE pulse"), recruit.ErrStorage, "they are not (table pulse)"},
		{"a trigger less", changed("DROP TRIGGER activity_is_kept"), recruit.ErrStorage, "trigger activity_is_kept"},
		{"another trigger of the name", changed("DROP TRIGGER activity_is_kept; CREATE TRIGGER activity_is_kept BEFORE DELETE ON activity BEGIN SELECT 1; END"),
			recruit.ErrStorage, "trigger activity_is_kept"},
		{"a column more", changed("ALTER TABLE members ADD COLUMN x TEXT"), recruit.ErrStorage, "table members"},
		{"a column less", changed("ALTER TABLE members DROP COLUMN plain"), recruit.ErrStorage, "table members"},
		{"tables of a newer version", changed("PRAGMA user_version = 5"), recruit.ErrStorage, "version 5"},
		{"one with a log", func(t *testing.T, _, file string) string {
			must(t, os.WriteFile(file+"-wal", []byte("x"), 0o600))
			return file
		}, recruit.ErrInvalid, "in use"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir, file := backedUp(t)
			_, err := restoreAt(t.Context(), dir, c.prepare(t, dir, file), true)
			wantKind(t, err, c.want)
			if !strings.Contains(recruit.Sentence(err), c.says) {
				t.Errorf("says %q, want %q in it", recruit.Sentence(err), c.says)
			}
			if v, err := openIn(t, dir).Setting(t.Context(), "later"); v != "yes" || err != nil {
				t.Errorf("the workspace: %q, %v", v, err)
			}
		})
	}
	t.Run("a no", func(t *testing.T) {
		t.Parallel()
		dir, file := backedUp(t)
		no := errors.New("no")
		_, err := Restore(t.Context(), dir, file, RestoreOptions{Force: true, Agree: func([]string) error { return no }})
		if !errors.Is(err, no) {
			t.Errorf("%v", err)
		}
		if kept, _ := filepath.Glob(filepath.Join(dir, "*before-restore*")); len(kept) > 0 {
			t.Errorf("kept %q", kept)
		}
	})
}

// changed alters a back-up as someone else could.
func changed(script string) func(t *testing.T, dir, file string) string {
	return func(t *testing.T, _, file string) string {
		t.Helper()
		pool, err := connect(file, 1, url.Values{}, time.Second)
		must(t, err)
		defer pool.Close()
		conn, err := pool.Conn(t.Context())
		must(t, err)
		defer conn.Close()
		_, err = conn.ExecContext(t.Context(), "PRAGMA journal_mode = DELETE")
		must(t, err)
		if strings.Contains(script, "writable_schema") {
			raw, err := sql.Open("sqlite", file)
			must(t, err)
			defer raw.Close()
			_, err = raw.ExecContext(t.Context(), script)
			must(t, err)
			return file
		}
		_, err = conn.ExecContext(t.Context(), script)
		must(t, err)
		return file
	}
}

// TestRestoreOfOlderOnes: back-ups of every version fit their tables.
func TestRestoreOfOlderOnes(t *testing.T) {
	t.Parallel()
	for _, last := range migrations() {
		file := filepath.Join(t.TempDir(), databaseName)
		pool, err := connect(file, 1, url.Values{}, time.Second)
		must(t, err)
		for _, step := range migrations()[:last.number] {
			_, err := pool.Exec(step.script)
			must(t, err)
		}
		_, err = pool.Exec(fmt.Sprintf("PRAGMA user_version = %d; PRAGMA application_id = %d", last.number, applicationID))
		must(t, err)
		must(t, pool.Close())
		dir := t.TempDir()
		if _, err := restoreAt(t.Context(), dir, file, false); err != nil {
			t.Errorf("version %d: %v", last.number, err)
			continue
		}
		must(t, openIn(t, dir).Check(t.Context()))
	}
}

// TestRestoreFromStream: what is read in place of a file is restored as a file is,
// and what breaks off replaces nothing.
func TestRestoreFromStream(t *testing.T) {
	t.Parallel()
	dir, _ := backedUp(t)
	db, err := Open(t.Context(), dir, Options{})
	must(t, err)
	var b bytes.Buffer
	must(t, db.BackupTo(t.Context(), &b))
	if err := db.BackupTo(t.Context(), closedPipe{}); err == nil || !strings.Contains(recruit.Sentence(err), "not a usable backup") {
		t.Errorf("a closed pipe: %v", err)
	}
	must(t, db.Close())
	whole := b.Bytes()
	for _, half := range [][]byte{nil, whole[:len(whole)/2], []byte("GIF89a")} {
		if _, err := Restore(t.Context(), dir, "-", RestoreOptions{Force: true, From: bytes.NewReader(half)}); err == nil {
			t.Errorf("%d bytes were restored", len(half))
		}
	}
	_, err = Restore(t.Context(), dir, "-", RestoreOptions{From: bytes.NewReader(whole)})
	wantKind(t, err, recruit.ErrRefused)
	done, err := Restore(t.Context(), dir, "-", RestoreOptions{Force: true, From: bytes.NewReader(whole)})
	must(t, err)
	if len(done.Lost) > 0 || done.Kept == "" {
		t.Errorf("%+v", done)
	}
	must(t, openIn(t, dir).Check(t.Context()))
	if left, _ := filepath.Glob(filepath.Join(dir, ".recruitty-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// TestBackupPlaces: why a back-up cannot be written there is said of its place.
func TestBackupPlaces(t *testing.T) {
	t.Parallel()
	db := openIn(t, t.TempDir())
	folder := t.TempDir()
	there := filepath.Join(folder, "there")
	must(t, os.WriteFile(there, []byte("kept"), 0o600))
	for _, c := range []struct {
		path string
		want error
		says string
	}{
		{filepath.Join(folder, "no", "where", "b.db"), recruit.ErrNotFound, "There is no folder " + filepath.Join(folder, "no", "where")},
		{folder, recruit.ErrInvalid, "is a folder"},
		{there, recruit.ErrDuplicate, "already exists"},
		{filepath.Join(there, "b.db"), recruit.ErrStorage, "is a file, not a folder"},
	} {
		err := db.Backup(t.Context(), c.path)
		wantKind(t, err, c.want)
		if !strings.Contains(recruit.Sentence(err), c.says) {
			t.Errorf("%s: says %q", c.path, recruit.Sentence(err))
		}
	}
	if content, err := os.ReadFile(there); string(content) != "kept" || err != nil {
		t.Errorf("the file that was there: %q, %v", content, err)
	}
}
