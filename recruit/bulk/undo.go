package bulk

import (
	"context"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
)

// UndoUntil is until when something of the result can be taken back at now; ok is false
// where nothing can any more.
func (r Result) UndoUntil(now time.Time) (until time.Time, ok bool) {
	for _, o := range r.Done() {
		if at, can := r.undoable(o.Record, now); can && at.After(until) {
			until, ok = at, true
		}
	}
	return until, ok
}

// undoable is until when the change of one interview can be taken back.
func (r Result) undoable(of recruit.Record, now time.Time) (time.Time, bool) {
	switch r.Change.Kind {
	case Undo: // what is undone is decided again, not undone
		return time.Time{}, false
	case Ask:
		return of.AskHeld(now)
	}
	return of.Undoable(now)
}

// Followed are the effects of an interview in which the change is seen to happen.
func (r Result) Followed(of recruit.Record) []recruit.Effect {
	if r.Change.Kind != Ask {
		return of.Followed()
	}
	return slices.DeleteFunc(of.Followed(), func(e recruit.Effect) bool { return e.Kind != recruit.MailAsk && !e.Open() })
}

// Undo takes back all that can still be taken back, the last first, each by itself. The
// outcomes are those of the interviews that had been changed: as they are again, or with
// why they stay changed.
func (b Bulk) Undo(ctx context.Context, r Result) (Result, error) {
	out := Result{Change: r.Change}
	done := r.Done()
	order := inOrder(turned(done))
	for n, i := range order {
		at := slices.IndexFunc(done, func(o Outcome) bool { return o.ID == i.ID })
		o := done[at]
		if ctx.Err() != nil { // someone has stopped it
			o.Tried = false
			out.Outcomes = append(out.Outcomes, o)
			continue
		}
		back, err := recruit.Record{}, inTheWay(o, out.NotDone())
		if err == nil {
			back, err = b.undo(context.WithoutCancel(ctx), r.Change.Kind, o)
		}
		if err != nil && !recruit.AboutOne(ctx, err) {
			return out, err
		}
		if o.Err = err; err == nil {
			o.Record = back
		}
		out.Outcomes = append(out.Outcomes, o)
		b.step(n+1, len(order))
	}
	slices.SortStableFunc(out.Outcomes, func(x, y Outcome) int { return x.Was.Interview.Start.Compare(y.Was.Interview.Start) })
	return out, nil
}

// inTheWay refuses to take back what would put someone into two interviews at once,
// because another one of the request stays where it came to.
func inTheWay(o Outcome, stay []Outcome) error {
	was := o.Was.Interview
	for _, other := range stay {
		at := other.Record.Interview
		if at.Status != recruit.Scheduled || !at.Start.Before(was.End()) || !at.End().After(was.Start) {
			continue
		}
		for _, p := range o.Was.Invited() {
			if also, in := other.Record.Person(p.Address); in && also.Invited() {
				return recruit.Refused("%s of %s stays where it is now, and %s is in both, so this one stays too.", other.Was.Interview.Title, recruit.Wall(at), p.Called())
			}
		}
	}
	return nil
}

// turned are the changes of a result the other way round.
func turned(done []Outcome) []Item {
	var all []Item
	for _, o := range slices.Backward(done) {
		all = append(all, Item{ID: o.ID, Was: o.Record, Then: scheduling.Preview{Record: o.Was}})
	}
	return all
}

// undo takes one change back, if nobody has changed the interview since.
func (b Bulk) undo(ctx context.Context, kind Kind, o Outcome) (recruit.Record, error) {
	if kind == Ask {
		return b.Services.Scheduling.TakeBackAsk(ctx, b.Actor, o.ID)
	}
	r, err := b.Services.Store.Record(ctx, o.ID)
	if err == nil {
		err = flow.Of(o.Record).Seen.Check(r)
	}
	if err != nil {
		return r, err
	}
	return b.Services.Scheduling.Undo(ctx, b.Actor, o.ID)
}
