package plain

import (
	"context"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
)

// hoursOf reads one's own hours, those of everybody, and behind them those of the
// others whom the member may see.
func (p *plain) hoursOf(ctx context.Context) ([]draft.HoursOf, error) {
	team, err := p.Services.Store.Members(ctx, false)
	if err != nil {
		return nil, err
	}
	return draft.ReadHours(ctx, p.Services, p.Member, team)
}

// sayHours says one's own hours.
func (p *plain) sayHours(ctx context.Context) error {
	all, err := p.hoursOf(ctx)
	if err != nil {
		return err
	}
	for _, of := range all[:2] {
		if of.Damage != "" {
			p.Tell("Warning: %s", text.Line(of.Damage))
		}
	}
	for _, line := range all[0].Lines() {
		p.Tell("%s: %s.", line[0], talk.Spoken(text.Line(line[1])))
	}
	p.Tell("To change it: settings hours; settings hours workspace for everybody, settings hours member for someone else.")
	return nil
}

func (p *plain) changeHours(ctx context.Context) error {
	all, err := p.hoursOf(ctx)
	if err != nil {
		return err
	}
	return p.askHours(ctx, all[0])
}

func (p *plain) changeWorkspaceHours(ctx context.Context) error {
	all, err := p.hoursOf(ctx)
	if err != nil {
		return err
	}
	return p.askHours(ctx, all[1])
}

func (p *plain) changeMemberHours(ctx context.Context) error {
	all, err := p.hoursOf(ctx)
	if err != nil {
		return err
	}
	others := all[2:]
	if len(others) == 0 {
		return recruit.NotFound("Nobody else is in the team yet; your own hours are changed with settings hours.")
	}
	names := make([]string, len(others))
	for i, of := range others {
		working, _ := of.Working()
		names[i] = text.Line(of.Member.Name) + ", " + working
	}
	n, err := p.Choose(ctx, "Whose hours", names, -1)
	if err != nil {
		return err
	}
	return p.askHours(ctx, others[n])
}

func (p *plain) askHours(ctx context.Context, of draft.HoursOf) error {
	if why := draft.MayChangeHours(p.Member, of.Member.ID); why != "" {
		return recruit.Refused("%s", why)
	}
	return talk.FillIn(ctx, p.Conversation, draft.HoursForm(p.Services, p.Member, of))
}
