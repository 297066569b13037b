package offers

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// lookEvery is how often open offers are looked at.
const lookEvery = 5 * time.Minute

// Run looks after open offers until ctx ends: it reminds, confirms what could not be confirmed
// before, and finds other hours where none of those that were offered is left. tell is given
// what went wrong.
func (s *Service) Run(ctx context.Context, after func(time.Duration) <-chan time.Time, tell func(error)) {
	for {
		if err := s.LookAfter(ctx); err != nil && ctx.Err() == nil {
			tell(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-after(lookEvery):
		}
	}
}

// LookAfter is one look of Run.
func (s *Service) LookAfter(ctx context.Context) error {
	_, reminding := s.Remind(ctx)
	failed := []error{reminding}
	for older := (Filter{States: []State{Offered, ToConfirm}, Limit: lookAtOnce}); ; {
		all, err := s.Store.Offers(ctx, older)
		if err != nil {
			return errors.Join(append(failed, err)...)
		}
		for _, o := range all {
			if ctx.Err() != nil {
				return errors.Join(failed...)
			}
			if err := s.lookAt(ctx, o); err != nil && !isStale(err) && len(failed) < mostTold {
				failed = append(failed, err)
			}
			older.Before = o.ID // smaller each time, so that the rounds end
		}
		if len(all) < lookAtOnce {
			return errors.Join(failed...)
		}
	}
}

// lookAtOnce is how many open offers are read at once, and mostTold how many faults of one
// look are told of.
const (
	lookAtOnce = 200
	mostTold   = 20
)

// lookAt looks after one open offer.
func (s *Service) lookAt(ctx context.Context, o Offer) (err error) {
	if o.State == ToConfirm {
		_, err = s.Retry(ctx, o.ID)
	} else {
		_, err = s.Recheck(ctx, o.ID)
	}
	return err
}

// Retry books a time that waits to be confirmed as soon as its calendars can be read and
// nothing speaks against it; everything else is left to a member. It reports whether it is
// booked.
func (s *Service) Retry(ctx context.Context, id recruit.OfferID) (bool, error) {
	o, err := s.Store.Offer(ctx, id)
	if err != nil {
		return false, err
	}
	one, known := o.Option(o.Picked)
	organiser, unable := s.organiser(ctx, o)
	if unable == nil {
		unable = s.stillCandidate(ctx, o)
	}
	if o.State != ToConfirm || !known || unable != nil || one.Start().Sub(s.Now()) < notice {
		return false, nil
	}
	if len(o.declines(one, s.Now())) > 0 {
		return false, nil // a member decides about it
	}
	unread, err := s.Finder.Reread(ctx, organiser, one.Addresses())
	if err != nil || len(unread) > 0 {
		return false, err
	}
	fresh, err := s.fresh(ctx, organiser, o, one, nil)
	if err != nil || len(fresh) > 0 {
		return false, err
	}
	_, err = s.book(ctx, organiser, o, one, o.Via, o.CandidateName)
	if err != nil && (isStale(err) || isTaken(err) || isHopeless(err)) {
		return false, nil
	}
	return err == nil, err
}

// Recheck sends other hours where none of those that an open offer has is possible any more,
// because calendars have changed. Where there are none a member is told: the offer stands on
// Today with the cause and the cheapest way out. It reports whether anything was changed.
func (s *Service) Recheck(ctx context.Context, id recruit.OfferID) (bool, error) {
	o, err := s.Store.Offer(ctx, id)
	if err != nil {
		return false, err
	}
	organiser, unable := s.organiser(ctx, o)
	if unable == nil {
		unable = s.stillCandidate(ctx, o)
	}
	if o.State != Offered || o.Late(s.Now()) || unable != nil {
		return false, nil
	}
	var addresses []string
	for _, one := range o.Options {
		addresses = append(addresses, one.Addresses()...)
	}
	slices.Sort(addresses)
	if unread, err := s.Finder.Reread(ctx, organiser, slices.Compact(addresses)); err != nil || len(unread) > 0 {
		return false, err // what is not known is not gone
	}
	var gone []int
	left := false
	for _, one := range o.Options {
		if one.Start().Sub(s.Now()) < notice || left && !o.holdsOption(one.Number) {
			continue
		}
		fresh, err := s.fresh(ctx, organiser, o, one, nil)
		if err != nil {
			return false, err
		}
		if left = left || len(fresh) == 0; len(fresh) > 0 {
			gone = append(gone, one.Number)
		} else if len(o.Held) == 0 {
			return false, nil
		}
	}
	if left {
		return s.release(ctx, o, gone)
	}
	about, err := s.about(ctx, Request{Candidate: o.Candidate, Job: o.JobID, Stage: o.Stage})
	if err != nil {
		return false, err
	}
	options, found, err := s.best(ctx, organiser, about, o.Search, nil)
	if err != nil {
		if !isHopeless(err) {
			return false, err
		}
		return true, s.hopeless(ctx, o, recruit.Sentence(err))
	}
	if options, err = s.clear(ctx, organiser, o, options, nil, max(o.Search.Count, 1)); err != nil {
		return false, err
	}
	if len(options) == 0 {
		return true, s.hopeless(ctx, o, recruit.Sentence(noHour(found)))
	}
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return false, err
	}
	o.UpdatedAt = later(o.UpdatedAt, s.Now().UTC())
	o.renewed(number(options[:min(len(options), max(o.Search.Count, 1))]), o.UpdatedAt.Add(max(o.Search.Reply, rules.Reply)).Truncate(time.Minute), rules)
	l, err := s.letter(ctx, o, about.candidate, organiser, recruit.OnOffer, words{})
	if err != nil {
		return false, err
	}
	_, err = s.save(ctx, Change{Offer: o, Letter: &l, TakeBack: true, Log: []recruit.Activity{o.activity(recruit.Member{Name: "recruitty"}, "offer.changed",
		"None of the times for %s was left; offered %s, to be answered by %s", o.Title, recruit.Counted(len(o.Options), "other time", "other times"), timeparse.DateTime(o.Until.In(organiser.Location())))}})
	return err == nil, err
}

// hopeless notes that no time is left and why: a member has to do something.
func (s *Service) hopeless(ctx context.Context, o Offer, why string) error {
	o.UpdatedAt = later(o.UpdatedAt, s.Now().UTC())
	o.State, o.AnsweredAt, o.Via, o.Said = NoneSuits, o.UpdatedAt, "", brief("No time is left: "+why)
	_, err := s.save(ctx, Change{Offer: o, Log: []recruit.Activity{o.activity(recruit.Member{Name: "recruitty"}, "offer.hopeless", "No time for %s is left: %s", o.Title, strings.TrimSpace(why))}})
	return err
}
