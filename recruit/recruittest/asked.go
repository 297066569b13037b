package recruittest

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/rsvp"
	"recruitty/recruit/scheduling"
)

// Asked is an interview whose mails have all arrived.
func Asked(t *testing.T) (*Store, *scheduling.Service, *rsvp.Service, recruit.Member, recruit.Record, *time.Time) {
	t.Helper()
	store := NewStore()
	clock := At()
	now := func() time.Time { return clock }
	robin := store.AddMember(recruit.Member{Name: "Robin Reyes", Email: "robin@example.com", Role: recruit.Recruiter, TimeZone: "Europe/Lisbon"})
	job := store.AddJob(recruit.Job{Title: "Storage engineer"})
	priya := store.AddCandidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.org"}, job.ID)
	schedule := store.Scheduling(now)
	r, err := schedule.Schedule(t.Context(), robin, recruit.ScheduleRequest{CandidateID: priya.ID, JobID: job.ID, Title: "First call", Platform: recruit.Phone, Place: "+351 1",
		Start: clock.Truncate(time.Minute).Add(240 * time.Hour), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Participants: []string{"dana@example.com"}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return store, schedule, &rsvp.Service{Store: store, Now: now}, robin, Arrived(t, store, r, clock), &clock
}

// Arrived marks every mail of an interview as handed over.
func Arrived(t *testing.T, store *Store, r recruit.Record, at time.Time) recruit.Record {
	t.Helper()
	c := recruit.Commit{Interview: r.Interview, People: r.People}
	for _, e := range r.Pending() {
		e.State, e.MaybeSent, e.DoneAt, e.Sequence = recruit.Done, true, at, r.Interview.Sequence
		c.Effects = append(c.Effects, e)
	}
	r, err := store.Commit(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
