package plain

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/ui/plain/talk"
)

// askAgain asks those who have not answered an interview once more, after saying whom.
func (p *plain) askAgain(ctx context.Context, id recruit.InterviewID) error {
	if err := p.allow(recruit.ToSchedule); err != nil {
		return err
	}
	r, err := p.mine(ctx, id)
	if err != nil {
		return p.unchanged(err)
	}
	ask := &flow.Ask{By: p.by(), Interview: flow.Of(r)}
	f, err := ask.Preview(ctx)
	if err != nil {
		return p.unread(err)
	}
	p.Tell("%s", talk.Spoken(p.Reader().AskedAgain(f)))
	yes, err := p.Decide(ctx, ask.Words().Title, p.mailsOf(f))
	if err != nil || !yes {
		return p.unchanged(errLeaveUnless(err))
	}
	if _, err := ask.Commit(context.WithoutCancel(ctx)); err != nil {
		return p.unread(err)
	}
	p.Tell("%s.", ask.Words().Saved)
	return nil
}
