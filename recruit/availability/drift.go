package availability

import (
	"context"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
)

// Clash is something that has come up at the time of an interview that was agreed.
type Clash struct {
	Interview  recruit.InterviewID
	Start, End time.Time // of the interview
	Member     recruit.Member
	// With is what stands there now. Since is when it was seen first in a calendar, or
	// when the hours were changed to it.
	With  Stretch
	Since time.Time
	Label string // of the source, "" for hours
	// Closed says why the member does not work then; nil where a calendar says it.
	Closed *hours.Closed
	// Certain is false where a calendar tells only of a block that is longer than the
	// interview, of which the interview itself may be a part.
	Certain bool
}

// Stretch is from Start until just before End, in UTC.
type Stretch = hours.Stretch

// driftAhead is how far ahead time off and hours are compared with interviews;
// calendars are as far as they are read.
const driftAhead = 366 * 24 * time.Hour

// Drift lists what has come up in people's time since interviews that are ahead were
// decided, by start. of are the members who are looked at; nil is the whole team.
//
// What has come up is what nobody can have accepted: an entry of a calendar that was seen
// first, or hours that were changed, after the times that are in force were decided and
// the member was invited to them, whichever came later. Before that the form said so to
// whoever decided. It reads the store only; every reading may change it.
func (s *Service) Drift(ctx context.Context, actor recruit.Member, of []recruit.MemberID) ([]Clash, error) {
	if err := recruit.Allow(actor, recruit.ToSee); err != nil {
		return nil, err
	}
	team, err := s.Store.Members(ctx, false)
	if err != nil {
		return nil, err
	}
	var ids []recruit.MemberID
	for _, m := range team {
		if of == nil || slices.Contains(of, m.ID) {
			ids = append(ids, m.ID)
		}
	}
	company, err := s.WorkspaceHours(ctx)
	if err != nil {
		return nil, err
	}
	now := s.now()
	_, to := window(now)
	kept, err := s.Store.Times(ctx, TimesQuery{Members: ids, From: now, To: to, BookedFrom: now, BookedTo: now.Add(driftAhead), Past: true})
	if err != nil {
		return nil, err
	}
	var all []Clash
	for _, m := range team {
		past := history{base: hours.Default(m.Location()), company: versions{kept.Past[0], company}, own: versions{kept.Past[m.ID], kept.Rules[m.ID]}}
		for _, b := range kept.Booked[m.ID] {
			if b.Scheduled && b.Start.After(now) {
				all = append(all, clashes(m, b, kept.Booked[m.ID], kept.Layers[m.ID], past)...)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Clash) int { return a.Start.Compare(b.Start) })
	return all, nil
}

// clashes lists what has come up for one person at one interview; certain ones hide
// others.
func clashes(m recruit.Member, b Booking, own []Booking, layers []Layer, past history) []Clash {
	c := Clash{Interview: b.Interview, Start: b.Start, End: b.End, Member: m, Certain: true}
	var certain, others []Clash
	for _, l := range layers {
		for _, e := range l.Entries {
			if e.State != busy.Busy || !e.Start().Before(b.End) || !e.End().After(b.Start) || !e.Since().After(b.Decided) || e.ofOne(own) {
				continue
			}
			c.With, c.Since, c.Label = Stretch{Start: e.Start(), End: e.End()}, e.Since(), l.Label
			if c.Certain = !e.hides(b); c.Certain {
				certain = append(certain, c)
			} else {
				others = append(others, c)
			}
		}
	}
	for _, o := range past.oversteps(b) {
		certain = append(certain, Clash{Interview: b.Interview, Start: b.Start, End: b.End, Member: m, Certain: true,
			Closed: &o.Closed, Since: o.since, With: Stretch{Start: o.Start, End: o.End}})
	}
	if len(certain) > 0 {
		return certain
	}
	return others
}

// ofOne reports whether an entry is that of one of a person's interviews, or a block
// of several that follow each other.
func (e LayerEntry) ofOne(own []Booking) bool {
	at, end := e.Start(), e.End()
	for range own { // each turn finds one that ends later, or none
		i := slices.IndexFunc(own, func(b Booking) bool {
			return b.Scheduled && b.Start.Equal(at) && b.End.After(at) && !b.End.After(end)
		})
		if i < 0 {
			return false
		}
		if at = own[i].End; at.Equal(end) {
			return true
		}
		if e.Named {
			return false
		}
	}
	return false
}
