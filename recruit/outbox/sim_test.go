package outbox_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/outbox"
	"recruitty/recruit/recruittest"
)

// The simulation drives the outbox through storms. One seed decides everything:
// the clock, who runs when, what users do, how the outside fails and where
// processes die. Processes and users are goroutines that take turns: only one
// runs at a time, and each stops at every write and every call, so that a seed
// replays exactly.
//
//	go test ./recruit/outbox -run TestStorm -seeds 100000
//	go test ./recruit/outbox -run TestStorm -seed 4711 -v
var (
	seeds = flag.Int("seeds", 2000, "how many storms TestStorm drives")
	seed  = flag.Uint64("seed", 0, "drive only this storm, and print its story with -v")
)

// lead is how long before an interview people are reminded of it here: so
// long that moments of reminders fall into a storm and no start does.
const lead = 60 * 24 * time.Hour

// crash is what a process dies of.
type crash struct{}

// actor is a process or a user who takes turns with the others.
type actor struct {
	name   string
	turn   chan bool // true to go on, false to die
	worker bool
	done   bool
}

// storm is one run of the simulation.
type storm struct {
	t        *testing.T
	ctx      context.Context
	rng      *rand.Rand
	clock    time.Time
	store    *recruittest.Store
	world    *outside
	schedule *recruit.Scheduling
	robin    recruit.Member
	cand     recruit.Candidate
	job      recruit.Job
	actors   []*actor
	running  *actor
	back     chan struct{}
	started  int
	removed  []string        // references of interviews that were taken back
	meddled  map[string]bool // references of meetings that somebody deleted in Zoom
	story    []string
	faults   []string // errors that nobody should ever see
}

func newStorm(t *testing.T, seed uint64) *storm {
	rng := rand.New(rand.NewPCG(seed, 0))
	s := &storm{t: t, ctx: t.Context(), rng: rng, clock: recruittest.At(), store: recruittest.NewStore(), back: make(chan struct{}), meddled: map[string]bool{}}
	s.world = &outside{rng: rng, now: s.now, yield: s.yield, note: s.note, stormy: true, nextID: 80_000_000_000, meetings: map[int64]recruit.MeetingDraft{},
		blind: rng.IntN(8) == 0}
	s.store.Before = func(what string) { s.yield("before " + what) }
	s.store.After = func(what string) { s.yield("after " + what) }
	s.schedule = s.store.Scheduling(s.now)
	s.schedule.Reminders = func(context.Context) (recruit.Reminders, error) {
		return recruit.Reminders{Candidate: []time.Duration{lead, lead - 90*time.Minute}, Panel: []time.Duration{lead}}, nil
	}
	s.world.record = s.store.Records
	s.robin = s.store.AddMember(recruit.Member{Name: "Robin Reyes", Email: "robin@example.com", Role: recruit.Admin, TimeZone: "Europe/Lisbon"})
	s.job = s.store.AddJob(recruit.Job{Title: "Storage engineer"})
	s.cand = s.store.AddCandidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.org"}, s.job.ID)
	s.connect()
	return s
}

func (s *storm) now() time.Time { return s.clock }

func (s *storm) note(format string, args ...any) {
	s.story = append(s.story, s.clock.Format("02 15:04:05 ")+fmt.Sprintf(format, args...))
}

func (s *storm) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

// yield ends the turn of whoever runs; it returns at their next one, or not at
// all. Outside of a turn (the set-up, the check) it does nothing.
func (s *storm) yield(at string) {
	a := s.running
	if a == nil {
		return
	}
	s.back <- struct{}{}
	if !<-a.turn {
		s.note("%s dies %s", a.name, at)
		panic(crash{})
	}
	s.running = a
}

// start makes an actor of work; it begins with its first turn.
func (s *storm) start(name string, worker bool, work func()) {
	s.started++
	a := &actor{name: fmt.Sprintf("%s%d", name, s.started), turn: make(chan bool), worker: worker}
	s.actors = append(s.actors, a)
	go func() {
		defer func() {
			if r := recover(); r != nil && r != (crash{}) {
				s.fault("%s panics: %v", a.name, r)
			}
			a.done = true
			s.back <- struct{}{}
		}()
		if !<-a.turn {
			panic(crash{})
		}
		s.running = a
		work()
	}()
}

// give lets an actor take a turn, or kills it.
func (s *storm) give(i int, live bool) {
	a := s.actors[i]
	a.turn <- live
	<-s.back
	s.running = nil
	if a.done {
		s.actors = append(s.actors[:i], s.actors[i+1:]...)
	}
}

// process is one run of recruitty that works on whatever is due.
func (s *storm) process() {
	box := &outbox.Outbox{}
	s.start("process", true, func() {
		*box = *s.box(s.running.name)
		for {
			ids, err := s.store.DueInterviews(s.ctx, s.clock, 8)
			if err != nil || len(ids) == 0 {
				return
			}
			if _, err := box.RunInterview(s.ctx, ids[s.rng.IntN(len(ids))]); err != nil {
				s.fault("run interview: %v", err)
				return
			}
		}
	})
}

func (s *storm) box(owner string) *outbox.Outbox {
	return &outbox.Outbox{
		Store: s.store, Meetings: s.world, Post: s.world, Owner: owner, Now: s.now, Log: slog.New(slog.DiscardHandler),
		Workspace: func(context.Context) string { return "Acme" },
		Dead:      func(string) bool { return false },
		Pause:     func(attempt int) time.Duration { return time.Duration(1+s.rng.IntN(20*attempt)) * time.Second },
		After:     func(time.Duration) <-chan time.Time { return nil },
	}
}

// user does one random thing. Refusals are part of life.
func (s *storm) user() {
	records := s.store.Records()
	pick := func() recruit.InterviewID {
		if len(records) == 0 {
			return 0
		}
		return records[s.rng.IntN(len(records))].Interview.ID
	}
	undo := time.Duration(s.rng.IntN(2)) * 8 * time.Second
	start := s.clock.Truncate(time.Minute).Add(time.Duration(60*24+s.rng.IntN(10_000)) * time.Hour)
	if s.rng.IntN(2) == 0 {
		start = s.clock.Truncate(time.Minute).Add(lead + time.Duration(60+s.rng.IntN(60))*time.Minute) // reminders come due soon
	}
	id, what, who := pick(), s.rng.IntN(12), []string{"dana@example.com", "lukasz@example.com"}[s.rng.IntN(2)]
	s.start("user", false, func() {
		var err error
		var r recruit.Record
		name := ""
		switch {
		case id == 0 || what < 2 && len(records) < 4:
			name = "schedules"
			r, err = s.schedule.Schedule(s.ctx, s.robin, recruit.Draft{CandidateID: s.cand.ID, JobID: s.job.ID, Title: "Interview",
				Start: start, TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute,
				Participants: []string{"dana@example.com", "lukasz@example.com"}[:s.rng.IntN(3)]}, undo)
		case what < 6:
			name = "moves"
			r, err = s.schedule.Reschedule(s.ctx, s.robin, id, 0, recruit.Move{Start: start}, undo)
		case what < 8:
			name = "cancels"
			r, err = s.schedule.Cancel(s.ctx, s.robin, id, 0, "position on hold", undo)
		case what < 10:
			name = "regroups"
			c := recruit.PeopleChange{Add: []string{who}}
			if old, err := s.store.Record(s.ctx, id); err == nil {
				if p, ok := old.Person(who); ok && p.RemovedAt.IsZero() {
					c = recruit.PeopleChange{Remove: []string{who}}
				}
			}
			r, err = s.schedule.ChangePeople(s.ctx, s.robin, id, 0, c, undo)
		case what < 11:
			name = "undoes"
			if r, err = s.schedule.Undo(s.ctx, s.robin, id); err == nil && r.Interview.Version == 1 {
				s.removed = append(s.removed, r.Interview.Reference)
			}
		default:
			name = "retries"
			s.repair(id)
		}
		if err != nil && !errors.Is(err, recruit.ErrRefused) && !errors.Is(err, recruit.ErrNotFound) && !errors.Is(err, recruit.ErrInvalid) {
			s.fault("user %s: %v", name, err)
		}
		s.note("user %s %d: v%d %v", name, id, r.Interview.Version, err)
	})
}

// repair is a person who looks at what did not succeed and acts on it.
func (s *storm) repair(id recruit.InterviewID) {
	r, err := s.store.Record(s.ctx, id)
	if err != nil {
		return
	}
	if i := r.Interview; i.Status == recruit.Scheduled && i.Meeting != nil {
		if _, there := s.world.meetings[i.Meeting.ID]; !there {
			_, _ = s.schedule.Recreate(s.ctx, s.robin, id, 0)
			return
		}
	}
	box := s.box("person")
	for _, e := range r.Pending() {
		switch {
		case e.Kind == recruit.ZoomCreate && e.State == recruit.Unknown:
			found := int64(0)
			for mid, d := range s.world.meetings {
				if d.Reference == r.Interview.Reference {
					found = mid
				}
			}
			if found != 0 {
				conn, _ := s.store.ConnectionOf(s.ctx, s.robin.ID)
				_, _ = s.schedule.Adopt(s.ctx, s.robin, id, meeting(found, conn))
			} else {
				_, _ = s.schedule.NotThere(s.ctx, s.robin, id)
			}
		case e.State == recruit.Failed || e.State == recruit.Unknown:
			_ = box.Retry(s.ctx, s.robin, id, e.ID)
		}
	}
}

// vanish deletes a meeting in Zoom itself, behind recruitty's back.
func (s *storm) vanish() {
	ids := slices.Sorted(maps.Keys(s.world.meetings))
	if len(ids) == 0 {
		return
	}
	id := ids[s.rng.IntN(len(ids))]
	s.meddled[s.world.meetings[id].Reference] = true
	delete(s.world.meetings, id)
	s.note("somebody deletes meeting %d in Zoom", id)
}

// connect makes Zoom's credentials good again.
func (s *storm) connect() {
	s.world.dead = false
	_, _ = s.store.SaveConnection(s.ctx, recruit.Connection{OwnerID: s.robin.ID, Kind: recruit.UserApp, State: recruit.Connected, UserEmail: "robin@example.com"}, recruit.Tokens{}, recruit.Activity{})
	_ = s.store.WakeEffects(s.ctx, "zoom.", s.clock)
}

// rage is the storm itself.
func (s *storm) rage(steps int) {
	for range steps {
		switch dice := s.rng.IntN(100); {
		case dice < 8:
			s.user()
		case dice < 16 && s.workers() < 3:
			s.process()
		case dice < 19 && len(s.actors) > 0:
			s.give(s.rng.IntN(len(s.actors)), false)
		case dice < 32:
			s.clock = s.clock.Add(time.Duration(s.rng.IntN(40_000)) * time.Millisecond)
		case dice < 33 && s.rng.IntN(3) == 0: // the lid was closed for a while
			s.clock = s.clock.Add(time.Duration(s.rng.IntN(100)) * time.Minute)
		case dice < 33:
			s.world.dead = true
		case dice < 34:
			s.connect()
		case dice < 35:
			s.vanish()
		case len(s.actors) > 0:
			s.give(s.rng.IntN(len(s.actors)), true)
		}
	}
}

func (s *storm) workers() (n int) {
	for _, a := range s.actors {
		if a.worker {
			n++
		}
	}
	return n
}

// calm makes the outside healthy and lets everything finish.
func (s *storm) calm() {
	s.world.stormy = false
	for len(s.actors) > 0 {
		s.give(0, s.rng.IntN(4) > 0)
	}
	s.connect()
	for round := range 200 {
		s.clock = s.clock.Add(5 * time.Minute)
		s.process()
		for len(s.actors) > 0 {
			s.give(0, true)
		}
		open := 0
		for _, r := range s.store.Records() {
			open += len(r.Pending())
			s.repair(r.Interview.ID)
		}
		if open == 0 && round > 60 { // the reminders that come due in these hours are sent
			return
		}
	}
}

func TestStorm(t *testing.T) {
	first, n := uint64(1), *seeds
	if *seed != 0 {
		first, n = *seed, 1
	}
	if testing.Short() {
		n = min(n, 200)
	}
	for i := range uint64(n) {
		s := newStorm(t, first+i)
		s.rage(120 + s.rng.IntN(400))
		s.calm()
		if faults := s.check(); len(faults) > 0 {
			for _, line := range s.story {
				t.Log(line)
			}
			t.Fatalf("seed %d: %v", first+i, faults)
		}
		if *seed != 0 {
			for _, line := range s.story {
				t.Log(line)
			}
		}
	}
}
