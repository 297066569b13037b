package scorecards

import (
	"context"
	"slices"

	"recruitty/recruit"
)

// Brief is how the scorecards of a candidate stand, in short.
type Brief struct {
	Given, Awaited int    // cards that were given, and those with the ones that are missing
	Cards          []Card // that the reader may read, the newest first
}

// maxBrief is how many interviews a brief looks at, the newest.
const maxBrief = 50

// Brief counts the cards of a candidate's interviews that have ended, for one job unless it
// is 0, and reads those that its reader may read.
func (s *Service) Brief(ctx context.Context, candidate recruit.CandidateID, job recruit.JobID) (Brief, error) {
	now := s.Now().UTC()
	all, err := s.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: candidate, JobID: job, To: now, Brief: true})
	if err != nil {
		return Brief{}, err
	}
	all = slices.DeleteFunc(all, func(i recruit.InterviewSummary) bool { return i.End().After(now) })
	all = all[max(len(all)-maxBrief, 0):]
	if len(all) == 0 {
		return Brief{}, nil
	}
	ids := make([]recruit.InterviewID, len(all))
	for n, i := range all {
		ids[n] = i.ID
	}
	seats, err := s.Store.Seats(ctx, ids)
	if err != nil {
		return Brief{}, err
	}
	b := Brief{}
	for _, i := range all {
		x := Sheet{Interview: i, Seats: slices.DeleteFunc(slices.Clone(seats), func(seat Seat) bool { return seat.Interview != i.ID })}
		b.Given += x.Given()
		b.Awaited += x.Given() + len(x.Missing())
	}
	if b.Given == 0 {
		return b, nil
	}
	b.Cards, err = s.Store.Cards(ctx, ids)
	slices.SortStableFunc(b.Cards, func(x, y Card) int { return y.GivenAt.Compare(x.GivenAt) })
	return b, err
}
