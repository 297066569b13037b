package recruit

import (
	"slices"
	"time"
)

// Undoable says until when the newest version of an interview can be taken
// back, and whether that time runs at now; how an interview went can be taken
// back without end.
func (r Record) Undoable(now time.Time) (until time.Time, ok bool) {
	if r.Closed() || r.TooLateToUndo(now) != nil {
		return time.Time{}, false
	}
	return r.Versions[len(r.Versions)-1].UndoUntil, true
}

// TooLateToUndo says why the newest version cannot be taken back at now
// (ErrRefused), nil when it can: its time is not over, and nothing that it
// called for has been tried. How an interview went can always be taken back.
func (r Record) TooLateToUndo(now time.Time) error {
	if len(r.Versions) == 0 {
		return Refused("There is no change of %s to take back.", r.Interview.Title)
	}
	last := r.Versions[len(r.Versions)-1]
	if last.Kind.outcome() {
		return nil // nobody was told
	}
	if last.Kind != WasScheduled && last.Kind != WasRescheduled && last.Kind != WasCancelled {
		return Refused("The last change of %s (%s) cannot be taken back.", r.Interview.Title, last.Kind.Words())
	}
	if slices.ContainsFunc(r.Effects, func(e Effect) bool { return e.tellsOf(last) }) {
		return Refused("It is too late to undo the last change: something has been sent already, or is being sent now.")
	}
	if !last.UndoUntil.After(now) {
		return Refused("It is too late to undo the last change: the time for it is over.")
	}
	return nil
}

// tellsOf says that the outside may have heard of the newest version by e.
func (e Effect) tellsOf(newest Version) bool {
	if e.Version == newest.Number {
		return e.MaybeSent || e.Attempts > 0 || e.State != Waiting && e.State != Superseded
	}
	// A creation that an older version called for tells Zoom what is in force.
	return e.Kind == ZoomCreate && (e.Open() && e.MaybeSent || e.State == Done && !e.DoneAt.Before(newest.At))
}

// Closed reports whether the newest version is how the interview went.
func (r Record) Closed() bool {
	return len(r.Versions) > 0 && r.Versions[len(r.Versions)-1].Kind.outcome()
}
