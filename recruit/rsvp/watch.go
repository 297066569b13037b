package rsvp

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"recruitty/recruit"
)

// passedNew are the messages passed over now that were not before.
func passedNew(before, now recruit.InboxProgress) []recruit.PassedOver {
	known := make(map[uint32]bool, len(before.PassedOver))
	for _, m := range before.PassedOver {
		known[m.UID] = true
	}
	return slices.DeleteFunc(slices.Clone(now.PassedOver), func(m recruit.PassedOver) bool { return known[m.UID] })
}

// The rhythm in which the mailbox is looked into. Where its server says by
// itself that something arrived, an answer shows within seconds; that waiting
// is begun anew before the half hour after which servers hang up (RFC 2177).
const (
	fetchEvery = time.Minute
	settle     = 2 * time.Second // several mails that come at once are one look
	longest    = 25              // minutes that one waiting lasts
	backOff    = 16              // minutes at most between two looks that fail
)

// Run looks into the mailbox for as long as ctx lasts, when one is set up: when
// its server says that something arrived, else every minute; after a failure
// with longer and longer pauses. failed is told of a look that did not succeed,
// once for each reason, and of each message that was passed over, by its number
// alone: what it hears may be kept longer than a person's data.
func (a *Service) Run(ctx context.Context, after func(time.Duration) <-chan time.Time, failed func(error)) {
	said, failures := "", 0
	before, _ := a.Settings.Inbox(ctx)
	for ctx.Err() == nil {
		err := a.fetch(ctx)
		b, unknown := a.Settings.Inbox(ctx)
		for _, m := range passedNew(before.InboxProgress, b.InboxProgress) {
			failed(&recruit.Problem{Kind: recruit.ErrLater, Sentence: fmt.Sprintf("Message %d in the mailbox for answers was passed over: %s", m.UID, m.Why)})
		}
		before = b
		if unknown == nil && b.URL == "" {
			err = nil // there is nothing to read
		}
		if sentence := recruit.Sentence(err); sentence != said && ctx.Err() == nil {
			if said = sentence; err != nil {
				failed(err)
			}
		}
		switch {
		case err != nil || unknown != nil:
			failures++
			a.pause(ctx, after, b, min(1<<min(failures-1, 10), backOff))
		case b.URL == "":
			failures = 0
			a.pause(ctx, after, b, 1)
		default:
			failures = 0
			a.await(ctx, after, b)
		}
	}
}

// fetch is Fetch for Run: a fault in it ends neither the program nor the looks to
// come.
func (a *Service) fetch(ctx context.Context) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = &recruit.Problem{Kind: recruit.ErrLater, Cause: fmt.Errorf("%v\n%s", fault, debug.Stack()),
				Sentence: "An error in recruitty stopped reading the mailbox for answers; it will be tried again."}
		}
	}()
	_, err = a.Fetch(ctx)
	return err
}

// pause lets some minutes go by, or fewer when another mailbox is set.
func (a *Service) pause(ctx context.Context, after func(time.Duration) <-chan time.Time, b recruit.Inbox, minutes int) {
	for range minutes {
		select {
		case <-ctx.Done():
			return
		case <-after(fetchEvery):
		}
		if now, err := a.Settings.Inbox(ctx); err == nil && now.URL != b.URL {
			return
		}
	}
}

// await waits until something arrived in the mailbox, another one is set, or
// the time for one waiting is over. A server that says nothing by itself, or
// hangs up, is looked into after a minute.
func (a *Service) await(ctx context.Context, after func(time.Duration) <-chan time.Time, b recruit.Inbox) {
	waiting, stop := context.WithCancel(ctx)
	arrived := make(chan error, 1)
	go func() { arrived <- a.Mailer.Await(waiting, b.URL, b.Mark) }()
	passed := make(chan struct{})
	go func() {
		defer close(passed)
		a.pause(waiting, after, b, longest)
	}()
	select {
	case <-passed:
		stop()
		<-arrived
	case err := <-arrived:
		stop()
		<-passed
		switch {
		case err == nil && ctx.Err() == nil:
			select {
			case <-ctx.Done():
			case <-after(settle):
			}
		case err != nil && !errors.Is(err, context.Canceled):
			a.pause(ctx, after, b, 1)
		}
	}
}
