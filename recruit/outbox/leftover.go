package outbox

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
)

// The target of a creation holds who is to host (recruit.Effect.Host), and in
// front of it the number of a meeting that must not stay behind: one that Zoom
// made wrongly in an earlier attempt and did not let be deleted, for lists do not
// show every kind of meeting and only the number leads back to it; or the one in
// whose place this one is made. Both may be missing.

// leftover is the meeting that must not stay behind, 0 for none.
func leftover(create recruit.Effect) int64 {
	first, _, _ := strings.Cut(create.Target, " ")
	id, err := strconv.ParseInt(first, 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// withLeftover is the target of a creation that left a meeting behind.
func withLeftover(id int64, create recruit.Effect) string {
	return strings.TrimSpace(strconv.FormatInt(id, 10) + " " + create.Host())
}

// sweep deletes what must not stay behind; gone already is as good. Nothing else is done in the
// same attempt: the next one begins from a clean record.
func (o *Outbox) sweep(ctx context.Context, via recruit.Connection, id int64, host string) result {
	if err := o.Meetings.DeleteMeeting(ctx, via, id); err != nil {
		var p *recruit.Problem
		if errors.As(err, &p) {
			again := *p
			again.MeetingID = id
			again.Sentence = fmt.Sprintf("Meeting %d has to be deleted at Zoom before another one is made. %s", id, p.Sentence)
			err = &again
		}
		return failed(true, err, o.Pause)
	}
	return result{apply: func(r *recruit.Record, e *recruit.Effect, now time.Time) []recruit.Activity {
		e.Left, e.Target = false, host
		*e = putBack(*e, o.Now().UTC())
		if r.Interview.Status == recruit.Cancelled {
			*e = drop(*e, now)
		}
		return []recruit.Activity{note(*r, *e, now, "zoom.deleted", fmt.Sprintf("Meeting %d is no longer at Zoom; another one is made for %s", id, r.Interview.Title))}
	}}
}
