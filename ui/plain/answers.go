package plain

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/rsvp"
	"recruitty/ui/plain/talk"
	"recruitty/ui/wording"
)

// undecided says which answers wait for someone to decide.
func (p *plain) undecided(r recruit.Record) {
	if r.Interview.Status != recruit.Scheduled {
		return
	}
	for _, c := range r.Unplaced() {
		p.Tell("%s; type today to say whose it is.", recruit.Capital(p.Reader().Waiting(c, "")))
	}
	for _, person := range r.Invited() {
		if c, ok := r.Claimed(person); ok {
			p.Tell("%s; type today to say whether it counts.", recruit.Capital(p.Reader().Waiting(c, wording.PersonName(person))))
		}
	}
}

// judges asks whether an answer counts that does not by itself, and whose it is
// or what it says where that is not known.
func (p *plain) judges(r recruit.Record, c recruit.ReplyIssue) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := p.allow(recruit.ToSchedule); err != nil {
			return err
		}
		who, err := p.whose(ctx, r, c)
		switch {
		case err != nil:
			return err
		case who == invitesDeputies:
			return p.inviteDeputies(ctx, r, c.Claim.Sent(c.Person))
		}
		answer, err := p.reading(ctx, who, c.Claim)
		if err != nil {
			return err
		}
		t, err := p.judge(ctx, r.Interview.ID, c, who, answer)
		if err == nil {
			p.Tell("%s", t.Sentence)
		}
		return err
	}
}

// judge writes what a member decided about an answer.
func (p *plain) judge(ctx context.Context, id recruit.InterviewID, c recruit.ReplyIssue, who string, answer recruit.Answer) (rsvp.Outcome, error) {
	answers := p.Services.Answers
	switch {
	case c.Kind == recruit.HasStray:
		return answers.Assign(ctx, p.Member, id, c.Claim, who, answer)
	case who == "":
		return answers.Dismiss(ctx, p.Member, id, c.Person.Address, c.Claim)
	case c.Claim.Answer == "":
		return answers.Set(ctx, p.Member, id, who, answer, c.Claim.Note)
	}
	return answers.Accept(ctx, p.Member, id, who, c.Claim)
}

// invitesDeputies stands for the choice to invite whom the answer says is sent.
const invitesDeputies = "+"

// whose is the address of the person for whom an answer counts, "" when it is to
// be forgotten, or invitesDeputies.
func (p *plain) whose(ctx context.Context, r recruit.Record, c recruit.ReplyIssue) (string, error) {
	people := []recruit.Participant{c.Person}
	if c.Kind == recruit.HasStray {
		people = r.Invited()
	}
	var items []string
	for _, person := range people {
		items = append(items, "It counts as the answer of "+wording.PersonName(person))
	}
	items = append(items, wording.Discards)
	if c.Kind == recruit.HasClaim && c.Claim.Answer == recruit.Delegated && r.Interview.OrganiserID == p.Member.ID {
		sent := c.Claim.Sent(c.Person)
		if _, err := r.Deputising(sent); err == nil {
			items = append(items, wording.DeputyInvited(sent))
		}
	}
	n, err := p.Choose(ctx, "Does it count", items, -1)
	switch {
	case err != nil || n == len(people):
		return "", err
	case n > len(people):
		return invitesDeputies, nil
	}
	return people[n].Address, nil
}

// reading is what an answer says, asked of whoever has read the mail where it
// cannot be read.
func (p *plain) reading(ctx context.Context, who string, c recruit.UnverifiedReply) (recruit.Answer, error) {
	if who == "" || c.Answer != "" {
		return c.Answer, nil
	}
	n, err := p.Choose(ctx, "What does it say", []string{"accepted", "declined", "maybe"}, -1)
	if err != nil {
		return "", err
	}
	return []recruit.Answer{recruit.Accepted, recruit.Declined, recruit.Tentative}[n], nil
}

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
