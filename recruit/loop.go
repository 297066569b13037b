package recruit

import (
	"slices"
	"time"
)

// LoopSession is an interview of a loop as its sheet tells it.
type LoopSession struct {
	Interview Interview     // without description, note and what strangers wrote
	People    []Participant // who are invited, without their answers, the candidate first
	// ZoomAhead says that Zoom has still to answer for something of it.
	ZoomAhead bool
}

// Standing are the interviews of the loop that take place, by their start.
func (r Record) Standing() []LoopSession {
	return slices.DeleteFunc(slices.Clone(r.Loop), func(s LoopSession) bool { return s.Interview.Status == Cancelled })
}

// Unlinked is the first interview of the loop that takes place by Zoom and of which Zoom has
// not confirmed everything: as long as there is one, no sheet leaves (R11).
func (r Record) Unlinked() (LoopSession, bool) {
	for _, s := range r.Standing() {
		if s.Interview.Platform == Zoom && (s.ZoomAhead || s.Interview.JoinURL() == "") {
			return s, true
		}
	}
	return LoopSession{}, false
}

// SheetWaits says for which link the sheet of the loop waits, "" where it need not.
func (r Record) SheetWaits() string {
	s, waits := r.Unlinked()
	switch {
	case !waits:
		return ""
	case s.Interview.MeetingGone():
		return "The sheet waits for " + s.Interview.Title + ": its meeting is no longer at Zoom."
	}
	return "The sheet waits for the Zoom link of " + s.Interview.Title + "."
}

// SameSheet reports whether the sheet of another reading of the record says the same.
func (r Record) SameSheet(o Record) bool {
	return slices.EqualFunc(r.Standing(), o.Standing(), func(a, b LoopSession) bool {
		x, y := a.Interview, b.Interview
		return x.ID == y.ID && x.Start.Equal(y.Start) && x.Duration == y.Duration && x.JoinURL() == y.JoinURL() && x.Place == y.Place && a.ZoomAhead == b.ZoomAhead &&
			slices.EqualFunc(a.People, b.People, func(p, q Participant) bool { return p.Address == q.Address && p.Name == q.Name })
	})
}

// loopAhead reports whether Zoom has still to answer for an interview of the loop.
func (r Record) loopAhead() bool {
	return slices.ContainsFunc(r.Standing(), func(s LoopSession) bool { return s.ZoomAhead })
}

// WantsSheet reports whether the sheet of a loop still has something to tell: one of
// its interviews takes place, and its reader is the candidate.
func (r Record) WantsSheet(e Effect) bool {
	p, known := r.Person(e.Target)
	return known && p.RemovedAt.IsZero() && p.Audience == ToCandidate && len(r.Standing()) > 0
}

// SheetTooLate reports whether every interview of the loop that takes place has begun.
func (r Record) SheetTooLate(now time.Time) bool {
	return !slices.ContainsFunc(r.Standing(), func(s LoopSession) bool { return s.Interview.Start.After(now) })
}
