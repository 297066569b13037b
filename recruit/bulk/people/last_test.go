package people_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/outcomes"
)

// lasts says which last changes would be taken back, and why others would not.
func (w *world) lasts(b people.Bulk, since time.Time, of ...recruit.CandidateID) ([]people.Last, string) {
	w.t.Helper()
	all, err := b.Lasts(w.t.Context(), of, since)
	if err != nil {
		return nil, "refused: " + recruit.Sentence(err)
	}
	var said []string
	for _, l := range all {
		one := l.Called() + ": " + l.Offer.Text
		if l.Err != nil {
			one = l.Called() + " stays: " + recruit.Sentence(l.Err)
		}
		said = append(said, one)
	}
	return all, strings.Join(said, "\n")
}

// TestLastChangesOfManyAreTakenBack changes many by one request each and takes that back by
// the candidates alone, as another process does that knows nothing of the request.
func TestLastChangesOfManyAreTakenBack(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]people.Change{
		"tags":   {Kind: people.Tag, Add: []string{"silver"}, Remove: []string{"go"}},
		"owner":  {Kind: people.Own, Owner: "Robin"},
		"stage":  {Kind: people.Move, JobID: 1, Stage: "Offer"},
		"reject": {Kind: people.Reject, JobID: 1, Reason: "Position closed"},
		"link":   {Kind: people.Link, JobID: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			before := w.stands()
			b := w.bulk(change)
			of := w.who[3:]
			w.pass(time.Minute)
			p, _ := w.preview(b, of...)
			if r := w.commit(b, p); len(r.Done()) != len(of) {
				t.Fatalf("%d done", len(r.Done()))
			}
			since := w.clock().Add(-recruit.RecentChange)
			all, said := w.lasts(w.bulk(people.Change{}), since, append(of, of...)...)
			if len(all) != len(of) {
				t.Fatalf("each is named once:\n%s", said)
			}
			taken, err := w.bulk(people.Change{}).TakeLasts(t.Context(), all)
			w.must(err)
			for _, l := range taken {
				if !l.Done || l.Err != nil {
					t.Errorf("%s: %v", l.Called(), l.Err)
				}
			}
			w.same("taken back", w.stands(), before)
		})
	}
}

// TestLastChangesThatStay holds what undo of many leaves alone, each with why: what is older
// than was meant, what someone else changed, also for an admin, who could take it back by
// itself, and of whom nothing was changed.
func TestLastChangesThatStay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	tag := w.bulk(people.Change{Kind: people.Tag, Add: []string{"silver"}})
	p, _ := w.preview(tag, w.who[0])
	w.commit(tag, p)
	w.pass(2 * recruit.RecentChange)
	p, _ = w.preview(tag, w.who[3], w.who[4])
	w.commit(tag, p)
	_, err := w.svc.Outcomes.Decide(t.Context(), w.ada, outcomes.Request{CandidateID: w.who[4], JobID: w.baker.ID, Stage: "Offer"}, 0)
	w.must(err)
	since := w.clock().Add(-recruit.RecentChange)

	all, said := w.lasts(w.bulk(people.Change{}), since, w.who[0], w.who[3], w.who[5], 99)
	lines := strings.Split(said, "\n")
	for n, want := range []string{"Aroha stays: Your last change was made too long ago to be undone with the others: ", "Dana: ", "Femi stays: The last change of Femi is by Ada", "Candidate 99 stays: There is no candidate 99"} {
		if !strings.HasPrefix(lines[n], want) {
			t.Errorf("%q, want %q", lines[n], want)
		}
	}
	taken, err := w.bulk(people.Change{}).TakeLasts(t.Context(), all)
	w.must(err)
	for n, l := range taken {
		if l.Done != (n == 1) || l.Done == (l.Err != nil) {
			t.Errorf("%s: done %v, %v", l.Called(), l.Done, l.Err)
		}
	}
	stands := w.stands()
	if !strings.Contains(stands, "Aroha Go+silver") || !strings.Contains(stands, "Dana Go  ") {
		t.Errorf("afterwards:\n%s", stands)
	}

	admin := w.bulk(people.Change{})
	admin.Actor = w.ada
	if _, said := w.lasts(admin, since, w.who[0]); !strings.Contains(said, "The last change is one of Robin") {
		t.Errorf("an admin: %s", said)
	}
	admin.Actor.Role = recruit.ReadOnly
	if _, said := w.lasts(admin, since, w.who[0]); !strings.HasPrefix(said, "refused: ") {
		t.Errorf("read-only: %s", said)
	}
	if _, said := w.lasts(w.bulk(people.Change{}), since); said != "refused: No candidate is chosen." {
		t.Errorf("nobody: %s", said)
	}
}

// TestStoppedUndoOfLastChanges stops it after the first: that one is back, the others are
// untouched, and none of it is an error of theirs.
func TestStoppedUndoOfLastChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	tag := w.bulk(people.Change{Kind: people.Tag, Add: []string{"silver"}})
	p, _ := w.preview(tag, w.who...)
	w.commit(tag, p)
	ctx, stop := context.WithCancel(t.Context())
	b := w.bulk(people.Change{})
	all, _ := w.lasts(b, w.clock().Add(-recruit.RecentChange), w.who...)
	b.Step = func(int, int) { stop() }
	taken, err := b.TakeLasts(ctx, all)
	if !errors.Is(err, context.Canceled) || !taken[0].Done {
		t.Fatalf("%+v, %v", taken[0], err)
	}
	for _, l := range taken[1:] {
		if l.Done || l.Err != nil {
			t.Errorf("%s: done %v, %v", l.Called(), l.Done, l.Err)
		}
	}
	if got := strings.Count(w.stands(), "silver"); got != len(w.who)-1 {
		t.Errorf("%d are still tagged", got)
	}
}
