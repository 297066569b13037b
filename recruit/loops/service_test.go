package loops_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/finder"
	"recruitty/recruit/loops"
	"recruitty/recruit/pools"
	"recruitty/recruit/slots"
	"recruitty/store"
	"recruitty/store/storetest"
)

// now is a Monday at 9:00.
func now() time.Time { return time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC) }

// world is a workspace with a job, someone who applies for it, a pool of two and a
// recruiter. Nobody has connected a calendar: unknown hours are let go of by lifts.
type world struct {
	*loops.Loops
	db        *store.DB
	pools     *pools.Pools
	robin     recruit.Member
	dana, lee recruit.Member
	backend   pools.Pool
	job       recruit.Job
	candidate recruit.Candidate
}

func newWorld(t *testing.T) *world {
	t.Helper()
	db, err := store.Open(t.Context(), storetest.Folder(t), store.Options{Clock: now})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	free := &availability.Service{Store: db, Owner: "here", Now: now}
	w := &world{db: db, pools: &pools.Pools{Store: db, Now: now}}
	w.Loops = &loops.Loops{Store: db, Finder: &finder.Finder{Store: db, Times: free, Now: now}, Now: now}
	w.robin, w.dana, w.lee = w.member(t, "Robin", recruit.Recruiter), w.member(t, "Dana", recruit.Interviewer), w.member(t, "Lee", recruit.Interviewer)
	w.backend, err = w.pools.Add(t.Context(), w.robin, pools.Pool{Name: "Backend"})
	must(t, err)
	for _, m := range []recruit.Member{w.dana, w.lee} {
		w.backend, err = w.pools.SetMember(t.Context(), w.robin, w.backend.ID, m.ID, pools.Qualified)
		must(t, err)
	}
	w.job, err = db.SaveJob(t.Context(), recruit.Job{Title: "Baker", Status: recruit.JobOpen, Stages: []string{"Screening", "Onsite"}}, recruit.Activity{})
	must(t, err)
	w.candidate, err = db.SaveCandidate(t.Context(), recruit.Candidate{Name: "Mona", Email: "mona@example.org", TimeZone: "UTC", Phone: "+351 912 345 678"}, recruit.Activity{})
	must(t, err)
	_, err = db.SaveApplication(t.Context(), recruit.Application{CandidateID: w.candidate.ID, JobID: w.job.ID, Stage: "Onsite"}, recruit.Activity{})
	must(t, err)
	return w
}

func (w *world) member(t *testing.T, name string, role recruit.Role) recruit.Member {
	t.Helper()
	m, err := w.db.SaveMember(t.Context(), recruit.Member{Name: name, Email: strings.ToLower(name) + "@acme.example", Role: role, TimeZone: "UTC", Theme: "auto"}, recruit.Activity{})
	must(t, err)
	return m
}

// plan saves one with these lines for the stage Onsite.
func (w *world) plan(t *testing.T, lines string) loops.Plan {
	t.Helper()
	known, err := w.Known(t.Context())
	must(t, err)
	p := loops.New(w.job.ID, "onsite")
	p.Sessions, err = loops.ParseSessions(lines, known)
	must(t, err)
	p, err = w.Save(t.Context(), w.robin, p)
	must(t, err)
	return p
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestAPlanIsKept walks through what a recruiter does with a plan, and what the log of
// the job says of it.
func TestAPlanIsKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	const lines = "Technical, 1h, 1 of Backend\nManager, 45 min, dana@acme.example, optional lee@acme.example, On site: 12 Baker Street, London"
	p := w.plan(t, lines)
	if p.Stage != "Onsite" || p.Version != 1 || loops.WriteSessions(p.Sessions) != lines {
		t.Fatalf("kept as %+v", p)
	}
	if again, err := w.Save(ctx, w.robin, p); err != nil || again.Version != 1 {
		t.Errorf("the same again: %v, %v", again.Version, err)
	}
	old := p
	p.FixedOrder, p.Days, p.MinGap, p.Lunch = true, 2, 10*time.Minute, false
	p, err := w.Save(ctx, w.robin, p)
	must(t, err)
	if words := p.Words(); words != "2 sessions, 1h45, in this order, on at most 2 days, 10 min to 30 min between two" {
		t.Errorf("in words: %s", words)
	}
	old.Twice = true
	if _, err := w.Save(ctx, w.robin, old); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("an old version: %v", err)
	}
	p, err = w.Remove(ctx, w.robin, w.job.ID, "Onsite")
	must(t, err)
	if all, err := w.Plans(ctx, w.job.ID, false); err != nil || len(all) != 0 || !p.Removed() {
		t.Errorf("removed: %v, %v", all, err)
	}
	if _, err := w.Plan(ctx, w.job.ID, "onsite", false); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("a removed plan: %v", err)
	}
	p, err = w.Restore(ctx, w.robin, w.job.ID, "onsite")
	must(t, err)
	if p.Removed() || p.Days != 2 {
		t.Errorf("brought back: %+v", p)
	}
	log, err := w.db.Activities(ctx, recruit.ActivityFilter{JobID: w.job.ID, About: "plan"})
	must(t, err)
	var said []string
	for _, a := range slices.Backward(log) {
		said = append(said, a.Action+" "+a.Text)
	}
	want := []string{"plan.added Wrote the interview plan of Onsite: 2 sessions, 1h45, any order, same day, up to 30 min between two, lunch kept free: Technical, 1h, 1 of Backend / Manager, 45 min",
		"plan.changed Changed the interview plan of Onsite. Order: any order → in this order; Days: same day → on at most 2 days; At least between two: 0 min → 10 min; Lunch kept free: yes → no",
		"plan.removed Removed the interview plan of Onsite", "plan.restored Brought back the interview plan of Onsite"}
	if len(said) != len(want) {
		t.Fatalf("the log says %q", said)
	}
	for i := range want {
		if !strings.HasPrefix(said[i], want[i]) {
			t.Errorf("the log says %q, want %q", said[i], want[i])
		}
	}
}

// TestPlansThatCannotBe holds what is refused, with the names of whom it is about.
func TestPlansThatCannotBe(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	p := w.plan(t, "Technical, 1h, 1 of Backend\nManager, 45 min, dana@acme.example, optional lee@acme.example")
	for name, c := range map[string]struct {
		change func(*loops.Plan)
		kind   error
		say    string
	}{
		"no session":       {func(p *loops.Plan) { p.Sessions = nil }, recruit.ErrInvalid, "at least one session"},
		"no such stage":    {func(p *loops.Plan) { p.Stage = "Lunch" }, recruit.ErrInvalid, "its stages are Screening, Onsite"},
		"no such job":      {func(p *loops.Plan) { p.JobID = 77 }, recruit.ErrNotFound, "no job 77"},
		"too many days":    {func(p *loops.Plan) { p.Days = 8 }, recruit.ErrInvalid, "1 to 7 days"},
		"gaps crosswise":   {func(p *loops.Plan) { p.MinGap = time.Hour }, recruit.ErrInvalid, "the minimum cannot exceed the maximum"},
		"one person twice": {func(p *loops.Plan) { p.Sessions = append(p.Sessions, p.Sessions[1]) }, recruit.ErrInvalid, "Dana is named in “Manager” and in “Manager”"},
	} {
		bad := p
		bad.Sessions = slices.Clone(p.Sessions)
		c.change(&bad)
		if _, err := w.Save(ctx, w.robin, bad); !errors.Is(err, c.kind) || !strings.Contains(recruit.Sentence(err), c.say) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.Save(ctx, w.dana, p); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an interviewer: %v", err)
	}
	_, err := w.pools.Remove(ctx, w.robin, w.backend.ID)
	must(t, err)
	left := w.dana
	left.RemovedAt = now()
	_, err = w.db.SaveMember(ctx, left, recruit.Activity{})
	must(t, err)
	p, err = w.Plan(ctx, w.job.ID, "Onsite", false)
	must(t, err)
	want := []string{"the pool Backend (Technical) was removed", "Dana (Manager) is no longer in the team"}
	if !slices.Equal(p.Gone(), want) {
		t.Errorf("gone are %q", p.Gone())
	}
	p.Days = 2
	for _, err := range []error{errOf(w.Save(ctx, w.robin, p)), errOf(w.Solve(ctx, w.robin, loops.Request{Candidate: w.candidate.ID}))} {
		if err == nil || !strings.Contains(recruit.Sentence(err), want[0][1:]) || !strings.Contains(recruit.Sentence(err), want[1]) {
			t.Errorf("a plan with who has left: %v", err)
		}
	}
}

func errOf[T any](_ T, err error) error { return err }

// TestAPlanIsSolved holds that the stage and the job are those of the candidate, that
// the schedules lie on different days, and that what is let go of is named.
func TestAPlanIsSolved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.plan(t, "Technical, 1h, 1 of Backend\nManager, 45 min, dana@acme.example, optional robin@acme.example")
	ask := loops.Request{Candidate: w.candidate.ID}
	none, err := w.Solve(t.Context(), w.robin, ask)
	must(t, err)
	if len(none.Loops) != 0 || len(none.Refusals) == 0 || len(none.Relaxations) == 0 {
		t.Fatalf("of people of whom nothing is known: %v, %v, %v", none.Loops, none.Refusals, none.Relaxations)
	}
	ask.Lifts = []slots.Lift{{Kind: slots.Unknown}}
	got, err := w.Solve(t.Context(), w.robin, ask)
	must(t, err)
	if got.Job.ID != w.job.ID || got.Plan.Stage != "Onsite" || len(got.Loops) != 3 || got.Platform != recruit.Zoom {
		t.Fatalf("solved: %d schedules of %s", len(got.Loops), got.Plan.Stage)
	}
	days := map[string]bool{}
	for _, l := range got.Loops {
		days[l.Sittings[0].Start.Format(time.DateOnly)] = true
		if who := sittingOf(l, "Technical").Who(); !strings.HasPrefix(who, "Lee (") {
			t.Errorf("Dana is the manager, and the technical interview has %s", who)
		}
		if who := sittingOf(l, "Manager").Who(); !strings.HasPrefix(who, "Dana") {
			t.Errorf("the manager is %s", who)
		}
	}
	if len(days) != 3 {
		t.Errorf("they lie on %v", days)
	}
}

func sittingOf(l finder.Loop, title string) finder.Sitting {
	return l.Sittings[slices.IndexFunc(l.Sittings, func(s finder.Sitting) bool { return s.Title == title })]
}
