package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestCheckWriting: a disk without room is noticed by looking, one that has room
// again too, and nothing stays of the look.
func TestCheckWriting(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	w := worldIn(t, openIn(t, dir))
	news := w.Changes(t.Context())
	room := func(pages string) {
		t.Helper()
		_, err := w.writer.Exec("PRAGMA max_page_count = " + pages)
		must(t, err)
	}
	room("1")
	err := w.CheckWriting(t.Context())
	wantKind(t, err, recruit.ErrStorage)
	if !strings.Contains(recruit.Sentence(err), "full") {
		t.Errorf("says %q", recruit.Sentence(err))
	}
	room("100000")
	must(t, w.CheckWriting(t.Context()))
	select {
	case <-news:
		t.Error("screens were told of a look")
	default:
	}
	var left int
	must(t, w.readers.QueryRow("SELECT count(*) FROM settings WHERE key LIKE 'check%'").Scan(&left))
	if _, err := os.Stat(filepath.Join(dir, ".check")); err == nil || left != 0 {
		t.Errorf("%d rows and %v stay behind", left, err)
	}
	reading, err := Open(t.Context(), dir, Options{ReadOnly: true})
	must(t, err)
	defer reading.Close()
	wantKind(t, reading.CheckWriting(t.Context()), recruit.ErrStorage)
}

// TestCheckWritingBeside: the log of the database may have room where the disk has
// none.
func TestCheckWritingBeside(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := openIn(t, dir)
	must(t, os.MkdirAll(filepath.Join(dir, ".check", "in the way"), 0o700))
	wantKind(t, db.CheckWriting(t.Context()), recruit.ErrStorage)
}
