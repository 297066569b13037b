package recruit

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"
)

// PeopleChange says who is invited besides those who are, and who is not any
// more. Correct gives a new address in place of one that was wrong, the
// candidate's own included.
type PeopleChange struct {
	Add     []string
	Remove  []string
	Correct map[string]string
	// OrganiserEntry reports whether the organiser gets a calendar entry of their own;
	// "" leaves that.
	OrganiserEntry EntryPreference
}

// ChangePeople changes who is invited. Somebody new is invited; somebody who is
// taken off gets a withdrawal for themselves, and the others an update, because
// their entry lists who comes; that the organiser's own entry comes or goes is
// told to nobody else. A corrected address gets the invitation and the old one a
// withdrawal; the candidate's is corrected in the profile as well, and in the
// other interviews ahead.
func (s *Scheduling) ChangePeople(ctx context.Context, actor Member, id InterviewID, seen ExpectedVersion, c PeopleChange, due time.Duration) (Record, error) {
	return s.change(ctx, actor, id, seen, func(r Record, now time.Time) (Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return Commit{}, err
		}
		commit, err := s.regrouped(ctx, actor, r, c, s.leaves(due), now)
		if err != nil {
			return Commit{}, err
		}
		if commit, err = s.corrected(ctx, actor, r, c, commit); err != nil {
			return Commit{}, err
		}
		return s.reminded(ctx, r, commit, s.leaves(due))
	})
}

// reminded adds the reminders to what a change of the people of r writes.
func (s *Scheduling) reminded(ctx context.Context, r Record, c Commit, due time.Time) (Commit, error) {
	r.Interview, r.People = c.Interview, c.People
	var err error
	c.Effects, err = s.remind(ctx, r, c.Effects, due)
	return c, err
}

// regrouped is what a change of the people writes, reminders left out. Its
// effects may leave at due.
func (s *Scheduling) regrouped(ctx context.Context, actor Member, r Record, c PeopleChange, due, now time.Time) (Commit, error) {
	if err := r.Movable(now); err != nil {
		return Commit{}, err
	}
	if err := c.OrganiserEntry.Valid(); err != nil {
		return Commit{}, err
	}
	people, said, err := s.regroup(ctx, r, c, now)
	if err != nil {
		return Commit{}, err
	}
	if entry := c.OrganiserEntry.Or(r.Interview.OrganiserEntry); entry != r.Interview.OrganiserEntry {
		r.Interview.OrganiserEntry = entry
		said = append(said, either(entry, "gave the organiser a calendar entry", "left the organiser without a calendar entry"))
	}
	if len(said) == 0 {
		return Commit{}, Invalid("participants", "Nobody was added or taken off; nothing was changed.")
	}
	said[0] = strings.ToUpper(said[0][:1]) + said[0][1:]
	before := r.People
	people = Record{Interview: r.Interview, Organiser: r.Organiser, People: people}.seated(now)
	r = r.withPeople(people, now)
	return Commit{
		Interview: r.Interview, People: people, Effects: quietly(r, c, planRegrouped(r, before, due)),
		Version:  r.version(WasRegrouped, actor, ""),
		Activity: []Activity{r.activity(actor, "interview.regrouped", "%s of %s", strings.Join(said, ", "), r.Interview.Title)},
	}, nil
}

// regroup makes the new list of people and says in words what changed.
func (s *Scheduling) regroup(ctx context.Context, r Record, c PeopleChange, now time.Time) (people []Participant, said []string, err error) {
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
		return slices.IndexFunc(people, func(p Participant) bool { return strings.EqualFold(p.Address, address) })
	}
	join := func(p Participant) error {
		switch i := index(p.Address); {
		case i >= 0 && people[i].invited():
			return Invalid("participants", "%s is invited already.", p.Address)
		case i >= 0:
			p.LastMessageID = people[i].LastMessageID
			people[i] = p
		default:
			people = append(people, p)
		}
		said = append(said, "invited "+p.Address)
		return nil
	}
	leave := func(address string) (Participant, error) {
		i := index(strings.TrimSpace(address))
		if i < 0 || !people[i].invited() {
			return Participant{}, Invalid("participants", "%s is not invited to this interview.", Shorten(address))
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
			return nil, nil, NoAddress("participants", corrected)
		}
		if err := s.CheckMailable(ctx, "participants", fresh[0]); err != nil {
			return nil, nil, err
		}
		if err := join(Participant{Address: fresh[0], Name: was.Name, MemberID: was.MemberID, Audience: was.Audience, TimeZone: was.TimeZone, Answer: NoAnswer}); err != nil {
			return nil, nil, err
		}
	}
	for _, a := range c.Remove {
		was, err := leave(a)
		if err != nil {
			return nil, nil, err
		}
		if was.Audience == ToCandidate {
			return nil, nil, Refused("The candidate cannot be taken off; cancel the interview instead.")
		}
	}
	for _, a := range add {
		p, err := s.panelist(ctx, a)
		if err != nil {
			return nil, nil, err
		}
		if err := join(p); err != nil {
			return nil, nil, err
		}
	}
	if err := CheckPanel(len((Record{People: people}).Panel())); err != nil {
		return nil, nil, err
	}
	return people, said, nil
}

// withPeople is the next version of r, with these people. The calendar sequence
// belongs to the event: where only one copy of it is new, that copy goes out with
// the sequence in force and a later DTSTAMP (RFC 5546 2.1.5), and everybody else
// keeps what they have.
func (r Record) withPeople(people []Participant, now time.Time) Record {
	if r.tellsAll(people) {
		r = r.next(now)
	} else {
		r.Interview.Version++
		r.Interview.UpdatedAt = now
	}
	r.People = people
	return r
}

// tellsAll reports whether the change from the people of r concerns those who stay
// as well: somebody who was invited is taken off, or comes back. That the
// organiser's own entry comes or goes is nothing to them, unless it was withdrawn
// before: then only a higher sequence brings it back, and what has that is a newer
// event to everybody.
func (r Record) tellsAll(after []Participant) bool {
	return slices.ContainsFunc(r.People, func(p Participant) bool {
		now, there := (Record{People: after}).Person(p.Address)
		back := !p.RemovedAt.IsZero() && there && now.RemovedAt.IsZero() && r.withdrawn(p.Address)
		return back || p.Audience != ToOrganiser && p.invited() != (there && now.invited())
	})
}

// withdrawn reports whether a withdrawal may have reached address.
func (r Record) withdrawn(address string) bool {
	return slices.ContainsFunc(r.Effects, func(e Effect) bool {
		return (e.MaybeSent || e.State == Running) && e.Kind == MailCancel && strings.EqualFold(e.Target, address)
	})
}

// SequenceFor is the calendar sequence of a mail: the one in force, or for who is
// withdrawn alone one that is higher than they know.
func (r Record) SequenceFor(kind EffectKind, to Participant) int {
	sequence := r.Interview.Sequence
	if kind != MailCancel || to.RemovedAt.IsZero() {
		return sequence
	}
	for _, e := range r.Effects {
		if e.MaybeSent && e.Kind.IsMail() && e.Kind != MailCancel && strings.EqualFold(e.Target, to.Address) {
			sequence = max(sequence, e.Sequence+1)
		}
	}
	return sequence
}

// planRegrouped invites the new, withdraws from those who left, and updates
// the others when somebody left or came back. r holds the new people.
func planRegrouped(r Record, before []Participant, due time.Time) []Effect {
	was := Record{People: before, Effects: r.Effects}
	all := was.tellsAll(r.People)
	var last []Effect // who comes in somebody's place is told before it is taken from them
	plan := supersedeMails(r)
	plan = slices.DeleteFunc(plan, func(e Effect) bool {
		if now, known := r.Person(e.Target); e.Kind == MailReminder && known && now.invited() {
			return true // the times stay, and so do the reminders of who stays
		}
		old, known := was.Person(e.Target)
		return !all && (!known || !seatChanged(old, r.People))
	})
	for _, p := range r.People {
		old, known := was.Person(p.Address)
		had := known && old.RemovedAt.IsZero()
		switch {
		case !p.RemovedAt.IsZero():
			withdraw := newEffect(r, MailCancel, p.Address, due)
			withdraw.Sequence = r.SequenceFor(MailCancel, p)
			switch {
			case !had || !r.MayBeNotified(p.Address):
			case old.Audience == ToOrganiser:
				last = append(last, withdraw)
			default:
				plan = append(plan, withdraw)
			}
		case !had:
			plan = append(plan, newEffect(r, MailInvite, p.Address, due))
		case all || old.Audience != p.Audience:
			kind := MailInvite
			if r.MayBeNotified(p.Address) {
				kind = MailUpdate
			}
			plan = append(plan, newEffect(r, kind, p.Address, due))
		}
	}
	return append(plan, last...)
}
