package recruit

import (
	"slices"
	"strings"
	"time"
)

// Record is an interview with everything that deciding about it needs. It is
// read as a whole, changed by plain functions and written as a whole.
type Record struct {
	Interview Interview
	Candidate Candidate
	Job       Job
	Organiser Member
	People    []Participant // the candidate first, removed ones included, and who has the organiser's own entry
	Files     []File
	Versions  []Version // oldest first
	Effects   []Effect  // oldest first, without their bytes
	// Loop are all interviews of the loop that this one belongs to, this one included, by
	// their start; nil for one that stands alone, and for who does not see all of them.
	Loop []LoopSession
	// Unscored are the members of the panel who may give a scorecard and have given none.
	Unscored []MemberID
}

// Commit is what a change of a record writes, in one transaction. The store
// refuses it with ErrStale unless Interview.Revision is still the stored one,
// and raises the revision by one; with ErrTaken where Booking says so.
type Commit struct {
	Interview Interview     // ID 0 makes a new interview
	People    []Participant // replaces the stored ones, by address
	Files     []File        // of a new interview; nil leaves the stored ones
	Version   *Version      // to be added
	// Effects are those that changed (ID set) or are new (ID 0).
	Effects  []Effect
	Activity []Activity
	// Booking is whose time the interview takes that was not theirs to give before; nil
	// where neither its time nor its people change. Before anything is written the store
	// looks what else they have by then, and refuses what was not agreed to (ErrTaken).
	// What goes along is in nobody's way.
	Booking *Booking
	// Candidate is the interview's candidate as their details are from now on;
	// nil leaves them. Its Version must be the stored one.
	Candidate *Candidate
	// CandidateLog is the line of the log about that; empty leaves none.
	CandidateLog Activity
	// Member is the interview's organiser as their details are from now on; nil
	// leaves them. Its Version must be the stored one.
	Member *Member
	// Along are changes of other interviews for the same reason: all of them are
	// written, or none.
	Along []Commit
	// Offer is what becomes of the offer out of which a candidate decided it; nil for none.
	Offer *OfferStep
	// Remove takes the interview and its effects away again (undo before
	// anything left); the activity stays.
	Remove bool
}

// OfferStep is a step of an offer (package offers) that is written with a change of
// interviews, which belong to the offer from then on. The store refuses it with ErrStale
// unless Revision is the stored one, and raises the revision by one.
type OfferStep struct {
	ID       OfferID
	Revision int64
	State    string
	// Version and Picked are the option that was taken: its number among those of a version.
	Version, Picked int
	Via             string // how: a page, a mail, a member
	Moves           int    // how often the candidate has moved it
	At              time.Time
}

// Invited returns the people who are invited now, the candidate first. The
// organiser's own calendar entry is no invitation, see Recipients.
func (r Record) Invited() []Participant {
	var in []Participant
	for _, p := range r.People {
		if p.Invited() {
			in = append(in, p)
		}
	}
	return in
}

// Panel returns the invited people besides the candidate.
func (r Record) Panel() []Participant {
	var in []Participant
	for _, p := range r.Invited() {
		if p.Audience == ToPanel {
			in = append(in, p)
		}
	}
	return in
}

// Person returns the participant with this address.
func (r Record) Person(address string) (Participant, bool) {
	i := slices.IndexFunc(r.People, func(p Participant) bool { return strings.EqualFold(p.Address, address) })
	if i < 0 {
		return Participant{}, false
	}
	return r.People[i], true
}

// MayBeNotified reports whether a mail about the interview may have reached address.
func (r Record) MayBeNotified(address string) bool {
	return slices.ContainsFunc(r.Effects, func(e Effect) bool {
		return e.MaybeSent && e.Kind.IsMail() && e.Kind != MailCancel && e.Kind != MailRefusal && e.Kind != MailSheet && e.Kind != MailFeedback && strings.EqualFold(e.Target, address)
	})
}

// Effect returns the effect with this id.
func (r Record) Effect(id EffectID) (Effect, bool) {
	i := slices.IndexFunc(r.Effects, func(e Effect) bool { return e.ID == id })
	if i < 0 {
		return Effect{}, false
	}
	return r.Effects[i], true
}

// Pending returns the effects that are neither done nor superseded, without
// reminders that wait for their moment.
func (r Record) Pending() []Effect {
	var open []Effect
	for _, e := range r.Effects {
		if e.Open() && !e.Planned() {
			open = append(open, e)
		}
	}
	return open
}

// Followed returns the effects in which the newest decision is seen to happen: its
// own, and what is still open from before. Reminders come in their own time.
func (r Record) Followed() []Effect {
	var out []Effect
	for _, e := range r.Effects {
		if e.State != Superseded && !e.Planned() && (e.Version == r.Interview.Version || e.Open()) {
			out = append(out, e)
		}
	}
	return out
}

// Settled reports whether everything that the interview calls for has happened.
func (r Record) Settled() bool { return len(r.Pending()) == 0 }

// Stamp is the DTSTAMP of calendar objects about the newest version: when it was
// made, in whole seconds, and at least one behind the version before, whatever
// the clock said. Where the sequence stays, calendars go by it (RFC 5546 2.1.5).
func (r Record) Stamp() time.Time {
	var stamp time.Time
	for _, v := range r.Versions {
		at := v.At.UTC().Truncate(time.Second)
		if earliest := stamp.Add(time.Second); at.Before(earliest) {
			at = earliest
		}
		stamp = at
	}
	return stamp
}

// SequenceFor is the calendar sequence of a mail: the one in force, or for who is
// withdrawn alone one that is higher than they know.
func (r Record) SequenceFor(kind EffectKind, to Participant) int {
	sequence := r.Interview.Sequence
	if kind != MailCancel || to.RemovedAt.IsZero() {
		return sequence
	}
	for _, e := range r.Effects {
		if e.MaybeSent && e.Kind.IsMail() && e.Kind != MailCancel && e.Kind != MailFeedback && strings.EqualFold(e.Target, to.Address) {
			sequence = max(sequence, e.Sequence+1)
		}
	}
	return sequence
}

// OpenCreate returns the creation of the meeting that is not finished, if any.
func (r Record) OpenCreate() (Effect, bool) {
	i := slices.IndexFunc(r.Effects, func(e Effect) bool { return e.Kind == ZoomCreate && e.Open() })
	if i < 0 {
		return Effect{}, false
	}
	return r.Effects[i], true
}

// Runnable returns the effects that may be worked on at now, in order. Within
// an interview Zoom comes first and one call at a time; a mail that tells the
// times or the link waits for Zoom, a withdrawal or a refusal does not; and mails
// to one person keep their order.
func (r Record) Runnable(now time.Time) []Effect {
	var out []Effect
	zoomBusy := false
	busy := map[string]bool{}
	for _, e := range r.Effects {
		if !e.Open() {
			continue
		}
		lane := strings.ToLower(e.Target)
		free := !busy[lane]
		switch {
		case e.Kind.IsZoom():
			free = !zoomBusy
			zoomBusy = true
		case e.Kind == MailFeedback:
			// It tells nothing that another mail tells, so neither waits for the other.
			free = true
		default:
			// A reminder is the last in its line, and a sheet may have to wait for the
			// other interviews of its loop: nothing waits for these unless they are on
			// their way.
			busy[lane] = !free || e.Kind != MailReminder && e.Kind != MailSheet || e.State == Running
			free = free && (!e.Kind.AwaitsZoom() || !r.zoomAhead()) && (e.Kind != MailSheet || !r.loopAhead())
		}
		if free && e.Due(now) {
			out = append(out, e)
		}
	}
	return out
}

// zoomAhead reports whether Zoom has still to answer for something.
func (r Record) zoomAhead() bool {
	return slices.ContainsFunc(r.Effects, func(z Effect) bool { return z.Kind.IsZoom() && z.Open() })
}

// Due reports whether an attempt may begin at now. A running effect is due when
// its owner has let the lease end: it died, and someone has to take over.
func (e Effect) Due(now time.Time) bool {
	switch e.State {
	case Waiting, Unknown:
		return !e.NextAttempt.IsZero() && !e.NextAttempt.After(now)
	case Running:
		return !e.LeaseUntil.After(now)
	}
	return false
}
