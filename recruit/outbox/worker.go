package outbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"recruitty/recruit"
)

// Limits of an attempt. The lease is renewed while the attempt goes on, so it
// only has to outlast a short silence of a living process.
const (
	leaseFor   = 30 * time.Second
	renewEvery = 10 * time.Second
	attemptFor = 5 * time.Minute
	// inFlight is how long a request of a process that died may still be on its
	// way; looking up sooner could miss what it makes.
	inFlight = 3 * time.Second
	// patience is how long acting commands wait for an effect's next attempt.
	patience = 4 * time.Second
)

// Store is what the outbox reads and writes.
type Store interface {
	recruit.Interviews
	recruit.EffectQueue
	recruit.Files
	recruit.Connections
}

// Outbox works on effects. Its fields are set once, before use.
type Outbox struct {
	Store     Store
	Meetings  recruit.Meetings
	Post      recruit.Post
	Workspace func(ctx context.Context) string // the company's name in mails
	Owner     string                           // this process, unique on every machine
	// Dead says for certain that another owner's process has ended; it may
	// always answer false, then only the lease tells.
	Dead  func(owner string) bool
	Now   recruit.Clock
	Pause func(attempt int) time.Duration
	// After is time.After, or a test's clock.
	After func(time.Duration) <-chan time.Time
	Log   *slog.Logger
}

// Run works until ctx ends, and then brings to its end what it has begun. wake makes it look at once; it also looks by
// itself about once a second, for what other processes left and for time.
func (o *Outbox) Run(ctx context.Context, wake <-chan struct{}) {
	for {
		if _, err := o.RunDue(ctx); err != nil && ctx.Err() == nil {
			o.Log.Error("outbox round failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-wake:
		case <-o.After(time.Second):
		}
	}
}

// RunDue works until nothing is due and says how many attempts it made.
func (o *Outbox) RunDue(ctx context.Context) (int, error) {
	if err := o.buryDead(ctx); err != nil {
		return 0, err
	}
	sum := 0
	for {
		ids, err := o.Store.DueInterviews(ctx, o.Now(), 64)
		if err != nil {
			return sum, fmt.Errorf("look for due effects: %w", err)
		}
		n, err := o.each(ctx, ids)
		sum += n
		if err != nil || n == 0 {
			return sum, err
		}
	}
}

// each works on several interviews side by side, four at a time.
func (o *Outbox) each(ctx context.Context, ids []recruit.InterviewID) (int, error) {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		sum   int
		first error
		slots = make(chan struct{}, 4)
	)
	for _, id := range ids {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			n, err := o.RunInterview(ctx, id)
			mu.Lock()
			defer mu.Unlock()
			sum += n
			if first == nil {
				first = err
			}
		})
	}
	wg.Wait()
	return sum, first
}

// RunInterview makes every attempt that is due for one interview and says how
// many it made.
func (o *Outbox) RunInterview(ctx context.Context, id recruit.InterviewID) (int, error) {
	for n := 0; ; n++ {
		tried, err := o.step(ctx, id)
		if err != nil || !tried {
			return n, err
		}
	}
}

// Settle works on one interview until nothing of it is open, or what is open
// does not move within a few seconds; acting commands call it (DESIGN §3).
func (o *Outbox) Settle(ctx context.Context, id recruit.InterviewID) (recruit.Record, error) {
	if err := o.buryDead(ctx); err != nil {
		return recruit.Record{}, err
	}
	limit := o.Now().Add(2 * time.Minute)
	for {
		if _, err := o.RunInterview(ctx, id); err != nil {
			return recruit.Record{}, err
		}
		r, err := o.Store.Record(ctx, id)
		if err != nil {
			return r, err
		}
		pause, soon := next(r, o.Now())
		if !soon || o.Now().After(limit) {
			return r, nil
		}
		select {
		case <-ctx.Done():
			return r, nil
		case <-o.After(pause):
		}
	}
}

// next says how long to wait for the interview's next move, and whether that
// is worth it: another process is at work, or an attempt is near.
func next(r recruit.Record, now time.Time) (time.Duration, bool) {
	soon, ok := patience, false
	for _, e := range r.Runnable(now.Add(patience)) {
		ok = true
		if e.State != recruit.Running {
			soon = min(soon, e.NextAttempt.Sub(now))
		}
	}
	for _, e := range r.Effects {
		if e.State == recruit.Running && e.LeaseUntil.After(now) {
			ok, soon = true, min(soon, 100*time.Millisecond)
		}
	}
	return max(soon, 10*time.Millisecond), ok
}

// step makes one attempt for an interview, if one is due.
func (o *Outbox) step(ctx context.Context, id recruit.InterviewID) (bool, error) {
	if ctx.Err() != nil {
		return false, nil
	}
	r, before, e, err := o.claim(ctx, id)
	if err != nil || e.ID == 0 {
		return false, err
	}
	// What has begun is brought to its end even if the program is asked to stop:
	// an answer that nobody waits for is an answer lost.
	attempt, cancel := context.WithTimeout(context.WithoutCancel(ctx), attemptFor)
	defer cancel()
	stop := o.keepLease(attempt, cancel, e.ID)
	var write result
	if e.Kind.IsZoom() {
		write = o.zoom(attempt, r, before, e)
	} else {
		write = o.mail(attempt, r, before, e)
	}
	stop()
	err = o.record(context.WithoutCancel(ctx), id, e.ID, func(r *recruit.Record, stored *recruit.Effect, now time.Time) []recruit.Activity {
		if !o.mine(*stored, e.Attempts) && !write.stands {
			return nil // somebody took over, and their attempt counts
		}
		e := stored
		lines := write.apply(r, e, now)
		o.Log.Info("effect attempted", "interview", id, "effect", e.ID, "kind", e.Kind, "state", e.State,
			"attempt", e.Attempts, "tracking", e.TrackingID, "error", e.Error, "cause", cause(write.err))
		return lines
	})
	return true, err
}

// claim takes the first runnable effect of an interview under a lease, or
// settles at once what must not be tried any more. It returns the record as it
// is, the effect as it was before and as it is now; ID 0 means nothing to do.
func (o *Outbox) claim(ctx context.Context, id recruit.InterviewID) (r recruit.Record, before, e recruit.Effect, err error) {
	for {
		r, err = o.Store.Record(ctx, id)
		if errors.Is(err, recruit.ErrNotFound) {
			return r, before, recruit.Effect{}, nil // taken back meanwhile
		}
		if err != nil {
			return r, before, recruit.Effect{}, fmt.Errorf("read interview %d: %w", id, err)
		}
		now := o.Now().UTC()
		due := r.Runnable(now)
		if len(due) == 0 {
			return r, before, recruit.Effect{}, nil
		}
		before = due[0]
		if before.Kind.IsMail() && before.MessageID == "" {
			before.Left = false // bytes are stored before they leave, and there are none
		}
		c := recruit.Commit{Interview: r.Interview, People: r.People}
		switch why := held(r, before, now); {
		case idle(r, before, now):
			e = drop(before, behind(r, now))
		case why != "":
			e = release(before)
			e.State, e.NextAttempt, e.Error = recruit.Failed, time.Time{}, why
			c.Activity = append(c.Activity, note(r, e, now, "effect.held", why))
		default:
			e = begin(before, o.Owner, now.Add(leaseFor))
			if e.Kind.IsMail() && !before.Left {
				e.Sequence = r.Interview.Sequence // it will tell what is in force
			}
		}
		c.Effects = []recruit.Effect{e}
		r, err = o.Store.Commit(ctx, c)
		switch {
		case errors.Is(err, recruit.ErrStale) && ctx.Err() == nil:
			continue // somebody else was faster; look again
		case err != nil:
			return r, before, recruit.Effect{}, fmt.Errorf("claim effect %d: %w", before.ID, err)
		case e.State == recruit.Running:
			return r, before, e, nil
		}
	}
}

// idle says that an effect has nothing to do any more: a withdrawal for a
// person who never heard, a deletion of what was never made, something that a
// later version says anew, a reminder whose moment has passed.
func idle(r recruit.Record, e recruit.Effect, now time.Time) bool {
	if overtaken(r, e) {
		return true
	}
	switch e.Kind {
	case recruit.MailCancel:
		return !r.Told(e.Target)
	case recruit.MailReminder:
		return !r.ReminderDue(e, now)
	case recruit.ZoomDelete:
		return r.Interview.Meeting == nil
	case recruit.ZoomUpdate:
		return r.Interview.Meeting == nil || r.Interview.Status == recruit.Cancelled
	}
	return false
}

// change writes into a record, as it is by then, and returns lines for the log.
type change func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity

// result is how an attempt ended. One that stands happened outside for certain
// and is recorded even if somebody else has taken the effect over meanwhile.
type result struct {
	apply  change
	stands bool
	err    error // why it was not confirmed, for the log file
}

// behind is now, or the moment of the record's newest version if the clock has
// not passed it yet: undo tells by the times what was dropped because of it.
func behind(r recruit.Record, now time.Time) time.Time {
	if now.Before(r.Interview.UpdatedAt) {
		return r.Interview.UpdatedAt
	}
	return now
}

// cause is what lies behind the sentence of an error, all of it, "" when that
// says everything.
func cause(err error) string {
	var p *recruit.Problem
	if errors.As(err, &p) {
		err = p.Cause
	}
	if err == nil {
		return ""
	}
	return err.Error()
}

// mine says whether an effect is still under the lease of this attempt.
func (o *Outbox) mine(e recruit.Effect, attempt int) bool {
	return e.State == recruit.Running && e.Owner == o.Owner && e.Attempts == attempt
}

// hold renews the lease just before something leaves. A process that slept
// for too long finds here that another one has taken over, and lets go.
func (o *Outbox) hold(ctx context.Context, id recruit.EffectID) error {
	err := o.Store.ExtendLease(ctx, id, o.Owner, o.Now().Add(leaseFor))
	if errors.Is(err, recruit.ErrStale) {
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: "Another recruitty has taken this over.", Cause: err}
	}
	return err
}

// record commits the result of an attempt; it starts over when somebody else
// wrote in between, because what happened outside stays true.
func (o *Outbox) record(ctx context.Context, id recruit.InterviewID, mine recruit.EffectID, write change) error {
	for {
		r, err := o.Store.Record(ctx, id)
		if err != nil {
			return fmt.Errorf("read interview %d: %w", id, err)
		}
		e, ok := r.Effect(mine)
		if !ok {
			return nil
		}
		lines := write(&r, &e, behind(r, o.Now().UTC()))
		_, err = o.Store.Commit(ctx, recruit.Commit{Interview: r.Interview, People: r.People, Effects: []recruit.Effect{e}, Activity: lines})
		if errors.Is(err, recruit.ErrStale) {
			continue
		}
		if err != nil {
			return fmt.Errorf("record effect %d: %w", mine, err)
		}
		return nil
	}
}

// keepLease renews a lease while an attempt goes on, and ends the attempt when
// the lease was lost. The function that it returns stops it.
func (o *Outbox) keepLease(ctx context.Context, cancel context.CancelFunc, id recruit.EffectID) func() {
	ctx, stop := context.WithCancel(ctx)
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-o.After(renewEvery):
			}
			err := o.Store.ExtendLease(ctx, id, o.Owner, o.Now().Add(leaseFor))
			if errors.Is(err, recruit.ErrStale) {
				cancel()
				return
			}
		}
	})
	return func() { stop(); wg.Wait() }
}

// buryDead ends the leases of processes that are known to have died, so that
// nobody has to wait for them.
func (o *Outbox) buryDead(ctx context.Context) error {
	owners, err := o.Store.LeaseOwners(ctx)
	if err != nil {
		return fmt.Errorf("list lease owners: %w", err)
	}
	for _, owner := range owners {
		if owner != o.Owner && o.Dead(owner) {
			if err := o.Store.EndLeases(ctx, owner, o.Now().Add(inFlight)); err != nil {
				return fmt.Errorf("end leases of %s: %w", owner, err)
			}
		}
	}
	return nil
}

// note is a line of the activity log about an effect, said by recruitty.
func note(r recruit.Record, e recruit.Effect, now time.Time, action, text string) recruit.Activity {
	return recruit.Activity{At: now, Actor: "recruitty", Action: action, CandidateID: r.Interview.CandidateID,
		JobID: r.Interview.JobID, InterviewID: r.Interview.ID, Text: text}
}
