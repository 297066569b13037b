package offering

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/offers"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// followFor is how long an email is followed beyond the time in which it can be taken back.
const followFor = 30 * time.Second

// follow says what really becomes of the email (R11), and lets a person take it back before
// it has left; taken reports that they have.
func (s Offering) follow(ctx context.Context, o offers.Offer) (taken bool, err error) {
	var due time.Duration
	if s.By.Undo != nil {
		if due, err = s.By.Undo(ctx); err != nil {
			return false, err
		}
	}
	if s.Terminal && due > 0 {
		s.Undoable(due)
	}
	for limit := s.now().Add(due + followFor); ; {
		now, err := s.By.Services.Offers.Show(ctx, o.ID)
		if err != nil {
			return false, err
		}
		if now.Mail != recruit.Waiting && now.Mail != recruit.Running || now.MailError != "" || !s.Terminal || s.now().After(limit) || now.State != offers.Offered {
			s.Tell("Offer %d: %s.", now.ID, text.Line(flow.OfferStands(now, s.now())))
			if now.Mail != recruit.Done {
				s.Tell("Type outbox to see what has not left yet, or offer show %d.", now.ID)
			}
			return false, nil
		}
		word, err := s.Pause(ctx, s.Changes)
		switch {
		case err != nil:
			return false, err
		case word == "undo":
			back, err := s.By.Services.Offers.Withdraw(ctx, s.By.Actor, o.ID)
			if err != nil {
				return false, err
			}
			s.Tell("%s", text.Line(flow.Withdrawn(back)))
			return true, nil
		case word != "":
			s.Tell(wording.WorkContinues)
			return false, nil
		}
	}
}
