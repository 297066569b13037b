package app

import (
	"context"
	"sync"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// outboxGrace is how long the outbox may bring to its end what it has begun
// when the host ends.
const outboxGrace = 2 * time.Second

// firstScreen is how long the work behind a front end waits at its start, so that it
// does not share processor and database with the first screen.
const firstScreen = 250 * time.Millisecond

// tidied is how often the content of files is wiped whose removal cannot be taken back
// any more.
const tidied = time.Hour

// work does until ctx ends what goes on behind every front end: it works on the
// outbox, asks for scorecards, looks after offers of times, reads the mailbox for answers and people's calendars,
// settles the access of members who left, wipes what was removed long ago, and reads what
// is to be searched.
// wait returns when all of it has come to its end.
func work(ctx context.Context, w *workspace.Workspace) (wait func()) {
	var behind sync.WaitGroup
	wake := w.Storage.Changes(ctx)
	later := func(do func()) {
		behind.Go(func() {
			select {
			case <-ctx.Done():
			case <-time.After(firstScreen):
				do()
			}
		})
	}
	later(func() { w.Outbox.Run(ctx, wake) })
	later(func() {
		w.Services.Feedback.Run(ctx, time.After, func(err error) { w.Log.Warn("panels are not asked for scorecards", "error", err) })
	})
	later(func() {
		w.Services.Offers.Run(ctx, time.After, func(err error) { w.Log.Warn("offers of times are not looked after", "error", err) })
	})
	later(func() {
		w.Services.Answers.Run(ctx, time.After, func(err error) { w.Log.Warn("the mailbox for answers cannot be read", "error", err) })
	})
	later(func() {
		w.Services.Accounts.RunSettle(ctx, time.After, func(err error) { w.Log.Warn("access of members who left is not settled", "error", err) })
	})
	later(func() {
		for ctx.Err() == nil {
			if err := w.Storage.Tidy(ctx); err != nil {
				w.Log.Warn("what was removed long ago is not wiped", "error", err)
			}
			select {
			case <-ctx.Done():
			case <-time.After(tidied):
			}
		}
	})
	if texts := w.Texts; texts != nil {
		news := w.Storage.Changes(ctx)
		later(func() {
			texts.Run(ctx, told(news), time.After, func(err error) { w.Log.Warn("files are not read for the search", "error", err) })
		})
	}
	if free := w.Services.Availability; free != nil && free.Store != nil {
		later(func() {
			free.Run(ctx, func(err error) { w.Log.Warn("calendars are not read", "error", err) })
		})
	}
	return behind.Wait
}

// told passes on that something changed, whatever it was.
func told(news <-chan recruit.ChangeSet) <-chan struct{} {
	wake := make(chan struct{}, 1)
	go func() {
		defer close(wake)
		for range news {
			select {
			case wake <- struct{}{}:
			default: // there is word already
			}
		}
	}()
	return wake
}

// within reports whether wait returned before d had passed.
func within(d time.Duration, wait func()) bool {
	done := make(chan struct{})
	go func() { defer close(done); wait() }()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-done:
		return true
	case <-timer.C:
		return false
	}
}
