package offers

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/timeparse"
)

// Send sends what was looked at: the offer and its email are written together, and the
// email leaves through the outbox once due has passed. Where something speaks against an
// option by now that the proposal did not say, nothing is sent, and the error is ErrStale
// (R14). Open offers for the same candidate, job and stage are replaced.
func (s *Service) Send(ctx context.Context, actor recruit.Member, p Proposal, due time.Duration) (Offer, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Offer{}, err
	}
	o := p.Offer
	now := s.Now().UTC()
	switch {
	case o.ID != 0 || len(o.Options) == 0 || len(o.Options) > MaxOptions || p.Letter.Text == "":
		return Offer{}, recruit.Invalid("hours", "There is nothing to send; look for times first.")
	case !o.Until.After(now):
		return Offer{}, recruit.Invalid("until", "%s has passed; choose a later time to answer by.", timeparse.DateTime(o.Until))
	}
	for _, one := range o.Options {
		now, err := s.warned(ctx, actor, o, one, nil)
		if err != nil {
			return Offer{}, err
		}
		fresh := one.unknown(now)
		if len(fresh) > 0 {
			return Offer{}, &recruit.Problem{Kind: recruit.ErrStale, Sentence: fmt.Sprintf("Something has changed about time %d in the meantime: %s Nothing was sent; look for times again.", one.Number, strings.Join(fresh, " "))}
		}
	}
	for _, id := range p.Replaces {
		was, err := s.Store.Offer(ctx, id)
		if err == nil && was.State == Booked {
			err = &recruit.Problem{Kind: recruit.ErrStale, Sentence: fmt.Sprintf("%s has taken a time of offer %d in the meantime. Nothing was sent.", was.CandidateName, id)}
		}
		if err != nil {
			return Offer{}, err
		}
	}
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return Offer{}, err
	}
	o.AuthorID, o.Author, o.State, o.Version, o.CreatedAt, o.UpdatedAt = actor.ID, actor.Name, Offered, 1, now, now
	o.HeldUntil, o.SendsEntries = rules.HoldsFor(now, o.Until), rules.Entries
	l := p.Letter
	l.AuthorID, l.CreatedAt, l.Effect.CreatedAt, l.Effect.NextAttempt = actor.ID, now, now, now.Add(due)
	return s.save(ctx, Change{Offer: o, Letter: &l, Replaces: p.Replaces,
		Log: []recruit.Activity{o.activity(actor, "offer.sent", "Made an offer with %s for %s, to be answered by %s", o.Choice(), o.Title, timeparse.DateTime(o.Until.In(actor.Location())))}})
}

// warned says what there is to say about an option. except are interviews that would be moved.
func (s *Service) warned(ctx context.Context, organiser recruit.Member, o Offer, one Option, except []recruit.InterviewID) ([]scheduling.Warning, error) {
	now, _, err := s.Scheduling.ChosenWarnings(ctx, organiser, one.Drafts(o.Candidate, o.JobID), except)
	return now, err
}

// unknown are the sentences that speak against an option and were not known when it was offered.
func (o Option) unknown(now []scheduling.Warning) []string {
	return slices.DeleteFunc(against(now), func(said string) bool { return slices.Contains(o.Known, said) })
}

// fresh are sentences that speak against an option that was offered, and were not known by
// then. That another offer holds the hour as well is none of them: whoever takes it first has
// it.
func (s *Service) fresh(ctx context.Context, organiser recruit.Member, o Offer, one Option, except []recruit.InterviewID) ([]string, error) {
	now, err := s.warned(ctx, organiser, o, one, except)
	return one.unknown(slices.DeleteFunc(now, func(w scheduling.Warning) bool { return w.Held })), err
}

// Renew looks for other hours and sends them as the next version of an offer that is open:
// to somebody who none suited, within what they said, or whose answer cannot be confirmed.
// Where no hour is possible it is refused as Propose does.
func (s *Service) Renew(ctx context.Context, actor recruit.Member, id recruit.OfferID, seen Search, free string, due time.Duration) (Offer, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Offer{}, err
	}
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return Offer{}, err
	}
	return s.change(ctx, id, func(o *Offer) (Change, error) {
		if !o.State.Open() {
			return Change{}, recruit.Refused("This offer is no longer open (%s); send a new one.", o.State.Words())
		}
		about, err := s.about(ctx, Request{Candidate: o.Candidate, Job: o.JobID, Stage: o.Stage})
		if err != nil {
			return Change{}, err
		}
		if seen.Count <= 0 || seen.Count > MaxOptions {
			seen.Count = usualCount(seen.Single != nil)
		}
		options, found, err := s.best(ctx, actor, about, seen, nil)
		if err == nil && len(options) == 0 {
			err = noHour(found)
		}
		if err != nil {
			return Change{}, err
		}
		p := Proposal{Offer: *o, Found: found}
		p.Offer.Options, p.Offer.Search = number(options), seen
		if err := s.look(ctx, actor, &p, false); err != nil {
			return Change{}, err
		}
		p.Offer.renewed(p.Offer.Options, o.UpdatedAt.Add(max(seen.Reply, rules.Reply)).Truncate(time.Minute), rules)
		p.Offer.State, p.Offer.AuthorID, p.Offer.Author = Offered, actor.ID, actor.Name
		p.Offer.Asking, p.Offer.Via = false, "" // this is the answer
		*o = p.Offer
		l, err := s.letter(ctx, *o, about.candidate, actor, recruit.OnOffer, words{free: free})
		if err != nil {
			return Change{}, err
		}
		l.Effect.NextAttempt = o.UpdatedAt.Add(due)
		return Change{Letter: &l, TakeBack: true, Log: []recruit.Activity{o.activity(actor, "offer.renewed", "Offered %s for %s", recruit.Counted(len(o.Options), "other time", "other times"), o.Title)}}, nil
	})
}

// renewed gives the offer other options, as its next version, whose hours are held anew.
func (o *Offer) renewed(options []Option, until time.Time, rules Rules) {
	o.Version++
	o.Options = options
	if o.State != Booked {
		o.Picked, o.PickedVersion = 0, 0
	}
	if until.After(o.Until) {
		o.Until = until
	}
	o.HeldUntil, o.SendsEntries = rules.HoldsFor(o.UpdatedAt, o.Until), rules.Entries
}
