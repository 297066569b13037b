package healing_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/finder"
	"recruitty/recruit/healing"
	"recruitty/recruit/pools"
	"recruitty/recruit/scheduling"
	"recruitty/store"
	"recruitty/store/storetest"
)

// world is a workspace with calendars that say what a test wants. It begins on a Monday
// at 9:00.
type world struct {
	*healing.Service
	db        *store.DB
	now       time.Time
	free      *availability.Service
	deciding  *scheduling.Service
	pools     *pools.Pools
	robin     recruit.Member
	admin     recruit.Member
	job       recruit.Job
	candidate recruit.Candidate
	entries   map[string][]busy.Interval // by the address of whose they are
	dead      bool                       // no calendar can be read
}

func begin() time.Time { return time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC) }

// at is an instant in hours from midnight of the first day.
func at(hour float64) time.Time {
	return begin().Truncate(24 * time.Hour).Add(time.Duration(hour * float64(time.Hour)))
}

// Read implements busy.Reader.
func (w *world) Read(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
	if w.dead {
		return nil, &recruit.Problem{Kind: recruit.ErrLater, Sentence: "The server does not answer."}
	}
	var all []busy.Reading
	for _, c := range q.Calendars {
		all = append(all, busy.Reading{From: q.From, To: q.To, Intervals: slices.Clone(w.entries[c.Owner])})
	}
	return all, nil
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{now: begin(), entries: map[string][]busy.Interval{}}
	clock := func() time.Time { return w.now }
	var err error
	w.db, err = store.Open(t.Context(), storetest.Folder(t), store.Options{Clock: clock})
	must(t, err)
	t.Cleanup(func() { must(t, w.db.Close()) })
	w.free = &availability.Service{Store: w.db, Owner: "here", Now: clock, Readers: map[busy.Kind]busy.Reader{busy.Feed: w}}
	find := &finder.Finder{Store: w.db, Times: w.free, Now: clock}
	w.deciding = &scheduling.Service{Store: w.db, Now: clock, Calendars: find.Doubts, Reread: find.Reread}
	w.pools = &pools.Pools{Store: w.db, Now: clock}
	w.Service = &healing.Service{Store: w.db, Drifts: w.free, Finder: find, Now: clock, Known: healing.NewKnown()}
	w.robin, w.admin = w.member(t, "Robin", recruit.Recruiter), w.member(t, "Root", recruit.Admin)
	w.job, err = w.db.SaveJob(t.Context(), recruit.Job{Title: "Baker", Status: recruit.JobOpen, Stages: []string{"Interview"}}, recruit.Activity{})
	must(t, err)
	w.candidate, err = w.db.SaveCandidate(t.Context(), recruit.Candidate{Name: "Mona", Email: "mona@example.org", TimeZone: "UTC"}, recruit.Activity{})
	must(t, err)
	_, err = w.db.SaveApplication(t.Context(), recruit.Application{CandidateID: w.candidate.ID, JobID: w.job.ID, Stage: "Interview"}, recruit.Activity{})
	must(t, err)
	return w
}

func (w *world) member(t testing.TB, name string, role recruit.Role) recruit.Member {
	t.Helper()
	m, err := w.db.SaveMember(t.Context(), recruit.Member{Name: name, Email: strings.ToLower(name) + "@acme.example", Role: role, TimeZone: "UTC", Theme: "auto"}, recruit.Activity{})
	must(t, err)
	return m
}

// interviewers are members whose calendars are read, and empty.
func (w *world) interviewers(t testing.TB, names ...string) (all []recruit.Member) {
	t.Helper()
	for _, name := range names {
		all = append(all, w.member(t, name, recruit.Interviewer))
	}
	w.reads(t, all...)
	return all
}

// reads connects the calendars of members, and reads them.
func (w *world) reads(t testing.TB, all ...recruit.Member) {
	t.Helper()
	for _, m := range all {
		_, err := w.free.Connect(t.Context(), m, availability.Connection{Kind: busy.Feed, Owner: m.ID, URL: "https://calendar.example/" + m.Name + ".ics"})
		must(t, err)
	}
	w.read(t)
}

// read reads every calendar again, a minute later.
func (w *world) read(t testing.TB) {
	t.Helper()
	w.now = w.now.Add(time.Minute)
	all, err := w.db.Sources(t.Context())
	must(t, err)
	for _, src := range all {
		_, err := w.free.Test(t.Context(), w.admin, src.ID)
		must(t, err)
	}
	w.now = w.now.Add(time.Minute)
}

// enters puts something into a member's calendar, in hours from midnight of the first
// day, and reads it.
func (w *world) enters(t testing.TB, m recruit.Member, from, to float64, state busy.State) {
	t.Helper()
	w.entries[m.Email] = append(w.entries[m.Email], busy.Interval{Start: at(from), End: at(to), State: state, Ref: at(from).String()})
	w.read(t)
}

// pool makes a pool; names with a level behind a colon have it, others are qualified.
func (w *world) pool(t testing.TB, name string, members map[recruit.MemberID]pools.Level) pools.Pool {
	t.Helper()
	p, err := w.pools.Add(t.Context(), w.robin, pools.Pool{Name: name, Shadows: 5, Reversed: 5})
	must(t, err)
	for id, level := range members {
		p, err = w.pools.SetMember(t.Context(), w.robin, p.ID, id, level)
		must(t, err)
	}
	return p
}

// books schedules an interview with members.
func (w *world) books(t testing.TB, from, to float64, seats []recruit.Seat, people ...string) recruit.Record {
	t.Helper()
	r, err := w.deciding.Schedule(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.candidate.ID, JobID: w.job.ID, Title: "Talk", Start: at(from), TimeZone: "UTC",
		Duration: time.Duration((to - from) * float64(time.Hour)), Platform: recruit.Phone, Place: "1", Participants: people, Seats: seats}, 0)
	must(t, err)
	w.now = w.now.Add(time.Minute)
	return r
}

// declines lets someone say no to an interview as it is.
func (w *world) declines(t testing.TB, id recruit.InterviewID, address string) {
	t.Helper()
	r, err := w.db.Record(t.Context(), id)
	must(t, err)
	for n, p := range r.People {
		if p.Address == address {
			r.People[n] = p.WithAnswer(recruit.UnverifiedReply{Answer: recruit.Declined, Sequence: r.Interview.Sequence, At: w.now})
			r.People[n].Answer = recruit.Declined
		}
	}
	_, err = w.db.Commit(t.Context(), recruit.Commit{Interview: r.Interview, People: r.People})
	must(t, err)
	w.now = w.now.Add(time.Minute)
}

// only is the one case that there is.
func (w *world) only(t testing.TB) healing.Case {
	t.Helper()
	all, err := w.List(t.Context(), w.robin, healing.Options{})
	must(t, err)
	if len(all.List) != 1 {
		t.Fatalf("has come up: %s", said(all.List))
	}
	return all.List[0]
}

func said(all []healing.Case) string {
	var words []string
	for _, c := range all {
		words = append(words, c.Words(span))
	}
	return strings.Join(words, "; ")
}

func span(from, to time.Time) string { return from.Format("15:04") + "–" + to.Format("15:04") }

func moment(at time.Time) string { return at.UTC().Format("Mon 15:04") }

// offers are the remedies of a case in words.
func (w *world) offers(t testing.TB, c healing.Case) string {
	t.Helper()
	all, err := w.Remedies(t.Context(), w.robin, c, false)
	must(t, err)
	var words []string
	for _, r := range all.List {
		words = append(words, r.Words(c, moment))
	}
	if all.None != "" {
		words = append(words, all.None)
	}
	return strings.Join(words, "; ")
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
