package scheduling

import (
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// seated returns the people of r with the organiser's own calendar entry as it
// has to be: one at the address that they have now if they want it and are not
// invited anyway, else none.
func seated(r recruit.Record, now time.Time) []recruit.Participant {
	people := slices.Clone(r.People)
	o := r.Organiser
	own := recruit.Participant{Address: o.Email, Name: o.Name, MemberID: o.ID, Audience: recruit.ToOrganiser, TimeZone: o.TimeZone, TwelveHour: o.TwelveHour, Answer: recruit.NoAnswer}
	wanted := r.Interview.OrganiserEntry && o.Email != "" && !r.OrganiserInvited()
	for i, p := range people {
		switch {
		case p.Audience != recruit.ToOrganiser || !p.RemovedAt.IsZero():
		case wanted && strings.EqualFold(p.Address, o.Email):
			return people // as it is
		default:
			people[i].RemovedAt = now
		}
	}
	if !wanted {
		return people
	}
	if i := slices.IndexFunc(people, func(p recruit.Participant) bool { return strings.EqualFold(p.Address, o.Email) }); i >= 0 {
		own.LastMessageID = people[i].LastMessageID
		people[i] = own
		return people
	}
	return append(people, own)
}

// TakenOver is the record as it is once by organises it, and what has to happen
// outside for that at due: by gets a calendar entry if they usually want one, and
// that of who organised it before is withdrawn. Of an interview that has begun
// nothing is told any more.
func TakenOver(r recruit.Record, by recruit.Member, now, due time.Time) (recruit.Record, []recruit.Effect) {
	before := r.People
	r.Interview.OrganiserID, r.Organiser = by.ID, by
	if !r.Interview.Start.After(now) {
		return withPeople(r, r.People, now), nil
	}
	r.Interview.OrganiserEntry = !by.SkipEntry && (r.Interview.OrganiserEntry || !r.Imported())
	r = withPeople(r, seated(r, now), now)
	return r, planRegrouped(r, before, due)
}

// seatChanged reports whether a person was taken off or came back since before,
// or is there for something else now: as one of the panel instead of with an
// entry of their own, or the other way round.
func seatChanged(old recruit.Participant, after []recruit.Participant) bool {
	now, ok := (recruit.Record{People: after}).Person(old.Address)
	return !ok || now.RemovedAt.IsZero() != old.RemovedAt.IsZero() || now.RemovedAt.IsZero() && now.Audience != old.Audience
}

// Reseated are the changes by which the calendar entries of m's upcoming interviews
// follow to the address that m has from now on, whoever changes it.
func Reseated(ctx context.Context, s *Service, actor, m recruit.Member) ([]recruit.Commit, error) {
	now := s.Now().UTC()
	ahead, err := s.records(ctx, recruit.InterviewFilter{OrganiserID: m.ID, Status: recruit.Scheduled, From: now})
	if err != nil {
		return nil, err
	}
	var out []recruit.Commit
	for _, r := range ahead {
		before, at := r.People, after(r.Interview.UpdatedAt, now)
		was, had := r.OwnEntry()
		r.Organiser = m
		people := seated(r, at)
		if now := (recruit.Record{People: people}); r.Interview.Status != recruit.Scheduled || !had && len(now.Recipients()) == len(r.Recipients()) || had && !seatChanged(was, people) {
			continue
		}
		r = withPeople(r, people, at)
		out = append(out, recruit.Commit{
			Interview: r.Interview, People: people, Effects: planRegrouped(r, before, s.leaves(0)), Version: newVersion(r, recruit.WasRegrouped, actor, ""),
			Activity: []recruit.Activity{activity(r, actor, "interview.regrouped", "The organiser's calendar entry of %s follows to %s", r.Interview.Title, m.Email)},
		})
	}
	return out, nil
}
