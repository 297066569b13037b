package outbox

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// zoom makes one attempt of a call to Zoom. e is the effect as it runs, before
// is what was known ahead of the attempt.
func (o *Outbox) zoom(ctx context.Context, r recruit.Record, before, e recruit.Effect) result {
	via, err := o.connection(ctx, r, before)
	if err != nil {
		write := failed(before.MaybeSent, err, o.Pause)
		write.via = via
		return write
	}
	if err := o.hold(ctx, e.ID); err != nil {
		return failed(before.MaybeSent, err, o.Pause)
	}
	write := o.ask(ctx, r, via, before)
	write.via = via
	return write
}

// ask makes the call that an effect is, through a connection.
func (o *Outbox) ask(ctx context.Context, r recruit.Record, via recruit.Connection, before recruit.Effect) result {
	switch before.Kind {
	case recruit.ZoomCreate:
		return o.create(ctx, r, via, before)
	case recruit.ZoomUpdate:
		return o.update(ctx, r, via, before)
	default:
		return o.remove(ctx, r, via, before)
	}
}

// reconnected wakes what waits for a new sign-in if there has been one since the
// attempt looked: whoever signed in woke only what was waiting by then.
func (o *Outbox) reconnected(ctx context.Context, r recruit.Record, e recruit.Effect, was recruit.Connection) error {
	via, err := o.connection(ctx, r, e)
	if err != nil || via.ID == was.ID && via.Since.Equal(was.Since) {
		return nil // it does wait for a person
	}
	return o.Store.WakeEffects(ctx, "zoom.", o.Now().UTC())
}

// connection is the one through which the meeting was made, or through which
// the chosen host will have it made.
func (o *Outbox) connection(ctx context.Context, r recruit.Record, e recruit.Effect) (recruit.Connection, error) {
	via, err := recruit.ConnectionFor(ctx, o.Store, r, e.Host)
	switch {
	case errors.Is(err, recruit.ErrNotFound):
		return via, &recruit.Problem{Kind: recruit.ErrNoConnection, Sentence: fmt.Sprintf("Zoom is not connected for %s; connect it in Settings, Other Integrations.", r.Organiser.Name)}
	case err != nil:
		return via, err
	case foreign(r, via):
		return via, &recruit.Problem{Kind: recruit.ErrReconnect, Sentence: fmt.Sprintf(
			"The meeting belongs to %s in Zoom, but %s is connected; connect as %s in Settings, Other Integrations.",
			r.Interview.Meeting.HostEmail, via.UserEmail, r.Interview.Meeting.HostEmail)}
	case via.Over():
		if via.State == recruit.Revoking {
			return via, &recruit.Problem{Kind: recruit.ErrReconnect, Sentence: via.Advice() + "."}
		}
		return via, &recruit.Problem{Kind: recruit.ErrReconnect, Sentence: via.Advice() + ": Settings, Other Integrations, Reconnect."}
	}
	return via, nil
}

// foreign says that the meeting was made by another Zoom user than the one who
// is connected now. To that one Zoom would say that the meeting does not exist.
func foreign(r recruit.Record, via recruit.Connection) bool {
	m := r.Interview.Meeting
	return m != nil && via.Kind == recruit.UserApp && m.HostEmail != "" && via.UserEmail != "" && !strings.EqualFold(m.HostEmail, via.UserEmail)
}

// create makes the meeting. If an earlier attempt may have made it, it is
// looked up, and made only if it is certainly not there.
func (o *Outbox) create(ctx context.Context, r recruit.Record, via recruit.Connection, before recruit.Effect) result {
	host := before.Host
	if left := leftover(before); left != 0 {
		return o.sweep(ctx, via, left)
	}
	d := draft(r, via, host)
	d.Since = before.CreatedAt
	if before.MaybeSent {
		found, err := o.Meetings.FindMeeting(ctx, via, d)
		switch {
		case err == nil:
			return created(found)
		case errors.Is(err, recruit.ErrScope), errors.Is(err, recruit.ErrUnsupported):
			return result{apply: func(_ *recruit.Record, e *recruit.Effect, _ time.Time) []recruit.Activity {
				*e = release(*e)
				e.State, e.NextAttempt = recruit.Unknown, time.Time{}
				e.Error, e.Cause = "Zoom's answer was lost and recruitty has no permission to look for the meeting; check in Zoom whether it exists.", ""
				return nil
			}}
		case !errors.Is(err, recruit.ErrGone):
			return failed(true, err, o.Pause)
		case r.Interview.Status == recruit.Cancelled:
			return result{apply: func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity {
				if r.Interview.Status == recruit.Cancelled {
					*e = drop(*e, now)
				} else { // the cancellation was taken back meanwhile
					*e = putBack(*e, o.Now().UTC())
				}
				return nil
			}}
		}
		if why := held(r, recruit.Effect{Kind: recruit.ZoomCreate}, o.Now()); why != "" {
			return failed(false, &recruit.Problem{Kind: recruit.ErrRejected, Cause: errTooLate, Sentence: why}, o.Pause)
		}
	}
	// Looking it up may have taken long enough for someone else to take over.
	if err := o.hold(ctx, before.ID); err != nil {
		return failed(before.MaybeSent, err, o.Pause)
	}
	made, err := o.Meetings.CreateMeeting(ctx, via, d)
	if err != nil {
		// The meeting was certainly not there before this attempt.
		return failed(false, err, o.Pause)
	}
	return created(made)
}

// created records the meeting. If the times changed while the call was under
// way, Zoom is told the new ones by an update that stands behind already. Where
// someone else's meeting is recorded already, people may have its link: it
// stays, and another one, as when that was deleted in Zoom meanwhile, is named.
func created(m recruit.Meeting) result {
	return result{stands: true, apply: func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity {
		if e.State == recruit.Done {
			if e.Target == strconv.FormatInt(m.ID, 10) {
				return nil
			}
			return []recruit.Activity{note(*r, *e, now, "zoom.left_behind", fmt.Sprintf("Zoom created meeting %d for %s in addition to meeting %s; delete it in Zoom", m.ID, r.Interview.Title, e.Target))}
		}
		r.Interview.Meeting = &m
		*e = done(*e, now)
		e.Target = strconv.FormatInt(m.ID, 10)
		return []recruit.Activity{note(*r, *e, now, "zoom.created", fmt.Sprintf("Zoom created meeting %d for %s", m.ID, r.Interview.Title))}
	}}
}

// update moves the meeting to the times in force.
func (o *Outbox) update(ctx context.Context, r recruit.Record, via recruit.Connection, before recruit.Effect) result {
	id := r.Interview.Meeting.ID
	err := o.Meetings.UpdateMeeting(ctx, via, id, draft(r, via, r.Interview.Meeting.HostEmail))
	if errors.Is(err, recruit.ErrGone) {
		err = &recruit.Problem{Kind: recruit.ErrRejected, Cause: err,
			Sentence: fmt.Sprintf("Meeting %d no longer exists in Zoom; create it again (recruitty interview recreate %d), and everybody gets the new link.", id, r.Interview.ID)}
	}
	if err != nil {
		write := failed(before.MaybeSent, err, o.Pause)
		if errors.Is(err, recruit.ErrGone) {
			write.apply = alsoGone(id, write.apply)
		}
		return write
	}
	return result{apply: func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity {
		*e = done(*e, now)
		e.Target = strconv.FormatInt(id, 10)
		if r.Interview.Meeting != nil && r.Interview.Meeting.ID == id {
			r.Interview.Meeting.GoneAt = time.Time{}
		}
		return []recruit.Activity{note(*r, *e, now, "zoom.updated", fmt.Sprintf("Zoom moved meeting %d of %s", id, r.Interview.Title))}
	}}
}

// alsoGone notes with the outcome of an attempt that the meeting is no longer at
// Zoom, so that nobody is sent to its link.
func alsoGone(id int64, write change) change {
	return func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity {
		if m := r.Interview.Meeting; m != nil && m.ID == id && m.GoneAt.IsZero() {
			m.GoneAt = now
		}
		return write(r, e, now)
	}
}

// remove deletes the meeting; one that is gone already is as good.
func (o *Outbox) remove(ctx context.Context, r recruit.Record, via recruit.Connection, before recruit.Effect) result {
	id := r.Interview.Meeting.ID
	err := o.Meetings.DeleteMeeting(ctx, via, id)
	if errors.Is(err, recruit.ErrInProgress) {
		err = &recruit.Problem{Kind: recruit.ErrInProgress, Cause: err, RetryAt: afterMeeting(r.Interview, o.Now()),
			Sentence: fmt.Sprintf("Meeting %d is in progress, so Zoom does not delete it; it will be tried again when it is over.", id)}
	}
	if err != nil {
		return failed(before.MaybeSent, err, o.Pause)
	}
	return result{apply: func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity {
		*e = done(*e, now)
		e.Target = strconv.FormatInt(id, 10)
		return []recruit.Activity{note(*r, *e, now, "zoom.deleted", fmt.Sprintf("Zoom deleted meeting %d of %s", id, r.Interview.Title))}
	}}
}

// afterMeeting is when a meeting that is running now may be over: at its end,
// or, when people met at another time, in a quarter of an hour.
func afterMeeting(i recruit.Interview, now time.Time) time.Time {
	if end := i.End(); end.After(now) && end.Sub(now) < 3*time.Hour {
		return end
	}
	return now.Add(15 * time.Minute)
}

// failed records an attempt that was not confirmed, with a line in the log
// when a person is needed.
func failed(left bool, err error, pause func(int) time.Duration) result {
	return result{err: err, apply: func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity {
		*e = settle(*e, left, err, now, pause)
		if overtaken(*r, *e) {
			*e = drop(*e, now)
		}
		var p *recruit.Problem
		if errors.As(err, &p) && p.MeetingID != 0 && p.MeetingID != leftover(*e) {
			e.Target = strconv.FormatInt(p.MeetingID, 10)
			return []recruit.Activity{note(*r, *e, now, "zoom.left_behind", p.Sentence)}
		}
		if e.State != recruit.Failed {
			return nil
		}
		return []recruit.Activity{note(*r, *e, now, "effect.failed", fmt.Sprintf("%s failed: %s", e.Kind, e.Error))}
	}}
}

// draft is what Zoom is told of the interview as it is in force. A connection
// of the whole account hosts in the name of host, or else of the organiser.
func draft(r recruit.Record, via recruit.Connection, host string) recruit.MeetingDraft {
	i := r.Interview
	d := recruit.MeetingDraft{Reference: i.Reference, Topic: i.Title, Agenda: i.Description,
		Start: i.Start, Duration: i.Duration, TimeZone: timeparse.Public(i.TimeZone)}
	if via.Kind != recruit.UserApp {
		if d.Host = host; host == "" {
			d.Host = r.Organiser.Email
		}
	}
	return d
}
