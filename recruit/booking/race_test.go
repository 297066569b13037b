package booking_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/booking"
	"recruitty/recruit/scheduling"
	"recruitty/store"
	"recruitty/store/storetest"
)

// race is a team whose members book one another in several processes at once, each with a
// store of its own over the same workspace.
type race struct {
	t          *testing.T
	dbs        []*store.DB
	team       []recruit.Member
	job        recruit.Job
	candidates []recruit.Candidate

	mu     sync.Mutex
	agreed map[string]bool // of two interviews and a person, as pair has them
	made   []recruit.InterviewID
	lost   int
}

func newRace(t *testing.T, processes int) *race {
	t.Helper()
	r := &race{t: t, agreed: map[string]bool{}}
	dir := storetest.Folder(t)
	for range processes {
		db, err := store.Open(t.Context(), dir, store.Options{Clock: func() time.Time { return at(0) }})
		r.must(err)
		t.Cleanup(func() { db.Close() })
		r.dbs = append(r.dbs, db)
	}
	db := r.dbs[0]
	for n := range 4 {
		m, err := db.SaveMember(t.Context(), recruit.Member{Name: fmt.Sprintf("Member %d", n), Email: fmt.Sprintf("m%d@acme.example", n), Role: recruit.Admin, TimeZone: "UTC", SkipEntry: true}, recruit.Activity{})
		r.must(err)
		r.team = append(r.team, m)
	}
	var err error
	r.job, err = db.SaveJob(t.Context(), recruit.Job{Title: "Baker", Status: recruit.JobOpen, Stages: recruit.DefaultStages()}, recruit.Activity{})
	r.must(err)
	for n := range 6 {
		c, err := db.SaveCandidate(t.Context(), recruit.Candidate{Name: fmt.Sprintf("Candidate %d", n), Email: fmt.Sprintf("c%d@example.org", n)}, recruit.Activity{})
		r.must(err)
		_, err = db.SaveApplication(t.Context(), recruit.Application{CandidateID: c.ID, JobID: r.job.ID, Stage: "Interview"}, recruit.Activity{})
		r.must(err)
		r.candidates = append(r.candidates, c)
	}
	return r
}

func (r *race) must(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

// pair names who is in two interviews.
func pair(a, b recruit.InterviewID, who string) string {
	return fmt.Sprint(min(a, b), max(a, b), who)
}

// person decides at random, in one process. Half of what they do they do in spite of what
// the preview has shown.
func (r *race) person(rng *rand.Rand, db *store.DB, turns int) {
	s := &scheduling.Service{Store: db, Booked: db, Now: func() time.Time { return at(0) }}
	ctx := r.t.Context()
	for range turns {
		actor := r.team[rng.IntN(len(r.team))]
		var seen scheduling.Preview
		var done recruit.Record
		var err error
		agrees := func(f scheduling.Preview, err error) recruit.Agreed {
			if err != nil || rng.IntN(2) == 0 {
				return recruit.Agreed{}
			}
			seen = f
			return recruit.Agreed{Clashes: f.Clashes}
		}
		start := at(24 + float64(rng.IntN(40))/2)
		switch what := rng.IntN(6); {
		case what < 3:
			d := recruit.ScheduleRequest{CandidateID: r.candidates[rng.IntN(len(r.candidates))].ID, JobID: r.job.ID, Title: "Talk", Start: start, TimeZone: "UTC", Duration: time.Duration(1+rng.IntN(3)) * 30 * time.Minute,
				Platform: recruit.Phone, Place: "1", Participants: []string{r.team[rng.IntN(len(r.team))].Email}}
			d.Agreed = agrees(s.Preview(ctx, actor, d))
			done, err = s.Schedule(ctx, actor, d, time.Minute)
		default:
			was, ok := r.one(rng, db)
			if !ok {
				continue
			}
			if what < 5 {
				m := recruit.RescheduleRequest{Start: start}
				m.Agreed = agrees(s.PreviewReschedule(ctx, was.Organiser, was.Interview.ID, m))
				done, err = s.Reschedule(ctx, was.Organiser, was.Interview.ID, 0, m, time.Minute)
				if err == nil && rng.IntN(3) == 0 {
					if back, err := s.Undo(ctx, was.Organiser, was.Interview.ID); err == nil {
						done = back
					} else if !expected(err) {
						r.t.Errorf("take back: %v", err)
					}
				}
			} else {
				c := recruit.PeopleChange{Add: []string{r.team[rng.IntN(len(r.team))].Email}}
				c.Agreed = agrees(s.PreviewPeople(ctx, was.Organiser, was.Interview.ID, c))
				done, err = s.ChangePeople(ctx, was.Organiser, was.Interview.ID, 0, c, 0)
			}
		}
		r.note(done, seen, err)
	}
}

// expected reports whether an error is one by which someone loses a race, or asks for
// what cannot be.
func expected(err error) bool {
	return errors.Is(err, recruit.ErrTaken) || errors.Is(err, recruit.ErrInvalid) || errors.Is(err, recruit.ErrRefused) || errors.Is(err, recruit.ErrStale)
}

func (r *race) note(done recruit.Record, seen scheduling.Preview, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case err == nil:
		r.made = append(r.made, done.Interview.ID)
		for _, c := range seen.Clashes {
			r.agreed[pair(done.Interview.ID, c.Interview, c.Who)] = true
		}
	case errors.Is(err, recruit.ErrTaken):
		r.lost++
	case !expected(err):
		r.t.Errorf("it fails by %v", err)
	}
}

// one is some interview that was made.
func (r *race) one(rng *rand.Rand, db *store.DB) (recruit.Record, bool) {
	r.mu.Lock()
	if len(r.made) == 0 {
		r.mu.Unlock()
		return recruit.Record{}, false
	}
	id := r.made[rng.IntN(len(r.made))]
	r.mu.Unlock()
	rec, err := db.Record(r.t.Context(), id)
	return rec, err == nil
}

// TestNobodyIsBookedTwice holds that, whatever many people decide at once in several
// processes, nobody is in two interviews at the same time unless whoever decided on the
// later one was shown that; and that all others hear of it.
func TestNobodyIsBookedTwice(t *testing.T) {
	t.Parallel()
	for _, processes := range []int{1, 2} {
		t.Run(fmt.Sprint(processes, " processes"), func(t *testing.T) {
			t.Parallel()
			r := newRace(t, processes)
			var all sync.WaitGroup
			for n := range 6 {
				rng := rand.New(rand.NewPCG(uint64(n), 7))
				all.Go(func() { r.person(rng, r.dbs[n%processes], 15) })
			}
			all.Wait()
			r.check()
			if r.lost == 0 || len(r.made) == 0 {
				t.Errorf("%d were made and %d lost", len(r.made), r.lost)
			}
		})
	}
}

// check compares all pairs of interviews.
func (r *race) check() {
	list, err := r.dbs[0].Interviews(r.t.Context(), recruit.InterviewFilter{Status: recruit.Scheduled})
	r.must(err)
	twice := 0
	for n, a := range list {
		one, err := r.dbs[0].Record(r.t.Context(), a.ID)
		r.must(err)
		claim := booking.Of(one.Interview, recruit.Booking{People: one.Invited()})
		for _, b := range list[n+1:] {
			other, err := r.dbs[0].Record(r.t.Context(), b.ID)
			r.must(err)
			for _, c := range booking.Find(claim, booking.Kept{Sittings: booking.In(other, claim)}) {
				if twice++; !r.agreed[pair(a.ID, b.ID, c.Who)] {
					r.t.Errorf("%s of %s is at %d and %d at the same time, and nobody agreed to it", c.Name, c.Who, a.ID, b.ID)
				}
			}
		}
	}
	r.t.Logf("%d decisions, %d lost, %d doubly booked by will", len(r.made), r.lost, twice)
}
