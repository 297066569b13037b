package scheduling_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/rsvp"
)

// TestAnswersByHandAreAboutTheirTimes notes what people say before any mail has
// told the times, as on the telephone: a move is a question anew for them too.
func TestAnswersByHandAreAboutTheirTimes(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	answers := &rsvp.Service{Store: d.store, Now: d.Now}
	r := d.schedule(t)
	says := func(answer recruit.Answer) {
		t.Helper()
		if _, err := answers.Set(t.Context(), d.robin, r.Interview.ID, "priya@example.org", answer, ""); err != nil {
			t.Fatal(err)
		}
	}
	counts := func(what string, r recruit.Record, err error, want recruit.Answer) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		if p, _ := r.Person("priya@example.org"); p.Answer != want {
			t.Errorf("%s, the answer is %s, want %s", what, p.Answer, want)
		}
	}
	move := func(days int, undo time.Duration) (recruit.Record, error) {
		return d.Reschedule(t.Context(), d.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: d.now.AddDate(0, 0, days)}, undo)
	}
	says(recruit.Accepted)
	moved, err := move(5, time.Minute)
	counts("moved", moved, err, recruit.NoAnswer)
	says(recruit.Declined)
	back, err := d.Undo(t.Context(), d.robin, r.Interview.ID)
	counts("with the move taken back", back, err, recruit.NoAnswer)
	moved, err = move(6, 0)
	counts("moved again", moved, err, recruit.NoAnswer)
	says(recruit.Tentative)
	off, err := d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, recruit.PeopleChange{Remove: []string{"dana@example.com"}}, 0)
	counts("with others invited at the same time", off, err, recruit.Tentative)
}
