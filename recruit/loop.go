package recruit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"
)

// LoopSession is an interview of a loop as its sheet tells it.
type LoopSession struct {
	Interview Interview     // without description, note and what strangers wrote
	People    []Participant // who are invited, without their answers, the candidate first
	// ZoomAhead says that Zoom has still to answer for something of it.
	ZoomAhead bool
	// Sheet says that an overview of the loop belongs to it, sent or still to be sent.
	Sheet bool
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

// SheetWaits says for which link the overview of the loop waits, "" where it need not.
func (r Record) SheetWaits() string {
	s, waits := r.Unlinked()
	switch {
	case !waits:
		return ""
	case s.Interview.MeetingGone():
		return "The overview is waiting for " + s.Interview.Title + ": its meeting no longer exists in Zoom."
	}
	return "The overview is waiting for the Zoom link of " + s.Interview.Title + "."
}

// SheetMark is a short digest of what the overview of the loop tells. It stands in the
// Message-ID of a sheet, so that one that was written before something changed is known
// by it, whoever finds it.
func (r Record) SheetMark() string {
	said := sha256.New()
	for _, s := range r.Standing() {
		i := s.Interview
		_, _ = fmt.Fprintf(said, "%d %d %d %q %q %q %q %q\n", i.ID, i.Start.Unix(), i.Duration, i.TimeZone, i.Title, i.Platform, i.Place, i.JoinURL())
		if m := i.Meeting; m != nil {
			_, _ = fmt.Fprintf(said, "%q\n", m.Passcode)
		}
		for _, p := range s.People {
			_, _ = fmt.Fprintf(said, "%q %q\n", p.Address, p.Name)
		}
	}
	return hex.EncodeToString(said.Sum(nil)[:8])
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
