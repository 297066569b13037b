package people

import (
	"context"
	"fmt"
	"time"

	"recruitty/recruit"
)

// due is how long what leaves can be taken back.
func (b Bulk) due(ctx context.Context) (time.Duration, error) {
	if b.By.Undo == nil {
		return 0, nil
	}
	return b.By.Undo(ctx)
}

// Undoable is for how many something can be taken back at now, and until when that holds of
// those whose mails and interviews wait; until is zero where none does.
func (r Result) Undoable(now time.Time) (n int, until time.Time) {
	for _, o := range r.Done() {
		at, limited, can := o.undoable(now)
		if !can {
			continue
		}
		if n++; limited && at.After(until) {
			until = at
		}
	}
	return n, until
}

// undoable reports whether the change of one can be taken back, and until when.
func (o Outcome) undoable(now time.Time) (until time.Time, limited, can bool) {
	switch {
	case o.Letter.ID != 0:
		until = o.Letter.Effect.NextAttempt
		return until, true, o.Letter.Withdrawable() == nil && until.After(now)
	case len(o.Cancelled) > 0: // the stage may be taken back when the interviews stay cancelled
		until, can = o.Cancelled[0].Undoable(now)
		return until, can, true
	}
	return until, false, o.line != 0 || o.Application.ID != 0
}

// Reread is the result with mails and interviews as they are now.
func (b Bulk) Reread(ctx context.Context, r Result) (Result, error) {
	out := Result{Change: r.Change, Outcomes: append([]Outcome(nil), r.Outcomes...)}
	for n := range out.Outcomes {
		o := &out.Outcomes[n]
		if o.Letter.ID != 0 && o.Letter.Effect.Open() {
			l, err := b.Services.Store.Letter(ctx, o.Letter.ID)
			if err != nil && !recruit.AboutOne(ctx, err) {
				return r, err
			}
			if err == nil {
				o.Letter = l
			}
		}
		cancelled := append([]recruit.Record(nil), o.Cancelled...)
		for m := range cancelled {
			if cancelled[m].Settled() {
				continue
			}
			rec, err := b.Services.Store.Record(ctx, cancelled[m].Interview.ID)
			if err != nil && !recruit.AboutOne(ctx, err) {
				return r, err
			}
			if err == nil {
				cancelled[m] = rec
			}
		}
		o.Cancelled = cancelled
	}
	return out, nil
}

// Settled reports whether everything that the result called for outside is confirmed, or
// held until a time that was chosen.
func (r Result) Settled(now time.Time) bool {
	for _, o := range r.Done() {
		if o.Letter.ID != 0 && o.Letter.Effect.Open() && !o.Held(now) {
			return false
		}
		for _, rec := range o.Cancelled {
			if !rec.Settled() {
				return false
			}
		}
	}
	return true
}

// Held reports whether the mail waits for a time that was chosen, which is no delay.
func (o Outcome) Held(now time.Time) bool {
	e := o.Letter.Effect
	return o.Draft != nil && !o.Draft.Leaves.IsZero() && e.Open() && e.Attempts == 0 && e.Error == "" && e.NextAttempt.After(now)
}

// Undo takes back all that can still be taken back, the last first, each by themselves. The
// outcomes are those for whom it had been done: taken back, or with why it stays. Where ctx
// ends meanwhile, those that were not got to stay, and NotDone says so.
func (b Bulk) Undo(ctx context.Context, r Result) (Result, error) {
	out := Result{Change: r.Change}
	done := r.Done()
	for n := len(done) - 1; n >= 0; n-- {
		o := done[n]
		if ctx.Err() != nil { // someone has stopped it
			o.Tried = false
			out.Outcomes = append([]Outcome{o}, out.Outcomes...)
			continue
		}
		o.Err = b.takeBack(context.WithoutCancel(ctx), r.Change.Kind, o)
		out.Outcomes = append([]Outcome{o}, out.Outcomes...)
		if o.Err != nil && !recruit.AboutOne(ctx, o.Err) {
			return out, o.Err
		}
		b.step(len(done)-n, len(done))
	}
	return out, nil
}

// takeBack takes the change of one candidate back, unless someone changed it since.
func (b Bulk) takeBack(ctx context.Context, kind Kind, o Outcome) error {
	//exhaustive:enforce
	switch kind {
	case Move, Reject:
		last, err := b.Services.Outcomes.Last(ctx, b.Actor, o.ID, o.Application.JobID)
		if err != nil {
			return err
		}
		last.Application.Version = o.Application.Version // Undo refuses another one
		_, err = b.Services.Outcomes.Undo(ctx, b.Actor, last)
		return err
	case Mail:
		_, err := b.Services.Letters.Withdraw(ctx, b.Actor, o.Letter.ID)
		return err
	case Link, Tag, Own:
	}
	if o.line == 0 {
		return recruit.Refused("It is no longer known which change it was; u on the profile of %s undoes their last one.", o.Name())
	}
	offer, err := b.Services.Undo.OfChange(ctx, b.Actor, o.ID, o.line)
	if err != nil {
		return err
	}
	if _, err = b.Services.Undo.TakeBack(ctx, b.Actor, offer); err != nil {
		return fmt.Errorf("take back a change of candidate %d: %w", o.ID, err)
	}
	return nil
}
