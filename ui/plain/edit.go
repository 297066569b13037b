package plain

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// team lists the members. A number says more of one.
func (p *plain) team(ctx context.Context, query string) error {
	q, err := p.asked(ctx, filter.Team, query)
	if err != nil {
		return err
	}
	all, err := p.Services.Store.Members(ctx, q.Asks(recruit.ByState))
	if err != nil {
		return err
	}
	var rows []talk.Row
	for _, m := range all {
		if !filter.Member(q.Terms, m, p.Now()) {
			continue
		}
		you := ""
		if m.ID == p.Member.ID {
			you = "you"
		}
		words := wording.Joined(", ", text.Line(m.Name), you, string(m.Role), text.Line(m.Email), text.Line(timeparse.Called(m.TimeZone, p.Now())), wording.Damaged(m.Damage))
		rows = append(rows, talk.Row{Words: words, More: m.Words(p.Now()), Open: func(context.Context) error {
			p.Tell("%s.", words)
			p.Tell("To change it: change member, or recruitty member edit %s.", text.Line(m.Email))
			return nil
		}})
	}
	rows = matching(q, rows)
	p.Tell("%s.", wording.Counted(len(rows), "member"))
	return p.ListedIfAny(ctx, rows)
}

// foundMember is the member of the team whom words mean.
func (p *plain) foundMember(ctx context.Context, query string) (recruit.Member, error) {
	all, err := p.Services.Store.Members(ctx, false)
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
	i, err := p.Choose(ctx, "Which member", items, -1)
	if err != nil {
		return recruit.Member{}, err
	}
	return all[i], nil
}

// changeRecord changes a note, the open candidate, a job or a member.
func (p *plain) changeRecord(ctx context.Context, words string) error {
	what, query, _ := strings.Cut(words, " ")
	query = strings.TrimSpace(query)
	switch strings.ToLower(what) {
	case "note":
		return p.changeNote(ctx)
	case "candidate":
		return p.changeCandidate(ctx, query)
	case "job":
		return p.changeJob(ctx, query)
	case "member":
		return p.changeMember(ctx, query)
	}
	return recruit.Invalid("", "Type change note, change candidate, change job or change member.")
}

// changeCandidate changes the details of the open candidate.
func (p *plain) changeCandidate(ctx context.Context, query string) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	if query != "" {
		return recruit.Invalid("", "Open the candidate first; change candidate changes the one that is open.")
	}
	who, err := p.opened(ctx)
	if err != nil {
		return err
	}
	if !who.Candidate.ErasedAt.IsZero() {
		return recruit.Refused(wording.Erased)
	}
	own, err := p.Services.Fields.List(ctx)
	if err != nil {
		return err
	}
	return talk.FillIn(ctx, p.Conversation, draft.CandidateForm(p.Services, p.Member, who.Candidate, own))
}

// changeJob changes the job that words find.
func (p *plain) changeJob(ctx context.Context, query string) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	found, err := p.foundJob(ctx, query, "")
	if err != nil {
		return err
	}
	whole, err := p.Services.Store.Job(ctx, found.ID)
	if err != nil {
		return err
	}
	return talk.FillIn(ctx, p.Conversation, draft.JobForm(p.Services, p.Member, whole))
}

// changeMember changes the member whom words find.
func (p *plain) changeMember(ctx context.Context, query string) error {
	if err := p.allow(recruit.ToManage); err != nil {
		return err
	}
	m, err := p.foundMember(ctx, query)
	if err != nil {
		return err
	}
	if err := talk.FillIn(ctx, p.Conversation, draft.MemberForm(p.Services, p.Member, m)); err != nil || m.ID != p.Member.ID {
		return err
	}
	p.Member, err = p.Services.Store.Member(ctx, m.ID)
	return err
}
