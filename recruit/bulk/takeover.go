package bulk

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// takenOver is what package scheduling reads once the member has become the organiser of an
// interview: its mails then come from them, and the organiser's calendar entry goes with it.
type takenOver struct {
	scheduling.Store
	id recruit.InterviewID
	by scheduling.Preview // the interview as it is then, and what leaves for it
}

// Record implements scheduling.Store.
func (t takenOver) Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error) {
	if id == t.id {
		return t.by.Record, nil
	}
	return t.Store.Record(ctx, id)
}

// afterTakingOver is preview for an interview that the member takes over first.
func (b Bulk) afterTakingOver(ctx context.Context, i Item, s *scheduling.Service) (scheduling.Preview, error) {
	taken, err := s.PreviewTakeOver(ctx, b.Actor, i.ID)
	if err != nil {
		return scheduling.Preview{}, err
	}
	then := *s
	then.Store = takenOver{s.Store, i.ID, taken}
	i.TakesOver = false
	f, err := b.preview(ctx, i, &then)
	if err != nil {
		return f, err
	}
	for _, e := range taken.Effects {
		told := slices.ContainsFunc(f.Effects, func(o recruit.Effect) bool { return o.Kind.IsMail() && strings.EqualFold(o.Target, e.Target) })
		p, _ := f.Record.Person(e.Target)
		// Who organised it is still told that they need no entry; who does now hears of it with
		// what is decided, and of a cancellation nothing before.
		if !told && (!p.RemovedAt.IsZero() || b.Change.Kind != Cancel) {
			f.Effects = append(f.Effects, e)
		}
	}
	return f, nil
}
