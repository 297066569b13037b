package scheduling

import (
	"context"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/booking"
	"recruitty/recruit/sanitize"
)

// Book schedules interviews for someone who can be shown no warnings, as when a candidate
// chooses an hour: as Schedule for one draft and ScheduleLoop for several, all or none, in
// the name of actor, who offered the hours. Whatever of the drafts' Agreed says is left
// out: where anybody who takes part has another interview at the time by now, or one of
// their limits would be exceeded, nothing is written and the error is ErrTaken. Its sentence
// names members of the team and is for them; a candidate is told that the hour is gone, and
// shown others. Calendars are not asked here: read those of the people who were chosen again
// before (R13).
//
// To book twice is two bookings: who may be asked twice for the same decision keeps what
// was booked for it, and looks there first.
func (s *Service) Book(ctx context.Context, actor recruit.Member, drafts []recruit.ScheduleRequest, due time.Duration) ([]recruit.Record, error) {
	drafts = slices.Clone(drafts)
	for n := range drafts {
		drafts[n].Agreed = recruit.Agreed{}
	}
	return s.ScheduleLoop(ctx, actor, drafts, due)
}

// whole is the booking of an interview that comes to a new time with everybody in it.
func whole(r recruit.Record, a recruit.Agreed) *recruit.Booking {
	return &recruit.Booking{People: r.Invited(), Host: r.Interview.Platform == recruit.Zoom, Agreed: a}
}

// joining is the booking of those whom a change invites to an interview, which are among
// its people: everybody else is in it already.
func joining(r recruit.Record, c recruit.PeopleChange) *recruit.Booking {
	b := &recruit.Booking{Agreed: c.Agreed}
	for _, p := range r.Invited() {
		if slices.ContainsFunc(c.Add, func(a string) bool { return sanitize.SameAddress(a, p.Address) }) {
			b.People = append(b.People, p)
		}
	}
	return b
}

// returning is the booking of an interview that is what it was before its newest version:
// what clashed with it then still may, for whoever decided was told, and limits are not
// exceeded by it for the first time. Of what was decided at the very moment of the newest version
// only sessions of the same loop did: they were moved together. now is as it is, then as it
// would be.
func (s *Service) returning(ctx context.Context, now, then recruit.Record) (*recruit.Booking, error) {
	last := now.Versions[len(now.Versions)-1]
	b := whole(then, recruit.Agreed{})
	switch last.Kind {
	case recruit.WasRescheduled, recruit.WasCancelled:
	case recruit.WasRegrouped:
		b.Host = false
		b.People = slices.DeleteFunc(b.People, func(p recruit.Participant) bool {
			was, in := now.Person(p.Address)
			return in && was.Invited()
		})
	default:
		return nil, nil // it takes nobody's time
	}
	if s.Booked == nil {
		return b, nil
	}
	claim := booking.Of(then.Interview, *b)
	claim.Dated = true
	kept, err := s.Booked.Taken(ctx, claim)
	if err != nil {
		return nil, err
	}
	for _, c := range booking.Find(claim, kept) {
		twice := c.Cause == recruit.TwoPlaces || c.Cause == recruit.HostsTwo
		together := c.Decided.Equal(last.At) && slices.ContainsFunc(now.Standing(), func(s recruit.LoopSession) bool { return s.Interview.ID == c.Interview })
		if !twice || c.Decided.Before(last.At) || together {
			b.Agreed.Clashes = append(b.Agreed.Clashes, c)
		}
	}
	return b, nil
}

// drafted is the interview that a draft would be as far as it is filled in, and its
// booking.
func (s *Service) drafted(ctx context.Context, organiser recruit.Member, d recruit.ScheduleRequest, id recruit.InterviewID) (recruit.Interview, recruit.Booking, error) {
	i := recruit.Interview{ID: id, CandidateID: d.CandidateID, OrganiserID: organiser.ID, Start: d.Start.UTC(), Duration: d.Duration, TimeZone: d.TimeZone, Platform: d.Platform}
	if i.Platform == "" {
		i.Platform = recruit.Zoom
	}
	b := recruit.Booking{Host: true}
	if d.Start.IsZero() || d.Duration <= 0 {
		return i, b, nil
	}
	if d.CandidateID != 0 {
		c, err := s.Store.Candidate(ctx, d.CandidateID)
		if err != nil {
			return i, b, err
		}
		b.People = append(b.People, recruit.Participant{Address: c.Email, Name: c.Name, Audience: recruit.ToCandidate})
	}
	for _, a := range d.Participants {
		p, err := s.panelist(ctx, a)
		if err != nil {
			return i, b, err
		}
		b.People = append(b.People, p)
	}
	return i, b, nil
}

// clashes says what a booking of an interview clashes with, on the clocks of a member.
func (s *Service) clashes(ctx context.Context, to recruit.Member, i recruit.Interview, b recruit.Booking) ([]Warning, []recruit.Clash, error) {
	if s.Booked == nil {
		return nil, nil, nil
	}
	claim := booking.Of(i, b)
	kept, err := s.Booked.Taken(ctx, claim)
	if err != nil {
		return nil, nil, err
	}
	found := booking.Find(claim, kept)
	var out []Warning
	for _, c := range found {
		w := Warning{Field: "participants", Sentence: booking.Words(c, to.Location())}
		if c.Cause == recruit.HostsTwo || c.Cause == recruit.TwoPlaces && c.Who == (booking.Person{Candidate: i.CandidateID}).Who() {
			w.Field = "start"
		}
		if !slices.ContainsFunc(out, func(known Warning) bool { return known.Sentence == w.Sentence }) {
			out = append(out, w)
		}
	}
	return out, found, nil
}
