package offers

import (
	"context"
	"fmt"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/loops"
	"recruitty/recruit/scheduling"
)

// Scheduler books, moves and cancels; see scheduling.Service.
type Scheduler interface {
	PreviewLoop(ctx context.Context, actor recruit.Member, drafts []recruit.ScheduleRequest) ([]scheduling.Preview, error)
	ChosenWarnings(ctx context.Context, organiser recruit.Member, drafts []recruit.ScheduleRequest, except []recruit.InterviewID) ([]scheduling.Warning, [][]recruit.Clash, error)
	ScheduleChosen(ctx context.Context, organiser recruit.Member, drafts []recruit.ScheduleRequest, instead []recruit.InterviewID, c scheduling.Chosen) ([]recruit.Record, error)
	RescheduleChosen(ctx context.Context, id recruit.InterviewID, m recruit.RescheduleRequest, c scheduling.Chosen) (recruit.Record, error)
	CancelChosen(ctx context.Context, ids []recruit.InterviewID, reason string, c scheduling.Chosen) error
}

// Service is the service for offers. Members propose, send and withdraw them; candidates,
// who are no members, answer them by the token of a link, or by an email whose sender was
// checked.
type Service struct {
	Store      Store
	Finder     *finder.Finder
	Loops      *loops.Loops
	Scheduling Scheduler
	Templates  *recruit.Templates
	Settings   Settings
	// From is the mailbox that mails come from; ErrNotSetUp without one.
	From func(ctx context.Context) (recruit.Mailbox, error)
	Now  recruit.Clock
}

// Show returns an offer with the interviews that came of it.
func (s *Service) Show(ctx context.Context, id recruit.OfferID) (Offer, error) {
	return s.Store.Offer(ctx, id)
}

// List lists offers, newest first, without their interviews.
func (s *Service) List(ctx context.Context, f Filter) ([]Offer, error) {
	if f.Waiting {
		f.Now = s.Now().UTC()
	}
	return s.Store.Offers(ctx, f)
}

// Waiting lists the offers for which a member has to do something, the longest waiting
// first: those on Today.
func (s *Service) Waiting(ctx context.Context) ([]Offer, error) {
	all, err := s.List(ctx, Filter{Waiting: true, Limit: 1000})
	slices.SortStableFunc(all, func(a, b Offer) int { return a.UpdatedAt.Compare(b.UpdatedAt) })
	return all, err
}

// Withdraw takes an offer back that nobody has booked by. Its emails that have not left are
// taken back too; whoever has one already reads on the page that the times do not hold any
// more. Where nobody was told of it, what it had replaced is in force again.
func (s *Service) Withdraw(ctx context.Context, actor recruit.Member, id recruit.OfferID) (Offer, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Offer{}, err
	}
	withdrawn, err := s.change(ctx, id, func(o *Offer) (Change, error) {
		switch {
		case o.State == Withdrawn:
			return Change{}, errSame
		case o.State == Booked:
			return Change{}, recruit.Refused("%s has taken a time already; cancel the interview instead.", o.CandidateName)
		case !o.State.Open():
			return Change{}, recruit.Refused("This offer is no longer open (%s).", o.State.Words())
		}
		o.State = Withdrawn
		return Change{TakeBack: true, Log: []recruit.Activity{o.activity(actor, "offer.withdrawn", "Withdrew the times for %s that were offered", o.Title)}}, nil
	})
	if err != nil {
		return withdrawn, err
	}
	withdrawn.Restored, err = s.restore(ctx, actor, withdrawn)
	return withdrawn, err
}

// Link makes another link to an offer, for handing it over by other means than mail. The
// links before stay good. It needs the address of the page.
func (s *Service) Link(ctx context.Context, actor recruit.Member, id recruit.OfferID) (string, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return "", err
	}
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return "", err
	}
	if rules.Page == "" {
		return "", recruit.Refused("There is no page for offers yet; an admin sets its address (recruitty offer settings --page https://…).")
	}
	o, err := s.Store.Offer(ctx, id)
	if err != nil {
		return "", err
	}
	token, digest := NewToken()
	if err := s.Store.KeepToken(ctx, o.ID, 0, digest, s.Now().UTC()); err != nil {
		return "", err
	}
	return LinkTo(rules.Page, token), nil
}

// errSame says that there is nothing to change.
var errSame = fmt.Errorf("nothing to change")

// change reads an offer, lets decide change it and writes that; it decides again when
// somebody else wrote in between.
func (s *Service) change(ctx context.Context, id recruit.OfferID, decide func(*Offer) (Change, error)) (Offer, error) {
	for {
		o, err := s.Store.Offer(ctx, id)
		if err != nil {
			return o, err
		}
		o.UpdatedAt = later(o.UpdatedAt, s.Now().UTC())
		c, err := decide(&o)
		if err == errSame { //nolint:errorlint // it is this very value
			return o, nil
		}
		if err != nil {
			return o, err
		}
		c.Offer = o
		saved, err := s.save(ctx, c)
		if err == nil || !isStale(err) || ctx.Err() != nil {
			return saved, err
		}
	}
}

// later is now, or a moment behind last where the clock stands.
func later(last, now time.Time) time.Time {
	if now.After(last) {
		return now
	}
	return last.Add(time.Microsecond)
}

// activity is a line about the offer, said by a member.
func (o Offer) activity(by recruit.Member, action, format string, args ...any) recruit.Activity {
	return recruit.Activity{At: o.UpdatedAt, ActorID: by.ID, Actor: by.Name, Action: action, CandidateID: o.Candidate, JobID: o.JobID, Text: fmt.Sprintf(format, args...)}
}

// candidateSaid is a line about what the candidate did: they are the actor, who is no member.
func (o Offer) candidateSaid(action, format string, args ...any) recruit.Activity {
	return o.activity(recruit.Member{Name: o.CandidateName}, action, format, args...)
}
