package offers

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// refresh looks for other hours for an offer that waits or is booked.
func (s *Service) refresh(ctx context.Context, o Offer) (Result, error) {
	switch {
	case o.State == Booked:
		if err := s.mayChange(ctx, o, true); err != nil {
			return Result{Outcome: TooLate, Offer: o}, nil //nolint:nilerr // the outcome says it
		}
	case o.State == NoneSuits:
	case o.State != Offered:
		return Result{Outcome: NotOpen, Offer: o}, nil
	case !o.Late(s.Now()) && slices.ContainsFunc(o.Options, func(one Option) bool { return one.Start().Sub(s.Now()) >= notice }):
		return Result{Outcome: Gone, Offer: o}, nil // there are some still
	}
	all, err := s.others(ctx, o)
	why := noneLeft
	if err != nil {
		if !isHopeless(err) {
			return Result{}, err
		}
		why = "No time can be found: " + recruit.Sentence(err)
	}
	return s.refreshed(ctx, o, all, why)
}

// others are other hours for an offer. An error that isHopeless is what a member has to mend.
func (s *Service) others(ctx context.Context, o Offer) ([]Option, error) {
	organiser, about, err := s.asBefore(ctx, o)
	if err != nil {
		return nil, err
	}
	search, except := o.Search, booked(o)
	search.Count = usualCount(search.Single != nil)
	if standing := o.Standing(); o.State == Booked && len(standing) == 1 && !o.Loop() {
		r, err := s.Store.Record(ctx, standing[0].ID)
		if err != nil {
			return nil, err
		}
		one := singleOf(r)
		search.Single = &one
	}
	all, _, err := s.find(ctx, organiser, about, search, pageLead, 2*search.Count, mostPerDay, false, except)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, o.isAt)
	if all, err = s.clear(ctx, organiser, o, all, except, search.Count); err != nil {
		return nil, err
	}
	return number(all[:min(len(all), search.Count)]), nil
}

// asBefore is in whose name and for whom hours are looked for, as when the offer was sent. It
// is refused where nothing may happen by itself: a member has to decide then.
func (s *Service) asBefore(ctx context.Context, o Offer) (recruit.Member, subject, error) {
	organiser, err := s.organiser(ctx, o)
	if err == nil {
		err = s.stillCandidate(ctx, o)
	}
	if err != nil {
		return organiser, subject{}, err
	}
	about, err := s.about(ctx, Request{Candidate: o.Candidate, Job: o.JobID, Stage: o.Stage})
	return organiser, about, err
}

// refreshed writes other options of an offer. why is for members, where there are none.
func (s *Service) refreshed(ctx context.Context, o Offer, all []Option, why string) (Result, error) {
	if slices.EqualFunc(all, o.Options, Option.same) && len(all) > 0 && !o.Late(s.Now()) {
		return Result{Outcome: Gone, Offer: o}, nil
	}
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return Result{}, err
	}
	o.UpdatedAt = later(o.UpdatedAt, s.Now().UTC())
	o.renewed(all, o.UpdatedAt.Add(max(o.Search.Reply, rules.Reply)).Truncate(time.Minute), rules)
	outcome, text := Gone, "Asked for other times for %s and was shown some"
	switch {
	case len(all) == 0 && o.State == Booked:
		outcome, text = NoneLeft, "Looked for other times for %s; there are none"
	case len(all) == 0:
		outcome, text = NoneLeft, "Asked for other times for %s; there are none"
		if o.State == Offered {
			o.State, o.AnsweredAt, o.Via, o.Said = NoneSuits, o.UpdatedAt, "", brief(why)
		}
	case o.State == NoneSuits && o.Via == "":
		o.State, o.Said = Offered, ""
	}
	saved, err := s.save(ctx, Change{Offer: o, Log: []recruit.Activity{o.candidateSaid("offer.refreshed", text, o.Title)}})
	if err != nil {
		return Result{}, err
	}
	return Result{Outcome: outcome, Offer: saved}, nil
}

// singleOf is an interview as it was arranged, to be found another hour for with the same
// people.
func singleOf(r recruit.Record) Single {
	i := r.Interview
	one := Single{Title: i.Title, Description: i.Description, Note: i.InternalNote, Duration: i.Duration, Platform: i.Platform, Place: i.Place}
	for _, p := range r.Panel() {
		one.Participants = append(one.Participants, p.Address)
	}
	return one
}

// Move moves what was booked to an option of the version in force, which Refresh looks for.
// A single interview stays the same meeting, and so do those of a loop when the same people
// take part in each; else all of it are cancelled and others booked, all or nothing. It is possible until the workspace's cut-off and as often as
// the workspace lets it.
func (s *Service) Move(ctx context.Context, ref Ref, t Taking) (Result, error) {
	for range mostTries {
		o, err := s.follow(ctx, ref)
		if err != nil {
			return Result{}, err
		}
		done, err := s.move(ctx, o, t)
		if err == nil || !isStale(err) || ctx.Err() != nil {
			return done, err
		}
	}
	return Result{}, busy()
}

func (s *Service) move(ctx context.Context, o Offer, t Taking) (Result, error) {
	one, known := o.Option(t.Option)
	switch {
	case o.State != Booked:
		return Result{Outcome: NotOpen, Offer: o}, nil
	case t.Version == o.PickedVersion && o.Picked == t.Option:
		return Result{Outcome: MovedIt, Offer: o}, nil // it was moved there already
	case t.Version > o.Version || t.Version < 1 || t.Version == o.Version && !known:
		return Result{}, recruit.Invalid("option", "There is no time %d among those that were offered.", t.Option)
	case t.Version < o.Version:
		return s.goneAlready(o), nil
	}
	if err := s.mayChange(ctx, o, true); err != nil {
		return Result{Outcome: TooLate, Offer: o}, nil //nolint:nilerr // the outcome says it
	}
	organiser, _, err := s.asBefore(ctx, o)
	if err != nil {
		return s.moveLater(ctx, o, one, t.Via, err)
	}
	unread, err := s.Finder.Reread(ctx, organiser, one.Addresses())
	if err != nil {
		return Result{}, err
	}
	if len(unread) > 0 {
		return s.moveLater(ctx, o, one, t.Via, recruit.Refused("%s", unread[0].Sentence))
	}
	fresh, err := s.fresh(ctx, organiser, o, one, booked(o))
	if err != nil {
		return s.moveLater(ctx, o, one, t.Via, err)
	}
	if len(fresh) > 0 {
		return s.loseMove(ctx, o, one, strings.Join(fresh, " "))
	}
	done, err := s.moved(ctx, organiser, o, one, t.Via)
	switch {
	case err == nil || isStale(err) || ctx.Err() != nil:
		return done, err
	case isTaken(err):
		return s.loseMove(ctx, o, one, recruit.Sentence(err))
	}
	return s.moveLater(ctx, o, one, t.Via, err)
}

// moveLater leaves to a member what cannot be moved by itself: what is booked stays. Any other
// reason than one that a person can mend is returned.
func (s *Service) moveLater(ctx context.Context, o Offer, one Option, via Via, why error) (Result, error) {
	if !isHopeless(why) {
		return Result{}, why
	}
	return s.ask(ctx, o, Asking{Said: "Would rather have " + when(one, o.Zone) + ", which cannot be booked by itself: " + recruit.Sentence(why), Via: via})
}

// loseMove shows who wants to move other hours than the one that is gone.
func (s *Service) loseMove(ctx context.Context, o Offer, wanted Option, _ string) (Result, error) {
	o.Options = slices.DeleteFunc(slices.Clone(o.Options), func(x Option) bool { return x.same(wanted) })
	return s.refresh(ctx, o)
}

// noneLeft is what is kept for members where a candidate looked for other times in vain.
const noneLeft = "No time is left."

// booked are the interviews of an offer that give their time back when it is moved: those that
// stand, of a loop all, or none while it is not booked.
func booked(o Offer) []recruit.InterviewID {
	var all []recruit.InterviewID
	if o.State == Booked {
		for _, i := range o.Standing() {
			all = append(all, i.ID)
		}
	}
	return all
}

// isAt reports whether an option begins, session by session, when the interviews of an offer do
// already.
func (o Offer) isAt(one Option) bool {
	return slices.EqualFunc(o.Standing(), one.Sessions, func(i recruit.InterviewSummary, x Session) bool { return i.Start.Equal(x.Start) })
}

// moved writes the move.
func (s *Service) moved(ctx context.Context, organiser recruit.Member, o Offer, one Option, via Via) (Result, error) {
	at := later(o.UpdatedAt, s.Now().UTC())
	c := scheduling.Chosen{By: o.CandidateName, Step: recruit.OfferStep{ID: o.ID, Revision: o.Revision, State: string(Booked), Version: o.Version, Picked: one.Number, Via: string(via), Moves: o.Moves + 1, At: at},
		Log: o.candidateSaid("offer.moved", "Moved %s to %s, %s", o.Title, when(one, o.Zone), via.words())}
	standing := o.Standing()
	var made []recruit.InterviewID
	if len(standing) == 1 && len(one.Sessions) == 1 {
		to := one.Sessions[0]
		r, err := s.Scheduling.RescheduleChosen(ctx, standing[0].ID, recruit.RescheduleRequest{Start: to.Start, TimeZone: to.TimeZone, Duration: to.Duration}, c)
		if err != nil {
			return Result{}, err
		}
		made = append(made, r.Interview.ID)
	} else {
		var old []recruit.InterviewID
		for _, i := range standing {
			old = append(old, i.ID)
		}
		all, err := s.Scheduling.ScheduleChosen(ctx, organiser, one.Drafts(o.Candidate, o.JobID), old, c)
		if err != nil {
			return Result{}, err
		}
		for _, id := range append(ids(all), old...) {
			if !slices.Contains(made, id) {
				made = append(made, id)
			}
		}
	}
	now, err := s.Store.Offer(ctx, o.ID)
	if err != nil {
		return Result{}, err
	}
	return Result{Outcome: MovedIt, Offer: now, Booked: made}, nil
}

// CallOff cancels what was booked because the candidate does, until the workspace's cut-off.
// Twice is as once.
func (s *Service) CallOff(ctx context.Context, ref Ref, reason string, via Via) (Result, error) {
	for range mostTries {
		o, err := s.follow(ctx, ref)
		if err != nil {
			return Result{}, err
		}
		done, err := s.callOff(ctx, o, reason, via)
		if err == nil || !isStale(err) || ctx.Err() != nil {
			return done, err
		}
	}
	return Result{}, busy()
}

func (s *Service) callOff(ctx context.Context, o Offer, reason string, via Via) (Result, error) {
	switch {
	case o.State == CalledOff:
		return Result{Outcome: CancelIt, Offer: o}, nil
	case o.State != Booked || len(o.Standing()) == 0:
		return Result{Outcome: NotOpen, Offer: o}, nil
	case s.mayChange(ctx, o, false) != nil:
		return Result{Outcome: TooLate, Offer: o}, nil
	}
	reason, err := recruit.CleanLine("reason", "reason", reason, maxReason)
	if err != nil {
		return Result{}, err
	}
	var old []recruit.InterviewID
	for _, i := range o.Standing() {
		old = append(old, i.ID)
	}
	at := later(o.UpdatedAt, s.Now().UTC())
	text := "Called off %s, %s"
	if reason != "" {
		text += " (" + strings.ReplaceAll(reason, "%", "%%") + ")"
	}
	err = s.Scheduling.CancelChosen(ctx, old, reason, scheduling.Chosen{By: o.CandidateName, Step: recruit.OfferStep{ID: o.ID, Revision: o.Revision, State: string(CalledOff), Version: o.PickedVersion, Picked: o.Picked, Via: string(via), Moves: o.Moves, At: at},
		Log: o.candidateSaid("offer.called_off", text, o.Title, via.words())})
	if err != nil {
		return Result{}, err
	}
	now, err := s.Store.Offer(ctx, o.ID)
	if err != nil {
		return Result{}, err
	}
	return Result{Outcome: CancelIt, Offer: now, Booked: old}, nil
}

// maxReason is how long a reason may be, in characters.
const maxReason = 300

// mayChange refuses a change by the candidate behind the cut-off, or a move too many.
func (s *Service) mayChange(ctx context.Context, o Offer, move bool) error {
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return err
	}
	standing := o.Standing()
	switch {
	case len(standing) == 0:
		return errors.New("nothing is agreed")
	case standing[0].Start.Sub(s.Now()) < rules.Cutoff || !standing[0].Start.After(s.Now()):
		return errors.New("behind the cut-off")
	case move && o.Moves >= rules.Moves:
		return errors.New("moved too often")
	}
	return nil
}
