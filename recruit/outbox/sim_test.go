package outbox_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/outbox"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/rsvp"
	"recruitty/recruit/scheduling"
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

// actor is a process or a user who takes turns with the others.
type actor struct {
	name   string
	turn   chan bool // true to go on, false to die
	worker bool
	done   bool
}

// renewal is how often a living process renews its leases; those of a storm are
// too slow for that.
const renewal = 10 * time.Second

// storm is one run of the simulation.
type storm struct {
	t        *testing.T
	ctx      context.Context
	rng      *rand.Rand
	clock    time.Time
	store    *recruittest.Store
	world    *outside
	schedule *scheduling.Service
	replies  *replies
	drift    *drift
	leads    recruit.Reminders // the setting in force
	replan   bool              // not every interview may have followed it
	decided  int               // how many people began to do something
	robin    recruit.Member
	quinn    recruit.Member // another admin
	cand     recruit.Candidate
	job      recruit.Job
	actors   []*actor
	running  *actor
	back     chan struct{}
	started  int
	signIns  int
	shared   bool            // the workspace has a Zoom account of its own
	strict   bool            // nobody books in spite of anything
	buried   map[string]bool // processes that are known to have ended
	crashed  bool            // a process died, and none has begun since
	meddled  map[string]bool // references of meetings that someone deleted in Zoom
	story    []string
	faults   []string // errors that nobody should ever see
}

func newStorm(t *testing.T, seed uint64) *storm {
	rng := rand.New(rand.NewPCG(seed, 0))
	s := &storm{t: t, ctx: t.Context(), rng: rng, clock: recruittest.At(), store: recruittest.NewStore(), back: make(chan struct{}), meddled: map[string]bool{}, buried: map[string]bool{}}
	s.world = &outside{rng: rng, now: s.now, yield: s.yield, note: s.note, stormy: true, nextID: 80_000_000_000, meetings: map[int64]atZoom{}, repeats: map[string]bool{},
		blind: rng.IntN(8) == 0}
	s.store.Before = func(what string) { s.yield("before " + what) }
	s.store.After = func(what string) { s.yield("after " + what) }
	s.schedule = s.store.Scheduling(s.now)
	s.leads = settings()[0]
	s.schedule.Reminders = func(context.Context) (recruit.Reminders, error) { return s.leads, nil }
	s.replies = &replies{answers: &rsvp.Service{Store: s.store, Now: s.now}, busy: map[string]bool{}, counts: map[string]saying{}, claims: map[string]saying{}, ever: map[string][]saying{}}
	s.world.record = s.store.Records
	s.world.connected = func(id recruit.ConnectionID) bool { _, err := s.store.Connection(s.ctx, id); return err == nil }
	s.robin = s.store.AddMember(recruit.Member{Name: "Robin Reyes", Email: "robin@example.com", Role: recruit.Admin, TimeZone: "Europe/Lisbon"})
	s.quinn = s.store.AddMember(recruit.Member{Name: "Quinn Quist", Email: "quinn@example.com", Role: recruit.Admin, TimeZone: "Europe/London", SkipEntry: rng.IntN(3) == 0})
	s.job = s.store.AddJob(recruit.Job{Title: "Storage engineer"})
	s.cand = s.store.AddCandidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.org"}, s.job.ID)
	s.drift = newDrift(s)
	s.shared, s.strict = rng.IntN(3) == 0, rng.IntN(4) == 0
	s.connect()
	return s
}

func (s *storm) now() time.Time { return s.clock }

func (s *storm) note(format string, args ...any) {
	who := ""
	if s.running != nil {
		who = s.running.name + ": "
	}
	s.story = append(s.story, s.clock.Format("02 15:04:05 ")+who+fmt.Sprintf(format, args...))
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
		runtime.Goexit()
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
			if r := recover(); r != nil {
				s.fault("%s panics: %v", a.name, r)
			}
			a.done = true
			s.back <- struct{}{}
		}()
		if !<-a.turn {
			runtime.Goexit()
		}
		s.running = a
		work()
	}()
}

// give lets an actor take a turn, or kills it.
func (s *storm) give(i int, live bool) {
	a := s.actors[i]
	s.buried[a.name] = !live && s.rng.IntN(2) == 0 // the others died on another machine
	s.crashed = s.crashed || !live && a.worker
	a.turn <- live
	<-s.back
	s.running = nil
	if a.done {
		s.actors = append(s.actors[:i], s.actors[i+1:]...)
	}
}

// process is one run of recruitty that works on whatever is due.
func (s *storm) process() {
	s.start("process", true, func() {
		box := s.box(s.running.name)
		if s.crashed { // like Outbox.Run at its start
			s.crashed = false
			_ = s.store.WakeEffects(s.ctx, "", s.clock)
		}
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

// command is a run of recruitty that waits for one interview and no other.
func (s *storm) command() {
	s.start("command", true, func() {
		records := s.store.Records()
		if len(records) == 0 {
			return
		}
		_, err := s.box(s.running.name).Settle(s.ctx, records[s.rng.IntN(len(records))].Interview.ID)
		if err != nil && !errors.Is(err, recruit.ErrNotFound) {
			s.fault("settle: %v", err)
		}
	})
}

func (s *storm) box(owner string) *outbox.Outbox {
	return &outbox.Outbox{
		Store: s.store, Meetings: s.world, Mailer: s.world, Owner: owner, Now: s.now, Log: slog.New(slog.DiscardHandler),
		Workspace: func(context.Context) string { return "Acme" },
		Dead:      func(owner string) bool { return s.buried[owner] },
		Pause:     func(attempt int) time.Duration { return time.Duration(1+s.rng.IntN(20*attempt)) * time.Second },
		After:     s.after,
	}
}

// after lets a command wait its turn. Leases are not renewed here: that would
// happen beside the turns.
func (s *storm) after(d time.Duration) <-chan time.Time {
	if d >= renewal {
		return nil
	}
	s.yield("while it waits")
	over := make(chan time.Time)
	close(over)
	return over
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
	s.note("someone deletes meeting %d in Zoom", id)
}

// connect makes Zoom's credentials good again, those of the workspace too if it
// has some: then any user of its account may host.
func (s *storm) connect() {
	s.world.dead = false
	s.signIns++
	since := s.clock.Add(time.Duration(s.signIns) * time.Microsecond) // never the same
	_, _ = s.store.SaveConnection(s.ctx, recruit.Connection{OwnerID: s.robin.ID, Kind: recruit.UserApp, State: recruit.Connected,
		UserEmail: "robin@example.com", Since: since}, recruit.Tokens{}, recruit.Activity{})
	if s.shared {
		_, _ = s.store.SaveConnection(s.ctx, recruit.Connection{Kind: recruit.ServerToServer, State: recruit.Connected,
			UserEmail: "office@example.com", Since: since}, recruit.Tokens{}, recruit.Activity{})
	}
	_ = s.store.WakeEffects(s.ctx, "zoom.", s.clock)
	s.note("someone connects Zoom")
}

// disconnect takes Zoom's credentials away; work that is under way loses them.
func (s *storm) disconnect() {
	if c, err := s.store.ConnectionOf(s.ctx, s.robin.ID); err == nil {
		_ = s.store.DeleteConnection(s.ctx, c.ID, recruit.Activity{})
		s.note("someone disconnects Zoom")
	}
}

// pass lets time go by; what is on its way arrives meanwhile.
func (s *storm) pass(d time.Duration) {
	s.clock = s.clock.Add(d)
	s.world.arrive()
}

// rage is the storm itself.
func (s *storm) rage(steps int) {
	for range steps {
		switch dice := s.rng.IntN(100); {
		case dice < 8:
			s.user()
		case dice < 16 && s.workers() < 3:
			if s.rng.IntN(3) == 0 {
				s.command()
			} else {
				s.process()
			}
		case dice < 19 && len(s.actors) > 0:
			s.give(s.rng.IntN(len(s.actors)), false)
		case dice < 32:
			s.pass(time.Duration(s.rng.IntN(40_000)) * time.Millisecond)
		case dice < 33 && s.rng.IntN(3) == 0: // the lid was closed for a while
			s.pass(time.Duration(s.rng.IntN(100)) * time.Minute)
		case dice < 33 && s.rng.IntN(3) == 0:
			s.disconnect()
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

func (s *storm) users() int { return len(s.actors) - s.workers() }

// calm makes the outside healthy and lets everything finish. Zoom is connected
// while the last ones are still at work: nobody does so again after them.
func (s *storm) calm() {
	s.world.stormy = false
	s.connect()
	for len(s.actors) > 0 {
		s.give(0, s.rng.IntN(4) > 0)
	}
	if s.replan {
		if _, err := s.schedule.RemindAnew(s.ctx, s.robin); err != nil {
			s.fault("remind anew: %v", err)
		}
	}
	for round := range 200 {
		s.pass(5 * time.Minute)
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
