package flow

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/recruit/scheduling"
)

// Loop books the interviews of a loop, all or none.
type Loop struct {
	By
	Drafts []recruit.ScheduleRequest
	// Seen is what was looked at last, with each interview by itself.
	Seen loops.Preview
	// Made are the interviews once they are booked, by their start.
	Made []recruit.Record
}

// Words implements Decision.
func (*Loop) Words() Words {
	return Words{Title: "Schedule this loop", Verb: "Send everything", Saved: "Saved: all interviews of the loop are scheduled here"}
}

// Preview implements Decision: that of the first interview with what all of them do.
func (l *Loop) Preview(ctx context.Context) (scheduling.Preview, error) {
	p, err := l.Services.Loops.Preview(ctx, l.Actor, l.Drafts)
	l.Seen = p
	return p.Joined(), err
}

// Commit implements Decision: it books what Preview has shown, and returns the first
// interview. What speaks against it since then is ErrStale.
func (l *Loop) Commit(ctx context.Context) (recruit.Record, error) {
	return l.within(ctx, func(due time.Duration) (recruit.Record, error) {
		made, err := l.Services.Loops.Schedule(ctx, l.Actor, l.Seen, due)
		if err != nil || len(made) == 0 {
			return recruit.Record{}, err
		}
		l.Made = made
		return made[0], nil
	})
}
