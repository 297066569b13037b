package plain

import (
	"context"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// team lists the members. A number says more of one.
func (p *plain) team(ctx context.Context, query string) error {
	all, err := p.Desk.Store.Members(ctx, false)
	if err != nil {
		return err
	}
	rows := make([]row, len(all))
	for i, m := range all {
		you := ""
		if m.ID == p.Member.ID {
			you = "you"
		}
		words := wording.Joined(", ", text.Line(m.Name), you, string(m.Role), text.Line(m.Email), text.Line(timeparse.Called(m.TimeZone, p.Now())), wording.Damaged(m.Damage))
		rows[i] = row{words: words, more: m.Words(p.Now()), open: func(context.Context) error {
			p.tell("%s.", words)
			p.tell("Changed with: change member, or recruitty member edit %s.", text.Line(m.Email))
			return nil
		}}
	}
	rows = matching(query, rows)
	p.tell("%s.", wording.Counted(len(rows), "member"))
	return p.listedIfAny(ctx, rows)
}

// foundMember is the member of the team whom words mean.
func (p *plain) foundMember(ctx context.Context, query string) (recruit.Member, error) {
	all, err := p.Desk.Store.Members(ctx, false)
	if err != nil {
		return recruit.Member{}, err
	}
	q := recruit.NewQuery(query)
	all = slices.DeleteFunc(all, func(m recruit.Member) bool { return !q.In(m.Name, m.Email) })
	switch len(all) {
	case 0:
		return recruit.Member{}, recruit.NotFound("There is no member like that.")
	case 1:
		return all[0], nil
	}
	items := make([]string, len(all))
	for i, m := range all {
		items[i] = wording.Joined(", ", text.Line(m.Name), string(m.Role), text.Line(m.Email))
	}
	i, err := p.choose(ctx, "Which member", items, -1)
	if err != nil {
		return recruit.Member{}, err
	}
	return all[i], nil
}
