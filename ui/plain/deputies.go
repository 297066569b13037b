package plain

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/ui/wording"
)

// deputies asks what becomes of those whom a person sends instead.
func (p *plain) deputies(id recruit.InterviewID, who recruit.Participant) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := p.allow(recruit.ToSchedule); err != nil {
			return err
		}
		r, err := p.mine(ctx, id)
		if err != nil {
			return p.unchanged(err)
		}
		var items []string
		if _, cannot := r.Deputising(who); cannot == nil {
			items = append(items, wording.DeputyInvited(who))
		} else {
			p.complain(cannot)
		}
		items = append(items, wording.DeputyRefused+"; "+wording.PersonName(who)+" is asked again", "Open the interview")
		n, err := p.choose(ctx, "What do you decide", items, -1)
		if err != nil {
			return err
		}
		switch n - len(items) {
		case -1:
			return p.opens(r.Candidate.ID, id)(ctx)
		case -2:
			done, err := p.Desk.Scheduling.RefuseDeputies(context.WithoutCancel(ctx), p.Member, id, who, 0)
			if err == nil {
				_, err = p.follow(ctx, done, "Refused; "+wording.PersonName(who)+" is asked again.")
			}
			return err
		}
		return p.inviteDeputies(ctx, r, who)
	}
}

// inviteDeputies invites those whom a person sends, once it was shown who is told.
func (p *plain) inviteDeputies(ctx context.Context, r recruit.Record, who recruit.Participant) error {
	d := &deciding{plain: p, draftSaver: &draftSaver{plain: p}, record: &r, brief: true, says: p.foreseen, typed: func() string { return "" },
		read: func() (flow.Decision, error) { return &flow.Deputies{By: p.by(), ID: r.Interview.ID, Who: who}, nil }}
	done, err := d.decide(ctx)
	if err != nil {
		return p.unchanged(err)
	}
	_, err = p.follow(ctx, done, (*flow.Deputies)(nil).Words().Saved+".")
	return err
}

// errLeaveUnless is why a question was left without a yes.
func errLeaveUnless(err error) error {
	if err != nil {
		return err
	}
	return errLeave
}
