package availability

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/steps"
	"recruitty/recruit/timeparse"
)

const (
	// windowBack and windowAhead bound what is read, in days around today: an interview
	// of yesterday may be asked about, and nobody schedules more than eight weeks ahead.
	windowBack, windowAhead = 1, 8*7 + 2
	// readEvery is how often a source is read while all is well.
	readEvery = 5 * time.Minute
	// readSeldom is how often at least one is tried that cannot be read.
	readSeldom = 15 * time.Minute
	// claimFor is for how long a source belongs to the process that reads it.
	claimFor = 2 * time.Minute
	// lookEvery is how often is looked whether a source is due.
	lookEvery = 30 * time.Second
	// atOnce is how many sources are read side by side.
	atOnce = 8
	// freshEnough is how young a reading may be to be taken for one of just now.
	freshEnough = 5 * time.Second
)

// Which says which sources are to be read: those that are due where it is empty.
type Which struct {
	Sources []SourceID
	Members []recruit.MemberID // the calendars of these people
	All     bool
}

// Outcome is how the reading of one source went.
type Outcome struct {
	Source Source // as it stood before
	// Read are the calendars that were read, and Failed those that were not.
	Read   []Calendar
	Failed []CalendarFailure
	Doubts []string
	Err    error // about the whole source, as a *recruit.Problem
}

// CalendarFailure says why one calendar could not be read.
type CalendarFailure struct {
	Calendar Calendar
	Err      error
}

// Sync reads sources now. Who does not see the whole workspace reads their own.
func (s *Service) Sync(ctx context.Context, actor recruit.Member, w Which) ([]Outcome, error) {
	for _, id := range w.Members {
		if err := maySee(actor, id); err != nil {
			return nil, err
		}
	}
	if actor.SeesAll() {
		if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
			return nil, err
		}
	}
	all, err := s.Sources(ctx, actor)
	if err != nil {
		return nil, err
	}
	var jobs []job
	for _, src := range all {
		switch {
		case w.All, slices.Contains(w.Sources, src.ID):
			jobs = append(jobs, job{src: src})
		case len(w.Members) > 0:
			if only := src.ofMembers(w.Members); len(only) > 0 {
				jobs = append(jobs, job{src: src, only: only})
			}
		case len(w.Sources) == 0 && !src.DueAt.After(s.now()) && src.State == recruit.Connected:
			jobs = append(jobs, job{src: src})
		}
	}
	for _, id := range w.Sources {
		if !slices.ContainsFunc(all, func(src Source) bool { return src.ID == id }) {
			return nil, recruit.NotFound("There is no calendar connection %d; they are listed in Settings, Calendars (recruitty calendar list).", id)
		}
	}
	return s.readAll(ctx, jobs, sourceTimeout)
}

// ofMembers are the calendars of some people.
func (s Source) ofMembers(ids []recruit.MemberID) []CalendarID {
	var only []CalendarID
	for _, c := range s.Calendars {
		if slices.Contains(ids, c.MemberID) {
			only = append(only, c.ID)
		}
	}
	return only
}

// Run reads what is due until ctx ends, and revokes the access of members who left;
// failed is told what went wrong with the workspace itself. Of several processes that
// run, each source is read by one.
func (s *Service) Run(ctx context.Context, failed func(error)) {
	for ctx.Err() == nil {
		if err := errors.Join(s.syncDue(ctx), s.settle(ctx)); err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
		case <-s.after(lookEvery):
		}
	}
}

// syncDue reads what is due and nobody else is reading.
func (s *Service) syncDue(ctx context.Context) error {
	now := s.now()
	due, err := s.Store.ClaimDue(ctx, now, now.Add(claimFor))
	if err != nil || len(due) == 0 {
		return err
	}
	var jobs []job
	for _, src := range due {
		jobs = append(jobs, job{src: src})
	}
	_, err = s.readAll(ctx, jobs, sourceTimeout)
	return err
}

// job is a source that is to be read, or some of its calendars.
type job struct {
	src  Source
	only []CalendarID // nil means all
	// hasty says that it is no sign of trouble when there was no time for it.
	hasty bool
}

// readAll reads sources side by side, each within a time of its own. An error is about
// the workspace.
func (s *Service) readAll(ctx context.Context, jobs []job, within time.Duration) ([]Outcome, error) {
	if len(jobs) == 0 {
		return nil, nil
	}
	set, err := s.setting(ctx)
	if err != nil {
		return nil, err
	}
	done, failed := make([]Outcome, len(jobs)), make([]error, len(jobs))
	turns := make(chan struct{}, atOnce)
	var read atomic.Int64
	steps.Begin(ctx, steps.Step{What: "Reading calendars", Unit: steps.Calendars, Measure: func() (int64, int64) { return read.Load(), int64(len(jobs)) }})
	var all sync.WaitGroup
	for i, j := range jobs {
		all.Go(func() {
			defer read.Add(1)
			select {
			case turns <- struct{}{}:
				defer func() { <-turns }()
			case <-ctx.Done():
				done[i] = Outcome{Source: j.src, Err: inTime(j.src, ctx.Err())}
				return
			}
			reading, cancel := context.WithTimeout(ctx, within)
			defer cancel()
			done[i], failed[i] = s.readOne(reading, j, set)
		})
	}
	all.Wait()
	return done, errors.Join(failed...)
}

// setting is what all readings of one time share.
type setting struct {
	words busy.Words
	team  map[recruit.MemberID]recruit.Member
	ours  map[string]bool // UIDs of interviews
	from  time.Time
	to    time.Time
}

func (s *Service) setting(ctx context.Context) (setting, error) {
	set := setting{team: map[recruit.MemberID]recruit.Member{}, ours: map[string]bool{}}
	kept, err := s.Settings(ctx)
	if err != nil {
		return set, err
	}
	set.words = kept.Words
	set.from, set.to = window(s.now())
	team, err := s.Store.Members(ctx, false)
	if err != nil {
		return set, err
	}
	for _, m := range team {
		set.team[m.ID] = m
	}
	uids, err := s.Store.InterviewUIDs(ctx, set.from.Add(-recruit.MaxDuration), set.to)
	for _, uid := range uids {
		set.ours[uid] = true
	}
	return set, err
}

// window is what is read at an instant: whole days in UTC, so that the readings of one
// day share it, and each day begins with a whole one.
func window(now time.Time) (from, to time.Time) {
	today := now.UTC().Truncate(24 * time.Hour)
	return today.AddDate(0, 0, -windowBack), today.AddDate(0, 0, windowAhead)
}

// readOne reads a source and stores what that came to.
func (s *Service) readOne(ctx context.Context, j job, set setting) (Outcome, error) {
	out := Outcome{Source: j.src}
	if j.src.State != recruit.Connected {
		out.Err = &recruit.Problem{Kind: recruit.ErrReconnect, Sentence: j.src.Story(func(t time.Time) string { return timeparse.DateTime(t) + " UTC" })}
		return out, nil
	}
	src, err := s.follow(ctx, j.src, set)
	if err != nil {
		return out, fmt.Errorf("let the calendars of source %d follow the team: %w", j.src.ID, err)
	}
	asked := src.Calendars
	if j.only != nil {
		asked = slices.DeleteFunc(slices.Clone(asked), func(c Calendar) bool { return !slices.Contains(j.only, c.ID) })
	}
	g := got{began: s.now(), asked: asked, set: set}
	via, was, err := s.access(ctx, src)
	if err == nil {
		g = s.ask(ctx, src, via, asked, set)
		if errors.Is(g.err, recruit.ErrReconnect) && src.Kind != busy.Feed {
			g.err = s.refuse(context.WithoutCancel(ctx), src, was, g.err)
		}
	} else {
		g.err = inTime(src, err)
	}
	if errors.Is(g.err, recruit.ErrNotFound) { // disconnected meanwhile
		if _, err := s.Store.Source(context.WithoutCancel(ctx), src.ID); errors.Is(err, recruit.ErrNotFound) {
			out.Err = g.err
			return out, nil
		}
	}
	out = s.outcome(out, src, g)
	if over := ctx.Err(); g.err != nil && over != nil && (j.hasty || errors.Is(over, context.Canceled)) {
		return out, nil // it says nothing about the source
	}
	return out, s.keep(context.WithoutCancel(ctx), src, g, j.only == nil)
}

// outcome is what a reading came to, for people.
func (s *Service) outcome(out Outcome, src Source, g got) Outcome {
	out.Err = g.err
	for i, c := range g.asked {
		if g.err != nil {
			break
		}
		if err := g.readings[i].Err; err != nil {
			out.Failed = append(out.Failed, CalendarFailure{c, err})
			continue
		}
		out.Read = append(out.Read, c)
		out.Doubts = append(out.Doubts, g.readings[i].Doubts...)
	}
	return out
}

// follow lets the calendars of a source follow the team where they are those of
// everyone, and drops those of members who left.
func (s *Service) follow(ctx context.Context, src Source, set setting) (Source, error) {
	var wanted []Calendar
	for _, c := range src.Calendars {
		m, here := set.team[c.MemberID]
		if here && (!src.Everyone || m.Email == c.Name) {
			wanted = append(wanted, c)
		}
	}
	if src.Everyone {
		for id, m := range set.team {
			if n := (Named{id, m.Email}); len(wanted) < maxCalendars && !slices.ContainsFunc(wanted, func(c Calendar) bool { return c.is(n) }) {
				wanted = append(wanted, Calendar{MemberID: id, Name: m.Email})
			}
		}
	}
	if len(wanted) == len(src.Calendars) && !slices.ContainsFunc(wanted, func(c Calendar) bool { return c.ID == 0 }) {
		return src, nil
	}
	slices.SortFunc(wanted, func(a, b Calendar) int { return int(a.MemberID - b.MemberID) })
	return s.Store.SetCalendars(ctx, src.ID, wanted)
}

// got is what a source answered.
type got struct {
	began    time.Time
	asked    []Calendar
	readings []busy.Reading // one for each that was asked for, unless there is an error
	err      error          // about the whole source
	set      setting
}

// ask reads calendars of a source. Whatever the reader does, it returns when ctx ends.
func (s *Service) ask(ctx context.Context, src Source, via busy.Access, asked []Calendar, set setting) got {
	g := got{began: s.now(), asked: asked, set: set}
	reader := s.Readers[src.Kind]
	if reader == nil {
		g.err = notReadHere(src.Kind)
		return g
	}
	q := busy.Query{From: set.from, To: set.to, Words: set.words, Ours: func(uid string) bool { return set.ours[uid] }}
	for _, c := range asked {
		m := set.team[c.MemberID]
		one := busy.Calendar{Name: c.Name, Owner: m.Email, Zone: m.Location()}
		if c.Basis == set.basis(m) && c.From.Equal(set.from) && c.To.Equal(set.to) {
			one.Cursor = c.Cursor
		}
		q.Calendars = append(q.Calendars, one)
	}
	answers := make(chan got, 1)
	mine := g // the reader's own: it may still be busy with it when ctx has ended
	go func() {
		defer func() {
			if r := recover(); r != nil { // foreign data never ends the program
				mine.err = fmt.Errorf("read %s calendars: panic: %v\n%s", src.Kind, r, debug.Stack())
			}
			answers <- mine
		}()
		mine.readings, mine.err = reader.Read(ctx, via, q)
	}()
	select {
	case g = <-answers:
	case <-ctx.Done():
		g.err = ctx.Err()
	}
	if g.err == nil && len(g.readings) != len(asked) {
		g.err = fmt.Errorf("read %d %s calendars: got %d readings", len(asked), src.Kind, len(g.readings))
	}
	if g.err != nil {
		g.readings, g.err = nil, inTime(src, g.err)
	}
	return g
}

// inTime puts what went wrong with a source into a sentence.
func inTime(src Source, err error) error {
	var p *recruit.Problem
	switch {
	case errors.As(err, &p):
		return err
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: src.Label() + " did not answer in time.", Cause: err}
	}
	return &recruit.Problem{Kind: recruit.ErrLater, Sentence: src.Label() + " could not be read; the log file in the workspace folder has the details.", Cause: err}
}
