package offers

import (
	"context"
	"errors"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/timeparse"
)

// mostTries is how often an answer looks again when others write in between.
const mostTries = 50

// Take books an option for the candidate (R13, R14). The calendars of its people are read
// once more, for at most availability.FreshBudget: where one cannot be read, the option is
// noted and a member confirms it. Then one transaction looks for overlaps and writes the
// interviews, what has to happen outside, and the offer. Whoever comes too late is given the
// nearest hours that are left, as the next version of the offer.
func (s *Service) Take(ctx context.Context, ref Ref, t Taking) (Result, error) {
	for range mostTries {
		o, err := s.follow(ctx, ref)
		if err != nil {
			return Result{}, err
		}
		if ref.Token == "" && o.ID != ref.ID {
			return s.instead(o), nil
		}
		done, err := s.take(ctx, o, t)
		if err == nil || !isStale(err) || ctx.Err() != nil {
			return done, err
		}
	}
	return Result{}, busy()
}

func (s *Service) take(ctx context.Context, o Offer, t Taking) (Result, error) {
	switch {
	case (o.State == Booked || o.State == ToConfirm) && (o.PickedVersion != t.Version || o.Picked != t.Option):
		return Result{Outcome: AlreadySet, Offer: o}, nil
	case o.State == Booked && len(o.Standing()) > 0:
		return Result{Outcome: TookIt, Offer: o}, nil
	case o.State == ToConfirm:
		return Result{Outcome: Confirming, Offer: o}, nil
	case o.State != Offered && o.State != NoneSuits:
		return Result{Outcome: NotOpen, Offer: o}, nil
	}
	one, known := o.Option(t.Option)
	switch {
	case t.Version > o.Version || t.Version < 1 || t.Version == o.Version && !known:
		return Result{}, recruit.Invalid("option", "There is no time %d among those that were offered.", t.Option)
	case t.Version < o.Version:
		return s.goneAlready(o), nil
	case o.Late(s.Now()):
		return s.lose(ctx, o, one, "the time to answer was over")
	}
	organiser, unable := s.organiser(ctx, o)
	if unable == nil {
		unable = s.stillCandidate(ctx, o)
	}
	if unable != nil {
		return s.confirmLater(ctx, o, t, recruit.Sentence(unable))
	}
	if one.Start().Sub(s.Now()) < notice {
		return s.lose(ctx, o, one, "it begins too soon")
	}
	if who := o.declines(one, s.Now()); len(who) > 0 {
		return s.confirmLater(ctx, o, t, strings.Join(who, ", ")+" declined the tentative entry of this time.")
	}
	unread, err := s.Finder.Reread(ctx, organiser, one.Addresses())
	if err != nil {
		return Result{}, err
	}
	if len(unread) > 0 {
		return s.confirmLater(ctx, o, t, unread[0].Sentence)
	}
	fresh, err := s.fresh(ctx, organiser, o, one, nil)
	if isHopeless(err) {
		return s.confirmLater(ctx, o, t, recruit.Sentence(err))
	}
	if err != nil {
		return Result{}, err
	}
	if len(fresh) > 0 {
		return s.lose(ctx, o, one, strings.Join(fresh, " "))
	}
	done, err := s.book(ctx, organiser, o, one, t.Via, o.CandidateName)
	switch {
	case err == nil || isStale(err) || ctx.Err() != nil:
		return done, err
	case isTaken(err):
		return s.lose(ctx, o, one, recruit.Sentence(err))
	case isHopeless(err):
		// A rule forbids it by now: no Zoom connection, no address, not linked. A person can mend that.
		return s.confirmLater(ctx, o, t, recruit.Sentence(err))
	}
	return done, err
}

// notice is how long before its start an interview can be taken.
const notice = time.Hour

// book writes the interviews of an option, and the offer with them.
func (s *Service) book(ctx context.Context, organiser recruit.Member, o Offer, one Option, via Via, by string) (Result, error) {
	at := later(o.UpdatedAt, s.Now().UTC())
	made, err := s.Scheduling.ScheduleChosen(ctx, organiser, one.Drafts(o.Candidate, o.JobID), nil,
		scheduling.Chosen{By: by, Step: recruit.OfferStep{ID: o.ID, Revision: o.Revision, State: string(Booked), Version: o.Version, Picked: one.Number, Via: string(via), Moves: o.Moves, At: at},
			Log: o.candidateSaid("offer.taken", "Took %s for %s, %s", when(one, o.Zone), o.Title, via.words())})
	if err != nil {
		return Result{}, err
	}
	now, err := s.Store.Offer(ctx, o.ID)
	if err != nil {
		return Result{}, err
	}
	return Result{Outcome: TookIt, Offer: now, Booked: ids(made)}, nil
}

// Confirm books the option that a candidate took while a calendar could not be read. The
// member has looked: what is not known does not keep it back, an overlap does.
func (s *Service) Confirm(ctx context.Context, actor recruit.Member, id recruit.OfferID) (Result, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Result{}, err
	}
	for range mostTries {
		o, err := s.Store.Offer(ctx, id)
		if err != nil {
			return Result{}, err
		}
		one, known := o.Option(o.Picked)
		if o.State != ToConfirm || !known {
			return Result{}, recruit.Refused("Nothing of this offer waits to be confirmed (%s).", o.State.Words())
		}
		organiser, unable := s.organiser(ctx, o)
		if unable != nil {
			organiser = actor
		}
		done, err := s.book(ctx, organiser, o, one, ByMember, o.CandidateName)
		switch {
		case err == nil || !isStale(err) && !isTaken(err) || ctx.Err() != nil:
			return done, err
		case isTaken(err):
			return done, recruit.Refused("It can no longer be booked: %s Send other times (recruitty offer send).", recruit.Sentence(err))
		}
	}
	return Result{}, busy()
}

// organiser is the member in whose name an offer is booked; they may have left.
func (s *Service) organiser(ctx context.Context, o Offer) (recruit.Member, error) {
	m, err := s.Store.Member(ctx, o.AuthorID)
	if err != nil {
		return m, err
	}
	if m.Removed() || recruit.Allow(m, recruit.ToSchedule) != nil {
		return m, recruit.Refused("%s, who sent it, no longer schedules interviews.", m.Name)
	}
	return m, nil
}

// stillCandidate refuses what happens by itself for somebody who is no candidate for the
// job any more: a member decides about them.
func (s *Service) stillCandidate(ctx context.Context, o Offer) error {
	p, err := s.Store.Profile(ctx, o.Candidate)
	if err != nil {
		return err
	}
	a, linked := p.Application(o.JobID)
	switch {
	case !linked:
		return recruit.Refused("%s is no longer linked to %s.", p.Candidate.Name, o.JobTitle)
	case recruit.StageLost(a.Stage):
		return recruit.Refused("%s is in %s for %s.", p.Candidate.Name, a.Stage, o.JobTitle)
	}
	return nil
}

// confirmLater notes an option that a member has to confirm.
func (s *Service) confirmLater(ctx context.Context, o Offer, t Taking, why string) (Result, error) {
	one, _ := o.Option(t.Option)
	o.UpdatedAt = later(o.UpdatedAt, s.Now().UTC())
	o.PickedVersion = o.Version
	o.State, o.Picked, o.Via, o.AnsweredAt, o.Said = ToConfirm, t.Option, t.Via, o.UpdatedAt, brief(why)
	saved, err := s.save(ctx, Change{Offer: o, Log: []recruit.Activity{o.candidateSaid("offer.taken", "Took %s for %s, %s; it is to be confirmed: %s", when(one, o.Zone), o.Title, t.Via.words(), why)}})
	if err != nil {
		return Result{}, err
	}
	return Result{Outcome: Confirming, Offer: saved}, nil
}

// words are how somebody answered, in a sentence.
func (v Via) words() string {
	//exhaustive:enforce
	switch v {
	case ByPage:
		return "on the page"
	case ByMail:
		return "by email"
	case ByMember:
		return "as a member confirmed"
	case ByOther:
		return "by an email that may not be theirs"
	}
	return "somehow"
}

// when says when an option begins, in a zone.
func when(o Option, zone string) string {
	at := o.Start()
	if loc, err := timeparse.Zone(zone); err == nil {
		at = at.In(loc)
	}
	return timeparse.DateTime(at) + " " + timeparse.Label(at)
}

// brief makes a sentence fit into what is kept.
func brief(s string) string {
	r := []rune(s)
	return string(r[:min(len(r), MaxSaid)])
}

// busy says that others wrote all the time.
func busy() error {
	return &recruit.Problem{Kind: recruit.ErrLater, Sentence: "Too many people are choosing at this moment; try again in a minute."}
}

func ids(all []recruit.Record) []recruit.InterviewID {
	var out []recruit.InterviewID
	for _, r := range all {
		out = append(out, r.Interview.ID)
	}
	return out
}

// isTaken reports whether somebody else has the time by now.
func isTaken(err error) bool { return errors.Is(err, recruit.ErrTaken) }
