package store

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// TestAnotherListOfAFileIsAnotherImport stops the import of one list of an archive
// and imports another one: the first is not gone on with by the second, but by
// itself.
func TestAnotherListOfAFileIsAnotherImport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var packed bytes.Buffer
	archive := zip.NewWriter(&packed)
	for _, list := range [][2]string{{"a.csv", crowd(7000)}, {"b.csv", "Name,Email\nBo Ek,bo@example.org\n"}} {
		entry, err := archive.Create(list[0])
		must(t, err)
		_, err = io.WriteString(entry, list[1])
		must(t, err)
	}
	must(t, archive.Close())
	takes := importer.New(w.DB, w.clock)
	file := func() importer.File { return importer.Text("all.zip", packed.Bytes()) }
	ctx, stop := context.WithCancel(w.ctx)
	first, err := takes.Import(ctx, w.member, importer.Candidates, file(), importer.Options{Sheet: "a.csv", Progress: func(int, int) { stop() }})
	if !errors.Is(err, context.Canceled) || first.Added != 5000 {
		t.Fatalf("stopped: %s, %v", first.Summary(), err)
	}
	second, err := takes.Import(w.ctx, w.member, importer.Candidates, file(), importer.Options{Sheet: "2"})
	if must(t, err); second.Batch == first.Batch || second.Added != 1 {
		t.Errorf("another list: import %d of %d, %s", second.Batch, first.Batch, second.Summary())
	}
	third, err := takes.Import(w.ctx, w.member, importer.Candidates, file(), importer.Options{Sheet: "1"})
	if must(t, err); third.Batch != first.Batch || third.Added != 2000 || third.Before != 5000 {
		t.Errorf("the first list again: import %d of %d, %s", third.Batch, first.Batch, third.Summary())
	}
}

// fullOnce is a workspace whose disk has no room for the first document.
type fullOnce struct {
	*DB
	tried bool
}

func (f *fullOnce) PutFile(ctx context.Context, name string, r io.Reader, most int64) (recruit.File, error) {
	if !f.tried {
		f.tried = true
		return recruit.File{}, &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The disk is full."}
	}
	return f.DB.PutFile(ctx, name, r, most)
}

// TestALongDescriptionComesWithTheRest stops an import between a job and the
// document with its whole description, and goes on with it.
func TestALongDescriptionComesWithTheRest(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	table := []byte("ID,Title,Description\nN-1,Night baker," + strings.Repeat("word ", 12_000) + "\n")
	takes := importer.New(&fullOnce{DB: w.DB}, w.clock)
	first, err := takes.Import(w.ctx, w.member, importer.Jobs, importer.Text("jobs.csv", table), importer.Options{Source: "acme"})
	if err == nil || first.Batch == 0 {
		t.Fatalf("on a full disk: %s, %v, %+v", first.Summary(), err, first.Duplicates.Rows)
	}
	second, err := takes.Import(w.ctx, w.member, importer.Jobs, importer.Text("jobs.csv", table), importer.Options{Source: "acme"})
	if must(t, err); second.Batch != first.Batch || second.Added != 0 {
		t.Errorf("it went on as import %d of %d, %s", second.Batch, first.Batch, second.Summary())
	}
	jobs, err := w.Jobs(w.ctx, recruit.JobFilter{Query: "Night baker"})
	must(t, err)
	files, err := w.JobFiles(w.ctx, jobs[0].ID)
	if must(t, err); len(jobs) != 1 || len(files) != 1 {
		t.Errorf("%d jobs, documents %+v", len(jobs), files)
	}
}

// TestAnUndoIsHeld takes an import back twice at once.
func TestAnUndoIsHeld(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	batch := w.imported(t, 6000)
	beside, states := error(nil), ""
	u, err := w.UndoBatch(w.ctx, batch, func(int, int) {
		if states == "" {
			states = w.states(t)
			_, beside = w.UndoBatch(w.ctx, batch, nil)
		}
	})
	if must(t, err); u.Left != 0 {
		t.Errorf("undone: %+v", u)
	}
	wantKind(t, beside, recruit.ErrRefused)
	if !strings.Contains(recruit.Sentence(beside), "is being taken back already") || !strings.Contains(states, string(recruit.ImportBeingUndone)) {
		t.Errorf("beside it: %v; imports %s", beside, states)
	}
}
