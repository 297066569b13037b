package recruit

import (
	"time"
)

// silence is how many business days pass before a missing answer is a matter
// for a person.
const silence = 2

// ReplyIssueKind says what about a person's answer needs someone.
type ReplyIssueKind string

// The kinds of concern, gravest first.
const (
	HasStray     ReplyIssueKind = "unplaced" // an answer of which nobody knows whose it is
	HasClaim     ReplyIssueKind = "claimed"  // an answer in the person's name that does not count by itself
	HasDeclined  ReplyIssueKind = "declined"
	HasDelegated ReplyIssueKind = "delegated" // someone else is to come instead
	HasProposed  ReplyIssueKind = "proposed"  // another time
	HasAsked     ReplyIssueKind = "asked"     // for a time that cannot be placed
	IsSilent     ReplyIssueKind = "silent"    // for two business days
)

// ReplyIssue is an answer, or a missing one, that needs a person.
type ReplyIssue struct {
	Kind   ReplyIssueKind
	Person Participant       // nobody for HasStray
	Claim  UnverifiedReply   // what waits, of HasStray and HasClaim
	Since  time.Time         // of the answer, or of the mail that was not answered
	Move   RescheduleRequest // what was proposed, ready for Reschedule
}

// ReplyIssues returns what about the answers to an interview that is still ahead
// needs a person at now.
func (r Record) ReplyIssues(now time.Time) []ReplyIssue {
	if r.Interview.Status != Scheduled || !r.Interview.Start.After(now) {
		return nil
	}
	var out []ReplyIssue
	for _, c := range r.Unplaced() {
		out = append(out, ReplyIssue{Kind: HasStray, Claim: c, Since: c.At})
	}
	for _, p := range r.Invited() {
		_, asks := r.Asks(p)
		move, proposed := r.Proposal(p, now)
		asked := r.asked(p.Address)
		claim, claimed := r.Claimed(p)
		switch {
		case claimed:
			out = append(out, ReplyIssue{Kind: HasClaim, Person: p, Claim: claim, Since: claim.At})
		case proposed:
			out = append(out, ReplyIssue{Kind: HasProposed, Person: p, Since: p.AnsweredAt, Move: move})
		case asks:
			out = append(out, ReplyIssue{Kind: HasAsked, Person: p, Since: p.AnsweredAt})
		case p.Answer == Delegated:
			out = append(out, ReplyIssue{Kind: HasDelegated, Person: p, Since: p.AnsweredAt})
		case p.Answer == Declined:
			out = append(out, ReplyIssue{Kind: HasDeclined, Person: p, Since: p.AnsweredAt})
		case p.Answer == NoAnswer && !asked.IsZero() && businessDays(asked, now, r.Organiser.Location()) >= silence:
			out = append(out, ReplyIssue{Kind: IsSilent, Person: p, Since: asked})
		}
	}
	return out
}

// asked is when a person was last asked whether they come: when the newest
// invitation, update, refusal of another time or request for an answer was handed over;
// zero when none was.
func (r Record) asked(address string) time.Time {
	var at time.Time
	for _, e := range r.Effects {
		if p, ok := r.Person(e.Target); ok && p.Address == address && e.State == Done && (e.Kind == MailInvite || e.Kind == MailUpdate || e.Kind == MailRefusal || e.Kind == MailAsk) && e.DoneAt.After(at) {
			at = e.DoneAt
		}
	}
	return at
}

// maxWaited bounds the days that businessDays looks at.
const maxWaited = 512

// businessDays counts the whole working days that lie between two moments: a
// weekend is no time to answer.
func businessDays(from, to time.Time, loc *time.Location) int {
	days, start := 0, from.In(loc)
	// Counted from the first day: a day later than the one before it may be the
	// same where the clocks skip a day, and a walk would stay there.
	for n := range maxWaited {
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
