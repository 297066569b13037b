package offers

import (
	"context"
	"errors"
	"strings"
	"time"

	"recruitty/recruit"
)

// MoveTo moves an interview that came of an offer to another time that the candidate proposed
// in their calendar, as Move does: up to the cut-off, as often as the workspace lets them, and
// only where everybody is known to be free then and nothing at all speaks against it (R13,
// R14). Else nothing is changed, and why says in a sentence for members what keeps it. What is
// about no such interview is ErrNotFound.
func (s *Service) MoveTo(ctx context.Context, r recruit.Record, start time.Time, via Via) (done Result, why string, err error) {
	for range mostTries {
		o, err := s.OfInterview(ctx, r.Interview.ID)
		if err != nil {
			return Result{}, "", err
		}
		done, why, err := s.moveTo(ctx, o, r, start, via)
		if err == nil || !isStale(err) || ctx.Err() != nil {
			return done, why, err
		}
		if r, err = s.Store.Record(ctx, r.Interview.ID); err != nil {
			return Result{}, "", err
		}
	}
	return Result{}, "", busy()
}

func (s *Service) moveTo(ctx context.Context, o Offer, r recruit.Record, start time.Time, via Via) (Result, string, error) {
	stays := Result{Outcome: TooLate, Offer: o}
	standing := o.Standing()
	switch {
	case o.State != Booked || o.Loop() || len(standing) != 1 || standing[0].ID != r.Interview.ID:
		return stays, "Only a single interview is moved by itself.", nil
	case start.Equal(r.Interview.Start):
		return Result{Outcome: MovedIt, Offer: o}, "", nil
	case start.Sub(s.Now()) < pageLead:
		return stays, "It would begin too soon.", nil
	}
	if err := s.mayChange(ctx, o, true); err != nil {
		return stays, "It can no longer be moved by the candidate alone (" + err.Error() + ").", nil
	}
	organiser, _, err := s.asBefore(ctx, o)
	if isHopeless(err) {
		return stays, recruit.Sentence(err), nil
	}
	if err != nil {
		return Result{}, "", err
	}
	one := singleOf(r)
	x := Session{Title: one.Title, Description: one.Description, Note: one.Note, Start: start.UTC(), Duration: one.Duration, TimeZone: r.Interview.TimeZone, Platform: one.Platform, Place: one.Place, Participants: one.Participants}
	proposed := number([]Option{{Sessions: []Session{x}}})
	unread, err := s.Finder.Reread(ctx, organiser, proposed[0].Addresses())
	if err != nil {
		return Result{}, "", err
	}
	if len(unread) > 0 {
		return stays, unread[0].Sentence, nil
	}
	fresh, err := s.fresh(ctx, organiser, o, proposed[0], []recruit.InterviewID{r.Interview.ID})
	switch {
	case isHopeless(err):
		return stays, recruit.Sentence(err), nil
	case err != nil:
		return Result{}, "", err
	case len(fresh) > 0:
		return stays, strings.Join(fresh, " "), nil
	}
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return Result{}, "", err
	}
	o.UpdatedAt = later(o.UpdatedAt, s.Now().UTC())
	o.renewed(proposed, o.Until, rules)
	if o, err = s.save(ctx, Change{Offer: o, Log: []recruit.Activity{o.candidateSaid("offer.proposed", "Proposed %s for %s, %s", when(proposed[0], o.Zone), o.Title, via.words())}}); err != nil {
		return Result{}, "", err
	}
	done, err := s.moved(ctx, organiser, o, proposed[0], via)
	if err != nil && (isTaken(err) || isHopeless(err)) && !errors.Is(err, context.Canceled) {
		return stays, recruit.Sentence(err), nil
	}
	return done, "", err
}
