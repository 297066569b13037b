package offers

import (
	"context"
	"fmt"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// EntryAnswer is what somebody's calendar said to a tentative entry.
type EntryAnswer struct {
	UID    string
	Answer recruit.Answer
	At     time.Time // when it was given
}

// OfEntry is the offer that a tentative entry with a UID belongs to; ErrNotFound for none.
func (s *Service) OfEntry(ctx context.Context, uid string) (Offer, error) {
	id, err := s.Store.OfferOfEntry(ctx, uid)
	if err != nil {
		return Offer{}, err
	}
	return s.Store.Offer(ctx, id)
}

// AnswerEntry takes what somebody said to their tentative entry: who declines is not booked at that
// hour by the program alone, and a member is told. Nothing is booked or ended by it. It says in a
// sentence what became of it, and whether it changed something.
func (s *Service) AnswerEntry(ctx context.Context, a EntryAnswer) (sentence string, recorded bool, err error) {
	o, err := s.OfEntry(ctx, a.UID)
	if err != nil {
		return "", false, err
	}
	now := s.Now()
	if a.At.IsZero() || a.At.After(now) {
		a.At = now.UTC()
	}
	_, err = s.change(ctx, o.ID, func(o *Offer) (Change, error) {
		recorded = false
		for _, e := range o.Entries {
			if e.UID != a.UID {
				continue
			}
			switch {
			case !e.Needed(now):
				sentence = fmt.Sprintf("The time that %s answered to is held no longer; nothing was changed.", e.Name)
				return Change{}, errSame
			case e.Answer == a.Answer || a.At.Before(e.AnsweredAt):
				sentence = fmt.Sprintf("This answer of %s to a tentative entry is known already.", e.Name)
				return Change{}, errSame
			}
			c := Change{Answered: &a}
			switch {
			case a.Answer == recruit.Declined:
				c.Log = append(c.Log, o.activity(recruit.Member{Name: e.Name}, "offer.entry_answered", "Declined %s", o.heldHour(e)))
			case e.Answer == recruit.Declined:
				c.Log = append(c.Log, o.activity(recruit.Member{Name: e.Name}, "offer.entry_answered", "No longer declines %s", o.heldHour(e)))
			}
			sentence, recorded = fmt.Sprintf("%s said %s to %s.", e.Name, a.Answer.Words(), o.heldHour(e)), true
			return c, nil
		}
		return Change{}, recruit.NotFound("No tentative entry of offer %d has this UID.", o.ID)
	})
	return sentence, recorded && err == nil, err
}

// heldHour says which hour an entry holds, in the zone that was meant.
func (o Offer) heldHour(e Entry) string {
	at := e.Start
	if loc, err := timeparse.Zone(e.TimeZone); err == nil {
		at = at.In(loc)
	}
	return fmt.Sprintf("%s %s, which is held for %s", timeparse.DateTime(at), timeparse.Label(at), o.Title)
}
