package bulk

import (
	"context"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/scheduling"
)

// choose finds the new time or the new people of an interview.
func (b Bulk) choose(ctx context.Context, i *Item, d svc) (err error) {
	r, c := i.Was, b.Change
	switch c.Kind {
	case Move:
		i.move = recruit.RescheduleRequest{TimeZone: r.Interview.TimeZone, Reason: c.Reason}
		i.move.Start, err = c.Shift.Start(r.Interview)
	case Find:
		i.move = recruit.RescheduleRequest{TimeZone: r.Interview.TimeZone, Reason: c.Reason}
		i.move.Start, i.concerns, err = b.hour(ctx, r, d.finder)
	case Replace:
		i.people, i.concerns, err = b.replacement(ctx, r, d.finder)
	case Cancel, Ask, Undo:
	}
	return err
}

// hour looks for the first hour that suits everybody of an interview.
func (b Bulk) hour(ctx context.Context, r recruit.Record, f *finder.Finder) (time.Time, []scheduling.Warning, error) {
	if err := r.Movable(b.Services.Scheduling.Now()); err != nil {
		return time.Time{}, nil, err
	}
	if f == nil {
		return time.Time{}, nil, recruit.Refused("It is not known when people are free; move the interviews by an amount of time instead.")
	}
	ask := finder.Request{Candidate: r.Candidate.ID, Duration: r.Interview.Duration, Interview: r.Interview.ID, People: attending(r), From: b.Change.From, Days: b.Change.Days, Limit: 1, Bare: true}
	found, err := f.Find(ctx, b.Actor, ask)
	if err != nil {
		return time.Time{}, nil, err
	}
	if len(found.Hours) == 0 {
		ask.Bare = false // say why
		if found, err = f.Find(ctx, b.Actor, ask); err != nil {
			return time.Time{}, nil, err
		}
		return time.Time{}, nil, recruit.Refused("%s", strings.Join(append([]string{found.None()}, whyNot(found)...), " "))
	}
	h := found.Hours[0]
	said := h.Concerns(b.Actor.Location())
	for _, more := range []string{found.Blind(), found.Unplaced(), h.Staying()} {
		if more != "" {
			said = append(said, more)
		}
	}
	return h.Start, sentences("start", said), nil
}

// whyNot says why some days have no hour; the others are like these as a rule.
func whyNot(found finder.Found) []string {
	var said []string
	for _, refused := range found.Refused() {
		if len(said) == 2 {
			break
		}
		said = append(said, refused.Days()+": "+refused.Reason.String()+".")
	}
	return said
}

// replacement is the change of people that puts someone else in a person's place.
func (b Bulk) replacement(ctx context.Context, r recruit.Record, f *finder.Finder) (recruit.PeopleChange, []scheduling.Warning, error) {
	c := b.Change
	was, ok := r.Person(strings.TrimSpace(c.Leaves))
	if !ok || !was.Invited() || was.Audience != recruit.ToPanel {
		return recruit.PeopleChange{}, nil, recruit.NotInvited(c.Leaves, r)
	}
	swap := recruit.PeopleChange{Remove: []string{was.Address}}
	if c.Comes != "" {
		swap.Add = []string{c.Comes}
		return swap, nil, nil
	}
	if f == nil {
		return swap, nil, recruit.Refused("It is not known when people are free; name who comes instead.")
	}
	swap, hour, err := f.SeatMore(ctx, b.Actor, r, swap, []pools.Need{{Count: 1, Pool: c.Pool}})
	return swap, sentences("comes", hour.Concerns(b.Actor.Location())), err
}

// sentences makes warnings of what was said without an end.
func sentences(field string, said []string) []scheduling.Warning {
	var all []scheduling.Warning
	for _, one := range said {
		all = append(all, scheduling.Warning{Field: field, Sentence: recruit.Capital(strings.TrimSuffix(one, ".")) + "."})
	}
	return all
}

// attending are the addresses of those whose time an interview takes besides the
// candidate's: the panel, and where there is none the organiser.
func attending(r recruit.Record) []string {
	var all []string
	for _, p := range r.Panel() {
		all = append(all, p.Address)
	}
	if len(all) == 0 {
		all = append(all, r.Organiser.Email)
	}
	return all
}
