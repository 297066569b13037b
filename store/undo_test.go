package store

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"recruitty/recruit"
)

// TestUndoIsStoppedAndGoesOn stops an undo after each step, and asks what is in the
// workspace each time.
func TestUndoIsStoppedAndGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	batch, err := w.BeginBatch(w.ctx, "people.csv", w.member.ID)
	must(t, err)
	const size = undoneAtOnce + 500
	people := make([]recruit.NewCandidate, size)
	for n := range people {
		people[n] = newcomer(recruit.Candidate{Name: fmt.Sprint("Crowd ", n), Email: fmt.Sprintf("p%d@x.example", n)})
	}
	_, err = w.ImportCandidates(w.ctx, batch, people)
	must(t, err)
	c, err := w.CandidateByEmail(w.ctx, "p0@x.example")
	must(t, err)
	_, err = w.SaveCandidate(w.ctx, c, recruit.Activity{})
	must(t, err)

	there := func() int {
		page, err := w.CandidatePage(w.ctx, recruit.CandidateFilter{Query: "crowd"})
		must(t, err)
		return page.Total
	}
	ctx, stop := context.WithCancel(w.ctx)
	u, err := w.UndoBatch(ctx, batch, func(done, all int) {
		if all != size || done != undoneAtOnce {
			t.Errorf("done %d of %d", done, all)
		}
		stop()
	})
	if !errors.Is(err, context.Canceled) || u != (recruit.Undone{Removed: undoneAtOnce - 1, Kept: 1, Left: 500}) {
		t.Fatalf("stopped after %+v, %v", u, err)
	}
	if n := there(); n != size-u.Removed {
		t.Errorf("%d are found, %+v", n, u)
	}
	u, err = w.UndoBatch(w.ctx, batch, nil)
	if must(t, err); u != (recruit.Undone{Removed: 500, Kept: 1}) || there() != 1 {
		t.Errorf("went on with %+v, and %d are found", u, there())
	}
	must(t, w.Check(w.ctx))
	// Nothing of the words of those who are gone is left in the index.
	if hosted() {
		return // the index goes with the rows
	}
	var words int
	must(t, w.writer.QueryRowContext(w.ctx, "SELECT count(*) FROM candidate_search_data WHERE instr(block, 'p1234') > 0").Scan(&words))
	if words > 0 {
		t.Errorf("the words of people who were removed still stand in %d places", words)
	}
}
