package plain

import (
	"context"

	"recruitty/recruit"
	"recruitty/ui/draft"
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
		p.tell("%s asks for %s; %s is %s.", wording.PersonName(who), p.reader().OtherTime(r, who), text.Line(r.Interview.Title), spoken(p.reader().When(r.Interview)))
		n, err := p.choose(ctx, "What becomes of it", []string{wording.RefuseTime, "Look at the interview; reschedule moves it"}, -1)
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
	kept, err := p.resume(ctx, draft.ChangeKey(p.Member.ID, r, "refuse-"+who.Address), func(v map[string]string) { words = v["reason"] })
	if err != nil {
		return p.unchanged(err)
	}
	f, err := p.Desk.Scheduling.ForeseeRefusal(ctx, p.Member, r.Interview.ID, who)
	if err != nil {
		return err
	}
	p.warn(f.Notes(), "")
	p.tell("%s", wording.Refusing(who, f))
	ask := question{label: "Words to them", empty: true, help: "Only " + wording.PersonName(who) + " reads them.", take: func(v string) error {
		words = v
		return nil
	}}
	for {
		ask.kept = words
		if err := p.ask(ctx, ask); err != nil {
			return kept.unchanged(err)
		}
		kept.store(draft.Kept{Base: map[string]string{"reason": ""}, Typed: map[string]string{"reason": words}}.Encode())
		if yes, err := p.confirm(ctx, "Refuse it?"); err != nil || !yes {
			return kept.unchanged(errLeaveUnless(err))
		}
		done, err := p.Desk.Scheduling.RefuseProposal(context.WithoutCancel(ctx), p.Member, r.Interview.ID, who, words, 0)
		switch {
		case err == nil:
			kept.store("")
			_, err = p.follow(ctx, done, "Refused; the interview stays when it is.")
			return err
		case recruit.FieldOf(err) != "reason":
			return err
		}
		p.complain(err) // the words are asked for again
	}
}
