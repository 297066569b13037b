package offering

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/offers"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// act does something with an offer, after a question where it cannot be undone.
func (s Offering) act(ctx context.Context, o offers.Offer, act flow.OfferAct) error {
	if err := recruit.Allow(s.By.Actor, recruit.ToSchedule); err != nil {
		return err
	}
	//exhaustive:enforce
	switch act {
	case flow.ConfirmIt:
		return s.confirm(ctx, o)
	case flow.OtherTimes:
		again, err := s.By.Again(ctx, o.ID)
		if err != nil {
			return err
		}
		_, err = s.Send(ctx, &again)
		return err
	case flow.ByHand:
		return s.ByHand(ctx, o)
	case flow.Withdraw:
		return s.withdraw(ctx, o)
	case flow.HandLink:
		link, err := s.By.Services.Offers.Link(ctx, s.By.Actor, o.ID)
		if err != nil {
			return err
		}
		unserved, err := s.By.Services.Offers.Settings.Unserved(ctx, s.now())
		if err != nil {
			return err
		}
		if unserved != "" {
			s.Tell("Note: %s", unserved)
		}
		s.Tell("%s", link)
		s.Tell("Whoever has this link can answer in the name of %s. It is said once; type offer link for another one.", text.Line(o.CandidateName))
		return nil
	case flow.HaveRead:
		if _, err := s.By.Services.Offers.Seen(ctx, s.By.Actor, o.ID); err != nil {
			return err
		}
		s.Tell(wording.OfferSettled)
		return nil
	}
	return nil
}

// confirm books what was taken, after saying what that is and why it waits.
func (s Offering) confirm(ctx context.Context, o offers.Offer) error {
	if o.State == offers.ToConfirm {
		s.Tell("%s.", text.Line(s.Reader().OfferWaits(o)))
		yes, err := s.Confirm(ctx, "Book it?")
		if err != nil || !yes {
			return s.asItWas(err)
		}
	}
	done, err := s.By.Services.Offers.Confirm(context.WithoutCancel(ctx), s.By.Actor, o.ID)
	if err != nil {
		return err
	}
	s.Tell("%s", flow.Booked(done))
	return s.Follow(ctx, done.Booked)
}

// withdraw takes an offer back.
func (s Offering) withdraw(ctx context.Context, o offers.Offer) error {
	if o.State.Open() {
		s.Tell("%s", wording.WithdrawsOffer(o))
		yes, err := s.Confirm(ctx, "Withdraw this offer?")
		if err != nil || !yes {
			return s.asItWas(err)
		}
	}
	done, err := s.By.Services.Offers.Withdraw(ctx, s.By.Actor, o.ID)
	if err != nil {
		return err
	}
	s.Tell("%s", text.Line(flow.Withdrawn(done)))
	return nil
}

// asItWas says that nothing was changed.
func (s Offering) asItWas(err error) error {
	if err == nil {
		s.Tell("The offer is as it was.")
	}
	return err
}

// Waiting are the offers that wait for a member, as lines of what a day begins with.
func (s Offering) Waiting(all []offers.Offer) []talk.Row {
	var rows []talk.Row
	for _, o := range all {
		rows = append(rows, talk.Row{Words: s.Reader().OfferWaits(o), More: text.Line(o.JobTitle) + " " + text.Line(o.Author), Open: s.Opening(o.ID)})
	}
	return rows
}

// Standing says how the open offers of a candidate stand, and those about which they have
// written, to who may offer times.
func (s Offering) Standing(ctx context.Context, id recruit.CandidateID) error {
	if recruit.Allow(s.By.Actor, recruit.ToSchedule) != nil {
		return nil
	}
	all, err := s.By.Services.Offers.List(ctx, offers.Filter{Candidate: id, Limit: most})
	if err != nil {
		return err
	}
	for _, o := range all {
		if o.State.Open() || o.Asking {
			s.Tell("%s; type offer show %d.", s.named(o), o.ID)
		}
	}
	return nil
}
