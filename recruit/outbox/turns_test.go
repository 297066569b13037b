package outbox_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/outbox"
	"recruitty/recruit/recruittest"
)

// calmDay is a workspace with one new interview and a Zoom without faults.
func calmDay(t *testing.T) (*recruittest.Store, *outside, *outbox.Outbox, recruit.Member, recruit.Record) {
	t.Helper()
	store, clock := recruittest.NewStore(), recruittest.At()
	now := func() time.Time { return clock }
	robin := store.AddMember(recruit.Member{Name: "Robin Reyes", Email: "robin@example.com", Role: recruit.Recruiter, SkipEntry: true})
	job := store.AddJob(recruit.Job{Title: "Storage engineer"})
	priya := store.AddCandidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.org"}, job.ID)
	store.AddConnection(recruit.Connection{OwnerID: robin.ID, Kind: recruit.UserApp, State: recruit.Connected, UserEmail: "robin@example.com"})
	r, err := store.Scheduling(now).Schedule(t.Context(), robin, recruit.ScheduleRequest{CandidateID: priya.ID, JobID: job.ID, Title: "First call",
		Start: clock.Add(48 * time.Hour), TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute}, 0)
	if err != nil {
		t.Fatal(err)
	}
	world := &outside{rng: rand.New(rand.NewPCG(1, 0)), now: now, yield: func(string) {}, note: func(string, ...any) {}, meetings: map[int64]atZoom{}, repeats: map[string]bool{},
		record: store.Records, connected: func(id recruit.ConnectionID) bool { _, err := store.Connection(t.Context(), id); return err == nil }}
	s := &storm{store: store, world: world, rng: world.rng, clock: clock}
	return store, world, s.box("here"), robin, r
}

// TestASignInDuringAnAttemptIsNotMissed connects Zoom anew between Zoom's refusal
// and its being noted, when nothing waits yet that could be woken.
func TestASignInDuringAnAttemptIsNotMissed(t *testing.T) {
	t.Parallel()
	store, world, box, robin, r := calmDay(t)
	world.dead = true
	writes := 0
	store.Before = func(string) {
		if writes++; writes != 2 { // the first one began the attempt
			return
		}
		world.dead = false
		_, _ = store.SaveConnection(t.Context(), recruit.Connection{OwnerID: robin.ID, Kind: recruit.UserApp, State: recruit.Connected,
			UserEmail: "robin@example.com", Since: box.Now()}, recruit.Tokens{}, recruit.Activity{})
		_ = store.WakeEffects(t.Context(), "zoom.", box.Now())
	}
	if _, err := box.RunInterview(t.Context(), r.Interview.ID); err != nil {
		t.Fatal(err)
	}
	if r, err := store.Record(t.Context(), r.Interview.ID); err != nil || !r.Settled() {
		t.Errorf("%v, still open: %+v", err, r.Pending())
	}
}

// TestALeaseThatIsRenewedIsNotTakenOver renews a lease that had ended, between
// the moments in which another process sees that and takes over.
func TestALeaseThatIsRenewedIsNotTakenOver(t *testing.T) {
	t.Parallel()
	store, world, box, _, r := calmDay(t)
	e := r.Effects[0]
	e.State, e.Owner, e.LeaseUntil, e.MaybeSent, e.Attempts = recruit.Running, "there", box.Now(), true, 1
	if _, err := store.Commit(t.Context(), recruit.Commit{Interview: r.Interview, People: r.People, Effects: []recruit.Effect{e}}); err != nil {
		t.Fatal(err)
	}
	renewed := false
	store.Before = func(string) {
		if renewed {
			return
		}
		renewed = true
		if err := store.ExtendLease(t.Context(), e.ID, "there", box.Now().Add(time.Minute)); err != nil {
			t.Error(err)
		}
	}
	if n, err := box.RunInterview(t.Context(), r.Interview.ID); n != 0 || err != nil || len(world.meetings) != 0 {
		t.Errorf("%d attempts, %v, at Zoom %v", n, err, world.meetings)
	}
}

// TestWhatSleepsIsTriedAtTheStart holds that a process which begins looks once at
// what waits for a person, whatever the one before it died of.
func TestWhatSleepsIsTriedAtTheStart(t *testing.T) {
	t.Parallel()
	store, _, box, _, r := calmDay(t)
	e := r.Effects[0]
	e.NextAttempt, e.Error = time.Time{}, "Zoom needs to be connected again."
	if _, err := store.Commit(t.Context(), recruit.Commit{Interview: r.Interview, People: r.People, Effects: []recruit.Effect{e}}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	box.After = func(d time.Duration) <-chan time.Time {
		if d < renewal { // the first round is over
			cancel()
		}
		return nil
	}
	box.Run(ctx, nil)
	if r, err := store.Record(t.Context(), r.Interview.ID); err != nil || !r.Settled() {
		t.Errorf("%v, still open: %+v", err, r.Pending())
	}
}

// TestItLooksLessOftenWhileNothingIsDue: what may become due within a lease, or is held by a process that may have
// died, is looked for each second.
func TestItLooksLessOftenWhileNothingIsDue(t *testing.T) {
	t.Parallel()
	store, _, box, _, r := calmDay(t)
	now := box.Now().UTC()
	for _, c := range []struct {
		name   string
		change func(e *recruit.Effect)
		often  bool
	}{
		{"due soon", func(e *recruit.Effect) { e.NextAttempt = now.Add(20 * time.Second) }, true},
		{"held by another", func(e *recruit.Effect) {
			e.State, e.Owner, e.LeaseUntil = recruit.Running, "another", now.Add(20*time.Second)
		}, true},
		{"due later", func(e *recruit.Effect) { e.NextAttempt = now.Add(time.Hour) }, false},
	} {
		e := r.Effects[0]
		c.change(&e)
		fresh, err := store.Record(t.Context(), r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.Commit(t.Context(), recruit.Commit{Interview: fresh.Interview, People: fresh.People, Effects: []recruit.Effect{e}}); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		var pause time.Duration
		box.After = func(d time.Duration) <-chan time.Time {
			pause = d
			cancel()
			return nil
		}
		box.Run(ctx, nil)
		if often := pause <= time.Second; often != c.often {
			t.Errorf("%s: looks again after %v", c.name, pause)
		}
	}
}

// TestAMeetingThatIsRecordedStays lets another process take over and make a
// meeting while the first one's answer is on its way: the link that people may
// have is not exchanged behind their backs.
func TestAMeetingThatIsRecordedStays(t *testing.T) {
	t.Parallel()
	store, world, box, _, r := calmDay(t)
	world.yield = func(at string) {
		if at != "after create" {
			return
		}
		world.yield = func(string) {}
		now, err := store.Record(t.Context(), r.Interview.ID)
		if err != nil {
			t.Error(err)
		}
		e := now.Effects[0]
		e.State, e.Owner, e.Target = recruit.Done, "", "99"
		now.Interview.Meeting = &recruit.Meeting{ID: 99, JoinURL: "https://zoom.example/j/99"}
		if _, err := store.Commit(t.Context(), recruit.Commit{Interview: now.Interview, People: now.People, Effects: []recruit.Effect{e}}); err != nil {
			t.Error(err)
		}
	}
	if _, err := box.RunInterview(t.Context(), r.Interview.ID); err != nil {
		t.Fatal(err)
	}
	r, err := store.Record(t.Context(), r.Interview.ID)
	if err != nil || r.Interview.Meeting == nil || r.Interview.Meeting.ID != 99 || !r.Settled() {
		t.Errorf("%v, meeting %+v, open %+v", err, r.Interview.Meeting, r.Pending())
	}
	if !slices.ContainsFunc(store.Activity(), func(a recruit.Activity) bool { return a.Action == "zoom.left_behind" }) {
		t.Errorf("nobody is told of the other meeting: %+v", store.Activity())
	}
}
