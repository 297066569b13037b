package bulk_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/flow"
)

// TestTheLastChangeOfEachIsUndone undoes different changes of several interviews by one
// request: each is what it was, nobody hears of it, and what is someone else's, older or has
// left stays and says why.
func TestTheLastChangeOfEachIsUndone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	held := flow.By{Services: w.svc, Actor: w.robin, Undo: func(context.Context) (time.Duration, error) { return time.Hour, nil }}
	must := func(d flow.Decision) {
		t.Helper()
		_, err := d.Commit(t.Context())
		w.must(err)
	}
	old := w.interview(w.robin, 0, 1, 9, w.ines)
	w.must(w.conclude(old))
	w.now = w.now.Add(2 * time.Hour)
	moved, after := w.interview(w.robin, 0, 2, 10, w.dana), w.interview(w.robin, 1, 2, 11, w.dana)
	cancelled, swapped, asked := w.interview(w.robin, 2, 2, 14, w.dana), w.interview(w.robin, 3, 2, 15, w.dana), w.interview(w.robin, 4, 2, 16, w.dana)
	sent, other := w.interview(w.robin, 5, 3, 9, w.haru), w.interview(w.quinn, 5, 3, 12, w.haru)
	w.now = w.now.Add(time.Minute)
	// The second moves away and the first into its place, so that the undo has to keep an order.
	must(&flow.Reschedule{By: held, Interview: flow.Of(after), Move: recruit.RescheduleRequest{Start: after.Interview.Start.Add(time.Hour)}})
	must(&flow.Reschedule{By: held, Interview: flow.Of(moved), Move: recruit.RescheduleRequest{Start: after.Interview.Start}})
	must(&flow.Cancel{By: held, Interview: flow.Of(cancelled), Reason: "ill"})
	must(&flow.People{By: held, Interview: flow.Of(swapped), Change: recruit.PeopleChange{Add: []string{w.ines.Email}, Remove: []string{w.dana.Email}}})
	must(&flow.Ask{By: held, Interview: flow.Of(asked)})
	fresh, err := w.svc.Scheduling.Schedule(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.candidates[0].ID, JobID: w.job.ID, Title: "Fresh", Platform: recruit.Phone, Place: "1",
		Start: w.now.AddDate(0, 0, 5), TimeZone: "UTC", Duration: time.Hour}, time.Hour)
	w.must(err)
	w.now = w.now.Add(time.Minute)

	ids := []recruit.InterviewID{old.Interview.ID, moved.Interview.ID, after.Interview.ID, cancelled.Interview.ID, swapped.Interview.ID, asked.Interview.ID, sent.Interview.ID, other.Interview.ID, fresh.Interview.ID, 999}
	b := bulk.Bulk{By: held, Change: bulk.Change{Kind: bulk.Undo, Since: w.now.Add(-recruit.RecentChange)}}
	seen, err := b.Preview(t.Context(), ids)
	w.must(err)
	if got := seen.Summary(); got != "Undo your last change of 6 interviews; 4 cannot be changed" {
		t.Error(got)
	}
	words := map[recruit.InterviewID]string{
		moved.Interview.ID: "rescheduled → ", after.Interview.ID: "rescheduled → ", cancelled.Interview.ID: "cancelled → scheduled", swapped.Interview.ID: "other people are invited → with Dana",
		asked.Interview.ID: "asked for answers → nobody is asked", fresh.Interview.ID: "scheduled → removed",
	}
	refused := map[recruit.InterviewID]string{old.Interview.ID: "too long ago to be undone with the others: completed", sent.Interview.ID: "already been sent", other.Interview.ID: "one of Quinn (scheduled)", 999: "no interview"}
	for _, i := range seen.Items {
		if why := refused[i.ID]; why != "" {
			if i.Err == nil || !strings.Contains(strings.ToLower(recruit.Sentence(i.Err)), strings.ToLower(why)) {
				t.Errorf("interview %d is refused with %v, not with %q", i.ID, i.Err, why)
			}
			continue
		}
		if i.Err != nil {
			t.Errorf("interview %d: %v", i.ID, i.Err)
		} else if got := i.Undoes(recruit.Wall); !strings.Contains(got, words[i.ID]) {
			t.Errorf("interview %d: %s", i.ID, got)
		}
	}

	result, err := b.Commit(t.Context(), seen)
	w.must(err)
	if n := len(result.Done()); n != 6 {
		for _, o := range result.NotDone() {
			t.Log(o.ID, recruit.Sentence(o.Err))
		}
		t.Fatalf("%d were undone", n)
	}
	if _, again := result.UndoUntil(w.now); again {
		t.Error("an undo is undone")
	}
	for _, was := range []recruit.Record{moved, after, cancelled, swapped, asked} {
		now, err := w.db.Record(t.Context(), was.Interview.ID)
		w.must(err)
		if now.Interview.Status != recruit.Scheduled || !now.Interview.Start.Equal(was.Interview.Start) || len(now.Pending()) != 0 {
			t.Errorf("%s is %s at %s, on their way are %+v", was.Interview.Title, now.Interview.Status, now.Interview.Start, now.Pending())
		}
		if p, in := now.Person(w.dana.Email); !in || !p.Invited() {
			t.Errorf("%s is without Dana", was.Interview.Title)
		}
	}
	if _, err := w.db.Record(t.Context(), fresh.Interview.ID); err == nil {
		t.Error("the new interview is still there")
	}
}

// conclude says that an interview took place.
func (w *world) conclude(r recruit.Record) error {
	w.now = r.Interview.End().Add(time.Minute)
	_, err := w.svc.Scheduling.Close(w.t.Context(), w.robin, r.Interview.ID, 0, recruit.Completed)
	return err
}
