package answers

import (
	"slices"

	"recruitty/internal/web/page"
	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// view is what the page shows of an offer.
func view(v offers.View) page.View {
	s := page.View{Company: v.Company, Job: v.Job, TeamZone: v.SenderZone, HouseLanguage: v.Language, Contact: page.Contact{Name: v.Contact.Name, Email: v.Contact.Address}}
	if v.LanguageKnown {
		s.Language = v.Language
	}
	if v.Known {
		s.Zone = v.Zone
	}
	s.Asked = v.Asked
	p := plan{version: v.Version}
	standing := slices.DeleteFunc(slices.Clone(v.Agreed), func(x offers.ViewSession) bool { return x.Status == recruit.Cancelled })
	if v.Over {
		s.State, s.Agreed = page.Over, p.options([]offers.ViewOption{{Sessions: standing}})[0].Parts
		s.Sessions = p.sessions
		return s
	}
	//exhaustive:enforce
	switch v.State {
	case offers.Offered, offers.NoneSuits:
		s.Options = p.options(v.Options)
		s.Refreshable = v.Late || len(s.Options) == 0
		if v.State == offers.Offered && !v.Late {
			s.AnswerBy = v.Until
		}
	case offers.ToConfirm:
		if v.Taken == nil {
			break // nobody confirmed it in time: there is the box to ask
		}
		s.State, s.Pending = page.Agreed, true
		s.Agreed = p.options([]offers.ViewOption{*v.Taken})[0].Parts
	case offers.Booked:
		if len(standing) == 0 {
			s.State = page.CalledOff // by the team
			break
		}
		s.State = page.Agreed
		all := p.options(append([]offers.ViewOption{{Sessions: standing}}, v.Options...))
		s.Agreed = all[0].Parts
		if v.MayMove {
			s.Options, s.MoveUntil = all[1:], v.Cutoff
			s.Refreshable = len(s.Options) == 0
		}
		if v.MayCallOff {
			s.CallOffUntil = v.Cutoff
		}
	case offers.CalledOff:
		s.State = page.CalledOff
	case offers.Withdrawn, offers.Replaced:
		s.State = page.Closed
	}
	s.Sessions = p.sessions
	return s
}

// plan gathers which sessions there are in several options.
type plan struct {
	version  int
	sessions []page.Session
	differ   []bool // by session, whether its people differ between options
}

// options are options as the page shows them.
func (p *plan) options(all []offers.ViewOption) []page.Option {
	var made []page.Option
	for n, one := range all {
		o := page.Option{ID: joined(p.version, one.Number)}
		used := make([]bool, len(p.sessions))
		for _, x := range one.Sessions {
			at := p.place(x, used, n == 0)
			for len(used) < len(p.sessions) {
				used = append(used, false)
			}
			used[at] = true
			o.Parts = append(o.Parts, page.Part{Session: at, Start: x.Start, End: x.End, With: x.People, Join: x.JoinURL, Place: x.Place})
		}
		made = append(made, o)
	}
	for i := range made {
		for j := range made[i].Parts {
			if part := &made[i].Parts[j]; !p.differ[part.Session] {
				part.With = nil // it is said with the session
			}
		}
	}
	for i := range p.sessions {
		if p.differ[i] {
			p.sessions[i].With = nil
		}
	}
	return made
}

// place is where a session stands in the plan, at its end where it is new.
func (p *plan) place(x offers.ViewSession, used []bool, first bool) int {
	for i, known := range p.sessions {
		if i < len(used) && used[i] || known.Title != x.Title || known.Length != x.End.Sub(x.Start) || known.Platform != x.Platform.Label() {
			continue
		}
		if !first && !slices.Equal(known.With, x.People) {
			p.differ[i] = true
		}
		return i
	}
	p.sessions = append(p.sessions, page.Session{Title: x.Title, Length: x.End.Sub(x.Start), Platform: x.Platform.Label(), With: x.People})
	p.differ = append(p.differ, false)
	return len(p.sessions) - 1
}
