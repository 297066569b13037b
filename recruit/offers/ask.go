package offers

import (
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/slots"
)

// Asking is what a candidate wants instead of the hours that were offered.
type Asking struct {
	Said    string       // in their own words
	Windows []slots.Span // when they can
	Via     Via
}

// Ask notes that none of the hours suits the candidate, and what they want instead: it
// stands on Today until a member sends other hours. What is booked stays booked. Twice the
// same is as once.
func (s *Service) Ask(ctx context.Context, ref Ref, a Asking) (Result, error) {
	for range mostTries {
		o, err := s.follow(ctx, ref)
		if err != nil {
			return Result{}, err
		}
		done, err := s.ask(ctx, o, a)
		if err == nil || !isStale(err) || ctx.Err() != nil {
			return done, err
		}
	}
	return Result{}, busy()
}

func (s *Service) ask(ctx context.Context, o Offer, a Asking) (Result, error) {
	said, err := recruit.CleanText("text", "message", a.Said, MaxSaid)
	if err != nil {
		return Result{}, err
	}
	if a.Windows, err = cleanWindows(a.Windows, s.Now()); err != nil {
		return Result{}, err
	}
	if strings.TrimSpace(said) == "" && len(a.Windows) == 0 {
		return Result{}, recruit.Invalid("text", "Say when you can, or what is to be different.")
	}
	if o.State == NoneSuits && o.Said == said && slices.EqualFunc(o.Windows, a.Windows, func(x, y slots.Span) bool { return x.Start.Equal(y.Start) && x.End.Equal(y.End) }) {
		return Result{Outcome: Asked, Offer: o}, nil
	}
	switch o.State {
	case Withdrawn, CalledOff, Offered, NoneSuits, ToConfirm, Booked:
	default:
		return Result{Outcome: NotOpen, Offer: o}, nil
	}
	if s.over(o) {
		return Result{Outcome: NotOpen, Offer: o}, nil
	}
	o.UpdatedAt = later(o.UpdatedAt, s.Now().UTC())
	o.Via, o.AnsweredAt, o.Said, o.Windows = a.Via, o.UpdatedAt, said, a.Windows
	if o.State != Booked {
		o.State, o.Picked, o.PickedVersion = NoneSuits, 0, 0
	} else {
		o.Asking = true
	}
	text := "None of the times for %s suits them, %s"
	if said != "" {
		text += ": " + strings.ReplaceAll(said, "%", "%%")
	}
	if len(a.Windows) > 0 {
		text += " (" + recruit.Counted(len(a.Windows), "time of their own", "times of their own") + ")"
	}
	saved, err := s.save(ctx, Change{Offer: o, Log: []recruit.Activity{o.candidateSaid("offer.none_suits", text, o.Title, a.Via.words())}})
	if err != nil {
		return Result{}, err
	}
	return Result{Outcome: Asked, Offer: saved}, nil
}

// Seen notes that a member has looked at what a candidate wrote about what is booked, or at who
// has declined an hour that is held.
func (s *Service) Seen(ctx context.Context, actor recruit.Member, id recruit.OfferID) (Offer, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Offer{}, err
	}
	return s.change(ctx, id, func(o *Offer) (Change, error) {
		if declined := o.Declined(s.Now()); len(declined) > 0 {
			o.Asking = false
			return Change{SeesAnswers: true, Log: []recruit.Activity{o.activity(actor, "offer.seen", "Looked at who declined a time for %s", o.Title)}}, nil
		}
		if o.State.NeedsMember() {
			return Change{}, recruit.Refused("Offer %d waits for more than to be read (%s); offer other times, or withdraw it.", o.ID, o.State.Words())
		}
		if !o.Asking {
			return Change{}, errSame
		}
		if o.Asking = false; o.State == Offered {
			o.Via = "" // nobody has answered its times
		}
		return Change{Log: []recruit.Activity{o.activity(actor, "offer.seen", "Looked at what the candidate wrote about %s", o.Title)}}, nil
	})
}

// farWindow is how far ahead a candidate's own time may lie, and longWindow how long it may be.
const (
	farWindow  = 180 * day
	longWindow = 14 * day
)

// cleanWindows checks the times that a candidate wrote down; their text is not theirs to
// choose, so that an error can be shown to them.
func cleanWindows(all []slots.Span, now time.Time) ([]slots.Span, error) {
	if len(all) > MaxWindows {
		return nil, recruit.Invalid("windows", "Write down at most %d times.", MaxWindows)
	}
	var kept []slots.Span
	for _, w := range all {
		w = slots.Span{Start: w.Start.UTC(), End: w.End.UTC()}
		switch {
		case !w.End.After(w.Start):
			return nil, recruit.Invalid("windows", "A time ends before it begins; write its beginning first.")
		case !w.End.After(now):
			return nil, recruit.Invalid("windows", "A time has passed already; choose one ahead.")
		case w.Start.Sub(now) > farWindow || w.End.Sub(w.Start) > longWindow:
			return nil, recruit.Invalid("windows", "A time lies too far ahead or is too long; write down days within the next months.")
		}
		kept = append(kept, w)
	}
	slices.SortFunc(kept, func(a, b slots.Span) int { return a.Start.Compare(b.Start) })
	return kept, nil
}
