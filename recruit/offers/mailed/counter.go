package mailed

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// Counter moves an interview to the time that the candidate's calendar proposes, where it came
// of an offer. moved is false where it stays; why says in a sentence what keeps it then.
// ErrNotFound is for an interview that came of no offer.
func (s *Service) Counter(ctx context.Context, r recruit.Record, asked recruit.RescheduleRequest) (moved bool, why string, err error) {
	if asked.Duration != r.Interview.Duration {
		return false, "It asks for another duration as well.", nil
	}
	done, why, err := s.Offers.MoveTo(ctx, r, asked.Start, offers.ByMail)
	return err == nil && done.Outcome == offers.MovedIt, why, err
}
