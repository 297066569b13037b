package healing

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/slots"
)

// People is the change of people that a remedy is, for all kinds but NewHour.
func (r Remedy) People(c Case) recruit.PeopleChange {
	change := recruit.PeopleChange{Remove: []string{c.Who.Address}}
	if r.Kind == StandsIn {
		change.Add = []string{r.Member.Email}
		if r.Pool != 0 {
			change.Seats = []recruit.Seat{{Address: r.Member.Email, Pool: r.Pool, Level: string(r.Level)}}
		}
	}
	return change
}

// Move is the change of the time that a remedy of another hour is.
func (r Remedy) Move(c Case) recruit.RescheduleRequest {
	return recruit.RescheduleRequest{Start: r.Start, TimeZone: c.Record.Interview.TimeZone}
}

// Check looks whether a remedy is still one at the moment: the people whom it asks are
// read again, for at most availability.FreshBudget, and what is not known to be possible
// any more is refused with why.
func (s *Service) Check(ctx context.Context, actor recruit.Member, c Case, r Remedy) error {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return err
	}
	//exhaustive:enforce
	switch r.Kind {
	case StandsIn:
		return s.stillFree(ctx, actor, c, r)
	case NewHour:
		return s.stillSuits(ctx, actor, c, r)
	case Without:
		if !c.others() {
			return recruit.Refused("%s", alone)
		}
	}
	return nil
}

// stillFree looks whether who stands in can still come.
func (s *Service) stillFree(ctx context.Context, actor recruit.Member, c Case, r Remedy) error {
	if _, err := s.Finder.Reread(ctx, actor, []string{r.Member.Email}); err != nil {
		return err
	}
	w := &way{Service: s, actor: actor, c: c}
	seats, err := w.seats(ctx)
	if err != nil {
		return err
	}
	why := "no pool lists them any longer"
	for _, at := range seats {
		all, err := s.Finder.StandIns(ctx, actor, c.Record, c.Who, at.pool, at.level)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(one finder.StandIn) bool { return one.Member.ID == r.Member.ID })
		if i < 0 {
			continue
		}
		if all[i].Reason.Kind == slots.None {
			return nil
		}
		why = all[i].Reason.String()
	}
	return recruit.Refused("%s can no longer be asked: %s. Choose something else.", r.Member.Name, why)
}

// stillSuits looks whether another hour still suits everybody.
func (s *Service) stillSuits(ctx context.Context, actor recruit.Member, c Case, r Remedy) error {
	w := &way{Service: s, actor: actor, c: c}
	ask, err := w.ask(ctx)
	if err != nil {
		return err
	}
	if _, err := s.Finder.Reread(ctx, actor, ask.People); err != nil {
		return err
	}
	ask.At, ask.Bare = r.Start, false
	found, err := s.Finder.Find(ctx, actor, ask)
	if err != nil {
		return err
	}
	for _, h := range found.Hours {
		if h.Start.Equal(r.Start) {
			return nil
		}
	}
	var why []string
	for _, refused := range found.Refused() {
		why = append(why, refused.Reason.String())
	}
	if len(why) == 0 {
		why = []string{"it does not suit everybody"}
	}
	return recruit.Refused("That time can no longer be offered: %s. Choose something else.", strings.Join(why, "; "))
}
