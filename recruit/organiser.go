package recruit

import (
	"context"
	"slices"
	"strings"
	"time"
)

// This file is about the organiser's own calendar entry. Who organises an
// interview finds it in their calendar unless they say no: they get the mails
// about it like the panel, and are listed in everybody's entry as its chair. They
// take part in nothing by that, nobody waits for their answer, and whoever is
// invited anyway has an entry by that and gets no second one.

// EntryPreference is whether an organiser wants a calendar entry of their own; "" is what
// they usually want, or leaves it as it is.
type EntryPreference string

// The preferences.
const (
	WithEntry    EntryPreference = "yes"
	WithoutEntry EntryPreference = "no"
)

// Entry is what a member usually wants for interviews that they organise.
func (m Member) Entry() EntryPreference {
	if m.SkipEntry {
		return WithoutEntry
	}
	return WithEntry
}

// Valid refuses what is none.
func (w EntryPreference) Valid() error {
	switch w {
	case "", WithEntry, WithoutEntry:
		return nil
	}
	return Invalid("organiser_entry", "Whether the organiser gets a calendar entry is yes or no, not %q.", Shorten(string(w)))
}

// Or is whether there is to be an entry, given what is usual.
func (w EntryPreference) Or(usual bool) bool {
	if w == "" {
		return usual
	}
	return w == WithEntry
}

// Recipients returns the people who get the mails about it: those who are
// invited, the candidate first, and the organiser where they have an entry of
// their own.
func (r Record) Recipients() []Participant {
	return slices.DeleteFunc(slices.Clone(r.People), func(p Participant) bool { return !p.RemovedAt.IsZero() })
}

// OwnEntry returns the organiser's own calendar entry, if they have one besides
// an invitation.
func (r Record) OwnEntry() (Participant, bool) {
	for _, p := range r.Recipients() {
		if p.Audience == ToOrganiser {
			return p, true
		}
	}
	return Participant{}, false
}

// OrganiserInvited reports whether the organiser is invited, as one of the panel
// Or as the candidate: then the invitation is their calendar entry.
func (r Record) OrganiserInvited() bool {
	return slices.ContainsFunc(r.Invited(), func(p Participant) bool {
		return p.MemberID != 0 && p.MemberID == r.Organiser.ID || sameMailbox(p.Address, r.Organiser.Email)
	})
}

// seated returns the people of r with the organiser's own calendar entry as it
// has to be: one at the address that they have now if they want it and are not
// invited anyway, else none.
func (r Record) seated(now time.Time) []Participant {
	people := slices.Clone(r.People)
	o := r.Organiser
	own := Participant{Address: o.Email, Name: o.Name, MemberID: o.ID, Audience: ToOrganiser, TimeZone: o.TimeZone, TwelveHour: o.TwelveHour, Answer: NoAnswer}
	wanted := r.Interview.OrganiserEntry && o.Email != "" && !r.OrganiserInvited()
	for i, p := range people {
		switch {
		case p.Audience != ToOrganiser || !p.RemovedAt.IsZero():
		case wanted && strings.EqualFold(p.Address, o.Email):
			return people // as it is
		default:
			people[i].RemovedAt = now
		}
	}
	if !wanted {
		return people
	}
	if i := slices.IndexFunc(people, func(p Participant) bool { return strings.EqualFold(p.Address, o.Email) }); i >= 0 {
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
func (r Record) TakenOver(by Member, now, due time.Time) (Record, []Effect) {
	before := r.People
	r.Interview.OrganiserID, r.Organiser = by.ID, by
	if !r.Interview.Start.After(now) {
		return r.withPeople(r.People, now), nil
	}
	r.Interview.OrganiserEntry = !by.SkipEntry && (r.Interview.OrganiserEntry || !r.Imported())
	r = r.withPeople(r.seated(now), now)
	return r, planRegrouped(r, before, due)
}

// seatChanged reports whether a person was taken off or came back since before,
// Or is there for something else now: as one of the panel instead of with an
// entry of their own, or the other way round.
func seatChanged(old Participant, after []Participant) bool {
	now, ok := (Record{People: after}).Person(old.Address)
	return !ok || now.RemovedAt.IsZero() != old.RemovedAt.IsZero() || now.RemovedAt.IsZero() && now.Audience != old.Audience
}

// invited reports whether the person is invited, and not only told.
func (p Participant) invited() bool { return p.RemovedAt.IsZero() && p.Audience != ToOrganiser }

// ownCalendar takes what an organiser's calendar answers to their own entry,
// often by itself. Nobody waits for it and it is nobody's promise to come: a yes
// is no news, and what says more is logged and asks nobody for anything.
func (a *Answers) ownCalendar(r Record, p Participant, y Reply, revision int) (ReplyOutcome, []Activity, error) {
	by, _, own := y.vouched(r, p)
	c := y.claim(revision, by, "")
	yes := c.Answer == Accepted && c.Details(time.Time.String) == ""
	switch {
	case yes && (!own || p.Said == "" || p.Said == Accepted):
		return ignored(r, p, "This is the calendar of %s, who organises %s; nobody waits for its answer.", called(p), r.Interview.Title)
	case !own:
		c = y.claim(revision, y.sentFrom(), "it is in the name of who organises the interview")
		c.Named = p.Address
		return a.stray(r, c)
	case p.outdated(c):
		return ignored(r, p, knownAlready, called(p))
	}
	return a.told(r, p.says(c), Activity{Actor: called(p), Action: "interview.organiser_answered"}, "From the organiser's own calendar, for which nobody waits: %s")
}

// Reseated are the changes by which the calendar entries of m's interviews ahead
// follow to the address that m has from now on, whoever changes it.
func Reseated(ctx context.Context, s *Scheduling, actor, m Member) ([]Commit, error) {
	now := s.Now().UTC()
	ahead, err := s.records(ctx, InterviewFilter{OrganiserID: m.ID, Status: Scheduled, From: now})
	if err != nil {
		return nil, err
	}
	var out []Commit
	for _, r := range ahead {
		before, at := r.People, after(r.Interview.UpdatedAt, now)
		was, had := r.OwnEntry()
		r.Organiser = m
		people := r.seated(at)
		if now := (Record{People: people}); r.Interview.Status != Scheduled || !had && len(now.Recipients()) == len(r.Recipients()) || had && !seatChanged(was, people) {
			continue
		}
		r = r.withPeople(people, at)
		out = append(out, Commit{
			Interview: r.Interview, People: people, Effects: planRegrouped(r, before, s.leaves(0)), Version: r.version(WasRegrouped, actor, ""),
			Activity: []Activity{r.activity(actor, "interview.regrouped", "The organiser's calendar entry of %s follows to %s", r.Interview.Title, m.Email)},
		})
	}
	return out, nil
}
