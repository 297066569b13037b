package recruit

import (
	"context"
	"fmt"
	"slices"
	"time"

	"recruitty/recruit/timeparse"
)

// Undoable says until when the newest version of an interview can be taken
// back, and whether that time runs at now; how an interview went can be taken
// back without end.
func (r Record) Undoable(now time.Time) (until time.Time, ok bool) {
	if r.closed() || r.TooLateToUndo(now) != nil {
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
		return Refused("The last change of %s (%s) cannot be taken back.", r.Interview.Title, last.Kind.words())
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

// undoable is the version with the time until which it can be taken back.
func (v *Version) undoable(until time.Time) *Version {
	v.UndoUntil = until
	return v
}

// Undo takes the newest version back while nothing of it has left the machine.
// A new interview vanishes (the record returned is the one that was); a moved
// or cancelled one is again what it was, its unsent mails included.
func (s *Scheduling) Undo(ctx context.Context, actor Member, id InterviewID) (Record, error) {
	var was Record
	done, err := s.change(ctx, actor, id, 0, func(r Record, now time.Time) (Commit, error) {
		if r.closed() {
			was = r
			return undoOutcome(r, actor, now), nil
		}
		if err := r.MayChange(actor); err != nil {
			return Commit{}, err
		}
		if err := r.TooLateToUndo(now); err != nil {
			return Commit{}, err
		}
		was = r
		return s.reminding(ctx, r, undo(r, actor, now), now)
	})
	if err == nil && done.Interview.ID == 0 {
		return was, nil
	}
	return done, err
}

// closed says that the newest version is how the interview went.
func (r Record) closed() bool {
	return len(r.Versions) > 0 && r.Versions[len(r.Versions)-1].Kind.outcome()
}

// undoOutcome is the commit by which an interview is again one of which nobody
// has said how it went. Whoever may say that may take it back, and nothing that
// was sent is touched by it.
func undoOutcome(r Record, actor Member, now time.Time) Commit {
	was := r.Versions[len(r.Versions)-1].Kind
	r.Interview.Version++
	r.Interview.UpdatedAt = now
	r.Interview.Status = Scheduled
	return Commit{
		Interview: r.Interview, People: r.People,
		Version:  r.version(WasUndone, actor, ""),
		Activity: []Activity{r.activity(actor, "interview.undone", "Took back that %s was %s", r.Interview.Title, was.words())},
	}
}

// undo is the commit that takes the newest version of r back.
func undo(r Record, actor Member, now time.Time) Commit {
	last := r.Versions[len(r.Versions)-1]
	text := fmt.Sprintf("Took back the last change of %s (%s) before anything was sent", r.Interview.Title, last.Kind.words())
	if last.Kind == WasScheduled {
		r.Interview.UpdatedAt = now
		line := r.activity(actor, "interview.undone", "%s", text)
		line.InterviewID = 0 // the interview will be gone
		return Commit{Interview: r.Interview, Remove: true, Activity: []Activity{line}}
	}
	// The calendar sequence stays: after a restore it leads that of the versions.
	before := r.Versions[len(r.Versions)-2]
	// Even where nothing of the change has left somebody may have answered to it,
	// which is no answer to the times before.
	r.Interview.Sequence = r.unknown()
	r.Interview.UpdatedAt = now
	r.Interview.Version++
	r.Interview.Status, r.Interview.CancelReason = Scheduled, ""
	then := r.Interview
	r.Interview.Start, r.Interview.Duration, r.Interview.TimeZone = before.Start, before.Duration, before.TimeZone
	if last.Kind == WasRescheduled {
		text += ": " + timesDifference(then, r.Interview)
	}
	if loc, err := timeparse.Zone(before.TimeZone); err == nil {
		r.Interview.WallStart = before.Start.In(loc).Format(wallLayout)
	}
	var effects []Effect
	for _, e := range r.Effects {
		switch {
		case e.Version == last.Number && e.Open():
			e.State, e.DoneAt = Superseded, now
			effects = append(effects, e)
		case e.State == Superseded && e.Version != last.Number && !e.DoneAt.Before(last.At) && !r.tookBack(e.Version):
			// Superseded by the change, or because of it when an attempt that was
			// under way did not succeed.
			if e.Kind == MailReminder && (e.MaybeSent || !e.RemindAt.After(now)) {
				continue // its moment has gone by
			}
			e.State, e.DoneAt, e.NextAttempt = Waiting, time.Time{}, e.CreatedAt // due at once
			if e.Kind == MailReminder {
				e.NextAttempt, e.Attempts, e.Error, e.Cause = e.RemindAt, 0, "", ""
			}
			if e.MaybeSent && e.Kind.IsMail() {
				e.State = Unknown
			}
			effects = append(effects, e)
		}
	}
	return Commit{
		Interview: r.Interview, People: r.weighed(), Effects: effects,
		Version:  r.version(WasUndone, actor, ""),
		Activity: []Activity{r.activity(actor, "interview.undone", "%s", text)},
	}
}

// tookBack says that version n was undone, so that nothing of it is in force.
func (r Record) tookBack(n int) bool {
	return n < len(r.Versions) && r.Versions[n].Kind == WasUndone
}
