package recruit

import (
	"slices"
	"strings"
	"time"
)

// Unanswered returns who was told of an interview that is still ahead at now and has said
// nothing to the times in force: neither yes nor no, nor that another time would be
// better. Who has still to be told, or is being asked once more already, is not among them.
func (r Record) Unanswered(now time.Time) []Participant {
	if r.Interview.Status != Scheduled || !r.Interview.Start.After(now) {
		return nil
	}
	var out []Participant
	for _, p := range r.Invited() {
		if r.silent(p, now) && !r.asked(p.Address).IsZero() && !r.asking(p.Address) {
			out = append(out, p)
		}
	}
	return out
}

// silent reports whether a person has said nothing to the times in force.
func (r Record) silent(p Participant, now time.Time) bool {
	_, proposes := r.Proposal(p, now)
	_, asks := r.Asks(p)
	return p.Answer == NoAnswer && !proposes && !asks
}

// asking reports whether a mail to address is still open that asks whether they come: a
// request for an answer, or anything that their calendar would ask them about.
func (r Record) asking(address string) bool {
	return slices.ContainsFunc(r.Effects, func(e Effect) bool {
		return (e.Kind == MailAsk || e.Kind.ChangesEntry()) && e.Open() && strings.EqualFold(e.Target, address)
	})
}

// AskedAgain is when a person was last asked once more for an answer, zero if never.
func (r Record) AskedAgain(address string) time.Time {
	var at time.Time
	for _, e := range r.Effects {
		if e.Kind == MailAsk && e.State == Done && strings.EqualFold(e.Target, address) && e.DoneAt.After(at) {
			at = e.DoneAt
		}
	}
	return at
}

// AskHeld is until when a request for answers is held that is newer than the newest version,
// and so is what Undo takes back first; ok is false where there is none at now.
func (r Record) AskHeld(now time.Time) (until time.Time, ok bool) {
	var since time.Time
	if n := len(r.Versions); n > 0 {
		since = r.Versions[n-1].At
	}
	for _, e := range r.Effects {
		if e.Kind == MailAsk && e.Open() && !e.MaybeSent && e.CreatedAt.After(since) && e.NextAttempt.After(until) {
			until = e.NextAttempt
		}
	}
	return until, until.After(now)
}

// AskDue reports whether a request for an answer may still be sent at now: the interview
// stands and is ahead, and its reader is invited and has not said anything meanwhile.
func (r Record) AskDue(e Effect, now time.Time) bool {
	p, invited := r.wants(e.Target)
	return invited && now.Before(r.Interview.Start) && r.silent(p, now)
}
