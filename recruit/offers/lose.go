package offers

import (
	"context"
	"errors"
	"slices"
	"time"

	"recruitty/recruit"
)

// lose answers whoever comes too late with the nearest hours that are left, as the next
// version of the offer. Where there are none a member is told.
func (s *Service) lose(ctx context.Context, o Offer, wanted Option, why string) (Result, error) {
	left, err := s.left(ctx, o, wanted)
	if err != nil {
		if !isHopeless(err) {
			return Result{}, err
		}
		why += "; " + recruit.Sentence(err)
	}
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return Result{}, err
	}
	o.UpdatedAt = later(o.UpdatedAt, s.Now().UTC())
	text := "Came too late for %s (%s); "
	outcome := Gone
	if len(left) == 0 {
		outcome = NoneLeft
		if o.State == Offered || o.Via == "" { // else it is kept what the candidate asks for
			o.State, o.Via, o.Said = NoneSuits, "", brief("No time is left: "+why)
		}
		o.AnsweredAt = o.UpdatedAt
		text += "no time is left"
	} else {
		if o.Via == "" { // else it is kept what the candidate asks for
			o.State, o.Said = Offered, ""
		}
		text += "was shown what is left"
	}
	o.renewed(left, o.UpdatedAt.Add(max(o.Search.Reply, rules.Reply)).Truncate(time.Minute), rules)
	saved, err := s.save(ctx, Change{Offer: o, Log: []recruit.Activity{o.candidateSaid("offer.lost", text, when(wanted, o.Zone), why)}})
	if err != nil {
		return Result{}, err
	}
	return Result{Outcome: outcome, Offer: saved}, nil
}

// goneAlready answers whoever names options of an earlier version: those in force are shown.
func (s *Service) goneAlready(o Offer) Result {
	if len(o.Options) == 0 {
		return Result{Outcome: NoneLeft, Offer: o}
	}
	return Result{Outcome: Gone, Offer: o}
}

// instead answers whoever names an option of an offer by its number that another one replaced,
// whose options they have not seen.
func (s *Service) instead(o Offer) Result {
	switch o.State {
	case Booked, ToConfirm:
		return Result{Outcome: AlreadySet, Offer: o}
	case Offered, NoneSuits:
		return s.goneAlready(o)
	default:
		return Result{Outcome: NotOpen, Offer: o}
	}
}

// left are the options nearest to one that is gone: those of the offer that still hold, and
// others.
func (s *Service) left(ctx context.Context, o Offer, wanted Option) ([]Option, error) {
	organiser, about, err := s.asBefore(ctx, o)
	if err != nil {
		return nil, err
	}
	all, _, err := s.find(ctx, organiser, about, o.Search, pageLead, wideOptions, widePerDay, false, nil)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(one Option) bool { return one.same(wanted) })
	for _, one := range o.Options { // who was asked for by a person may be in no search
		if !one.same(wanted) && one.Start().Sub(s.Now()) >= notice && !slices.ContainsFunc(all, func(x Option) bool { return x.Start().Equal(one.Start()) }) {
			all = append(all, one)
		}
	}
	all = byDistance(all, wanted.Start())
	all, err = s.clear(ctx, organiser, o, all[:min(len(all), mostLooked)], nil, Alternatives)
	return number(all), err
}

// mostLooked is how many options are looked at for a few that are clear.
const mostLooked = 4 * Alternatives

// clear are the first so many of options that clash with no interview and no limit, with what
// else speaks against them: the program chooses them (R14). Against those that the offer has
// already, which have a number, nothing else may speak than when they were offered. except are interviews that would
// be moved.
func (s *Service) clear(ctx context.Context, organiser recruit.Member, o Offer, all []Option, except []recruit.InterviewID, most int) ([]Option, error) {
	var kept []Option
	for _, one := range all {
		if len(kept) == most {
			break
		}
		now, clashes, err := s.Scheduling.ChosenWarnings(ctx, organiser, one.Drafts(o.Candidate, o.JobID), except)
		if err != nil {
			return nil, err
		}
		said := against(now)
		fresh := one.Number > 0 && slices.ContainsFunc(said, func(w string) bool { return !slices.Contains(one.Known, w) })
		if !clashing(clashes) && !fresh {
			one.Known = said
			kept = append(kept, one)
		}
	}
	return kept, nil
}

func clashing(all [][]recruit.Clash) bool {
	return slices.ContainsFunc(all, func(c []recruit.Clash) bool { return len(c) > 0 })
}

// isHopeless reports whether no hour can be found because of what a person has to mend.
func isHopeless(err error) bool {
	return errors.Is(err, recruit.ErrRefused) || errors.Is(err, recruit.ErrInvalid) || errors.Is(err, recruit.ErrNotFound)
}

// Refresh gives a candidate other hours: whose offer is late, or who is to move what was
// booked and looks for when. It is a new version of the options; what is booked stays.
func (s *Service) Refresh(ctx context.Context, ref Ref) (Result, error) {
	for range mostTries {
		o, err := s.follow(ctx, ref)
		if err != nil {
			return Result{}, err
		}
		done, err := s.refresh(ctx, o)
		if err == nil || !isStale(err) || ctx.Err() != nil {
			return done, err
		}
	}
	return Result{}, busy()
}
