package offering

import (
	"context"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/offers"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

func (s Offering) now() time.Time { return s.Reader().Now() }

// show reads an offer out.
func (s Offering) show(ctx context.Context, o offers.Offer) error { return s.read(ctx, o) }

// read reads out how an offer stands, what can be chosen, what the candidate wrote, and what
// came of it.
func (s Offering) read(ctx context.Context, o offers.Offer) error {
	r := s.Reader()
	s.Tell("%s.", s.named(o))
	s.Tell("For %s, %s, sent by %s %s; %s.", text.Line(o.JobTitle), text.Line(o.Stage), text.Line(o.Author), wording.Amid(r.Stamp(o.CreatedAt)), text.Line(flow.OfferMail(o)))
	if o.State == offers.Replaced && o.ReplacedBy != 0 {
		s.Tell("Offer %d took its place.", o.ReplacedBy)
	}
	if err := s.options(ctx, o); err != nil {
		return err
	}
	if said := flow.OfferSaid(o); said != "" {
		s.Tell("%s", text.Block(said))
	}
	for _, w := range o.Windows {
		s.Tell("They can: %s.", s.span(w.Start, w.End))
	}
	for _, said := range flow.OfferEntries(o, s.now(), func(at time.Time) string { return talk.Spoken(r.Stamp(at)) }) {
		s.Tell("%s", text.Line(said))
	}
	for _, i := range o.Interviews {
		s.Tell("Interview: %s, %s, %s.", text.Line(i.Title), talk.Spoken(r.When(i.Interview)), wording.Status(i.Status))
	}
	return nil
}

// span says from when to when, in the reader's zone.
func (s Offering) span(from, to time.Time) string {
	r := s.Reader()
	here, until := r.Here(from), r.Here(to)
	if here.YearDay() == until.YearDay() && to.Sub(from) < 24*time.Hour {
		return timeparse.ShortDate(here) + " " + talk.Spoken(r.Hours(here, to.Sub(from)))
	}
	return timeparse.ShortDate(here) + " " + r.Clock(here) + " to " + timeparse.ShortDate(until) + " " + r.Clock(until)
}

// options says what can be chosen, with its numbers, for the reader and for the candidate.
func (s Offering) options(ctx context.Context, o offers.Offer) error {
	team, err := s.By.Services.Store.Members(ctx, false)
	if err != nil {
		return err
	}
	for _, one := range o.Options {
		taken := ""
		if one.Number == o.Picked && o.Version == o.PickedVersion {
			taken = " Taken."
		}
		for n, x := range one.Sessions {
			said := s.session(o, x, team, len(one.Sessions) > 1)
			if n == 0 {
				s.Tell("%d: %s.%s", one.Number, said, taken)
				continue
			}
			s.Tell("   then %s.", said)
		}
	}
	return nil
}

// session says one interview of an option.
func (s Offering) session(o offers.Offer, x offers.Session, team []recruit.Member, named bool) string {
	r := s.Reader()
	said := s.span(x.Start, x.End())
	if zone, err := timeparse.Zone(o.Zone); err == nil {
		if theirs := r.Elsewhere(x.Start, zone, o.CandidateName); theirs != "" {
			said += ", " + theirs
		}
	}
	if named {
		said = text.Line(x.Title) + ", " + said
	}
	var who []string
	for _, address := range x.Participants {
		who = append(who, nameOf(address, team))
	}
	if len(who) > 0 {
		said += ", with " + strings.Join(who, ", ")
	}
	return said
}

// nameOf is who has an address, the address itself of who is not in the team.
func nameOf(address string, team []recruit.Member) string {
	for _, m := range team {
		if sanitize.SameAddress(m.Email, address) {
			return text.Line(m.Name)
		}
	}
	return text.Line(address)
}
