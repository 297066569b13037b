package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// states are those of the imports, the newest first, and what of each is here.
func (w *world) states(t *testing.T) string {
	t.Helper()
	list, err := w.PastImports(w.ctx, 0, 10)
	must(t, err)
	var all []string
	for _, i := range list {
		all = append(all, fmt.Sprintf("%d %s %s %d of %d", i.ID, i.Kind, i.State, i.Candidates, i.FileRows))
	}
	return strings.Join(all, ", ")
}

// logged are the last words of the activity log.
func (w *world) logged(t *testing.T) string {
	t.Helper()
	lines, err := w.Activities(w.ctx, recruit.ActivityFilter{Limit: 1})
	must(t, err)
	return lines[0].Text
}

// TestAStoppedImportGoesOn stops an import, and holds that what is said of it is
// what is here, that it goes on as one import, and that it is taken back as one.
func TestAStoppedImportGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const size = 12_000
	crowd := []byte(crowd(size))
	takes := importer.New(w.DB, w.clock)
	ctx, stop := context.WithCancel(w.ctx)
	r, err := takes.Import(ctx, w.member, importer.Candidates, importer.Text("crowd.csv", crowd), importer.Options{Progress: func(done, _ int) { stop() }})
	if !errors.Is(err, context.Canceled) || !r.Stopped || r.Added != 5000 || r.Unread != 7000 || r.Batch == 0 {
		t.Fatalf("stopped: %s, %v", r.Summary(), err)
	}
	if said := recruit.Sentence(err); !strings.Contains(said, fmt.Sprintf("Stopped. 5000 rows of import %d are in the workspace", r.Batch)) {
		t.Errorf("it says %q", said)
	}
	if got, want := w.states(t), fmt.Sprintf("%d candidates stopped 5000 of %d", r.Batch, size); got != want {
		t.Errorf("imports: %q, want %q", got, want)
	}
	if text := w.logged(t); !strings.Contains(text, "Imported 5000 of 12000 rows") || !strings.Contains(text, "stopped before the other 7000") {
		t.Errorf("the log says %q", text)
	}
	trial, err := takes.Plan(w.ctx, importer.Candidates, importer.Text("renamed.csv", crowd), importer.Options{})
	must(t, err)
	if trial.Added != 7000 || trial.Before != 5000 || !strings.Contains(strings.Join(trial.Guesses, " "), "was not finished") {
		t.Errorf("a trial: %s, %v", trial.Summary(), trial.Guesses)
	}
	again, err := takes.Import(w.ctx, w.member, importer.Candidates, importer.Text("renamed.csv", crowd), importer.Options{})
	must(t, err)
	if again.Batch != r.Batch || again.Added != 7000 || again.Before != 5000 || again.Duplicates.Count != 0 || again.Stopped {
		t.Errorf("again: %+v", again)
	}
	if got, want := w.states(t), fmt.Sprintf("%d candidates done %d of %d", r.Batch, size, size); got != want {
		t.Errorf("imports: %q, want %q", got, want)
	}
	u, err := takes.Undo(w.ctx, w.member, r.Batch, nil)
	if must(t, err); u.Removed != size {
		t.Errorf("undone: %+v", u)
	}
	third, err := takes.Import(w.ctx, w.member, importer.Candidates, importer.Text("crowd.csv", crowd), importer.Options{})
	if must(t, err); third.Batch == r.Batch || third.Added != size {
		t.Errorf("after the undo: import %d, %s", third.Batch, third.Summary())
	}
	must(t, w.Check(w.ctx))
}

// TestAnImportIsHeld begins imports as several processes would, and holds that one
// that is under way is neither taken back nor taken over, and one that was
// interrupted is both.
func TestAnImportIsHeld(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	log := func(recruit.BatchID, bool) recruit.Activity { return w.line("import.begun", "x") }
	one := recruit.Import{File: "a.csv", Kind: "candidates", Content: "abc", FileRows: 2}
	first, err := w.BeginImport(w.ctx, one, log)
	must(t, err)
	second, err := w.BeginImport(w.ctx, one, log)
	must(t, err)
	if second.ID == first.ID || second.Resumed {
		t.Errorf("an import that is under way was taken over: %+v", second)
	}
	_, err = w.UndoBatch(w.ctx, first.ID, nil)
	wantKind(t, err, recruit.ErrRefused)
	if got, want := w.states(t), fmt.Sprintf("%d candidates under way 0 of 2, %d candidates under way 0 of 2", second.ID, first.ID); got != want {
		t.Errorf("imports: %q, want %q", got, want)
	}
	second.Release()
	if got := w.states(t); !strings.Contains(got, "interrupted") {
		t.Errorf("imports: %q", got)
	}
	third, err := w.BeginImport(w.ctx, one, log)
	must(t, err)
	if third.ID != second.ID || !third.Resumed {
		t.Errorf("an interrupted import did not go on: %+v", third)
	}
	other := one
	other.Kind = "jobs"
	if id, err := w.Unfinished(w.ctx, other.Kind, other.Content); err != nil || id != 0 {
		t.Errorf("another noun goes on with %d, %v", id, err)
	}
	third.Release()
	first.Release()
	if _, err := w.UndoBatch(w.ctx, first.ID, nil); err != nil {
		t.Errorf("an interrupted import is not taken back: %v", err)
	}
}

// TestNothingIsAddedToWhatIsTakenBack stops an undo, and holds that nothing is
// added to its import any more, and that it is no import to go on with.
func TestNothingIsAddedToWhatIsTakenBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	batch := w.imported(t, 6000)
	ctx, stop := context.WithCancel(w.ctx)
	u, err := importer.New(w.DB, w.clock).Undo(ctx, w.member, batch, func(int, int) { stop() })
	if !errors.Is(err, context.Canceled) || u.Removed == 0 || u.Left == 0 {
		t.Fatalf("stopped: %+v, %v", u, err)
	}
	if got, want := w.states(t), fmt.Sprintf("%d candidates undoing %d of 6000", batch, 6000-u.Removed); got != want {
		t.Errorf("imports: %q, want %q", got, want)
	}
	if text := w.logged(t); !strings.Contains(text, fmt.Sprintf("removed %d, and stopped before %d", u.Removed, u.Left)) {
		t.Errorf("the log says %q", text)
	}
	_, err = w.ImportCandidates(w.ctx, batch, []recruit.NewCandidate{newcomer(recruit.Candidate{Name: "Late"})})
	wantKind(t, err, recruit.ErrRefused)
}
