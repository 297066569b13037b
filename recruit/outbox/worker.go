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
	// retryWait is how long acting commands wait for an effect's next attempt.
	retryWait = 4 * time.Second
	// calmPause is the longest time between two looks of Run.
	calmPause = 5 * time.Second
)

// Store is what the outbox reads and writes.
type Store interface {
	Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error)
	Commit(ctx context.Context, c recruit.Commit) (recruit.Record, error)
	FileContent(ctx context.Context, sha256 string) ([]byte, error)
	recruit.ConnectionFinder
	recruit.EffectQueue
	LetterStore
}

// Outbox works on effects. Its fields are set once, before use.
type Outbox struct {
	Store     Store
	Meetings  recruit.Meetings
	Mailer    recruit.Mailer
	Workspace func(ctx context.Context) string // the company's name in mails
	// ForPanel is what mails to the panel tell besides the interview: its guide, and the
	// lines of a scorecard to fill in; nil where there are none.
	ForPanel func(ctx context.Context, r recruit.Record) (guide, form string, err error)
	// Linked is the text of a letter that brings an offer, with a link of its own in it, and
	// the link; nil sends it without.
	Linked func(ctx context.Context, l recruit.Letter) (text, link string, err error)
	// Reads reports whether answers by mail are read: those to offers go there then, and else
	// to who sent the offer. nil is no.
	Reads func(ctx context.Context) (bool, error)
	Owner string // this process, unique on every machine
	// Dead says for certain that another owner's process has ended; it may
	// always answer false, then only the lease tells.
	Dead  func(owner string) bool
	Now   recruit.Clock
	Pause func(attempt int) time.Duration
	// After is time.After, or a test's clock.
	After func(time.Duration) <-chan time.Time
	Log   *slog.Logger

	aside aside // interviews that could not be worked on
}

// Over is an outbox that works as o does, over another view of the workspace.
func (o *Outbox) Over(store Store) *Outbox {
	return &Outbox{Store: store, Meetings: o.Meetings, Mailer: o.Mailer, Workspace: o.Workspace, ForPanel: o.ForPanel, Linked: o.Linked, Reads: o.Reads, Owner: o.Owner, Dead: o.Dead,
		Now: o.Now, Pause: o.Pause, After: o.After, Log: o.Log}
}

// Run works until ctx ends, and then brings to its end what it has begun. wake makes it look at once; it also looks by
// itself, for what other processes left and for time: about once a second while something may become due, and
// every calmPause while nothing will.
func (o *Outbox) Run(ctx context.Context, wake <-chan recruit.ChangeSet) {
	// A process that died may have left something asleep that a new sign-in should have woken.
	if err := o.Store.WakeEffects(ctx, "", o.Now().UTC()); err != nil && ctx.Err() == nil {
		o.Log.Error("waking the outbox failed", "error", err)
	}
	for {
		if _, err := o.RunDue(ctx); err != nil && ctx.Err() == nil {
			o.Log.Error("outbox round failed", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-wake:
		case <-o.After(o.pause(ctx)):
		}
	}
}

// pause is how long Run waits for its next look when nobody wakes it. What is
// decided meanwhile, here or in another process, wakes it; a clock that is set,
// and a machine that sleeps, are why it is never longer than calmPause.
func (o *Outbox) pause(ctx context.Context) time.Duration {
	ahead, err := o.Store.DueInterviews(ctx, o.Now().Add(leaseFor), 1)
	if err != nil || len(ahead) > 0 {
		return time.Second
	}
	if letters, err := o.Store.DueLetters(ctx, o.Now().Add(leaseFor), 1); err != nil || len(letters) > 0 {
		return time.Second
	}
	return calmPause
}

// RunDue works until nothing is due and says how many attempts it made. An
// interview that cannot be worked on is put off and stops no other; the error
// names each of them.
func (o *Outbox) RunDue(ctx context.Context) (int, error) {
	if err := o.buryDead(ctx); err != nil {
		return 0, err
	}
	sum, failed := o.runLetters(ctx)
	var failures []error
	if failed != nil {
		failures = append(failures, failed)
	}
	for {
		ids, err := o.due(ctx)
		if err != nil {
			return sum, errors.Join(append(failures, fmt.Errorf("look for due effects: %w", err))...)
		}
		n, failed := o.each(ctx, ids)
		sum += n
		failures = append(failures, failed...)
		// With nothing but failures it is not one interview that is at fault.
		if ctx.Err() != nil || n == 0 && (len(failed) == 0 || len(failed) == maxDue) {
			return sum, errors.Join(failures...)
		}
	}
}

// each works on several interviews side by side, four at a time, and returns
// how many attempts were made and why some interviews could not be worked on.
func (o *Outbox) each(ctx context.Context, ids []recruit.InterviewID) (int, []error) {
	var (
		wg       sync.WaitGroup
		mu       sync.Mutex
		sum      int
		failures []error
		slots    = make(chan struct{}, 4)
	)
	for _, id := range ids {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			n, err := o.RunInterview(ctx, id)
			if err != nil && ctx.Err() == nil {
				o.putOff(ctx, id, err)
			} else {
				o.aside.back(id)
			}
			mu.Lock()
			defer mu.Unlock()
			sum += n
			if err != nil {
				failures = append(failures, &recruit.Problem{Kind: recruit.ErrLater, Cause: err,
					Sentence: fmt.Sprintf("Interview %d could not be processed: %s", id, recruit.Sentence(err))})
			}
		})
	}
	wg.Wait()
	return sum, failures
}

// RunInterview makes every attempt that is due for one interview and says how
// many it made.
func (o *Outbox) RunInterview(ctx context.Context, id recruit.InterviewID) (n int, err error) {
	defer o.caught(&err, recruit.ErrLater, "interview", id)
	for ; ; n++ {
		tried, err := o.step(ctx, id)
		if err != nil || !tried {
			return n, err
		}
	}
}

// Settle works on one interview until nothing of it is open, or what is open
// does not move within a few seconds; acting commands call it.
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
	soon, ok := retryWait, false
	for _, e := range r.Runnable(now.Add(retryWait)) {
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
