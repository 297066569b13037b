package outbox

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"recruitty/recruit"
)

// leftover is the meeting that must not stay behind (recruit.Effect.Target), 0 for
// none: lists do not show every kind of meeting, and only the number leads back to
// it.
func leftover(create recruit.Effect) int64 {
	id, err := strconv.ParseInt(create.Target, 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// sweep deletes what must not stay behind; gone already is as good. Nothing else is done in the
// same attempt: the next one begins from a clean record.
func (o *Outbox) sweep(ctx context.Context, via recruit.Connection, id int64) result {
	if err := o.Meetings.DeleteMeeting(ctx, via, id); err != nil {
		var p *recruit.Problem
		if errors.As(err, &p) {
			again := *p
			again.MeetingID = id
			again.Sentence = fmt.Sprintf("Meeting %d has to be deleted in Zoom before another one is created. %s", id, p.Sentence)
			err = &again
		}
		return failed(true, err, o.Pause)
	}
	return result{apply: func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity {
		e.MaybeSent, e.Target = false, ""
		*e = putBack(*e, o.Now().UTC())
		if r.Interview.Status == recruit.Cancelled {
			*e = drop(*e, now)
		}
		return []recruit.Activity{note(*r, *e, now, "zoom.deleted", fmt.Sprintf("Meeting %d no longer exists in Zoom; another one is being created for %s", id, r.Interview.Title))}
	}}
}
