package bulk_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/bulk"
	"recruitty/recruit/busy"
	"recruitty/recruit/finder"
	"recruitty/recruit/flow"
	"recruitty/recruit/hours"
	"recruitty/recruit/pools"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/services"
	"recruitty/store"
	"recruitty/store/storetest"
)

// world is a workspace with a team that has free calendars, and candidates.
type world struct {
	t                  *testing.T
	now                time.Time
	db                 *store.DB
	svc                *services.Services
	robin, quinn, root recruit.Member // who organise
	haru, dana, ines   recruit.Member // who interview
	job                recruit.Job
	candidates         []recruit.Candidate
	storage            pools.Pool
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, now: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)} // a Monday
	clock := func() time.Time { return w.now }
	var err error
	w.db, err = store.Open(t.Context(), storetest.Folder(t), store.Options{Clock: clock})
	w.must(err)
	t.Cleanup(func() { w.must(w.db.Close()) })
	free := &availability.Service{Store: w.db, Owner: "here", Now: clock, Readers: map[busy.Kind]busy.Reader{}}
	find := &finder.Finder{Store: w.db, Times: free, Now: clock}
	decides := &scheduling.Service{Store: w.db, Booked: w.db, Now: clock, Calendars: find.Doubts, Reread: find.Reread}
	w.svc = &services.Services{Store: w.db, Scheduling: decides, Finder: find, Availability: free, Pools: &pools.Pools{Store: w.db, Now: clock}, Now: clock}
	w.robin, w.quinn, w.root = w.member("Robin", recruit.Recruiter), w.member("Quinn", recruit.Recruiter), w.member("Root", recruit.Admin)
	w.haru, w.dana, w.ines = w.member("Haru", recruit.Interviewer), w.member("Dana", recruit.Interviewer), w.member("Ines", recruit.Interviewer)
	w.storage, err = w.svc.Pools.Add(t.Context(), w.robin, pools.Pool{Name: "Storage"})
	w.must(err)
	for _, m := range []recruit.Member{w.dana, w.ines} {
		w.storage, err = w.svc.Pools.SetMember(t.Context(), w.robin, w.storage.ID, m.ID, pools.Qualified)
		w.must(err)
	}
	w.job, err = w.db.SaveJob(t.Context(), recruit.Job{Title: "Baker", Status: recruit.JobOpen, Stages: []string{"Onsite"}}, recruit.Activity{})
	w.must(err)
	for _, name := range []string{"Mona", "Priya", "Chidi", "Aroha", "Zoe", "Eva"} {
		c, err := w.db.SaveCandidate(t.Context(), recruit.Candidate{Name: name, Email: strings.ToLower(name) + "@example.org", TimeZone: "UTC"}, recruit.Activity{})
		w.must(err)
		_, err = w.db.SaveApplication(t.Context(), recruit.Application{CandidateID: c.ID, JobID: w.job.ID, Stage: "Onsite"}, recruit.Activity{})
		w.must(err)
		w.candidates = append(w.candidates, c)
	}
	return w
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// member adds someone whose calendar is read and has nothing in it.
func (w *world) member(name string, role recruit.Role) recruit.Member {
	w.t.Helper()
	m, err := w.db.SaveMember(w.t.Context(), recruit.Member{Name: name, Email: strings.ToLower(name) + "@acme.example", Role: role, TimeZone: "UTC", Theme: "auto", SkipEntry: true}, recruit.Activity{})
	w.must(err)
	src, err := w.db.SaveSource(w.t.Context(), availability.Source{Kind: busy.Feed, OwnerID: m.ID, State: recruit.Connected, Since: w.now, DueAt: w.now.AddDate(1, 0, 0),
		Calendars: []availability.Calendar{{MemberID: m.ID, Name: m.Email}}}, &availability.Credentials{URL: "https://calendar.example/" + m.Email}, recruit.Activity{At: w.now})
	w.must(err)
	c := src.Calendars[0]
	c.From, c.To, c.ReadAt = w.now.AddDate(0, 0, -30), w.now.AddDate(1, 0, 0), w.now
	w.must(w.db.KeepReading(w.t.Context(), availability.Kept{Source: src.ID, Began: w.now, DueAt: w.now.AddDate(1, 0, 0), Calendars: []availability.KeptCalendar{{Calendar: c}}}))
	return m
}

// limit lets someone have so many interviews a day.
func (w *world) limit(m recruit.Member, perDay int) {
	w.t.Helper()
	_, version, err := w.db.MemberHours(w.t.Context(), m.ID)
	w.must(err)
	w.must(w.db.SaveMemberHours(w.t.Context(), m.ID, hours.Rules{PerDay: &perDay}, version, recruit.Activity{At: w.now, ActorID: w.root.ID}))
}

// interview is one hour of a candidate with someone, at an hour some days from now.
func (w *world) interview(by recruit.Member, candidate, day, hour int, panel ...recruit.Member) recruit.Record {
	w.t.Helper()
	d := recruit.ScheduleRequest{CandidateID: w.candidates[candidate].ID, JobID: w.job.ID, Title: "Talk with " + w.candidates[candidate].Name, Platform: recruit.Phone, Place: "+351 1",
		Start: time.Date(2026, 11, 30+day, hour, 0, 0, 0, time.UTC), TimeZone: "UTC", Duration: time.Hour}
	for _, m := range panel {
		d.Participants = append(d.Participants, m.Email)
	}
	r, err := w.svc.Scheduling.Schedule(w.t.Context(), by, d, 0)
	w.must(err)
	return w.arrived(r)
}

// arrived marks all mails of an interview as handed over.
func (w *world) arrived(r recruit.Record) recruit.Record {
	w.t.Helper()
	c := recruit.Commit{Interview: r.Interview, People: r.People}
	for _, e := range r.Pending() {
		e.State, e.MaybeSent, e.DoneAt, e.Sequence, e.Attempts = recruit.Done, true, w.now, r.Interview.Sequence, 1
		c.Effects = append(c.Effects, e)
	}
	r, err := w.db.Commit(w.t.Context(), c)
	w.must(err)
	return r
}

func (w *world) record(id recruit.InterviewID) recruit.Record {
	w.t.Helper()
	r, err := w.db.Record(w.t.Context(), id)
	w.must(err)
	return r
}

// bulk is a request of someone's that can be taken back for ten seconds.
func (w *world) bulk(by recruit.Member, c bulk.Change) bulk.Bulk {
	return bulk.Bulk{By: flow.By{Services: w.svc, Actor: by, Undo: func(_ ctx) (time.Duration, error) { return 10 * time.Second, nil }}, Change: c}
}

// did says what became of each interview: "11:00", or the reason why it stayed.
func (w *world) did(r bulk.Result) string {
	var said []string
	for _, o := range r.Outcomes {
		at, err := w.db.Record(w.t.Context(), o.ID)
		if err != nil {
			said = append(said, "("+recruit.Sentence(err)+")")
			continue
		}
		one := at.Candidate.Name + " " + at.Interview.Start.Format("Mon 15:04")
		if at.Interview.Status != recruit.Scheduled {
			one += " " + string(at.Interview.Status)
		}
		if o.Err != nil {
			one += " (" + recruit.Sentence(o.Err) + ")"
		}
		said = append(said, one)
	}
	return strings.Join(said, ", ")
}
