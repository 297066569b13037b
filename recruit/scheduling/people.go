package scheduling

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// ChangePeople changes who is invited. Someone new is invited; someone who is
// taken off gets a withdrawal for themselves, and the others an update where their
// entry lists them among those who come; that the organiser's own entry comes or goes is
// told to nobody else. A corrected address gets the invitation and the old one a
// withdrawal; the candidate's is corrected in the profile as well, and in the
// other upcoming interviews. Until due has passed Undo takes back who was invited and who
// was taken off, and nothing leaves. What Undo cannot take back, which is a corrected address
// and the organiser's own entry, leaves at once.
func (s *Service) ChangePeople(ctx context.Context, actor recruit.Member, id recruit.InterviewID, seen ExpectedVersion, c recruit.PeopleChange, due time.Duration) (recruit.Record, error) {
	return s.change(ctx, actor, id, seen, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return recruit.Commit{}, err
		}
		commit, err := s.regrouped(ctx, actor, r, c, s.leaves(due), now)
		if err != nil {
			return recruit.Commit{}, err
		}
		leaves := s.leaves(due)
		switch {
		case due <= 0:
		case restorable(r, c, commit.People):
			commit.Version = undoable(commit.Version, leaves)
		default:
			leaves = s.leaves(0)
			if commit, err = s.regrouped(ctx, actor, r, c, leaves, now); err != nil {
				return recruit.Commit{}, err
			}
		}
		if commit, err = s.corrected(ctx, actor, r, c, commit); err != nil {
			return recruit.Commit{}, err
		}
		return s.reminded(ctx, r, commit, leaves)
	})
}

// reminded adds the reminders to what a change of the people of r writes.
func (s *Service) reminded(ctx context.Context, r recruit.Record, c recruit.Commit, due time.Time) (recruit.Commit, error) {
	r.Interview, r.People = c.Interview, c.People
	var err error
	c.Effects, err = s.remind(ctx, r, c.Effects, due)
	return c, err
}

// regrouped is what a change of the people writes, reminders left out. Its
// effects may leave at due.
func (s *Service) regrouped(ctx context.Context, actor recruit.Member, r recruit.Record, c recruit.PeopleChange, due, now time.Time) (recruit.Commit, error) {
	if err := r.Movable(now); err != nil {
		return recruit.Commit{}, err
	}
	if err := c.OrganiserEntry.Valid(); err != nil {
		return recruit.Commit{}, err
	}
	people, said, err := s.regroup(ctx, r, c, now)
	if err != nil {
		return recruit.Commit{}, err
	}
	if entry := c.OrganiserEntry.Or(r.Interview.OrganiserEntry); entry != r.Interview.OrganiserEntry {
		r.Interview.OrganiserEntry = entry
		if entry {
			said = append(said, "gave the organiser a calendar entry")
		} else {
			said = append(said, "left the organiser without a calendar entry")
		}
	}
	if len(said) == 0 {
		return recruit.Commit{}, recruit.Invalid("participants", "Nobody was added or removed; nothing was changed.")
	}
	said[0] = strings.ToUpper(said[0][:1]) + said[0][1:]
	before := r.People
	people = seated(recruit.Record{Interview: r.Interview, Organiser: r.Organiser, People: people}, now)
	r = withPeople(r, people, now)
	return recruit.Commit{
		Interview: r.Interview, People: people, Effects: quietly(r, c, planRegrouped(r, before, due)),
		Version:  newVersion(r, recruit.WasRegrouped, actor, ""),
		Booking:  joining(r, c),
		Activity: []recruit.Activity{activity(r, actor, "interview.regrouped", "%s of %s", strings.Join(said, ", "), r.Interview.Title)},
	}, nil
}

// regroup makes the new list of people and says in words what changed.
func (s *Service) regroup(ctx context.Context, r recruit.Record, c recruit.PeopleChange, now time.Time) (people []recruit.Participant, said []string, err error) {
	add, err := cleanAddresses(c.Add)
	if err != nil {
		return nil, nil, err
	}
	for _, a := range add {
		if err := s.CheckMailable(ctx, "participants", a); err != nil {
			return nil, nil, err
		}
	}
	people = slices.Clone(r.People)
	index := func(address string) int {
		return slices.IndexFunc(people, func(p recruit.Participant) bool { return strings.EqualFold(p.Address, address) })
	}
	join := func(p recruit.Participant) error {
		switch i := index(p.Address); {
		case i >= 0 && people[i].Invited():
			return recruit.Invalid("participants", "%s is already invited.", p.Address)
		case i >= 0:
			p.LastMessageID = people[i].LastMessageID
			people[i] = p
		default:
			people = append(people, p)
		}
		said = append(said, "invited "+p.Address)
		return nil
	}
	leave := func(address string) (recruit.Participant, error) {
		i := index(strings.TrimSpace(address))
		if i < 0 || !people[i].Invited() {
			return recruit.Participant{}, recruit.Invalid("participants", "%s is not invited to this interview.", recruit.Shorten(address))
		}
		was := people[i]
		people[i].RemovedAt = now
		said = append(said, "took off "+was.Address)
		return was, nil
	}
	for _, old := range slices.Sorted(maps.Keys(c.Correct)) {
		corrected := c.Correct[old]
		was, err := leave(old)
		if err != nil {
			return nil, nil, err
		}
		fresh, err := cleanAddresses([]string{corrected})
		if err != nil || len(fresh) == 0 {
			return nil, nil, recruit.NoAddress("participants", corrected)
		}
		if err := s.CheckMailable(ctx, "participants", fresh[0]); err != nil {
			return nil, nil, err
		}
		if err := join(recruit.Participant{Address: fresh[0], Name: was.Name, MemberID: was.MemberID, Audience: was.Audience, TimeZone: was.TimeZone, Answer: recruit.NoAnswer,
			InvitedAt: was.InvitedAt, Pool: was.Pool, PoolLevel: was.PoolLevel}); err != nil {
			return nil, nil, err
		}
	}
	for _, a := range c.Remove {
		was, err := leave(a)
		if err != nil {
			return nil, nil, err
		}
		if was.Audience == recruit.ToCandidate {
			return nil, nil, recruit.Refused("The candidate cannot be removed; cancel the interview instead.")
		}
	}
	for _, a := range add {
		p, err := s.panelist(ctx, a)
		if err != nil {
			return nil, nil, err
		}
		p = p.Seated(c.Seats)
		if p.InvitedAt = now; slices.ContainsFunc(r.Invited(), func(was recruit.Participant) bool { return strings.EqualFold(was.Address, p.Address) }) {
			was, _ := r.Person(p.Address) // taken off and invited again by the same change
			p.InvitedAt = was.InvitedAt
		}
		if err := join(p); err != nil {
			return nil, nil, err
		}
	}
	if err := recruit.CheckPanel(len((recruit.Record{People: people}).Panel())); err != nil {
		return nil, nil, err
	}
	return people, said, nil
}

// withPeople is the next version of r, with these people. The calendar sequence
// belongs to the event: where only one copy of it is new, that copy goes out with
// the sequence in force and a later DTSTAMP (RFC 5546 2.1.5), and everybody else
// keeps what they have.
func withPeople(r recruit.Record, people []recruit.Participant, now time.Time) recruit.Record {
	if tellsAll(r, people) {
		r = nextVersion(r, now)
	} else {
		r.Interview.Version++
		r.Interview.UpdatedAt = now
	}
	r.People = people
	return r
}

// tellsAll reports whether the change from the people of r concerns everybody who stays
// as well: someone comes back, or someone is taken off whom everybody who was told
// anything may have been told of. That the organiser's own entry comes or goes is
// nothing to them, unless it was withdrawn before: then only a higher sequence brings it
// back, and what has that is a newer event to everybody.
func tellsAll(r recruit.Record, after []recruit.Participant) bool {
	for _, p := range r.People {
		now, there := (recruit.Record{People: after}).Person(p.Address)
		back := !p.RemovedAt.IsZero() && there && now.RemovedAt.IsZero() && withdrawn(r, p.Address)
		if back || p.Audience != recruit.ToOrganiser && !p.Invited() && there && now.Invited() {
			return true
		}
	}
	gone := leaving(r, after)
	return len(gone) > 0 && !slices.ContainsFunc(r.Recipients(), func(p recruit.Participant) bool {
		return !slices.ContainsFunc(gone, func(g recruit.Participant) bool { return g.Address == p.Address }) && r.MayBeNotified(p.Address) && !toldOf(r, p.Address, gone)
	})
}

// leaving are those of the people of r who are invited and are not any more after a
// change. The organiser's own entry names nobody to others.
func leaving(r recruit.Record, after []recruit.Participant) []recruit.Participant {
	return slices.DeleteFunc(r.Invited(), func(p recruit.Participant) bool {
		now, there := (recruit.Record{People: after}).Person(p.Address)
		return there && now.Invited()
	})
}

// toldOf reports whether a mail to address may have named one of these people, as who
// comes: one that left, or was still on its way, when they were invited already.
func toldOf(r recruit.Record, address string, people []recruit.Participant) bool {
	return slices.ContainsFunc(r.Effects, func(e recruit.Effect) bool {
		if !e.MaybeSent && e.State != recruit.Running || !e.Kind.IsMail() || e.Kind == recruit.MailCancel || e.Kind == recruit.MailRefusal || e.Kind == recruit.MailFeedback || !strings.EqualFold(e.Target, address) {
			return false
		}
		return slices.ContainsFunc(people, func(p recruit.Participant) bool {
			return p.InvitedAt.IsZero() || e.DoneAt.IsZero() || !e.DoneAt.Before(p.InvitedAt)
		})
	})
}

// withdrawn reports whether a withdrawal may have reached address.
func withdrawn(r recruit.Record, address string) bool {
	return slices.ContainsFunc(r.Effects, func(e recruit.Effect) bool {
		return (e.MaybeSent || e.State == recruit.Running) && e.Kind == recruit.MailCancel && strings.EqualFold(e.Target, address)
	})
}

// planRegrouped invites the new, withdraws from those who left, and updates the others
// who were told of one who left, or everybody when someone came back. r holds the new
// people.
func planRegrouped(r recruit.Record, before []recruit.Participant, due time.Time) []recruit.Effect {
	was := recruit.Record{People: before, Effects: r.Effects}
	all, gone := tellsAll(was, r.People), leaving(was, r.People)
	var last []recruit.Effect // who comes in someone's place is told before it is taken from them
	plan := supersedeMails(r)
	plan = slices.DeleteFunc(plan, func(e recruit.Effect) bool {
		if now, known := r.Person(e.Target); e.Kind == recruit.MailReminder && known && now.Invited() {
			return true // the times stay, and so do the reminders of who stays
		}
		old, known := was.Person(e.Target)
		return !all && (!known || !seatChanged(old, r.People)) && !toldOf(was, e.Target, gone)
	})
	for _, p := range r.People {
		old, known := was.Person(p.Address)
		had := known && old.RemovedAt.IsZero()
		switch {
		case !p.RemovedAt.IsZero():
			withdraw := newEffect(r, recruit.MailCancel, p.Address, due)
			withdraw.Sequence = r.SequenceFor(recruit.MailCancel, p)
			switch {
			case !had || !r.MayBeNotified(p.Address):
			case old.Audience == recruit.ToOrganiser:
				last = append(last, withdraw)
			default:
				plan = append(plan, withdraw)
			}
		case !had:
			plan = append(plan, newEffect(r, recruit.MailInvite, p.Address, due))
		case all || old.Audience != p.Audience || toldOf(was, p.Address, gone):
			kind := recruit.MailInvite
			if r.MayBeNotified(p.Address) {
				kind = recruit.MailUpdate
			}
			plan = append(plan, newEffect(r, kind, p.Address, due))
		}
	}
	return append(append(plan, last...), resheet(r, due)...)
}

// resheet sends the sheet of a loop to the address that the candidate has now, where it
// was written to another one.
func resheet(r recruit.Record, due time.Time) []recruit.Effect {
	var to string
	for _, p := range r.Invited() {
		if p.Audience == recruit.ToCandidate {
			to = p.Address
		}
	}
	astray := false
	for _, e := range r.Effects {
		if e.Kind != recruit.MailSheet || e.State == recruit.Superseded {
			continue
		}
		if sanitize.SameAddress(e.Target, to) {
			return nil
		}
		astray = true
	}
	if to == "" || !astray {
		return nil
	}
	return append(supersede(r, recruit.MailSheet), newEffect(r, recruit.MailSheet, to, due))
}
