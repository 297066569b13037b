package mailed

import (
	"context"
	"errors"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// TakeEntry takes what a calendar answered to the tentative entry of an hour that an offer holds.
// It counts when it comes from the very person whose hour it is, and says yes, maybe or no; all
// else changes nothing. ErrNotFound is for an answer to anything else.
func (s *Service) TakeEntry(ctx context.Context, y recruit.Reply) (sentence string, recorded bool, err error) {
	o, uid, err := s.ofEntry(ctx, y)
	if err != nil {
		return "", false, err
	}
	n := slices.IndexFunc(o.Entries, func(e offers.Entry) bool { return e.UID == uid })
	if n < 0 {
		return "", false, recruit.NotFound(recruit.NotOurs)
	}
	e := o.Entries[n]
	theirs := func(address string) bool { return recruit.SameMailbox(address, e.Address) }
	answer, names := y.Answer, theirs(y.Attendee)
	for _, l := range y.Lines {
		if slices.ContainsFunc(l.Addresses, theirs) {
			answer, names = l.Answer, true
		}
	}
	const ignored = "Nothing was changed by an answer to a tentative entry: "
	switch {
	case y.Method != "":
		return ignored + "it is a copy of the entry.", false, nil
	case y.Mailed && (!theirs(y.Sender) || y.Unproved):
		return ignored + "it did not come from " + e.Name + ", whose time it is.", false, nil
	case !names:
		return ignored + "it does not name " + e.Name + ", whose time it is.", false, nil
	case answer != recruit.Accepted && answer != recruit.Tentative && answer != recruit.Declined:
		return ignored + "it says neither yes nor no.", false, nil
	}
	at := y.Stamp
	if at.IsZero() {
		at = y.Written
	}
	return s.Offers.AnswerEntry(ctx, offers.EntryAnswer{UID: uid, Answer: answer, At: at})
}

// ofEntry is the offer of the entry that a reply is about, with the UID of that.
func (s *Service) ofEntry(ctx context.Context, y recruit.Reply) (o offers.Offer, uid string, err error) {
	for _, uid := range append([]string{y.UID}, y.UIDs...) {
		if o, err = s.Offers.OfEntry(ctx, uid); !errors.Is(err, recruit.ErrNotFound) {
			return o, uid, err
		}
	}
	return o, "", err
}
