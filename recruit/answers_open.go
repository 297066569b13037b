package recruit

import (
	"context"
	"time"
)

// silence is how many business days pass before a missing answer is a matter
// for a person.
const silence = 2

// ConcernKind says what about a person's answer needs somebody.
type ConcernKind string

// The kinds of concern, gravest first.
const (
	HasStray     ConcernKind = "unplaced" // an answer of which nobody knows whose it is
	HasClaim     ConcernKind = "claimed"  // an answer in the person's name that does not count by itself
	HasDeclined  ConcernKind = "declined"
	HasDelegated ConcernKind = "delegated" // somebody else is to come instead
	HasProposed  ConcernKind = "proposed"  // another time
	HasAsked     ConcernKind = "asked"     // for a time that cannot be placed
	IsSilent     ConcernKind = "silent"    // for two business days
)

// Concern is an answer, or a missing one, that needs a person.
type Concern struct {
	Kind   ConcernKind
	Person Participant // nobody for HasStray
	Claim  Claim       // what waits, of HasStray and HasClaim
	Since  time.Time   // of the answer, or of the mail that was not answered
	Move   Move        // what was proposed, ready for Reschedule
}

// Concerns returns what about the answers to an interview that is still ahead
// needs a person at now.
func (r Record) Concerns(now time.Time) []Concern {
	if r.Interview.Status != Scheduled || !r.Interview.Start.After(now) {
		return nil
	}
	var out []Concern
	for _, c := range r.Unplaced() {
		out = append(out, Concern{Kind: HasStray, Claim: c, Since: c.At})
	}
	for _, p := range r.Invited() {
		_, asks := r.Asks(p)
		move, proposed := r.Proposal(p, now)
		asked := r.asked(p.Address)
		claim, claimed := r.Claimed(p)
		switch {
		case claimed:
			out = append(out, Concern{Kind: HasClaim, Person: p, Claim: claim, Since: claim.At})
		case proposed:
			out = append(out, Concern{Kind: HasProposed, Person: p, Since: p.AnsweredAt, Move: move})
		case asks:
			out = append(out, Concern{Kind: HasAsked, Person: p, Since: p.AnsweredAt})
		case p.Answer == Delegated:
			out = append(out, Concern{Kind: HasDelegated, Person: p, Since: p.AnsweredAt})
		case p.Answer == Declined:
			out = append(out, Concern{Kind: HasDeclined, Person: p, Since: p.AnsweredAt})
		case p.Answer == NoAnswer && !asked.IsZero() && businessDays(asked, now, r.Organiser.Location()) >= silence:
			out = append(out, Concern{Kind: IsSilent, Person: p, Since: asked})
		}
	}
	return out
}

// asked is when a person was last asked whether they come: when the newest
// invitation, update or refusal of another time was handed over; zero when none
// was.
func (r Record) asked(address string) time.Time {
	var at time.Time
	for _, e := range r.Effects {
		if p, ok := r.Person(e.Target); ok && p.Address == address && e.State == Done && (e.Kind == MailInvite || e.Kind == MailUpdate || e.Kind == MailRefusal) && e.DoneAt.After(at) {
			at = e.DoneAt
		}
	}
	return at
}

// mostWaited bounds the days that businessDays looks at.
const mostWaited = 512

// businessDays counts the whole working days that lie between two moments: a
// weekend is no time to answer.
func businessDays(from, to time.Time, loc *time.Location) int {
	days, start := 0, from.In(loc)
	// Counted from the first day: a day later than the one before it may be the
	// same where the clocks skip a day, and a walk would stay there.
	for n := range mostWaited {
		at := start.AddDate(0, 0, n+1)
		if at.After(to) {
			break
		}
		if d := at.Weekday(); d != time.Saturday && d != time.Sunday {
			days++
		}
	}
	return days
}

// maxConcerned bounds how many coming interviews are looked through.
const maxConcerned = 300

// Open lists the interviews of a member (0 for everybody's) whose answers need
// a person, soonest first.
func (a *Answers) Open(ctx context.Context, member MemberID) ([]Record, error) {
	now := a.Now().UTC()
	coming, err := a.Store.Interviews(ctx, InterviewFilter{From: now, Status: Scheduled, OrganiserID: member, Limit: maxConcerned})
	if err != nil {
		return nil, err
	}
	var out []Record
	for _, i := range coming {
		r, err := a.Store.Record(ctx, i.ID)
		if err != nil && AboutOne(ctx, err) {
			continue // taken back meanwhile, or damaged, which lists of interviews say
		}
		if err != nil {
			return nil, err
		}
		if len(r.Concerns(now)) > 0 {
			out = append(out, r)
		}
	}
	return out, nil
}
