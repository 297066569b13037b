package offers

import (
	"context"
	"errors"
	"time"

	"recruitty/recruit"
)

// Remind sends what the workspace's settings ask for to candidates who have not answered,
// and says to how many. One that fails
// stops no other.
func (s *Service) Remind(ctx context.Context) (sent int, err error) {
	rules, err := s.Settings.Rules(ctx)
	if err != nil || rules.Remind == 0 || rules.Repeats == 0 {
		return 0, err
	}
	now := s.Now().UTC()
	due, err := s.Store.RemindableOffers(ctx, now.Add(-rules.Remind), now, rules.Repeats)
	if err != nil {
		return 0, err
	}
	var failed []error
	for _, id := range due {
		o, err := s.again(ctx, id, recruit.OnOfferAsk, "", 0)
		switch {
		case err != nil:
			failed = append(failed, err)
		case !o.RemindedAt.Before(now):
			sent++
		}
		if ctx.Err() != nil {
			return sent, ctx.Err()
		}
	}
	return sent, errors.Join(failed...)
}

// Notify sends the options that are in force by email once more, as when they have changed
// for somebody who answers by email. It is said in the name of the author.
func (s *Service) Notify(ctx context.Context, id recruit.OfferID, free string, due time.Duration) (Offer, error) {
	return s.again(ctx, id, recruit.OnOffer, free, due)
}

// again writes the email of an offer once more.
func (s *Service) again(ctx context.Context, id recruit.OfferID, event recruit.MailEvent, free string, due time.Duration) (Offer, error) {
	return s.change(ctx, id, func(o *Offer) (Change, error) {
		if event == recruit.OnOfferAsk && (o.State != Offered || o.Late(s.Now())) {
			return Change{}, errSame
		}
		if !o.State.Open() || len(o.Options) == 0 {
			return Change{}, recruit.Refused("There is nothing to send of this offer (%s).", o.State.Words())
		}
		author, err := s.organiser(ctx, *o)
		if err != nil {
			return Change{}, err
		}
		if gone := s.stillCandidate(ctx, *o); gone != nil && event == recruit.OnOfferAsk {
			return Change{}, errSame
		}
		p, err := s.Store.Profile(ctx, o.Candidate)
		if err != nil {
			return Change{}, err
		}
		if !p.Candidate.ErasedAt.IsZero() || p.Candidate.Email == "" {
			return Change{}, recruit.NobodyToWriteTo(p.Candidate)
		}
		l, err := s.letter(ctx, *o, p.Candidate, author, event, words{free: free})
		if err != nil {
			return Change{}, err
		}
		l.Effect.NextAttempt = o.UpdatedAt.Add(due)
		action, text := "offer.sent_again", "Sent the times for %s once more"
		if event == recruit.OnOfferAsk {
			o.Reminded, o.RemindedAt = o.Reminded+1, o.UpdatedAt
			action, text = "offer.reminded", "Reminded of the times for %s"
		}
		line := o.activity(recruit.Member{Name: "recruitty"}, action, text, o.Title)
		return Change{Letter: &l, Log: []recruit.Activity{line}}, nil
	})
}
