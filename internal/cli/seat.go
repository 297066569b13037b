package cli

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/finder"
)

// seat chooses who of pools takes part at the time of a request, puts them into it and
// says whom.
func (s *session) seat(ctx context.Context, d *recruit.ScheduleRequest, wanted []string) error {
	needs, err := s.PoolNeeds(ctx, wanted)
	if err != nil || len(needs) == 0 {
		return err
	}
	if err := recruit.CheckStart(d.Start, s.Now()); err != nil {
		return err
	}
	hour, err := s.Services.Finder.Seat(ctx, s.Actor, finder.Request{Candidate: d.CandidateID, Duration: d.Duration, People: d.Participants, Needs: needs}, d.Start)
	if err != nil {
		return err
	}
	d.Participants, d.Seats = append(d.Participants, hour.Addresses()...), hour.Seats()
	s.chosen(wanted, hour)
	return nil
}

// seatMore chooses who of pools takes part in an interview besides those who are invited,
// at its time. Who is taken off or added by name is not chosen.
func (s *session) seatMore(ctx context.Context, r recruit.Record, change *recruit.PeopleChange, wanted []string) error {
	needs, err := s.PoolNeeds(ctx, wanted)
	if err != nil || len(needs) == 0 {
		return err
	}
	more, hour, err := s.Services.Finder.SeatMore(ctx, s.Actor, r, *change, needs)
	if err != nil {
		return err
	}
	*change = more
	s.chosen(wanted, hour)
	return nil
}

// chosen says who was chosen out of pools, and why.
func (s *session) chosen(wanted []string, h finder.Hour) {
	s.Tell("Chosen for %s: %s.", strings.Join(wanted, ", "), h.Who())
	for _, said := range h.Concerns(s.Actor.Location()) {
		s.Tell("Note: %s.", recruit.Capital(said))
	}
}
