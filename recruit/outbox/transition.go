package outbox

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// held says why an effect must not be tried any more because it came too late
// (recruit.TooLate), or "". People are not told of a start that has passed, nor is
// Zoom, which ignores it silently.
func held(r recruit.Record, e recruit.Effect, now time.Time) string {
	i := r.Interview
	//exhaustive:enforce
	switch e.Kind {
	case recruit.ZoomUpdate, recruit.MailInvite, recruit.MailUpdate, recruit.MailRefusal:
		if !i.Start.After(now) && !e.MaybeSent {
			return "The interview's start passed before this could be sent, so it was held back."
		}
	case recruit.ZoomCreate:
		if !i.Start.After(now) && !e.MaybeSent {
			return "The interview's start passed before Zoom could be reached, so no meeting was created."
		}
	case recruit.MailSheet:
		if r.SheetTooLate(now) && !e.MaybeSent {
			return "All interviews of the loop had begun before the overview could be sent, so it was held back."
		}
	case recruit.ZoomDelete, recruit.MailCancel: // never too late: what is over has to go
	case recruit.MailReminder, recruit.MailAsk: // have a moment of their own
	case recruit.MailOutcome, recruit.MailMessage, recruit.MailOffer, recruit.MailHold, recruit.MailHoldEnd: // are about no interview, see letter.go
	case recruit.MailFeedback: // is about what has been
	}
	return ""
}

// errTooLate is the cause of what held says.
var errTooLate = errors.New("too late")

// begin makes e running under owner's lease. MaybeSent is set before the attempt:
// from here on only a certain failure says that nothing happened.
func begin(e recruit.Effect, owner string, until time.Time) recruit.Effect {
	e.State, e.Owner, e.LeaseUntil = recruit.Running, owner, until
	e.Attempts++
	e.MaybeSent = true
	return e
}

// done says that the other side has confirmed.
func done(e recruit.Effect, now time.Time) recruit.Effect {
	e = release(e)
	e.State, e.Error, e.Cause, e.DoneAt, e.NextAttempt = recruit.Done, "", "", now, time.Time{}
	return e
}

// settle turns the error of an attempt into the effect's next state. left is
// what was known before the attempt; an attempt that certainly did nothing
// leaves it as it was.
func settle(e recruit.Effect, left bool, err error, now time.Time, pause func(attempt int) time.Duration) recruit.Effect {
	e = release(e)
	e.Error, e.Cause = recruit.Sentence(err), ""
	if errors.Is(err, errTooLate) {
		e.Cause = recruit.TooLate
	}
	var p *recruit.Problem
	if errors.As(err, &p) {
		e.TrackingID = p.TrackingID
	}
	at := now.Add(pause(e.Attempts))
	if p != nil && p.RetryAt.After(at) {
		at = p.RetryAt
	}
	switch {
	case errors.Is(err, recruit.ErrLost):
		return lost(e, at)
	case errors.Is(err, recruit.ErrLater), errors.Is(err, recruit.ErrInProgress), errors.Is(err, recruit.ErrStorage):
		e.MaybeSent = left
		return again(e, at)
	case errors.Is(err, recruit.ErrReconnect), errors.Is(err, recruit.ErrNoConnection), errors.Is(err, recruit.ErrNotSetUp):
		e.MaybeSent = left
		e.State, e.NextAttempt = recruit.Waiting, time.Time{}
		e.Attempts-- // it waits for a person, which is not a failed try
		return e
	}
	e.MaybeSent = left
	e.State, e.NextAttempt = recruit.Failed, time.Time{}
	return e
}

// lost is an attempt of which nobody knows whether it happened.
func lost(e recruit.Effect, at time.Time) recruit.Effect {
	switch {
	case e.Attempts >= maxAttempts:
		e.State, e.NextAttempt = recruit.Unknown, time.Time{}
	case e.Kind.IsMail():
		e.State, e.NextAttempt = recruit.Unknown, at
	default:
		e.State, e.NextAttempt = recruit.Waiting, at
	}
	return e
}

// again waits for another attempt, unless there have been enough of them.
func again(e recruit.Effect, at time.Time) recruit.Effect {
	if e.Attempts >= maxAttempts {
		e.State, e.NextAttempt = recruit.Failed, time.Time{}
		e.Error = fmt.Sprintf("Gave up after %d attempts: %s", e.Attempts, e.Error)
		return e
	}
	e.State, e.NextAttempt = recruit.Waiting, at
	if e.MaybeSent && e.Kind.IsMail() {
		e.State = recruit.Unknown
	}
	return e
}

// release ends the lease.
func release(e recruit.Effect) recruit.Effect {
	e.Owner, e.LeaseUntil = "", time.Time{}
	return e
}

// drop takes an effect back that turned out to have nothing to do.
func drop(e recruit.Effect, now time.Time) recruit.Effect {
	e = release(e)
	e.State, e.NextAttempt, e.DoneAt, e.Error, e.Cause = recruit.Superseded, time.Time{}, now, "", ""
	return e
}

// putBack makes an effect due at once that was taken up and not tried.
func putBack(e recruit.Effect, now time.Time) recruit.Effect {
	e = release(e)
	e.State, e.NextAttempt, e.Error, e.Cause = recruit.Waiting, now, "", ""
	if e.MaybeSent && e.Kind.IsMail() {
		e.State = recruit.Unknown
	}
	e.Attempts--
	return e
}

// overtaken says that a later version calls for the same thing anew, which it
// could not supersede while an attempt was under way. A reminder says nothing
// anew; a refusal of another time, and a sheet, only what an earlier one said.
func overtaken(r recruit.Record, e recruit.Effect) bool {
	if e.Kind == recruit.MailFeedback {
		return false // it says nothing that a version changes
	}
	return slices.ContainsFunc(r.Effects, func(later recruit.Effect) bool {
		if later.Version <= e.Version || later.State == recruit.Superseded {
			return false
		}
		if e.Kind == recruit.MailRefusal {
			return later.Kind == recruit.MailRefusal && strings.EqualFold(later.Target, e.Target)
		}
		if e.Kind == recruit.MailSheet {
			return later.Kind == recruit.MailSheet && strings.EqualFold(later.Target, e.Target)
		}
		if e.Kind.IsMail() {
			return later.Kind.ChangesEntry() && strings.EqualFold(later.Target, e.Target)
		}
		return e.Kind == recruit.ZoomUpdate && (later.Kind == recruit.ZoomUpdate || later.Kind == recruit.ZoomDelete)
	})
}
