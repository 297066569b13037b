package scheduling

import (
	"context"
	"fmt"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// undoable is the version with the time until which it can be taken back.
func undoable(v *recruit.Version, until time.Time) *recruit.Version {
	v.UndoUntil = until
	return v
}

// Undo takes the newest version back while nothing of it has left the machine.
// A new interview vanishes (the record returned is the one that was); a moved
// or cancelled one is again what it was, its unsent mails included. New interviews of a loop
// vanish together, as they came. A request for answers that is newer and held is what is
// taken back, and the version stays.
func (s *Service) Undo(ctx context.Context, actor recruit.Member, id recruit.InterviewID) (recruit.Record, error) {
	var was recruit.Record
	done, err := s.change(ctx, actor, id, 0, func(r recruit.Record, now time.Time) (recruit.Commit, error) {
		if r.Closed() {
			was = r
			return undoOutcome(r, actor, now), nil
		}
		if err := r.MayChange(actor); err != nil {
			return recruit.Commit{}, err
		}
		if _, held := r.AskHeld(now); held {
			return askUndone(r, actor, now)
		}
		if err := r.TooLateToUndo(now); err != nil {
			return recruit.Commit{}, err
		}
		was = r
		along, err := s.undoLoop(ctx, r, actor, now)
		if err != nil {
			return recruit.Commit{}, err
		}
		c, err := s.reminding(ctx, r, undo(r, actor, now), now)
		if err != nil || c.Remove {
			c.Along = along
			return c, err
		}
		then := r
		then.Interview, then.People = c.Interview, c.People
		c.Booking, err = s.returning(ctx, r, then)
		return c, err
	})
	if err == nil && done.Interview.ID == 0 {
		return was, nil
	}
	return done, err
}

// undoOutcome is the commit by which an interview is again one of which nobody
// has said how it went. Whoever may say that may take it back, and nothing that
// was sent is touched by it.
func undoOutcome(r recruit.Record, actor recruit.Member, now time.Time) recruit.Commit {
	was := r.Versions[len(r.Versions)-1].Kind
	r.Interview.Version++
	r.Interview.UpdatedAt = now
	r.Interview.Status = recruit.Scheduled
	return recruit.Commit{
		Interview: r.Interview, People: r.People,
		Version:  newVersion(r, recruit.WasUndone, actor, ""),
		Activity: []recruit.Activity{activity(r, actor, "interview.undone", "Undone: %s", was.Of(r.Interview.Title))},
	}
}

// undo is the commit that takes the newest version of r back.
func undo(r recruit.Record, actor recruit.Member, now time.Time) recruit.Commit {
	last := r.Versions[len(r.Versions)-1]
	text := fmt.Sprintf("Undid the last change of %s (%s) before anything was sent", r.Interview.Title, last.Kind.Words())
	if last.Kind == recruit.WasScheduled {
		r.Interview.UpdatedAt = now
		line := activity(r, actor, "interview.undone", "%s", text)
		line.InterviewID = 0 // the interview will be gone
		return recruit.Commit{Interview: r.Interview, Remove: true, Activity: []recruit.Activity{line}}
	}
	// The calendar sequence stays: after a restore it leads that of the versions.
	before := r.Versions[len(r.Versions)-2]
	// Even where nothing of the change has left someone may have answered to it,
	// which is no answer to the times before.
	r.Interview.Sequence = unknownRevision(r)
	r.Interview.UpdatedAt = now
	r.Interview.Version++
	r.Interview.Status, r.Interview.CancelReason = recruit.Scheduled, ""
	then := r.Interview
	r.Interview.Start, r.Interview.Duration, r.Interview.TimeZone = before.Start, before.Duration, before.TimeZone
	if last.Kind == recruit.WasRescheduled {
		text += ": " + timesDifference(then, r.Interview)
	}
	if loc, err := timeparse.Zone(before.TimeZone); err == nil {
		r.Interview.WallStart = before.Start.In(loc).Format(wallLayout)
	}
	if last.Kind == recruit.WasRegrouped {
		r.People = regroupedBack(r, last.At)
	}
	var effects []recruit.Effect
	for _, e := range r.Effects {
		switch {
		case e.Version == last.Number && e.Open():
			e.State, e.DoneAt = recruit.Superseded, now
			effects = append(effects, e)
		case e.State == recruit.Superseded && e.Version != last.Number && !e.DoneAt.Before(last.At) && !tookBack(r, e.Version):
			// Superseded by the change, or because of it when an attempt that was
			// under way did not succeed.
			if e.Kind == recruit.MailReminder && (e.MaybeSent || !e.RemindAt.After(now)) {
				continue // its moment has gone by
			}
			e.State, e.DoneAt, e.NextAttempt = recruit.Waiting, time.Time{}, e.CreatedAt // due at once
			if e.Kind == recruit.MailReminder {
				e.NextAttempt, e.Attempts, e.Error, e.Cause = e.RemindAt, 0, "", ""
			}
			if e.MaybeSent && e.Kind.IsMail() {
				e.State = recruit.Unknown
			}
			effects = append(effects, e)
		}
	}
	if last.Kind == recruit.WasCancelled {
		effects = append(effects, sheetAgain(r, effects, now)...)
	}
	return recruit.Commit{
		Interview: r.Interview, People: r.Weighed(), Effects: effects,
		Version:  newVersion(r, recruit.WasUndone, actor, ""),
		Activity: []recruit.Activity{activity(r, actor, "interview.undone", "%s", text)},
	}
}

// restorable reports whether what a change of the people of r did can be told from its
// moment alone, once they are after: nobody changed their address or was taken off and
// invited at once, and the organiser's own entry is as it was.
func restorable(r recruit.Record, c recruit.PeopleChange, after []recruit.Participant) bool {
	own := func(people []recruit.Participant) string {
		p, _ := recruit.Record{People: people}.OwnEntry()
		return p.Address
	}
	twice := slices.ContainsFunc(c.Add, func(a string) bool {
		return slices.ContainsFunc(c.Remove, func(b string) bool { return sanitize.SameAddress(a, b) })
	})
	return len(c.Correct) == 0 && c.OrganiserEntry == "" && !twice && own(r.People) == own(after)
}

// regroupedBack are the people of r as they were before a restorable change at a moment of
// which nothing has left: who was taken off is invited again, with the answer that they
// gave, and who was invited is gone, or not invited any more if they had been here before.
func regroupedBack(r recruit.Record, at time.Time) []recruit.Participant {
	var people []recruit.Participant
	for _, p := range r.People {
		switch {
		case p.RemovedAt.Equal(at):
			p.RemovedAt = time.Time{}
		case p.RemovedAt.IsZero() && p.InvitedAt.Equal(at) && !r.MayBeNotified(p.Address):
			continue
		case p.RemovedAt.IsZero() && p.InvitedAt.Equal(at):
			p.RemovedAt = at
		}
		people = append(people, p)
	}
	return people
}

// sheetAgain calls for an overview of the loop of an interview that takes place again, where
// the one that was to be sent had been dropped because nothing of the loop took place.
func sheetAgain(r recruit.Record, revived []recruit.Effect, due time.Time) []recruit.Effect {
	to, _ := r.Person(r.Candidate.Email)
	if len(r.Loop) == 0 || to.Audience != recruit.ToCandidate ||
		slices.ContainsFunc(r.Loop, func(s recruit.LoopSession) bool { return s.Sheet }) ||
		slices.ContainsFunc(revived, func(e recruit.Effect) bool { return e.Kind == recruit.MailSheet }) {
		return nil
	}
	return []recruit.Effect{newEffect(r, recruit.MailSheet, to.Address, due)}
}

// tookBack says that version n was undone, so that nothing of it is in force.
func tookBack(r recruit.Record, n int) bool {
	return n < len(r.Versions) && r.Versions[n].Kind == recruit.WasUndone
}
