package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"recruitty/recruit"
)

// TestSearchesAreSharedAndBounded: who asks the same has one answer, only few
// searches run at once, and one for which nobody waits is given up.
func TestSearchesAreSharedAndBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newSearches(func(context.Context) (string, error) { return "1", nil })
		var begun, running, most, ended atomic.Int64
		open := make(chan struct{})
		find := func(ctx context.Context) (recruit.CandidatePage, error) {
			begun.Add(1)
			for now := running.Add(1); now > most.Load(); {
				most.Store(now)
			}
			defer running.Add(-1)
			select {
			case <-open:
				return recruit.CandidatePage{Rows: []recruit.CandidateSummary{{Name: "Ana"}}}, nil
			case <-ctx.Done():
				ended.Add(1)
				return recruit.CandidatePage{}, ctx.Err()
			}
		}
		var behind sync.WaitGroup
		for n := range 240 {
			behind.Go(func() {
				page, err := askTogether(t.Context(), s, recruit.CandidateFilter{Query: fmt.Sprint(n % 4)}, false, ownPage, find)
				if err != nil || len(page.Rows) != 1 || page.Rows[0].Name != "Ana" {
					t.Errorf("%+v, %v", page, err)
					return
				}
				page.Rows[0].Name = "changed" // disturbs nobody
			})
		}
		synctest.Wait()
		if got, bound := running.Load(), int64(cap(s.turns)); got != bound {
			t.Errorf("%d run at once, want %d", got, bound)
		}
		// Who has typed on waits for nothing, and their search never begins.
		ctx, typedOn := context.WithCancel(t.Context())
		behind.Go(func() {
			if _, err := askTogether(ctx, s, recruit.CandidateFilter{Query: "old"}, false, ownPage, find); !errors.Is(err, context.Canceled) {
				t.Errorf("the older one: %v", err)
			}
		})
		synctest.Wait()
		typedOn()
		close(open)
		behind.Wait()
		if begun.Load() != 4 || ended.Load() != 0 || most.Load() > int64(cap(s.turns)) || len(s.known) != 4 {
			t.Errorf("%d searches, %d given up, %d at once, %d left", begun.Load(), ended.Load(), most.Load(), len(s.known))
		}
		// One under way is given up when the last who waits has gone.
		open = make(chan struct{})
		ctx, leave := context.WithCancel(t.Context())
		for range 2 {
			behind.Go(func() { _, _ = askTogether(ctx, s, recruit.CandidateFilter{Query: "x"}, false, ownPage, find) })
		}
		synctest.Wait()
		leave()
		behind.Wait()
		synctest.Wait()
		if ended.Load() != 1 {
			t.Errorf("%d searches were given up, want 1", ended.Load())
		}
	})
}

// TestASearchBegunBeforeAChangeIsNoAnswer: who has saved something finds it.
func TestASearchBegunBeforeAChangeIsNoAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before, begun := make(chan struct{}), make(chan struct{})
	ended := make(chan struct{})
	f := recruit.CandidateFilter{Query: "newcomer", Limit: 5}
	go func() {
		defer close(ended)
		_, _ = askTogether(w.ctx, w.searches, f, false, ownPage, func(context.Context) (recruit.CandidatePage, error) {
			close(begun)
			<-before
			return recruit.CandidatePage{}, nil
		})
	}()
	<-begun
	_, err := w.SaveCandidate(w.ctx, recruit.Candidate{Name: "Newcomer"}, recruit.Activity{})
	must(t, err)
	if cap(w.searches.turns) == 1 {
		close(before) // the other has the only turn
	}
	page, err := w.CandidatePage(w.ctx, f)
	must(t, err)
	if len(page.Rows) != 1 {
		t.Errorf("found %+v", page)
	}
	if cap(w.searches.turns) > 1 {
		close(before)
	}
	<-ended
}

// TestAnswersAreKeptWhileNothingChanges: who asks again what someone asked has that
// answer, until the state is another one; errors and long answers are not kept, and
// of the others only so many rows.
func TestAnswersAreKeptWhileNothingChanges(t *testing.T) {
	t.Parallel()
	state, begun, rows, fails := "1", 0, 1, error(nil)
	s := newSearches(func(context.Context) (string, error) { return state, nil })
	ask := func(query string, want int) {
		t.Helper()
		page, err := askTogether(t.Context(), s, recruit.CandidateFilter{Query: query}, false, ownPage, func(context.Context) (recruit.CandidatePage, error) {
			begun++
			return recruit.CandidatePage{Rows: make([]recruit.CandidateSummary, rows)}, fails
		})
		if !errors.Is(err, fails) || err == nil && len(page.Rows) != rows || begun != want {
			t.Errorf("%q after %d searches, want %d: %d rows, %v", query, begun, want, len(page.Rows), err)
		}
	}
	ask("a", 1)
	ask("a", 1)
	ask("b", 2)
	state = "2"
	ask("a", 3)
	ask("a", 3)
	if len(s.known) != 1 {
		t.Errorf("%d answers are kept, of a state that is gone as well", len(s.known))
	}
	fails = errors.New("no")
	ask("c", 4)
	ask("c", 5)
	fails, rows = nil, maxKeptOf+1
	ask("d", 6)
	ask("d", 7) // too long
	rows = maxKeptOf
	const most = maxKept / (maxKeptOf + 1) // of the longest that are kept
	for n := range most + 5 {
		ask(fmt.Sprint(n), 8+n)
		ask(fmt.Sprint(n), 8+n)
	}
	if s.rows > maxKept || len(s.known) != len(s.over) || len(s.over) != most {
		t.Errorf("%d rows of %d answers are kept, %d known", s.rows, len(s.over), len(s.known))
	}
	state = "3"
	ask("e", begun+1)
	if s.rows != rows+1 {
		t.Errorf("%d rows are said to be kept of one answer with %d", s.rows, rows)
	}
}

// TestAnswersOfBeforeAreNotGiven: what another process has saved is found at once,
// and who is searched for within a minute is told what is ahead then.
func TestAnswersOfBeforeAreNotGiven(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	f := recruit.CandidateFilter{Query: "newcomer", Limit: 5, CountTo: 5}
	found := func(want int) {
		t.Helper()
		page, err := w.CandidatePage(w.ctx, f)
		must(t, err)
		if len(page.Rows) != want {
			t.Errorf("found %d, want %d", len(page.Rows), want)
		}
	}
	found(0)
	other := openIn(t, w.Dir())
	_, err := other.SaveCandidate(w.ctx, recruit.Candidate{Name: "Newcomer"}, recruit.Activity{})
	must(t, err)
	found(1)
	must(t, w.Shrink(w.ctx))
	if len(w.searches.known) != 0 {
		t.Errorf("%d answers are kept by a host without sessions", len(w.searches.known))
	}
}

// BenchmarkSearchers types into 240 filters at once among 100,000 candidates, one
// after the other as it was (alone) and as it is (shared).
func BenchmarkSearchers(b *testing.B) {
	w := worldIn(b, openIn(b, b.TempDir()))
	batch, err := w.BeginBatch(w.ctx, "benchmark", 0)
	must(b, err)
	people := make([]recruit.NewCandidate, 100_000)
	for n := range people {
		people[n] = newcomer(recruit.Candidate{Name: fmt.Sprintf("%s %s %d", []string{"Ana", "Björn", "Chidi", "Elif"}[n%4], []string{"Sousa", "Silva", "Vargas"}[n%3], n), Email: fmt.Sprintf("p%d@x.example", n)})
	}
	_, err = w.ImportCandidates(w.ctx, batch, people)
	must(b, err)
	typed := []string{"a", "an", "ana", "s", "si", "sil", "va", "var", "e", "el", "bj", "ch"}
	for name, ask := range map[string]func(context.Context, recruit.CandidateFilter) (recruit.CandidatePage, error){"alone": w.candidatePage, "shared": w.CandidatePage} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var all sync.WaitGroup
				for n := range 240 {
					all.Go(func() {
						if _, err := ask(w.ctx, recruit.CandidateFilter{Query: typed[n%len(typed)], Limit: 60}); err != nil {
							b.Error(err)
						}
					})
				}
				all.Wait()
			}
		})
	}
}
