package availability

import (
	"context"
	"fmt"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// choose fills in which calendars are read. Those that the source has already keep
// what was read of them.
func (s *Service) choose(ctx context.Context, src Source, kept Credentials, named []Named) ([]Calendar, error) {
	var err error
	switch {
	case len(named) > 0:
	case src.Everyone:
		if named, err = s.everyone(ctx); err != nil {
			return nil, err
		}
	case src.Kind == busy.CalDAV && s.Find != nil:
		if named, err = s.found(ctx, src, kept); err != nil {
			return nil, err
		}
	case src.Kind == busy.CalDAV:
		named = []Named{{src.OwnerID, kept.URL}}
	default:
		named = []Named{{src.OwnerID, src.Account}}
	}
	if len(named) > maxCalendars {
		return nil, recruit.Refused("At most %d calendars are read through one connection.", maxCalendars)
	}
	var all []Calendar
	for _, n := range named {
		if src.OwnerID != 0 && n.Member != src.OwnerID {
			return nil, recruit.Refused("Through a member's own connection only their own calendars are read.")
		}
		if len(n.Name) > maxAddress {
			return nil, recruit.Invalid("calendar", "The name of a calendar is too long; copy it again.")
		}
		if slices.ContainsFunc(all, func(c Calendar) bool { return c.is(n) }) {
			continue
		}
		if i := slices.IndexFunc(src.Calendars, func(c Calendar) bool { return c.is(n) }); i >= 0 {
			all = append(all, src.Calendars[i])
			continue
		}
		all = append(all, Calendar{MemberID: n.Member, Name: n.Name})
	}
	if len(all) == 0 {
		return nil, recruit.Refused("There is no calendar to read: nobody is in the team yet.")
	}
	return all, nil
}

func (c Calendar) is(n Named) bool { return c.MemberID == n.Member && c.Name == n.Name }

// everyone names the calendars of the team.
func (s *Service) everyone(ctx context.Context) ([]Named, error) {
	team, err := s.Store.Members(ctx, false)
	var all []Named
	for _, m := range team {
		all = append(all, Named{m.ID, m.Email})
	}
	return all, err
}

// found names the calendars of a CalDAV account that are the person's own and count.
func (s *Service) found(ctx context.Context, src Source, kept Credentials) ([]Named, error) {
	looking, cancel := context.WithTimeout(ctx, sourceTimeout)
	defer cancel()
	all, err := s.Find(looking, accessOf(src, kept))
	if err != nil {
		return nil, err
	}
	var named []Named
	for _, f := range all {
		if f.Own && f.Counts {
			named = append(named, Named{src.OwnerID, f.URL})
		}
	}
	if len(named) == 0 {
		return nil, &recruit.Problem{Kind: recruit.ErrNotFound, Field: "calendar", Sentence: fmt.Sprintf("%s has no calendar of %s that counts as busy; name the calendars to read (recruitty help calendar connect).", src.Server, src.Account)}
	}
	return named, nil
}

// Found lists the calendars that a CalDAV account could read, before it is connected.
func (s *Service) Found(ctx context.Context, actor recruit.Member, c Connection) ([]Found, error) {
	if err := s.mayConnect(ctx, actor, c); err != nil {
		return nil, err
	}
	kept, err := s.addressed(c)
	if err != nil {
		return nil, err
	}
	if s.Find == nil || c.Kind != busy.CalDAV {
		return nil, recruit.Refused("Only a CalDAV account lists its calendars.")
	}
	looking, cancel := context.WithTimeout(ctx, sourceTimeout)
	defer cancel()
	return s.Find(looking, accessOf(Source{Kind: c.Kind}, kept))
}
