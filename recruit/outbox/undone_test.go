package outbox_test

import (
	"fmt"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestAMailOfAnUndoneChangeIsStillSent moves an interview while its invitation is
// being sent, so that the attempt lets go, and takes the move back ahead of each
// write that follows: the invitation is due again, and the person hears of the
// interview once.
func TestAMailOfAnUndoneChangeIsStillSent(t *testing.T) {
	t.Parallel()
	const claimed, moved, last = 1, 2, 4
	for at := moved + 1; at <= last; at++ {
		t.Run(fmt.Sprintf("undone ahead of write %d", at), func(t *testing.T) {
			t.Parallel()
			store, world, box, robin, first := calmDay(t)
			scheduling := store.Scheduling(box.Now)
			r, err := scheduling.Schedule(t.Context(), robin, recruit.ScheduleRequest{CandidateID: first.Interview.CandidateID, JobID: first.Interview.JobID, Title: "By telephone",
				Start: box.Now().Add(72 * time.Hour), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Phone, Place: "1"}, 0)
			if err != nil {
				t.Fatal(err)
			}
			id, writes := r.Interview.ID, 0
			store.Before = func(string) {
				if writes++; writes != at {
					return
				}
				if _, err := scheduling.Undo(t.Context(), robin, id); err != nil {
					t.Error(err)
				}
			}
			store.After = func(string) {
				if writes != claimed {
					return
				}
				if _, err := scheduling.Reschedule(t.Context(), robin, id, 0, recruit.RescheduleRequest{Start: box.Now().Add(75 * time.Hour)}, time.Minute); err != nil {
					t.Error(err)
				}
			}
			for range 3 {
				if _, err := box.RunInterview(t.Context(), id); err != nil {
					t.Fatal(err)
				}
			}
			if r, err = store.Record(t.Context(), id); err != nil || !r.Settled() || writes <= at {
				t.Errorf("%v, %d writes, still open: %+v", err, writes, r.Pending())
			}
			if got := world.received(r.Interview.UID, "priya@example.org"); len(got) != 1 {
				t.Errorf("Priya got %d emails, want the invitation", len(got))
			}
		})
	}
}
