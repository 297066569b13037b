package outbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"recruitty/recruit"
)

// step makes one attempt for an interview, if one is due.
func (o *Outbox) step(ctx context.Context, id recruit.InterviewID) (bool, error) {
	if ctx.Err() != nil {
		return false, nil
	}
	r, before, e, err := o.claim(ctx, id)
	if err != nil || e.ID == 0 {
		return false, err
	}
	// What has begun is brought to its end even if the program is asked to stop:
	// an answer that nobody waits for is an answer lost.
	attempt, cancel := context.WithTimeout(context.WithoutCancel(ctx), attemptFor)
	defer cancel()
	stop := o.keepLease(attempt, cancel, e.ID)
	write := o.attempt(attempt, r, before, e)
	stop()
	err = o.record(context.WithoutCancel(ctx), id, e.ID, func(r *recruit.Record, stored *recruit.Effect, now time.Time) []recruit.Activity {
		if !o.mine(*stored, e.Attempts) && !write.stands {
			return nil // someone took over, and their attempt counts
		}
		e := stored
		lines := write.apply(r, e, now)
		o.Log.Info("effect attempted", "interview", id, "effect", e.ID, "kind", e.Kind, "state", e.State,
			"attempt", e.Attempts, "tracking", e.TrackingID, "error", write.err)
		return lines
	})
	if err == nil && (errors.Is(write.err, recruit.ErrReconnect) || errors.Is(write.err, recruit.ErrNoConnection)) {
		err = o.reconnected(context.WithoutCancel(ctx), r, before, write.via)
	}
	return true, err
}

// attempt makes an attempt. One that a fault cuts off may have happened.
func (o *Outbox) attempt(ctx context.Context, r recruit.Record, before, e recruit.Effect) (write result) {
	var fault error
	defer func() {
		if fault != nil {
			write = failed(before.MaybeSent, fault, o.Pause)
		}
	}()
	defer o.caught(&fault, recruit.ErrLost, "effect", e.ID, "kind", e.Kind)
	if e.Kind.IsZoom() {
		return o.zoom(ctx, r, before, e)
	}
	return o.mail(ctx, r, before, e)
}

// claim takes the first runnable effect of an interview under a lease, or
// settles at once what must not be tried any more. It returns the record as it
// is, the effect as it was before and as it is now; ID 0 means nothing to do.
func (o *Outbox) claim(ctx context.Context, id recruit.InterviewID) (r recruit.Record, before, e recruit.Effect, err error) {
	for {
		r, err = o.Store.Record(ctx, id)
		if errors.Is(err, recruit.ErrNotFound) {
			return r, before, recruit.Effect{}, nil // taken back meanwhile
		}
		if err != nil {
			return r, before, recruit.Effect{}, fmt.Errorf("read interview %d: %w", id, err)
		}
		now := o.Now().UTC()
		due := r.Runnable(now)
		if len(due) == 0 {
			return r, before, recruit.Effect{}, nil
		}
		before = due[0]
		if before.Kind.IsMail() && before.MessageID == "" {
			before.MaybeSent = false // bytes are stored before they leave, and there are none
		}
		c := recruit.Commit{Interview: r.Interview, People: r.People}
		switch why := held(r, before, now); {
		case idle(r, before, now):
			e = drop(before, behind(r, now))
		case why != "":
			e = release(before)
			e.State, e.NextAttempt, e.Error, e.Cause = recruit.Failed, time.Time{}, why, recruit.TooLate
			c.Activity = append(c.Activity, note(r, e, now, "effect.held", why))
		default:
			e = begin(before, o.Owner, now.Add(leaseFor))
			if e.Kind.IsMail() && !before.MaybeSent {
				to, _ := r.Person(e.Target)
				e.Sequence = r.SequenceFor(e.Kind, to) // it will tell what is in force
			}
		}
		c.Effects = []recruit.Effect{e}
		r, err = o.Store.Commit(ctx, c)
		switch {
		case errors.Is(err, recruit.ErrStale) && ctx.Err() == nil:
			continue // someone else was faster; look again
		case err != nil:
			return r, before, recruit.Effect{}, fmt.Errorf("claim effect %d: %w", before.ID, err)
		case e.State == recruit.Running:
			return r, before, e, nil
		}
	}
}

// idle says that an effect has nothing to do any more: a mail to someone who is
// not invited any more or about an interview that does not stand, a withdrawal for
// a person who never heard, a deletion of what was never made, something that a
// later version says anew, a reminder whose moment has passed or whose reader
// will not come, a request for an answer that has come, a refusal of another time when the time did not stay, a sheet of a
// loop of which nothing takes place, a request for a scorecard that is not awaited (any
// more).
func idle(r recruit.Record, e recruit.Effect, now time.Time) bool {
	if overtaken(r, e) {
		return true
	}
	switch e.Kind {
	case recruit.MailInvite, recruit.MailUpdate:
		return !r.Wants(e)
	case recruit.MailCancel:
		return !r.MayBeNotified(e.Target)
	case recruit.MailSheet:
		return !r.WantsSheet(e)
	case recruit.MailReminder:
		return !r.ReminderDue(e, now)
	case recruit.MailAsk:
		return !r.AskDue(e, now)
	case recruit.MailFeedback:
		return !r.AsksFeedback(e, now)
	case recruit.MailRefusal:
		return !r.Refuses(e)
	case recruit.ZoomDelete:
		return r.Interview.Meeting == nil
	case recruit.ZoomUpdate:
		return r.Interview.Meeting == nil || r.Interview.Status == recruit.Cancelled
	}
	return false
}

// change writes into a record, as it is by then, and returns lines for the log.
type change func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity

// result is how an attempt ended. One that stands happened outside for certain
// and is recorded even if someone else has taken the effect over meanwhile.
type result struct {
	apply  change
	stands bool
	err    error // why it was not confirmed, for the log file
	via    recruit.Connection
}

// behind is now, or the moment of the record's newest version if the clock has
// not passed it yet: undo tells by the times what was dropped because of it.
func behind(r recruit.Record, now time.Time) time.Time {
	if now.Before(r.Interview.UpdatedAt) {
		return r.Interview.UpdatedAt
	}
	return now
}

// record commits the result of an attempt; it starts over when someone else
// wrote in between, because what happened outside stays true.
func (o *Outbox) record(ctx context.Context, id recruit.InterviewID, mine recruit.EffectID, write change) error {
	for {
		r, err := o.Store.Record(ctx, id)
		if err != nil {
			return fmt.Errorf("read interview %d: %w", id, err)
		}
		e, ok := r.Effect(mine)
		if !ok {
			return nil
		}
		lines := write(&r, &e, behind(r, o.Now().UTC()))
		_, err = o.Store.Commit(ctx, recruit.Commit{Interview: r.Interview, People: r.People, Effects: []recruit.Effect{e}, Activity: lines})
		if errors.Is(err, recruit.ErrStale) {
			continue
		}
		if err != nil {
			return fmt.Errorf("record effect %d: %w", mine, err)
		}
		return nil
	}
}

// note is a line of the activity log about an effect, said by recruitty.
func note(r recruit.Record, e recruit.Effect, now time.Time, action, text string) recruit.Activity {
	return recruit.Activity{At: now, Actor: "recruitty", Action: action, CandidateID: r.Interview.CandidateID,
		JobID: r.Interview.JobID, InterviewID: r.Interview.ID, Text: text}
}
