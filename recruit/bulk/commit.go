package bulk

import (
	"context"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"recruitty/recruit"
	"recruitty/recruit/flow"
)

// Outcome is what became of one interview.
type Outcome struct {
	Item
	// Record is the interview as it is after the change; as it was looked at where Err
	// is set.
	Record recruit.Record
	// Tried says that it was got to; what was not tried is as it was.
	Tried bool
}

// Result is what became of all, by their start.
type Result struct {
	Change   Change
	Outcomes []Outcome
}

// Commit does what the preview has shown, each interview by itself: one that fails, or that
// someone changed meanwhile, stops no other, and its Err says why. Where something speaks
// against one by now that the preview did not say, it is left as it is (R14). The error is
// about the whole, such as a storage that does not answer; what was done before stands in the
// result, and stays done.
func (b Bulk) Commit(ctx context.Context, p Preview) (Result, error) {
	b.Change = p.Change
	result := Result{Change: p.Change}
	place := make(map[recruit.InterviewID]int, len(p.Items))
	left := ahead{}
	for n, i := range p.Items {
		place[i.ID] = n
		result.Outcomes = append(result.Outcomes, Outcome{Item: i, Record: i.Was, Tried: i.Err != nil})
		if i.Err == nil {
			left[i.ID] = change{i.Was, i.Then.Record}
		}
	}
	order := inOrder(p.Possible())
	for n, i := range order {
		if err := recruit.Allow(b.Actor, recruit.ToSchedule); err != nil {
			return result, err
		}
		if ctx.Err() != nil {
			return result, ctx.Err()
		}
		delete(left, i.ID)
		o := &result.Outcomes[place[i.ID]]
		r, err := b.commit(context.WithoutCancel(ctx), i, left)
		o.Tried = true
		if err != nil {
			if o.Err = err; !recruit.AboutOne(ctx, err) {
				return result, err
			}
		} else {
			o.Record = r
		}
		b.step(n+1, len(order))
	}
	return result, nil
}

// commit changes one interview; left are those that are still to be changed.
func (b Bulk) commit(ctx context.Context, i Item, left ahead) (recruit.Record, error) {
	on := flow.Of(i.Was)
	if b.Change.Kind == Move || b.Change.Kind == Find || b.Change.Kind == Replace {
		if err := b.stillSo(ctx, i, left); err != nil {
			return recruit.Record{}, err
		}
	}
	if i.TakesOver {
		r, err := b.By.TakeOver(ctx, on)
		if err != nil {
			return recruit.Record{}, err
		}
		on = flow.Of(r)
	}
	if b.Change.Kind == Undo {
		return b.undoLast(ctx, i, on)
	}
	aside := slices.Sorted(maps.Keys(left))
	return b.decision(i, on, recruit.Agreed{Clashes: i.Then.Clashes, Aside: aside}).Commit(ctx)
}

// decision is that about one interview, in spite of what was agreed to.
func (b Bulk) decision(i Item, on flow.Interview, agreed recruit.Agreed) flow.Decision {
	i.move.Agreed, i.people.Agreed = agreed, agreed
	//exhaustive:enforce
	switch b.Change.Kind {
	case Move, Find:
		return &flow.Reschedule{By: b.By, Interview: on, Move: i.move}
	case Replace:
		return &flow.People{By: b.By, Interview: on, Change: i.people}
	case Ask:
		return &flow.Ask{By: b.By, Interview: on}
	case Undo:
		return &flow.Undo{By: b.By, Interview: on}
	case Cancel:
	}
	return &flow.Cancel{By: b.By, Interview: on, Reason: b.Change.Reason}
}

// stillSo refuses an interview against whose change something speaks that its preview did
// not say: a booking that came meanwhile, or another one of the request that stayed where
// it was.
func (b Bulk) stillSo(ctx context.Context, i Item, left ahead) error {
	now, err := b.preview(ctx, i, b.svc(left).scheduling)
	if err != nil {
		return err
	}
	if now.Record.Interview.Version != i.Then.Record.Interview.Version {
		return nil // someone changed it, which the decision itself says better
	}
	known := map[string]bool{}
	for _, w := range i.Then.Warnings {
		known[figures().ReplaceAllString(w.Sentence, "0")] = true
	}
	var fresh []string
	for _, w := range now.Warnings {
		if !w.Waits && !known[figures().ReplaceAllString(w.Sentence, "0")] {
			fresh = append(fresh, w.Sentence)
		}
	}
	if len(fresh) > 0 {
		return &recruit.Problem{Kind: recruit.ErrStale, Sentence: "Something has changed in the meantime: " + strings.Join(fresh, " ") + " It was left as it is; look at it again."}
	}
	return nil
}

// figures are counts of interviews, which rise and fall while others of the same request
// are changed: a limit that was said to be exceeded is no news with another count.
var figures = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d+(?: interviews?\b)`) })

// inOrder puts the interviews so that each comes to times which no other one of the request
// still has: where one fails, none has moved into its place. Shifts go round in no circle,
// and hours were found with the others where they were.
func inOrder(items []Item) []Item {
	var out []Item
	for len(items) > 0 {
		n := slices.IndexFunc(items, func(i Item) bool {
			to := i.Then.Record.Interview
			return !slices.ContainsFunc(items, func(other Item) bool {
				at := other.Was.Interview
				return other.ID != i.ID && at.Start.Before(to.End()) && at.End().After(to.Start)
			})
		})
		n = max(n, 0)
		out = append(out, items[n])
		items = slices.Delete(slices.Clone(items), n, n+1)
	}
	return out
}

// Done are the interviews that were changed.
func (r Result) Done() []Outcome {
	return slices.DeleteFunc(slices.Clone(r.Outcomes), func(o Outcome) bool { return o.Err != nil || !o.Tried })
}

// NotDone are the interviews that were not changed, each with its Err; of one that was not
// got to it is ErrRefused.
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
