package bulk

import (
	"cmp"
	"context"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
)

// Max is how many interviews one request changes at most.
const Max = 200

// Bulk is one request to change many interviews.
type Bulk struct {
	flow.By
	Change Change
	// TakeOver lets an admin become the organiser first, of those that are someone else's
	// (R7). Without it they are refused.
	TakeOver bool
	// Step is told how many are worked out, or changed, of all; it may be nil.
	Step func(done, all int)
}

// Item is one of the interviews, and what would become of it.
type Item struct {
	ID   recruit.InterviewID
	Was  recruit.Record     // as it was looked at
	Then scheduling.Preview // what would happen; zero where Err is set
	Err  error              // why it cannot be changed, nil where it can
	// TakesOver says that the member becomes the organiser first.
	TakesOver bool
	asked     bool // Undo takes back that people are asked again
	move      recruit.RescheduleRequest
	people    recruit.PeopleChange
	concerns  []scheduling.Warning // of who or which hour was chosen
}

// Preview is what a request would do to each interview, by their start.
type Preview struct {
	Change Change
	Items  []Item
}

// Preview works out what the request would do: shown before it is done. Those of which
// it cannot be done are among the items with why, and keep no other from it. The people
// who take part are read once more for it, together (R13). Errors are those about the
// request as a whole.
func (b Bulk) Preview(ctx context.Context, ids []recruit.InterviewID) (Preview, error) {
	if err := recruit.Allow(b.Actor, recruit.ToSchedule); err != nil {
		return Preview{}, err
	}
	if err := b.Change.check(); err != nil {
		return Preview{}, err
	}
	p := Preview{Change: b.Change}
	var err error
	if p.Items, err = b.read(ctx, ids); err != nil {
		return Preview{}, err
	}
	unread, err := b.reread(ctx, p.Items)
	if err != nil {
		return Preview{}, err
	}
	placed := ahead{}
	for n := range p.Items {
		i := &p.Items[n]
		if i.Err == nil {
			if err := b.settle(ctx, i, placed); err != nil {
				return Preview{}, err
			}
		}
		b.step(n+1, 2*len(p.Items))
	}
	for n := range p.Items {
		i := &p.Items[n]
		if i.Err == nil {
			if err := b.foresee(ctx, i, placed, unread); err != nil {
				return Preview{}, err
			}
		}
		b.step(len(p.Items)+n+1, 2*len(p.Items))
	}
	return p, nil
}

func (b Bulk) step(done, all int) {
	if b.Step != nil {
		b.Step(done, all)
	}
}

// read reads the interviews, each once and by their start, and says of which the member
// may not decide.
func (b Bulk) read(ctx context.Context, ids []recruit.InterviewID) ([]Item, error) {
	var items []Item
	for _, id := range ids {
		if slices.ContainsFunc(items, func(i Item) bool { return i.ID == id }) {
			continue
		}
		if len(items) == Max {
			return nil, recruit.Invalid("interviews", "One request can change at most %d interviews; choose fewer.", Max)
		}
		r, err := b.Services.Store.Record(ctx, id)
		if err != nil && !recruit.AboutOne(ctx, err) {
			return nil, err
		}
		i := Item{ID: id, Was: r, Err: err}
		switch {
		case err != nil:
		case b.Change.Kind == Undo:
			i.Err = b.meant(&i)
		default:
			i.TakesOver, i.Err = b.may(r)
		}
		items = append(items, i)
	}
	if len(items) == 0 {
		return nil, recruit.Invalid("interviews", "No interview is chosen.")
	}
	slices.SortStableFunc(items, func(x, y Item) int {
		return cmp.Or(x.Was.Interview.Start.Compare(y.Was.Interview.Start), cmp.Compare(x.ID, y.ID))
	})
	return items, nil
}

// may refuses what the member may not change; takesOver says that they have to become the
// organiser first.
func (b Bulk) may(r recruit.Record) (takesOver bool, err error) {
	if err := r.StillScheduled(); err != nil {
		return false, err
	}
	err = r.MayChange(b.Actor)
	if err != nil && b.TakeOver && r.MayTakeOver(b.Actor) == nil {
		return true, nil
	}
	return false, err
}

// reread reads the calendars of all who count once more, and warns of those that could
// not be read.
func (b Bulk) reread(ctx context.Context, items []Item) ([]scheduling.Warning, error) {
	if b.Services.Finder == nil || b.Change.Kind == Cancel || b.Change.Kind == Ask || b.Change.Kind == Undo {
		return nil, nil
	}
	all := []string{}
	add := func(address string) {
		if address != "" && !slices.Contains(all, address) {
			all = append(all, address)
		}
	}
	add(b.Change.Comes)
	for _, m := range b.Change.Pool.Members {
		add(m.Email)
	}
	for _, i := range items {
		if i.Err != nil || b.Change.Kind == Replace {
			continue
		}
		for _, address := range attending(i.Was) {
			add(address)
		}
	}
	return b.Services.Finder.Reread(ctx, b.Actor, all)
}

// settle works out to which time, or which people, an interview changes, with those
// changed that stand before it, and puts it among them. What speaks against it is the
// item's error; an error that is returned ends the whole.
func (b Bulk) settle(ctx context.Context, i *Item, placed ahead) error {
	d := b.svc(placed)
	d.scheduling.Calendars = nil // warnings are worked out when all are placed
	var then scheduling.Preview
	i.Err = b.choose(ctx, i, d)
	if i.Err == nil {
		then, i.Err = b.preview(ctx, *i, d.scheduling)
	}
	if i.Err != nil {
		return b.ends(ctx, i)
	}
	placed[i.ID] = change{i.Was, then.Record}
	return nil
}

// ends returns the error of an item that is about more than this item.
func (b Bulk) ends(ctx context.Context, i *Item) error {
	if recruit.AboutOne(ctx, i.Err) {
		return nil
	}
	return i.Err
}

// preview is what the change of one interview would do, as these services see it.
func (b Bulk) preview(ctx context.Context, i Item, s *scheduling.Service) (scheduling.Preview, error) {
	if i.TakesOver {
		return b.afterTakingOver(ctx, i, s)
	}
	//exhaustive:enforce
	switch b.Change.Kind {
	case Move, Find:
		return s.PreviewReschedule(ctx, b.Actor, i.ID, i.move)
	case Cancel:
		return s.PreviewCancel(ctx, b.Actor, i.ID, b.Change.Reason)
	case Replace:
		return s.PreviewPeople(ctx, b.Actor, i.ID, i.people)
	case Ask:
		return s.PreviewAsk(ctx, b.Actor, i.ID, nil)
	case Undo:
		return s.PreviewUndo(ctx, b.Actor, i.ID)
	}
	return scheduling.Preview{}, b.Change.check()
}

// foresee says what the change of an interview does once all others are changed.
func (b Bulk) foresee(ctx context.Context, i *Item, all ahead, unread []scheduling.Warning) error {
	i.Then, i.Err = b.preview(ctx, *i, b.svc(all.without(i.ID)).scheduling)
	if i.Err != nil {
		i.Then = scheduling.Preview{}
		return b.ends(ctx, i)
	}
	i.Then.Warnings = append(i.Then.Warnings, i.concerns...)
	for _, u := range unread {
		if p, in := i.Then.Record.Person(u.Address); in && p.Invited() {
			i.Then.Warnings = append(i.Then.Warnings, u)
		}
	}
	return nil
}
