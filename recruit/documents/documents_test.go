package documents_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/documents"
	"recruitty/store"
	"recruitty/store/storetest"
)

// TestWhatIsNoDocument adds what someone may name by mistake: each is refused with a
// sentence that says what it is, and nothing is stored.
func TestWhatIsNoDocument(t *testing.T) {
	t.Parallel()
	db, err := store.Open(t.Context(), storetest.Folder(t), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	d := &documents.Documents{Files: db}
	folder := t.TempDir()
	put := func(name string, size int64) string {
		path := filepath.Join(folder, name)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, size)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for path, why := range map[string]string{
		put("cv.pdf", 0): "cv.pdf is empty, so it was not added",
		put("film.mov", recruit.MaxInterviewFiles+1): "film.mov has",
		folder:                         "is a folder",
		filepath.Join(folder, "no.md"): "There is no file",
	} {
		if _, err := d.FromDisk(t.Context(), path, recruit.Resume); !errors.Is(err, recruit.ErrInvalid) || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v, want %q", filepath.Base(path), err, why)
		}
	}
	if f, err := d.FromDisk(t.Context(), put("one.txt", 1), recruit.Resume); err != nil || f.Size != 1 || f.Kind != recruit.Resume {
		t.Errorf("one letter: %+v, %v", f, err)
	}
}
