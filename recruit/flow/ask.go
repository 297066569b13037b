package flow

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// Ask asks those once more who have not answered. TakeBackAsk of package scheduling takes
// it back as long as nothing has left.
type Ask struct {
	By
	Interview
	Who []string // addresses; none is everybody who has not answered
}

// Words implements Decision.
func (*Ask) Words() Words {
	return Words{Title: "Ask for the missing answers?", Verb: "Ask again", Saved: "Saved: those who have not answered are asked again"}
}

// Preview implements Decision.
func (a *Ask) Preview(ctx context.Context) (scheduling.Preview, error) {
	return a.Services.Scheduling.PreviewAsk(ctx, a.Actor, a.ID, a.Who)
}

// Commit implements Decision.
func (a *Ask) Commit(ctx context.Context) (recruit.Record, error) {
	return a.within(ctx, func(due time.Duration) (recruit.Record, error) {
		return a.Services.Scheduling.AskAgain(ctx, a.Actor, a.ID, a.Seen, a.Who, due)
	})
}
