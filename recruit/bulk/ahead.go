package bulk

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/booking"
	"recruitty/recruit/busy"
	"recruitty/recruit/finder"
	"recruitty/recruit/scheduling"
)

// ahead is the workspace as it would be once some interviews are changed: what they were,
// and what they would be then. Two interviews that move together are in nobody's way where
// they were, and in everybody's where they come to (R14).
type ahead map[recruit.InterviewID]change

// change is an interview as it is and as it would be.
type change struct{ was, then recruit.Record }

// without leaves out an interview, which is then as it is stored.
func (a ahead) without(id recruit.InterviewID) ahead {
	out := ahead{}
	for other, c := range a {
		if other != id {
			out[other] = c
		}
	}
	return out
}

// svc are the services that decide, as they see the workspace ahead. Calendars were read
// anew before, and are not read once more for each interview.
type svc struct {
	scheduling *scheduling.Service
	finder     *finder.Finder // nil where nothing is known of people's time
}

// svc returns the services of the request over the workspace ahead.
func (b Bulk) svc(a ahead) svc {
	decides := *b.Services.Scheduling
	decides.Store = scheduled{decides.Store, a}
	if decides.Booked != nil {
		decides.Booked = booked{decides.Booked, a}
	}
	decides.Reread, decides.Calendars = nil, nil
	d := svc{scheduling: &decides}
	if b.Services.Finder == nil || b.Services.Availability == nil {
		return d
	}
	free := *b.Services.Availability
	free.Store = timed{free.Store, a}
	d.finder = &finder.Finder{Store: looked{b.Services.Finder.Store, a}, Times: unhurried{&free}, Now: b.Services.Finder.Now}
	decides.Calendars = d.finder.Doubts
	return d
}

// scheduled is what package scheduling reads, ahead.
type scheduled struct {
	scheduling.Store
	ahead ahead
}

// Record implements scheduling.Store.
func (s scheduled) Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error) {
	if c, changed := s.ahead[id]; changed {
		return c.then, nil
	}
	return s.Store.Record(ctx, id)
}

// Interviews implements scheduling.Store.
func (s scheduled) Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error) {
	list, err := s.Store.Interviews(ctx, f)
	return s.ahead.list(list, f), err
}

// booked is what people's time is taken by, ahead.
type booked struct {
	booking.Store
	ahead ahead
}

// Taken implements booking.Store.
func (s booked) Taken(ctx context.Context, c booking.Claim) (booking.Kept, error) {
	k, err := s.Store.Taken(ctx, c)
	if err != nil || len(s.ahead) == 0 {
		return k, err
	}
	k.Sittings = slices.DeleteFunc(k.Sittings, func(at booking.Sitting) bool { return s.ahead.changes(at.Interview) })
	for _, id := range slices.Sorted(maps.Keys(s.ahead)) {
		k.Sittings = append(k.Sittings, booking.In(s.ahead[id].then, c)...)
	}
	return k, nil
}

// looked is what package finder reads besides people's time, ahead.
type looked struct {
	finder.Store
	ahead ahead
}

// Interviews implements finder.Store.
func (s looked) Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error) {
	list, err := s.Store.Interviews(ctx, f)
	return s.ahead.list(list, f), err
}

// changes reports whether a request changes an interview.
func (a ahead) changes(id recruit.InterviewID) bool {
	_, changed := a[id]
	return changed
}

// list is a list of interviews as it would be. Of lists for whom or what a member chose
// them it knows the time, the candidate and the status; those by anything else stay.
func (a ahead) list(list []recruit.InterviewSummary, f recruit.InterviewFilter) []recruit.InterviewSummary {
	if len(a) == 0 || f.JobID != 0 || f.OrganiserID != 0 || f.MemberID != 0 || f.Address != "" || f.Loop != "" || f.Query != "" || f.After.ID != 0 {
		return list
	}
	list = slices.DeleteFunc(slices.Clone(list), func(i recruit.InterviewSummary) bool { return a.changes(i.ID) })
	for _, c := range a {
		i := c.then.Interview
		if i.Start.Before(f.From) || !f.To.IsZero() && !i.Start.Before(f.To) || f.CandidateID != 0 && f.CandidateID != i.CandidateID || f.Status != "" && f.Status != i.Status {
			continue
		}
		list = append(list, recruit.InterviewSummary{Interview: i, CandidateName: c.then.Candidate.Name, JobTitle: c.then.Job.Title, OrganiserName: c.then.Organiser.Name})
	}
	slices.SortFunc(list, func(x, y recruit.InterviewSummary) int {
		return cmp.Or(x.Start.Compare(y.Start), cmp.Compare(x.ID, y.ID))
	})
	return list
}

// timed is what package availability reads, ahead.
type timed struct {
	availability.Store
	ahead ahead
}

// Times implements availability.Store. The entry that a calendar has for an interview goes
// with it, where it is one entry of just these times.
func (s timed) Times(ctx context.Context, q availability.TimesQuery) (availability.Times, error) {
	times, err := s.Store.Times(ctx, q)
	if err != nil || len(s.ahead) == 0 {
		return times, err
	}
	for _, id := range q.Members {
		booked := slices.DeleteFunc(slices.Clone(times.Booked[id]), func(b availability.Booking) bool { return s.ahead.changes(b.Interview) })
		layers := slices.Clone(times.Layers[id])
		for _, c := range s.ahead {
			if takesPart(c.was, id) {
				layers = entryGone(layers, c.was.Interview)
			}
			i := c.then.Interview
			if i.Status == recruit.Scheduled && takesPart(c.then, id) && i.Start.Before(q.BookedTo) && i.End().After(q.BookedFrom) {
				booked = append(booked, availability.Booking{Interview: i.ID, Start: i.Start, End: i.End(), Decided: i.UpdatedAt, Scheduled: true})
			}
		}
		slices.SortFunc(booked, func(x, y availability.Booking) int {
			return cmp.Or(x.Start.Compare(y.Start), cmp.Compare(x.Interview, y.Interview))
		})
		times.Booked[id], times.Layers[id] = booked, layers
	}
	return times, nil
}

// takesPart reports whether a member is invited to an interview and has not said no.
func takesPart(r recruit.Record, id recruit.MemberID) bool {
	return slices.ContainsFunc(r.People, func(p recruit.Participant) bool {
		return p.MemberID == id && p.RemovedAt.IsZero() && !p.Answer.Absent()
	})
}

// entryGone leaves the entry of an interview out of calendars.
func entryGone(layers []availability.Layer, i recruit.Interview) []availability.Layer {
	for n := range layers {
		layers[n].Entries = slices.DeleteFunc(slices.Clone(layers[n].Entries), func(e availability.LayerEntry) bool {
			return e.State != busy.Unknown && e.Start().Equal(i.Start) && e.End().Equal(i.End())
		})
	}
	return layers
}

// unhurried reads no calendar anew: all that counts were read for the whole request.
type unhurried struct{ *availability.Service }

// Fresh implements finder.Times.
func (unhurried) Fresh(context.Context, recruit.Member, []recruit.MemberID, time.Duration) ([]availability.Unread, error) {
	return nil, nil
}
