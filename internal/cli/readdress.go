package cli

import (
	"context"
	"strconv"
	"strings"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// readdressed says which interviews ahead are to follow to a candidate's new
// address, and remembers them for settle; "" is no new one.
func (s *session) readdressed(ctx context.Context, c recruit.Candidate, email string) error {
	if email == "" || sanitize.SameAddress(email, c.Email) {
		return nil
	}
	ahead, err := s.Desk.Scheduling.InvitedAt(ctx, c.ID, c.Email)
	if err != nil || len(ahead) == 0 {
		return err
	}
	var names []string
	for _, r := range ahead {
		s.others = append(s.others, r.Interview.ID)
		names = append(names, r.Interview.Title+" (interview "+strconv.FormatInt(int64(r.Interview.ID), 10)+")")
	}
	s.Tell("To be invited at %s in place of %s: %s.", output.Quote(email), c.Email, strings.Join(names, ", "))
	return nil
}

// settleOthers works on what people have to be told of the interviews that the
// decision changed along, and says what is not confirmed.
func (s *session) settleOthers(ctx context.Context) error {
	var open error
	for _, id := range s.others {
		r, err := s.Outbox.Settle(ctx, id)
		if err != nil {
			s.Log.Error("work on the outbox stopped", "interview", id, "error", err)
			open = command.Unconfirmed("The change is saved, but the work outside stopped (%s) Run recruitty outbox run.", recruit.Sentence(err))
		} else if err := s.open(r); err != nil {
			open = err
		}
	}
	return open
}
