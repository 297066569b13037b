package plain

import (
	"context"
	"errors"
	"strconv"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/flow"
	"recruitty/recruit/loops"
	"recruitty/recruit/offers"
	"recruitty/ui/draft"
	"recruitty/ui/plain/offering"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// offering is the talk about times that candidates choose from.
func (p *plain) offering() offering.Offering {
	return offering.Offering{Conversation: p.Conversation, By: p.by(), Terminal: p.Terminal, Changes: &p.Changes, Candidate: p.candidate,
		Opens: func(ctx context.Context, id recruit.CandidateID) error { return p.profile(ctx, id, 0) },
		ByHand: func(ctx context.Context, o offers.Offer) error {
			p.candidate, p.interview = o.Candidate, 0
			return p.schedule(ctx, "")
		},
		Words: p.askWords,
		Follow: func(ctx context.Context, booked []recruit.InterviewID) error {
			for _, id := range booked {
				r, err := p.Services.Store.Record(ctx, id)
				if err != nil {
					return err
				}
				if _, err := p.follow(ctx, r, text.Line(r.Interview.Title)+":"); err != nil {
					return err
				}
			}
			return nil
		}}
}

// listOffers lists the offers, or those that words are in.
func (p *plain) listOffers(ctx context.Context, words string) error {
	return p.offering().Do(ctx, "list "+words)
}

// offer lets the open candidate choose among times, or does with an offer what is typed
// behind the word.
func (p *plain) offer(ctx context.Context, rest string) error {
	if rest != "" {
		return p.offering().Do(ctx, rest)
	}
	f, err := p.toSchedule(ctx)
	if err != nil {
		return err
	}
	in, _ := f.Profile.Application(f.Job.ID)
	p.Tell("Offer times, %s, %s.", text.Line(f.Profile.Candidate.Name), text.Line(f.Job.Title))
	plan, err := p.Services.Loops.Plan(ctx, f.Job.ID, in.Stage, false)
	switch {
	case errors.Is(err, recruit.ErrNotFound):
		return p.offerOne(ctx, f)
	case err != nil:
		return err
	}
	n, err := p.Choose(ctx, "What is offered", []string{"The interview plan of " + text.Line(in.Stage) + ", " + wording.Counted(len(plan.Sessions), "interview"), "One interview"}, 0)
	switch {
	case err != nil:
		return err
	case n == 1:
		return p.offerOne(ctx, f)
	}
	_, err = p.offering().Send(ctx, &flow.Offer{By: p.by(), Ask: offers.Request{Candidate: f.Profile.Candidate.ID, Job: f.Job.ID, Stage: in.Stage}})
	return err
}

// offerOne asks for one interview, besides its time, and offers times for it. What was typed
// is kept until it is sent.
func (p *plain) offerOne(ctx context.Context, f draft.Facts) error {
	key := recruit.DraftKey(p.Member.ID, f.Profile.Candidate.ID, "offer-one-"+strconv.FormatInt(int64(f.Job.ID), 10))
	var err error
	if f.Kept, err = p.Services.Store.Setting(ctx, key); err != nil {
		return err
	}
	s := &scheduleForm{plain: p, facts: f, kept: p.Saver(key, f.Kept)}
	if err := s.resume(ctx); err != nil {
		return err
	}
	fields := talk.Those(s.fields(), "title", "description", "duration", "participants", "pools", "platform", "place")
	for n := range fields {
		fields[n].Asked = fields[n].Asked || fields[n].Name == "pools"
	}
	left := func(err error) error {
		if errors.Is(err, talk.ErrLeave) || errors.Is(err, talk.ErrBack) {
			p.Tell("Left; nothing was sent. What you typed is kept and comes back with offer.")
			return nil
		}
		return err
	}
	if err := p.Fill(ctx, fields, s.keep); err != nil {
		return left(err)
	}
	var ask offers.Request
	if err := p.Insist(ctx, fields, s.keep, func() (err error) {
		ask, err = s.draft.Offered(s.facts)
		return err
	}); err != nil {
		return left(err)
	}
	sent, err := p.offering().Send(ctx, &flow.Offer{By: p.by(), Ask: ask})
	if sent {
		s.kept.Store("")
	}
	return err
}

// offerFound offers times that were found for what is typed into the form: those with the
// numbers, or without any the best ones. Then the form ends.
func (s *scheduleForm) offerFound(ctx context.Context, numbers []int, in finder.Request, found finder.Found) error {
	if err := s.askPlatform(ctx); err != nil {
		return err
	}
	ask, err := s.draft.Offered(s.facts)
	if err != nil {
		return err
	}
	ask.Days, ask.Windows, ask.Soft, ask.Lifts = in.Days, in.Windows, in.Soft, in.Lifts
	for _, n := range numbers {
		one, err := s.draft.Option(s.facts, found.Hours[n-1])
		if err != nil {
			return err
		}
		ask.Options = append(ask.Options, one)
	}
	if s.offered, err = s.offering().Send(ctx, &flow.Offer{By: s.by(), Ask: ask}); err == nil && s.offered {
		s.kept.Store("")
		return talk.ErrLeave
	}
	return err
}

// offerSchedules offers schedules that were found: those with the numbers, or without any
// the best ones.
func (p *plain) offerSchedules(ctx context.Context, numbers []int, in loops.Request, found loops.Solution) (sent bool, err error) {
	ask := offers.Request{Candidate: in.Candidate, Job: in.Job, Stage: in.Stage, Days: in.Days, Windows: in.Windows, Soft: in.Soft, Lifts: in.Lifts}
	for _, n := range numbers {
		ask.Options = append(ask.Options, offers.OptionOf(found.Drafts(found.Loops[n-1])))
	}
	return p.offering().Send(ctx, &flow.Offer{By: p.by(), Ask: ask})
}

// offerWord reads "offer", or "offer 1 3" with numbers up to most, and reports whether it was
// that.
func offerWord(typed string, most int) (numbers []int, ok bool, err error) {
	if typed != "offer" && (len(typed) < 7 || typed[:6] != "offer ") {
		return nil, false, nil
	}
	numbers, err = offering.NumbersIn(typed[len("offer"):])
	if err == nil && len(numbers) > 0 && numbers[len(numbers)-1] > most {
		err = recruit.Invalid("", "There is no number %d here; choose from 1 to %d.", numbers[len(numbers)-1], most)
	}
	return numbers, true, err
}
