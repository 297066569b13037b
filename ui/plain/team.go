package plain

import (
	"context"

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
			p.tell("Changed with: recruitty member edit %s.", text.Line(m.Email))
			return nil
		}}
	}
	rows = matching(query, rows)
	p.tell("%s.", wording.Counted(len(rows), "member"))
	return p.listedIfAny(ctx, rows)
}
