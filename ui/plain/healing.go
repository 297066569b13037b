package plain

import (
	"context"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/healing"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// cameUp is what has come up about the upcoming interviews that the member may change;
// nothing for who may change none.
func (p *plain) cameUp(ctx context.Context) (healing.Looked, error) {
	if recruit.Allow(p.Member, recruit.ToSchedule) != nil {
		return healing.Looked{}, nil
	}
	return p.Services.Healing.Look(ctx, p.Member)
}

// cameUpRows are the lines about what has come up.
func (p *plain) cameUpRows(l healing.Looked) []talk.Row {
	var rows []talk.Row
	for _, f := range l.List {
		i := f.Record.Interview
		rows = append(rows, talk.Row{Words: talk.Spoken(p.Reader().Healing(f)) + " It is about " + text.Line(i.Title) + " with " + text.Line(f.Record.Candidate.Name) + ", " + p.Reader().Start(i.Start),
			More: recruit.TimeWords(i.Start, p.Reader().Zone) + " " + f.Who.Address, Open: func(ctx context.Context) error { return p.putRight(ctx, f.Case) }})
	}
	return rows
}

// heal lists what has come up about upcoming interviews; a number puts one right.
func (p *plain) heal(ctx context.Context, rest string) error {
	if err := healing.MaySee(p.Member); err != nil {
		return err
	}
	l, err := p.cameUp(ctx)
	if err != nil {
		return p.unread(err)
	}
	rows := talk.Matching(rest, p.cameUpRows(l))
	if len(rows) == 0 {
		p.Tell(healing.NothingCameUp)
		return nil
	}
	if err := p.Listed(ctx, &talk.List{Rows: rows}); err != nil {
		return err
	}
	if l.More {
		p.Tell(wording.MoreCameUp)
	}
	return nil
}

// putRight asks what becomes of something that has come up.
func (p *plain) putRight(ctx context.Context, c healing.Case) error {
	found, err := p.Services.Healing.Remedies(ctx, p.Member, c, false)
	if err != nil {
		return p.unread(err)
	}
	var items []string
	for _, m := range found.List {
		item := p.Reader().Remedy(c, m)
		if why := text.Line(m.Reasons()); why != "" {
			item += " (" + why + ")"
		}
		items = append(items, recruit.Capital(m.Verb())+": "+talk.Spoken(item))
	}
	if found.None != "" {
		p.Tell("%s", text.Line(found.None))
	}
	p.Tell("%s.", talk.Spoken(p.Reader().CameUp(c)))
	const keep, look = "Leave it as it is, until something new comes up", "Look at the interview; reschedule and invited change it"
	n, err := p.Choose(ctx, "What do you decide", append(slices.Clone(items), keep, look), -1)
	switch {
	case err != nil:
		return p.unchanged(err)
	case n < len(items):
		return p.take(ctx, c, found.List[n])
	case n == len(items):
		if err := p.Services.Healing.Keep(ctx, p.Member, c, true); err != nil {
			return err
		}
		p.Tell("Left as it is. You are told again when something new comes up; recruitty heal keep with --undo undoes this.")
		return nil
	}
	return p.opens(c.Record.Candidate.ID, c.Interview())(ctx)
}

// take takes what puts it right: what would happen is said first.
func (p *plain) take(ctx context.Context, c healing.Case, m healing.Remedy) error {
	r, err := p.mine(ctx, c.Interview())
	if err != nil {
		return p.unchanged(err)
	}
	none := func() map[string]string { return map[string]string{} }
	return p.changes(ctx, &deciding{
		record: &r, brief: true,
		read: func() (flow.Decision, error) {
			now := c
			now.Record = r
			return &flow.Heal{By: p.by(), Interview: flow.Of(r), Case: now, Remedy: m}, nil
		},
		says: p.foreseen,
	}, "heal-"+c.Who.Address, none, func(map[string]string) {})
}
