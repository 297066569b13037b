package offers

import (
	"context"
	"slices"
	"time"

	"recruitty/recruit"
)

// View is an offer as its candidate may see it: nothing of the team but who wrote to them,
// unless the workspace shows names, nothing of anybody else, and no sentence that was written
// for members.
type View struct {
	Offer   recruit.OfferID // to be shown to nobody; for answering
	State   State
	Version int // of Options; who answers names it
	// Over says that what was agreed is in the past: Agreed has what took place, without ways
	// in, and nothing can be changed.
	Over     bool
	Reader   string // the candidate's name
	Company  string
	Job      string
	Title    string // of the interview, or of the stage
	Language string // in which mails are written to them (BCP 47)
	// LanguageKnown says that Language is the candidate's own, not the workspace's.
	LanguageKnown bool
	// Zone is theirs, as far as it is known, and SenderZone that of who wrote to them; IANA.
	// Known says that Zone is the candidate's own.
	Zone, SenderZone string
	Known            bool
	Contact          recruit.Mailbox // who wrote to them
	Until            time.Time       // until when an answer is waited for
	Late             bool            // that is over; Refresh finds other hours
	Options          []ViewOption    // what can be taken, or moved to; none behind Late
	// Agreed are the interviews that were booked, those that were cancelled since included,
	// by their start.
	Agreed []ViewSession
	// MayMove and MayCallOff say what the candidate may do until Cutoff; MovesLeft is how
	// often.
	MayMove, MayCallOff bool
	MovesLeft           int
	Cutoff              time.Time
	// Taken is what was taken and waits for a member, of ToConfirm, as long as it lies ahead.
	Taken *ViewOption
	// Asked says that the candidate asks for other hours and nobody has answered yet.
	Asked bool
}

// ViewOption is an option as a candidate sees it.
type ViewOption struct {
	Number   int
	Sessions []ViewSession
}

// ViewSession is an interview as a candidate sees it.
type ViewSession struct {
	Title      string
	Start, End time.Time // UTC
	Platform   recruit.Platform
	// Place is where they meet, or what is dialled, and JoinURL the link; only of what was
	// agreed.
	Place, JoinURL string
	Status         recruit.Status // of what was agreed
	People         []string       // names, only where the workspace shows them
}

// Look is the offer that a reference leads to, as its candidate sees it. It changes
// nothing at all: scanners open every link.
func (s *Service) Look(ctx context.Context, ref Ref) (v View, err error) {
	err = s.Store.Together(ctx, func(ctx context.Context) error {
		o, err := s.follow(ctx, ref)
		if err == nil {
			v, err = s.View(ctx, o)
		}
		return err
	})
	return v, err
}

// View is an offer, as Show returns it, as its candidate sees it.
func (s *Service) View(ctx context.Context, o Offer) (View, error) {
	p, err := s.Store.Profile(ctx, o.Candidate)
	if err != nil {
		return View{}, err
	}
	c := p.Candidate
	v := View{State: o.State, Version: o.Version}
	if v.Company, err = s.Settings.Workspace(ctx); err != nil {
		return View{}, err
	}
	v.LanguageKnown = c.Language != ""
	if v.Language = c.Language; v.Language == "" {
		if v.Language, err = s.Settings.Language(ctx); err != nil {
			return View{}, err
		}
	}
	if !c.ErasedAt.IsZero() { // their links are removed, too
		return View{}, UnknownLink()
	}
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return View{}, err
	}
	author, err := s.Store.Member(ctx, o.AuthorID)
	if err != nil {
		return View{}, err
	}
	now := s.Now()
	v.Offer, v.Reader, v.Job, v.Title, v.Until, v.Late = o.ID, c.Name, o.JobTitle, o.Title, o.Until, o.Late(now)
	v.Zone, v.SenderZone, v.Known = zoneFor(c, author).String(), author.Location().String(), c.Location() != nil
	v.Contact = recruit.Mailbox{Name: author.Name, Address: author.Email}
	v.Over = s.over(o)
	v.Asked = !v.Over && o.Via != ByOther && (o.Asking || o.State == NoneSuits && o.Via != "")
	names, err := s.names(ctx, rules)
	if err != nil {
		return View{}, err
	}
	open := o.State == Offered && !v.Late || o.State == NoneSuits || o.State == Booked && o.Version != o.PickedVersion
	for _, one := range o.Options {
		seen := ViewOption{Number: one.Number}
		for _, x := range one.Sessions {
			seen.Sessions = append(seen.Sessions, ViewSession{Title: x.Title, Start: x.Start, End: x.End(), Platform: x.Platform, People: names(x.Participants)})
		}
		if o.State == ToConfirm && one.Number == o.Picked && one.Start().After(now) {
			v.Taken = &seen
		}
		if open && one.Start().Sub(now) >= notice {
			v.Options = append(v.Options, seen)
		}
	}
	for _, i := range o.Interviews {
		x := ViewSession{Title: i.Title, Start: i.Start, End: i.End(), Platform: i.Platform, Place: i.Place, JoinURL: i.JoinURL(), Status: i.Status}
		if v.Over {
			x.Place, x.JoinURL = "", ""
		}
		if rules.Names {
			x.People = i.PanelNames
		}
		v.Agreed = append(v.Agreed, x)
	}
	if standing := o.Standing(); o.State == Booked && len(standing) > 0 {
		v.Cutoff, v.MovesLeft = standing[0].Start.Add(-rules.Cutoff), max(0, rules.Moves-o.Moves)
		v.MayCallOff = s.mayChange(ctx, o, false) == nil
		v.MayMove = s.mayChange(ctx, o, true) == nil
	}
	return v, nil
}

// names returns what says whom a candidate will meet: nobody, unless the workspace shows
// names. Who is not in the team is not named.
func (s *Service) names(ctx context.Context, rules Rules) (func(addresses []string) []string, error) {
	if !rules.Names {
		return func([]string) []string { return nil }, nil
	}
	team, err := s.Store.Members(ctx, false)
	if err != nil {
		return nil, err
	}
	return func(addresses []string) []string {
		var all []string
		for _, m := range team {
			if samePerson(addresses, m.Email) {
				all = append(all, m.Name)
			}
		}
		return all
	}, nil
}

// over reports whether what was agreed is in the past. An offer of which nothing is agreed is
// never over: its candidate can still ask for other hours.
func (s *Service) over(o Offer) bool {
	held := slices.DeleteFunc(slices.Clone(o.Interviews), func(i recruit.InterviewSummary) bool { return i.Status == recruit.Cancelled })
	return len(held) > 0 && !o.State.Open() && !slices.ContainsFunc(held, func(i recruit.InterviewSummary) bool { return i.End().After(s.Now()) })
}
