package recruit

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit/timeparse"
)

// LastChange says who changed an interview last, how, and when it now is; the
// sentence has no end.
func (r Record) LastChange() string {
	last := Version{By: "Someone", Kind: WasRescheduled}
	if n := len(r.Versions); n > 0 {
		last = r.Versions[n-1]
	}
	return fmt.Sprintf("%s changed this interview in the meantime (%s, now %s)", last.By, last.Kind.Words(), Wall(r.Interview))
}

// MayChange refuses everybody but the organiser (R7, R8); who else may schedule is
// asked by Allow.
func (r Record) MayChange(actor Member) error {
	if r.Interview.OrganiserID == actor.ID {
		return nil
	}
	if actor.Role == Admin {
		return Refused("%s organises this interview; take it over first (t on the screen, or recruitty interview take-over %d).", r.Organiser.Name, r.Interview.ID)
	}
	return Refused("Only %s, who organises this interview, may change it; an admin may take it over.", r.Organiser.Name)
}

// MayTakeOver refuses everybody but an admin, and what cannot be taken over (R7).
func (r Record) MayTakeOver(actor Member) error {
	switch {
	case actor.Role != Admin:
		return Refused("Only an admin may take over an interview.")
	case r.Interview.OrganiserID == actor.ID:
		return Invalid("", "%s is already yours.", r.Interview.Title)
	}
	return r.StillScheduled()
}

// StillScheduled refuses what is not scheduled any more.
func (r Record) StillScheduled() error {
	switch r.Interview.Status {
	case Scheduled:
		return nil
	case Cancelled:
		return Refused("%s is cancelled; schedule a new interview instead.", r.Interview.Title)
	}
	return Refused("%s is %s; undo that first (u on the screen, or recruitty interview undo %d).", r.Interview.Title,
		r.Interview.Status.Words(), r.Interview.ID)
}

// Movable refuses to move what is over; one that is running may still be moved.
func (r Record) Movable(now time.Time) error {
	if err := r.StillScheduled(); err != nil {
		return err
	}
	if !r.Interview.End().After(now) {
		return Refused("%s of %s is over; schedule a new interview instead.", r.Interview.Title, Wall(r.Interview))
	}
	return nil
}

// Wall writes when the interview begins, as it was meant: "Tue 1 Dec 2026 10:00
// Lisbon".
func (i Interview) Wall() string { return Wall(i) }

// Wall writes an interview's start as it was meant.
func Wall(i Interview) string {
	loc, err := timeparse.Zone(i.TimeZone)
	if err != nil {
		loc = time.UTC
	}
	start := i.Start.In(loc)
	return timeparse.DateTime(start) + " " + timeparse.Label(start)
}

// Undoable says until when the newest version of an interview can be taken
// back, and whether that time runs at now; how an interview went can be taken
// back without end.
func (r Record) Undoable(now time.Time) (until time.Time, ok bool) {
	if until, ok = r.AskHeld(now); ok {
		return until, true
	}
	if r.Closed() || r.TooLateToUndo(now) != nil {
		return time.Time{}, false
	}
	return r.Versions[len(r.Versions)-1].UndoUntil, true
}

// TooLateToUndo says why the newest version cannot be taken back at now
// (ErrRefused), nil when it can: its time is not over, and nothing that it
// called for has been tried. How an interview went can always be taken back, and so can a
// request for answers that is held (AskHeld).
func (r Record) TooLateToUndo(now time.Time) error {
	if _, held := r.AskHeld(now); held {
		return nil
	}
	if len(r.Versions) == 0 {
		return Refused("There is no change to %s to undo.", r.Interview.Title)
	}
	last := r.Versions[len(r.Versions)-1]
	if last.Kind.outcome() {
		return nil // nobody was told
	}
	held := last.Kind == WasRegrouped && !last.UndoUntil.IsZero()
	if last.Kind != WasScheduled && last.Kind != WasRescheduled && last.Kind != WasCancelled && !held {
		return Refused("The last change to %s (%s) cannot be undone.", r.Interview.Title, last.Kind.Words())
	}
	if slices.ContainsFunc(r.Effects, func(e Effect) bool { return r.tellsOf(last, e) }) {
		return Refused("It is too late to undo the last change: something has already been sent, or is being sent now.")
	}
	if !last.UndoUntil.After(now) {
		return Refused("It is too late to undo the last change: the time to undo is over.")
	}
	return nil
}

// tellsOf says that the outside may have heard of the newest version by e.
func (r Record) tellsOf(newest Version, e Effect) bool {
	if e.Version == newest.Number {
		return e.MaybeSent || e.Attempts > 0 || e.State != Waiting && e.State != Superseded
	}
	tried := e.State == Running || e.Open() && e.MaybeSent || e.State == Done && !e.DoneAt.Before(newest.At)
	switch {
	case e.Kind == ZoomCreate: // an older version's tells Zoom what is in force
		return tried
	case newest.Kind == WasRegrouped && e.Kind.ChangesEntry():
		// So does a mail that had not left when the people were changed: whoever waits
		// for it is told nothing else of the change.
		return tried && !slices.ContainsFunc(r.Effects, func(own Effect) bool {
			return own.Version == newest.Number && own.Kind.ChangesEntry() && strings.EqualFold(own.Target, e.Target)
		})
	}
	return false
}

// Closed reports whether the newest version is how the interview went.
func (r Record) Closed() bool {
	return len(r.Versions) > 0 && r.Versions[len(r.Versions)-1].Kind.outcome()
}
