package plain

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// otherTime asks what becomes of another time that a person asks for.
func (p *plain) otherTime(id recruit.InterviewID, who recruit.Participant) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := p.allow(recruit.ToSchedule); err != nil {
			return err
		}
		r, err := p.mine(ctx, id)
		if err != nil {
			return p.unchanged(err)
		}
		p.Tell("%s asks for %s; %s is %s.", wording.PersonName(who), p.Reader().OtherTime(r, who), text.Line(r.Interview.Title), talk.Spoken(p.Reader().When(r.Interview)))
		n, err := p.Choose(ctx, "What do you decide", []string{wording.RefuseTime, "Look at the interview; reschedule moves it"}, -1)
		if err != nil {
			return err
		}
		if n == 1 {
			return p.opens(r.Candidate.ID, id)(ctx)
		}
		return p.refuseTime(ctx, r, who)
	}
}

// refuseTime refuses another time: what will happen is said first.
func (p *plain) refuseTime(ctx context.Context, r recruit.Record, who recruit.Participant) error {
	words := ""
	note := func(ctx context.Context) error {
		return p.Ask(ctx, talk.Question{Label: "Words to them", Kept: words, Empty: true, Help: "Only " + wording.PersonName(who) + " reads them.", Take: func(v string) error {
			words = v
			return nil
		}})
	}
	return p.changes(ctx, &deciding{
		record: &r, brief: true, fields: []talk.Field{{Name: "reason", Label: "Words to them", Asked: true, Ask: note}},
		read: func() (flow.Decision, error) {
			return &flow.Refusal{By: p.by(), ID: r.Interview.ID, Who: who, Note: words}, nil
		},
		says: func(f scheduling.Preview) {
			p.warn(f.Notes(), "")
			p.Tell("%s", wording.Refusing(who, f))
		},
	}, "refuse-"+who.Address, func() map[string]string { return map[string]string{"reason": words} }, func(v map[string]string) { words = v["reason"] })
}

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
			p.Complain(cannot)
		}
		items = append(items, wording.DeputyRefused+"; "+wording.PersonName(who)+" is asked again", "Open the interview")
		n, err := p.Choose(ctx, "What do you decide", items, -1)
		if err != nil {
			return err
		}
		switch n - len(items) {
		case -1:
			return p.opens(r.Candidate.ID, id)(ctx)
		case -2:
			done, err := p.Services.Scheduling.RefuseDeputies(context.WithoutCancel(ctx), p.Member, id, who, 0)
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
	d := &deciding{plain: p, kept: p.Saver("", ""), record: &r, brief: true, says: p.foreseen, typed: func() string { return "" },
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
	return talk.ErrLeave
}
