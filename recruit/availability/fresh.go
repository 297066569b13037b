package availability

import (
	"context"
	"slices"
	"time"

	"recruitty/recruit"
)

// FreshBudget is how long the people who were chosen are waited for at the moment of
// booking.
const FreshBudget = 2 * time.Second

// Unread is a member whose time could not be read just now, and why.
type Unread struct {
	Member recruit.Member
	Cause  Cause  // NotConnected, or Unreadable
	Label  string // of the source, "" without one
	// ReadAt is when it was read last, zero if it never was.
	ReadAt time.Time
	Why    string // one sentence
}

// Fresh reads the calendars of the people who were chosen again, within a budget, and
// returns those that could not be read in time, in the order of ids. What can be read
// is in Timelines then. One calendar delays no other.
func (s *Service) Fresh(ctx context.Context, actor recruit.Member, ids []recruit.MemberID, budget time.Duration) ([]Unread, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return nil, err
	}
	team, err := s.team(ctx, ids, nil)
	if err != nil {
		return nil, err
	}
	all, err := s.Store.Sources(ctx)
	if err != nil {
		return nil, err
	}
	var jobs []job
	for _, src := range all {
		only := src.ofMembers(ids)
		only = slices.DeleteFunc(only, func(id CalendarID) bool {
			i := slices.IndexFunc(src.Calendars, func(c Calendar) bool { return c.ID == id })
			return s.now().Sub(src.Calendars[i].ReadAt) < freshEnough && src.Calendars[i].Trouble == ""
		})
		if len(only) > 0 {
			jobs = append(jobs, job{src: src, only: only, hasty: true})
		}
	}
	done, err := s.readAll(ctx, jobs, budget)
	if err != nil {
		return nil, err
	}
	var unread []Unread
	for _, id := range ids {
		unread = append(unread, unreadOf(team[id], all, done)...)
	}
	return unread, nil
}

// unreadOf says what of a member's calendars could not be read.
func unreadOf(m recruit.Member, all []Source, done []Outcome) []Unread {
	if !slices.ContainsFunc(all, func(src Source) bool { return slices.Contains(src.Of(), m.ID) }) {
		g := Gap{Cause: NotConnected}
		return []Unread{{Member: m, Cause: NotConnected, Why: g.Words(m.Name, nil)}}
	}
	var unread []Unread
	for _, d := range done {
		failure := d.Err
		for _, c := range d.Source.Calendars {
			if c.MemberID != m.ID {
				continue
			}
			why := failure
			for _, f := range d.Failed {
				if f.Calendar.ID == c.ID {
					why = f.Err
				}
			}
			if why != nil && !(d.Source.OwnerID == 0 && c.ReadAt.IsZero() && otherwise(m.ID, d.Source.ID, all)) {
				unread = append(unread, Unread{Member: m, Cause: Unreadable, Label: d.Source.Label(), ReadAt: c.ReadAt, Why: recruit.Sentence(why)})
			}
		}
	}
	return unread
}

// otherwise reports whether another calendar of a member has been read before; see
// layersThatCount.
func otherwise(id recruit.MemberID, except SourceID, all []Source) bool {
	return slices.ContainsFunc(all, func(src Source) bool {
		return src.ID != except && slices.ContainsFunc(src.Calendars, func(c Calendar) bool { return c.MemberID == id && !c.ReadAt.IsZero() })
	})
}
