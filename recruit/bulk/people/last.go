package people

import (
	"context"
	"fmt"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/undo"
)

// Last is the last change that someone made of a candidate, as undo by one request sees it.
type Last struct {
	ID    recruit.CandidateID
	Name  string
	Offer undo.Offer
	Done  bool  // it is taken back
	Err   error // why it is not, or cannot be; nil where it can
}

// Called is what the candidate is called.
func (l Last) Called() string {
	if l.Name == "" {
		return fmt.Sprintf("Candidate %d", l.ID)
	}
	return l.Name
}

// Lasts are the last changes of candidates that the actor can take back, made since then, in the
// order in which the candidates were named, each once. Of whom there is none Err says so; the
// error is about the request as a whole.
func (b Bulk) Lasts(ctx context.Context, ids []recruit.CandidateID, since time.Time) ([]Last, error) {
	if err := recruit.Allow(b.Actor, recruit.ToRecruit); err != nil {
		return nil, err
	}
	var all []Last
	for _, id := range ids {
		if !slices.ContainsFunc(all, func(l Last) bool { return l.ID == id }) {
			all = append(all, Last{ID: id})
		}
	}
	if err := CheckCount(len(all)); err != nil {
		return nil, err
	}
	for n := range all {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err := b.last(ctx, &all[n], since); err != nil {
			return nil, err
		}
		b.step(n+1, len(all))
	}
	return all, nil
}

// last looks up the last change of one. The error is about the request as a whole.
func (b Bulk) last(ctx context.Context, l *Last, since time.Time) error {
	c, err := b.Services.Store.Candidate(ctx, l.ID)
	if err == nil {
		l.Name = c.Name
		l.Offer, err = b.Services.Undo.OfCandidate(ctx, b.Actor, l.ID)
	}
	if err == nil {
		err = b.meant(l.Offer, since)
	}
	if l.Err = err; err != nil && !recruit.AboutOne(ctx, err) {
		return err
	}
	return nil
}

// meant refuses a change of which nobody who undoes that of many thinks.
func (b Bulk) meant(o undo.Offer, since time.Time) error {
	switch {
	case o.Newer != "":
		return recruit.Refused("%s", o.Newer)
	case o.ActorID != b.Actor.ID:
		return recruit.LastOfOther(o.Actor, undo.Brief(o.Text))
	case o.At.Before(since):
		return recruit.LastTooOld(undo.Brief(o.Text))
	}
	return nil
}

// TakeLasts takes back what Lasts has found, each by itself, and what cannot be any more says
// why in its Err. Where ctx ends meanwhile, those that were not got to stay, and say so.
func (b Bulk) TakeLasts(ctx context.Context, all []Last) ([]Last, error) {
	out := slices.Clone(all)
	for n := range out {
		l := &out[n]
		if l.Err != nil {
			continue
		}
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		if _, l.Err = b.Services.Undo.TakeBack(context.WithoutCancel(ctx), b.Actor, l.Offer); l.Err != nil && !recruit.AboutOne(ctx, l.Err) {
			return out, l.Err
		}
		l.Done = l.Err == nil
		b.step(n+1, len(out))
	}
	return out, nil
}
