package finder

import (
	"context"
	"fmt"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/timeparse"
)

// Doubts says what speaks against members at a time that somebody has chosen: what
// their calendars hold, what offers to others hold, time off and hours. It does not repeat the interviews of this
// workspace and the limits that they would exceed, which package booking knows. Of who has never
// connected a calendar it says nothing: where a person chooses, that is no news.
func (f *Finder) Doubts(ctx context.Context, actor recruit.Member, addresses []string, start, end time.Time, candidate recruit.CandidateID, except []recruit.InterviewID) ([]scheduling.Warning, error) {
	if recruit.Allow(actor, recruit.ToSchedule) != nil || len(addresses) == 0 || !end.After(start) {
		return nil, nil
	}
	ids, err := f.members(ctx, addresses)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	lines, err := f.Times.Timelines(ctx, actor, ids, start.Add(-maxBuffer), end.Add(maxBuffer), availability.Options{Except: except, Candidate: candidate})
	if err != nil {
		return nil, err
	}
	var all []scheduling.Warning
	for _, t := range lines {
		for _, said := range f.against(t, start, end, actor.Location()) {
			all = append(all, scheduling.Warning{Field: "participants", Sentence: said})
		}
		for _, said := range held(t, start, end, actor.Location()) {
			all = append(all, scheduling.Warning{Field: "participants", Sentence: said, Held: true})
		}
	}
	return all, nil
}

// Reread reads the calendars of members once more, for at most availability.FreshBudget,
// and says whose could not be read. Of who has never connected one it says nothing.
func (f *Finder) Reread(ctx context.Context, actor recruit.Member, addresses []string) ([]scheduling.Warning, error) {
	if recruit.Allow(actor, recruit.ToSchedule) != nil || len(addresses) == 0 {
		return nil, nil
	}
	ids, err := f.members(ctx, addresses)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	unread, err := f.Times.Fresh(ctx, actor, ids, availability.FreshBudget)
	if err != nil {
		return nil, err
	}
	var all []scheduling.Warning
	for _, u := range unread {
		if u.Cause != availability.NotConnected {
			all = append(all, scheduling.Warning{Field: "participants", Address: u.Member.Email, Sentence: "The calendar of " + u.Member.Name + " could not be read again just now: " + u.Why})
		}
	}
	return all, nil
}

// maxBuffer is how far around an interview its neighbours are looked at.
const maxBuffer = 4 * time.Hour

// members are those of the team who have one of the addresses.
func (f *Finder) members(ctx context.Context, addresses []string) ([]recruit.MemberID, error) {
	team, err := f.Store.Members(ctx, false)
	if err != nil {
		return nil, err
	}
	var ids []recruit.MemberID
	for _, m := range team {
		for _, a := range addresses {
			if sanitize.SameAddress(m.Email, a) {
				ids = append(ids, m.ID)
				break
			}
		}
	}
	return ids, nil
}

// against are the sentences about one person, at most one of each kind.
func (f *Finder) against(t availability.Timeline, start, end time.Time, zone *time.Location) []string {
	var said []string
	name := t.Member.Name
	say := func(format string, args ...any) { said = append(said, fmt.Sprintf(format, args...)) }
	span := func(from, to time.Time) string { return blocked(from.In(zone), to.In(zone), start.In(zone)) }
	told := map[busy.State]bool{}
	closed := false
	for _, r := range t.Reasons(start, end) {
		switch {
		case r.Interview != 0: // said by scheduling
		case r.Closed != nil:
			if !closed {
				closed = true
				say("%s", shut(name, *r.Closed))
			}
		case r.Held != nil: // see held
		case told[r.State]:
		case r.State == busy.Busy:
			told[r.State] = true
			say("%s is busy %s according to their calendar.", name, span(r.Start, r.End))
		case r.State == busy.Soft:
			told[r.State] = true
			say("%s has something %s that they may be able to move; ask them.", name, span(r.Start, r.End))
		case r.Gap != nil && r.Gap.Cause != availability.NotConnected:
			told[r.State] = true
			say("It is not known whether %s is free: %s", name, r.Gap.Words(name, func(at time.Time) string { return timeparse.DayTime(at.In(zone)) }))
		}
	}
	return said
}

// held are the sentences about a person's hours that offers hold for others, one of each offer.
func held(t availability.Timeline, start, end time.Time, zone *time.Location) []string {
	var said []string
	told := map[recruit.OfferID]bool{}
	for _, r := range t.Reasons(start, end) {
		if r.Held != nil && !told[r.Held.Offer] {
			told[r.Held.Offer] = true
			said = append(said, fmt.Sprintf("%s is held %s %s.", t.Member.Name, blocked(r.Start.In(zone), r.End.In(zone), start.In(zone)), r.Held.Words(zone)))
		}
	}
	return said
}

// blocked says when something in a calendar lies that is in the way at a moment: its
// hours, or how many days it takes.
func blocked(from, to, at time.Time) string {
	switch {
	case to.Sub(from) < 23*time.Hour: // the shortest day of a year
		return timeparse.Hours(from, to)
	case to.Sub(at) > 36*time.Hour:
		return "until " + timeparse.ShortDate(to)
	}
	return "all day"
}

// shut says why someone does not work at a time.
func shut(name string, c hours.Closed) string {
	//exhaustive:enforce
	switch c.Cause {
	case hours.Outside:
		return "It is outside the working hours of " + name + "."
	case hours.Lunch:
		return name + " is at lunch then."
	case hours.Away:
		return name + " has time off then."
	case hours.Public:
		return "It is a public holiday for " + name + " (" + c.Holiday + ")."
	}
	return ""
}
