package store

import (
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestUndoTakesImportedFilesBack holds that what an import attached goes with it,
// and that a file that somebody added keeps its candidate.
func TestUndoTakesImportedFilesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	batch, err := w.BeginBatch(w.ctx, "all.zip", 0)
	must(t, err)
	var people []recruit.NewCandidate
	for _, name := range []string{"Gone", "Kept"} {
		var c recruit.NewCandidate
		c.Name, c.Email = name, strings.ToLower(name)+"@example.org"
		people = append(people, c)
	}
	done, err := w.ImportCandidates(w.ctx, batch, people)
	must(t, err)
	attach := func(id recruit.CandidateID, text string, batch recruit.BatchID) recruit.File {
		t.Helper()
		f, err := w.PutFile(w.ctx, text+".pdf", strings.NewReader(text), 0)
		must(t, err)
		f.Kind = recruit.Resume
		if batch == 0 {
			must(t, w.AddCandidateFile(w.ctx, id, f, recruit.Activity{}))
			return f
		}
		for _, want := range []bool{true, false} {
			if added, err := w.ImportFile(w.ctx, batch, id, f, recruit.Activity{Action: "candidate.file_added"}); err != nil || added != want {
				t.Fatalf("added %v, %v", added, err)
			}
		}
		return f
	}
	gone := attach(done[0].ID, "resume of one who goes", batch)
	kept := attach(done[1].ID, "resume of one who stays", batch)
	attach(done[1].ID, "added since", 0)
	known := attach(w.candidate.ID, "resume of one who was known", batch)
	if u, err := w.UndoBatch(w.ctx, batch, nil); err != nil || u.Kept != 1 || u.Removed != 1 {
		t.Fatalf("%+v, %v", u, err)
	}
	for _, f := range []recruit.File{gone, known} {
		if content, err := w.FileContent(w.ctx, f.SHA256); err == nil {
			t.Errorf("%s is still there: %q", f.Name, content)
		}
	}
	if _, err := w.FileContent(w.ctx, kept.SHA256); err != nil {
		t.Error(err)
	}
	p, err := w.Profile(w.ctx, done[1].ID)
	if err != nil || len(p.Files) != 2 {
		t.Errorf("files %+v, %v", p.Files, err)
	}
	if _, err := w.ImportFile(w.ctx, batch, done[1].ID, gone, recruit.Activity{}); err == nil {
		t.Error("an undone import took a file")
	}
}
