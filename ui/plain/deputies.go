package plain

import (
	"context"

	"recruitty/recruit"
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
		items = append(items, wording.DeputyRefused+"; "+wording.PersonName(who)+" is asked again", "Look at the interview")
		n, err := p.choose(ctx, "What becomes of it", items, -1)
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
	id := r.Interview.ID
	change, err := r.Deputising(who)
	if err != nil {
		return err
	}
	f, err := p.Desk.Scheduling.ForeseePeople(ctx, p.Member, id, change)
	if err != nil {
		return err
	}
	p.foreseen(f)
	if yes, err := p.confirm(ctx, "Tell them?"); err != nil || !yes {
		return p.unchanged(errLeaveUnless(err))
	}
	done, err := p.Desk.Scheduling.InviteDeputies(context.WithoutCancel(ctx), p.Member, id, who, 0)
	if err == nil {
		_, err = p.follow(ctx, done, "Saved: who is invited has changed here.")
	}
	return err
}

// errLeaveUnless is why a question was left without a yes.
func errLeaveUnless(err error) error {
	if err != nil {
		return err
	}
	return errLeave
}
