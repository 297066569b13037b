package offers

import (
	"context"
	"strings"

	"recruitty/recruit"
)

// restore puts what an offer replaced in force again, after it was withdrawn while nobody had
// been told of it: its candidates know only the one before. What they had not been told of
// either stays replaced. It returns those that hold again.
func (s *Service) restore(ctx context.Context, actor recruit.Member, withdrawn Offer) ([]recruit.OfferID, error) {
	if withdrawn.Version > 1 || withdrawn.told() {
		return nil, nil
	}
	all, err := s.Store.Offers(ctx, Filter{Candidate: withdrawn.Candidate, Job: withdrawn.JobID, States: []State{Replaced}})
	if err != nil {
		return nil, err
	}
	var restored []recruit.OfferID
	for _, one := range all {
		if one.ReplacedBy != withdrawn.ID || !one.told() && one.Version == 1 {
			continue
		}
		changed := false
		_, err := s.change(ctx, one.ID, func(o *Offer) (Change, error) {
			if changed = o.State == Replaced && o.ReplacedBy == withdrawn.ID; !changed {
				return Change{}, errSame
			}
			o.State, o.ReplacedBy = o.stateBefore(), 0
			return Change{HoldAgain: true, Log: []recruit.Activity{o.activity(actor, "offer.restored", "The times for %s hold again: those in their place were withdrawn before their email had left", o.Title)}}, nil
		})
		if err != nil {
			return restored, err
		}
		if changed {
			restored = append(restored, one.ID)
		}
	}
	return restored, nil
}

// told reports whether the newest email of an offer may have reached the candidate, who may have
// answered it.
func (o Offer) told() bool {
	return o.Mail != "" && o.Mail != recruit.Superseded || o.Reminded > 0 || !o.AnsweredAt.IsZero()
}

// stateBefore is how an offer stood that was replaced, by what it says of an answer.
func (o Offer) stateBefore() State {
	switch {
	case o.Picked > 0:
		return ToConfirm
	case o.Asking: // of an open offer: something was written that decided nothing
		return Offered
	case o.Via != "", strings.HasPrefix(o.Said, saidNone):
		return NoneSuits
	}
	return Offered
}

// saidNone begins what an offer says of which no time is left.
const saidNone = "No time "
