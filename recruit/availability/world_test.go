package availability_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/scheduling"
	"recruitty/store"
	"recruitty/store/storetest"
)

// start is when the tests begin: a Monday.
func start() time.Time { return time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC) }

// reader answers with what a test says.
type reader func(ctx context.Context, via busy.Access, q busy.Query) ([]busy.Reading, error)

func (r reader) Read(ctx context.Context, via busy.Access, q busy.Query) ([]busy.Reading, error) {
	return r(ctx, via, q)
}

// world is a workspace with a service over it.
type world struct {
	*availability.Service
	dir   string
	db    *store.DB
	now   time.Time
	admin recruit.Member
	read  reader // what every kind of source answers with
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{dir: storetest.Folder(t), now: start()}
	db, err := store.Open(t.Context(), w.dir, store.Options{Clock: func() time.Time { return w.now }})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	w.db = db
	w.read = func(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) { return whole(q), nil }
	all := reader(func(ctx context.Context, via busy.Access, q busy.Query) ([]busy.Reading, error) {
		return w.read(ctx, via, q)
	})
	w.Service = &availability.Service{Store: db, Owner: "here", Now: func() time.Time { return w.now }, Readers: map[busy.Kind]busy.Reader{}}
	for _, k := range busy.Kinds() {
		w.Readers[k] = all
	}
	w.admin = w.member(t, "admin", recruit.Admin)
	return w
}

// member adds someone to the team.
func (w *world) member(t testing.TB, name string, role recruit.Role) recruit.Member {
	t.Helper()
	m, err := w.db.SaveMember(t.Context(), recruit.Member{Name: name, Email: name + "@example.com", Role: role, TimeZone: "UTC", Theme: "auto"}, recruit.Activity{At: w.now})
	must(t, err)
	return m
}

// feed connects a published calendar of a member.
func (w *world) feed(t testing.TB, m recruit.Member) availability.Source {
	t.Helper()
	src, err := w.Connect(t.Context(), w.admin, availability.Connection{Kind: busy.Feed, Owner: m.ID, URL: "https://calendar.example/" + m.Name + "-secret.ics"})
	must(t, err)
	return src
}

// interview schedules one, in hours from start, with members.
func (w *world) interview(t testing.TB, from, to float64, people ...recruit.Member) recruit.Record {
	t.Helper()
	job, err := w.db.SaveJob(t.Context(), recruit.Job{Title: "Baker", Status: recruit.JobOpen, Stages: []string{"Interview"}}, recruit.Activity{At: w.now})
	must(t, err)
	c, err := w.db.SaveCandidate(t.Context(), recruit.Candidate{Name: "Mona", Email: "mona@example.org", TimeZone: "UTC"}, recruit.Activity{At: w.now})
	if errors.Is(err, recruit.ErrDuplicate) {
		c, err = w.db.CandidateByEmail(t.Context(), "mona@example.org")
	}
	must(t, err)
	_, err = w.db.SaveApplication(t.Context(), recruit.Application{CandidateID: c.ID, JobID: job.ID, Stage: "Interview"}, recruit.Activity{At: w.now})
	must(t, err)
	r := recruit.ScheduleRequest{CandidateID: c.ID, JobID: job.ID, Title: "Talk", Start: at(from), TimeZone: "UTC", Duration: time.Duration((to - from) * float64(time.Hour)), Platform: recruit.Phone, Place: "1"}
	for _, m := range people {
		r.Participants = append(r.Participants, m.Email)
	}
	deciding := &scheduling.Service{Store: w.db, Now: func() time.Time { return w.now }}
	made, err := deciding.Schedule(t.Context(), w.admin, r, 0)
	must(t, err)
	return made
}

// timeline is what is known of one person on the day after start.
func (w *world) timeline(t testing.TB, m recruit.Member, o availability.Options) availability.Timeline {
	t.Helper()
	all, err := w.Timelines(t.Context(), w.admin, []recruit.MemberID{m.ID}, at(0), at(48), o)
	must(t, err)
	return all[0]
}

// at is an instant in hours from midnight of start.
func at(hour float64) time.Time {
	return start().Truncate(24 * time.Hour).Add(time.Duration(hour * float64(time.Hour)))
}

// span is an interval in hours from midnight of start.
func span(from, to float64, state busy.State, ref string) busy.Interval {
	return busy.Interval{Start: at(from), End: at(to), State: state, Ref: ref}
}

// whole answers a query with the same intervals for each calendar.
func whole(q busy.Query, all ...busy.Interval) []busy.Reading {
	var readings []busy.Reading
	for range q.Calendars {
		readings = append(readings, busy.Reading{From: q.From, To: q.To, Intervals: all})
	}
	return readings
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantKind(t testing.TB, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("%v; want %v", err, kind)
	}
}
