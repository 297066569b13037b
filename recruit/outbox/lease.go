package outbox

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"recruitty/recruit"
)

// mine reports whether an effect is still under the lease of this attempt.
func (o *Outbox) mine(e recruit.Effect, attempt int) bool {
	return e.State == recruit.Running && e.Owner == o.Owner && e.Attempts == attempt
}

// hold renews the lease just before something leaves. A process that slept
// for too long finds here that another one has taken over, and lets go.
func (o *Outbox) hold(ctx context.Context, id recruit.EffectID) error {
	err := o.Store.ExtendLease(ctx, id, o.Owner, o.Now().Add(leaseFor))
	if errors.Is(err, recruit.ErrStale) {
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: "Another running recruitty has taken this over.", Cause: err}
	}
	return err
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
	var failed []error
	for _, owner := range owners {
		if owner != o.Owner && o.Dead(owner) {
			if err := o.Store.EndLeases(ctx, owner, o.Now().Add(inFlight)); err != nil {
				failed = append(failed, fmt.Errorf("end leases of %s: %w", owner, err))
			}
		}
	}
	return errors.Join(failed...)
}
