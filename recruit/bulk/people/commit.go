package people

import (
	"context"
	"errors"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/outcomes"
)

// Outcome is what became of one candidate.
type Outcome struct {
	Item
	// Tried says that it was got to; what was not tried is as it was.
	Tried bool
	// Application is the link after a move, a rejection or a new link.
	Application recruit.Application
	// Letter is the mail as it stands in the outbox, zero without.
	Letter recruit.Letter
	// Cancelled are the interviews that were cancelled, and Standing those that were to be
	// and were not, with why.
	Cancelled []recruit.Record
	Standing  []outcomes.Ahead
	line      recruit.ActivityID // of the log, which Undo takes back
}

// Result is what became of all.
type Result struct {
	Change   Change
	Outcomes []Outcome
}

// Commit does what the preview has shown, for each by themselves: one for whom it fails, or
// whom someone changed meanwhile, stops no other, and their Err says why. The error is
// about the whole, such as a storage that does not answer; what was done before stands in
// the result, and stays done.
func (b Bulk) Commit(ctx context.Context, p Preview) (Result, error) {
	b.Change = p.Change
	result := Result{Change: p.Change}
	for _, i := range p.Items {
		result.Outcomes = append(result.Outcomes, Outcome{Item: i, Tried: i.Err != nil || i.Same})
	}
	all, done := len(p.Possible()), 0
	for n := range result.Outcomes {
		o := &result.Outcomes[n]
		if o.Tried {
			continue
		}
		if err := recruit.Allow(b.Actor, recruit.ToRecruit); err != nil {
			return result, err
		}
		if ctx.Err() != nil {
			return result, ctx.Err()
		}
		o.Err = b.commit(context.WithoutCancel(ctx), o)
		if o.Tried = true; o.Err != nil && !recruit.AboutOne(ctx, o.Err) {
			return result, o.Err
		}
		done++
		b.step(done, all)
	}
	return result, nil
}

// commit does it for one.
func (b Bulk) commit(ctx context.Context, o *Outcome) error {
	//exhaustive:enforce
	switch b.Change.Kind {
	case Move:
		return b.commitMove(ctx, o)
	case Link:
		var err error
		o.Application, err = b.Services.Pipeline.Link(ctx, b.Actor, o.ID, o.Item.Application.JobID, b.Change.Stage)
		return b.noted(ctx, o, err)
	case Tag, Own:
		c := o.Was.Candidate
		if b.Change.Kind == Own {
			c.Owner = b.Change.Owner
		} else {
			c.Tags = b.Change.tagged(c.Tags)
		}
		_, err := b.Services.Pipeline.Update(ctx, b.Actor, c)
		if errors.Is(err, recruit.ErrStale) {
			return changed(*o)
		}
		return b.noted(ctx, o, err)
	case Reject:
		due, err := b.due(ctx)
		if err != nil {
			return err
		}
		q := b.rejection(o.Item)
		q.Mail = o.Draft != nil
		done, err := b.Services.Outcomes.Decide(ctx, b.Actor, q, due)
		o.Application, o.Letter, o.Cancelled, o.Standing = done.Application, done.Letter, done.Cancelled, done.Standing
		return err
	case Mail:
		due, err := b.due(ctx)
		if err != nil {
			return err
		}
		o.Letter, err = b.Services.Letters.Send(ctx, b.Actor, b.letter(o.Item), due)
		return err
	}
	return nil
}

func (b Bulk) commitMove(ctx context.Context, o *Outcome) error {
	now, err := b.Services.Store.Profile(ctx, o.ID)
	if err != nil {
		return err
	}
	if a, linked := now.Application(o.Item.Application.JobID); !linked || a.Version != o.Item.Application.Version {
		return changed(*o)
	}
	m, err := b.Services.Pipeline.Move(ctx, b.Actor, o.ID, o.Item.Application.JobID, o.To)
	o.Application = m.Application
	return err
}

// changed says that someone changed a candidate since the preview.
func changed(o Outcome) error {
	return &recruit.Problem{Kind: recruit.ErrStale, Sentence: o.Name() + " was changed in the meantime and is left as they are; look at them again."}
}

// noted keeps which line of the log a change has, so that just this one is taken back.
func (b Bulk) noted(ctx context.Context, o *Outcome, err error) error {
	if err != nil {
		return err
	}
	// Where the log cannot be read the change is done all the same, and is taken back from
	// the profile.
	past, err := b.Services.Undo.Store.PastChanges(ctx, recruit.PastChangeFilter{CandidateID: o.ID, ActorID: b.Actor.ID, Limit: 1})
	if err == nil && len(past) == 1 {
		o.line = past[0].ID
	}
	return nil
}

// Possible are the items for which there is something to do.
func (p Preview) Possible() []Item {
	return slices.DeleteFunc(slices.Clone(p.Items), func(i Item) bool { return i.Err != nil || i.Same })
}

// Same are the items for which it is so already, and Refused those for which it cannot be
// done.
func (p Preview) Same() []Item {
	return slices.DeleteFunc(slices.Clone(p.Items), func(i Item) bool { return i.Err != nil || !i.Same })
}

// Refused are the items for which it cannot be done, each with its Err.
func (p Preview) Refused() []Item {
	return slices.DeleteFunc(slices.Clone(p.Items), func(i Item) bool { return i.Err == nil })
}

// Done are the candidates for whom it was done.
func (r Result) Done() []Outcome {
	return slices.DeleteFunc(slices.Clone(r.Outcomes), func(o Outcome) bool { return o.Err != nil || !o.Tried || o.Same })
}

// NotDone are those for whom it was not done and should have been, each with its Err; of one
// that was not got to it is ErrRefused.
func (r Result) NotDone() []Outcome {
	var all []Outcome
	for _, o := range r.Outcomes {
		if !o.Tried {
			o.Err = flow.NotReached()
		}
		if o.Err != nil {
			all = append(all, o)
		}
	}
	return all
}
