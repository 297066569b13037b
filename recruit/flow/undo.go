package flow

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// Undo takes back the last change of an interview.
type Undo struct {
	By
	Interview
}

// Words implements Decision.
func (*Undo) Words() Words {
	return Words{Title: "Undo the last change?", Verb: "Undo", Saved: "Undone"}
}

// Preview implements Decision.
func (u *Undo) Preview(ctx context.Context) (scheduling.Preview, error) {
	return u.Services.Scheduling.PreviewUndo(ctx, u.Actor, u.ID)
}

// Commit implements Decision. The record is the one that was where the interview is gone.
func (u *Undo) Commit(ctx context.Context) (recruit.Record, error) {
	r, err := u.Services.Store.Record(ctx, u.ID)
	if err == nil {
		err = u.Seen.Check(r)
	}
	if err != nil {
		return r, err
	}
	return u.Services.Scheduling.Undo(ctx, u.Actor, u.ID)
}
