package offers

import (
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// Hold is an hour of one person that an open offer keeps for the candidate. Others who look
// for hours see it as something that may be overruled, as a tentative entry is.
type Hold struct {
	Version, Number int // of the option
	Address         string
	Start, End      time.Time // UTC
	// Until is when it ends by itself, whatever else happens.
	Until time.Time
}

// HoldsFor says until when the hours of an offer would be held that waits for an answer until
// then; zero where the workspace holds none.
func (r Rules) HoldsFor(from, until time.Time) time.Time {
	switch {
	case !r.Hold:
		return time.Time{}
	case r.HoldFor > 0 && from.Add(r.HoldFor).Before(until):
		return from.Add(r.HoldFor).Truncate(time.Minute)
	}
	return until
}

// Holds are the hours that the offer is to hold as it stands: those of all options while an
// answer is waited for, and those of the option that was taken while it is to be confirmed. An
// option that can no longer be taken, because it begins too soon, holds nothing.
func (o Offer) Holds() []Hold {
	if o.HeldUntil.IsZero() {
		return nil
	}
	var all []Hold
	for _, one := range o.Options {
		until := one.Start().Add(-notice)
		switch {
		case o.State == Offered && o.HeldUntil.Before(until):
			until = o.HeldUntil
		case o.State == Offered:
		case o.State == ToConfirm && o.Picked == one.Number && o.PickedVersion == o.Version:
		default:
			continue
		}
		if o.State == Offered && o.Until.Before(until) {
			until = o.Until
		}
		if !until.After(o.UpdatedAt) {
			continue
		}
		for _, s := range one.Sessions {
			for n, a := range s.Participants {
				if !slices.ContainsFunc(s.Participants[:n], func(x string) bool { return sanitize.SameAddress(x, a) }) {
					all = append(all, Hold{Version: o.Version, Number: one.Number, Address: a, Start: s.Start.UTC(), End: s.End().UTC(), Until: until.UTC()})
				}
			}
		}
	}
	return all
}

// holding notes what sending the offer holds, of whom and until when.
func (s *Service) holding(ctx context.Context, actor recruit.Member, p *Proposal) error {
	held := p.Offer.Holds()
	if len(held) == 0 {
		return nil
	}
	team, err := s.Store.Members(ctx, false)
	if err != nil {
		return err
	}
	named := func(addresses []string) []string { return namesOf(addresses, team) }
	p.Notes = append(p.Notes, "Until "+timeparse.DayTime(HoldsUntil(held).In(actor.Location()))+" these hours count as tentative for others: "+strings.Join(named(HeldOf(held)), ", ")+".")
	if said := p.Offer.entering(named); said != "" {
		p.Notes = append(p.Notes, said)
	}
	return nil
}

// namesOf are people by their names, as far as they are in the team.
func namesOf(addresses []string, team []recruit.Member) []string {
	who := slices.Clone(addresses)
	for n, address := range who {
		if at := slices.IndexFunc(team, func(m recruit.Member) bool { return sanitize.SameAddress(m.Email, address) }); at >= 0 {
			who[n] = team[at].Name
		}
	}
	return who
}

// holdsOption reports whether hours of an option are held now.
func (o Offer) holdsOption(number int) bool {
	return slices.ContainsFunc(o.Held, func(h Hold) bool { return h.Number == number && h.Version == o.Version })
}

// release ends the holds of options that can no longer be taken, as when somebody has booked
// over them: the others of it are needed for nothing then. It reports whether any were held.
func (s *Service) release(ctx context.Context, o Offer, gone []int) (bool, error) {
	gone = slices.DeleteFunc(gone, func(n int) bool { return !o.holdsOption(n) })
	if len(gone) == 0 {
		return false, nil
	}
	o.UpdatedAt = later(o.UpdatedAt, s.Now().UTC())
	_, err := s.save(ctx, Change{Offer: o, Release: gone, Log: []recruit.Activity{o.activity(recruit.Member{Name: "recruitty"}, "offer.released",
		"%s for %s can no longer be taken; the hours are held no more", recruit.Counted(len(gone), "time", "times"), o.Title)}})
	return err == nil, err
}

// HoldsUntil says until when the hours of the offer are held at most, as they are now; zero
// where none are.
func HoldsUntil(held []Hold) time.Time {
	var last time.Time
	for _, h := range held {
		if h.Until.After(last) {
			last = h.Until
		}
	}
	return last
}

// HeldOf are those whose hours are held, each once.
func HeldOf(held []Hold) []string {
	var all []string
	for _, h := range held {
		if !samePerson(all, h.Address) {
			all = append(all, h.Address)
		}
	}
	return all
}
