package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"recruitty/recruit"
)

// bytesHold reports whether the bytes of a workspace's files hold a text.
func bytesHold(t *testing.T, dir, text string) bool {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err == nil && bytes.Contains(content, []byte(text)) {
			return true
		}
	}
	return false
}

// TestRemovedFile looks for the content of a removed file in the bytes of the workspace:
// it is there while the removal can be taken back, and gone when it is wiped, when the
// time is over, and when the person is erased.
func TestRemovedFile(t *testing.T) {
	t.Parallel()
	const secret = "grew up beside the lighthouse of Skerryvore"
	for name, wipes := range map[string]func(w *world, later func(time.Duration)) error{
		"wiped": func(w *world, _ func(time.Duration)) error {
			must(t, w.AddCandidateFile(w.ctx, w.candidate.ID, w.file, w.line("candidate.file_added", "Added"))) // once more
			return w.RemoveCandidateFile(w.ctx, w.candidate.ID, w.file, true, w.line("candidate.file_wiped", "Removed"))
		},
		"time over": func(w *world, later func(time.Duration)) error {
			later(recruit.KeptFiles)
			return w.Tidy(w.ctx)
		},
		"erased": func(w *world, _ func(time.Duration)) error {
			return w.erase(w.candidate.ID, w.line("candidate.erased", "Erased"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			var ahead atomic.Int64
			db, err := Open(t.Context(), dir, Options{Clock: func() time.Time { return now.Add(time.Duration(ahead.Load())) }})
			must(t, err)
			defer func() { _ = db.Close() }()
			w := worldIn(t, db)
			w.file, err = w.PutFile(w.ctx, "cv.txt", strings.NewReader(strings.Repeat(secret+"\n", 2000)), 0)
			must(t, err)
			must(t, w.AddCandidateFile(w.ctx, w.candidate.ID, w.file, w.line("candidate.file_added", "Added")))
			must(t, w.RemoveCandidateFile(w.ctx, w.candidate.ID, w.file, false, w.line("candidate.file_removed", "Removed")))
			must(t, w.Tidy(w.ctx))
			if !bytesHold(t, dir, secret) {
				t.Fatal("the removal cannot be undone")
			}
			changes, err := w.PastChanges(w.ctx, recruit.PastChangeFilter{CandidateID: w.candidate.ID})
			must(t, err)
			must(t, wipes(w, func(d time.Duration) { ahead.Store(int64(d)) }))
			if bytesHold(t, dir, secret) {
				t.Error("the content is still in the workspace's files")
			}
			if err := w.TakeBack(w.ctx, changes[0], w.line("candidate.undone", "Took back")); !errors.Is(err, recruit.ErrStale) && !errors.Is(err, recruit.ErrRefused) && !errors.Is(err, recruit.ErrNotFound) {
				t.Errorf("the removal is taken back: %v", err)
			}
		})
	}
}

// A file of which someone else has the same content is not wiped with one of them.
func TestRemovedFileOfTwo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Other"}, w.line("candidate.added", "Added"))
	must(t, err)
	for _, id := range []recruit.CandidateID{w.candidate.ID, other.ID} {
		must(t, w.AddCandidateFile(w.ctx, id, w.file, w.line("candidate.file_added", "Added")))
	}
	must(t, w.RemoveCandidateFile(w.ctx, other.ID, w.file, false, w.line("candidate.file_removed", "Removed")))
	must(t, w.RemoveCandidateFile(w.ctx, w.candidate.ID, w.file, true, w.line("candidate.file_wiped", "Removed")))
	content, err := w.FileContent(w.ctx, w.file.SHA256)
	must(t, err)
	if len(content) == 0 {
		t.Error("the other one's content, whose removal can be undone, is wiped")
	}
	changes, err := w.PastChanges(w.ctx, recruit.PastChangeFilter{CandidateID: other.ID, Limit: 1})
	must(t, err)
	must(t, w.TakeBack(w.ctx, changes[0], w.line("candidate.undone", "Took back")))
	p, err := w.Profile(w.ctx, other.ID)
	must(t, err)
	if len(p.Files) != 1 || p.Files[0].Name != w.file.Name {
		t.Errorf("back are %+v", p.Files)
	}
}
