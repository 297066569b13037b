package finder

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/slots"
	"recruitty/recruit/timeparse"
)

// Seat chooses who of pools takes part at a time that a person has chosen: those who are
// free then, within their hours and limits, and have the fewest interviews. ask says for
// whom, how long and what of which pools; its people were named by a person, and are
// asked nothing and chosen for no pool. The calendars of the pools are read again first,
// for at most availability.FreshBudget. Where too few can, the refusal says what keeps
// each of them away.
func (f *Finder) Seat(ctx context.Context, actor recruit.Member, ask Request, start time.Time) (Hour, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Hour{}, err
	}
	end := start.Add(ask.Duration)
	var wanted []string
	var ids []recruit.MemberID
	for i, need := range ask.Needs {
		wanted = append(wanted, need.String())
		need.Pool.Members = slices.DeleteFunc(slices.Clone(need.Pool.Members), func(m pools.Member) bool {
			return slices.ContainsFunc(ask.People, func(a string) bool { return sanitize.SameAddress(a, m.Email) })
		})
		ask.Needs = slices.Clone(ask.Needs)
		ask.Needs[i] = need
		for _, m := range need.Pool.Members {
			if !slices.Contains(ids, m.ID) {
				ids = append(ids, m.ID)
			}
		}
	}
	if _, err := f.Times.Fresh(ctx, actor, ids, availability.FreshBudget); err != nil {
		return Hour{}, err
	}
	// The grid knows quarters of an hour: a time between them takes up those that it touches.
	ask.From, ask.To, ask.People = start.Truncate(slots.Quarter), end.Add(slots.Quarter-1).Truncate(slots.Quarter), nil
	if !ask.From.Equal(start) {
		ask.Duration = ask.To.Sub(ask.From)
	}
	ask.Windows, ask.Limit, ask.Days = []slots.Span{{Start: ask.From, End: ask.To}}, 1, 0
	ask.Lifts = append(slices.Clone(ask.Lifts), slots.Lift{Kind: slots.Notice}) // a person has chosen the time
	s, err := f.search(ctx, actor, ask.search(), []Session{{Duration: ask.Duration, Needs: ask.Needs}}, slots.Loop{})
	if err != nil {
		return Hour{}, err
	}
	result, err := s.look(ctx)
	if err != nil {
		return Hour{}, err
	}
	if len(result.Choices) == 0 {
		why := "it is not known when they are free"
		if len(s.found.Refusals) > 0 {
			why = s.found.Refusals[0].Reason.String()
		}
		return Hour{}, &recruit.Problem{Kind: recruit.ErrRefused, Field: "pool", Sentence: fmt.Sprintf("%s cannot be chosen for %s: %s. Choose another time, or name who takes part.",
			recruit.Capital(strings.Join(wanted, " and ")), timeparse.DayTime(start.In(actor.Location())), why)}
	}
	h := s.hourOf(result.Choices[0].Sessions[0], result.Choices[0].Quality)
	h.Start, h.End = start, end
	return h, nil
}

// SeatMore adds to a change of who is invited those who are chosen for needs at the time
// of the interview, as Seat does. Who is invited already, or is added or taken off by the
// change, is not chosen.
func (f *Finder) SeatMore(ctx context.Context, actor recruit.Member, r recruit.Record, change recruit.PeopleChange, needs []pools.Need) (recruit.PeopleChange, Hour, error) {
	if err := r.Movable(f.Now()); err != nil {
		return change, Hour{}, err
	}
	ask := Request{Candidate: r.Candidate.ID, Interview: r.Interview.ID, Duration: r.Interview.Duration, Needs: needs, People: slices.Concat(change.Add, change.Remove)}
	for _, p := range r.Panel() {
		ask.People = append(ask.People, p.Address)
	}
	hour, err := f.Seat(ctx, actor, ask, r.Interview.Start)
	if err != nil {
		return change, Hour{}, err
	}
	change.Add, change.Seats = slices.Concat(change.Add, hour.Addresses()), slices.Concat(change.Seats, hour.Seats())
	return change, hour, nil
}
