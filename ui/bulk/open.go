// Package bulk is the box in which many interviews are changed at once: what is to become of
// them, what would happen to each, and, once it is decided, what has really happened.
package bulk

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/pools"
	"recruitty/ui/bulk/stages"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Open opens the box that changes interviews in one way. found is by what they were found,
// which may name who is to be replaced. changed, which may be nil, is told which of them were;
// last gets the box then, and may be nil too.
func Open(a *shell.App, kind bulk.Kind, interviews []recruit.InterviewSummary, found string, last *stages.Last, changed func([]recruit.InterviewID)) tea.Cmd {
	if why := a.Forbidden(recruit.ToSchedule); why != "" {
		return a.Say(theme.Warning, why)
	}
	if len(interviews) == 0 {
		return a.Say(theme.Warning, wording.NoInterview)
	}
	if changed == nil {
		changed = func([]recruit.InterviewID) {}
	}
	if last == nil {
		last = new(stages.Last)
	}
	b := &box{app: a, kind: kind, draft: &draft.Bulk{Kind: kind}, of: interviews, last: last, changed: changed, note: wording.Counted(len(interviews), "interview")}
	b.circle.Panel = draft.PanelOf(interviews)
	b.circle.Usual = b.usual(found)
	b.form = forms.New(forms.Options{Styles: a.Styles, Draft: b.draft, Remote: a.Session().Remote, Fields: b.fields})
	b.rows = forms.NewFields(a, 16)
	b.keep = &shell.DraftSaver{App: a, Text: b.unsent, Key: draft.BulkKey(a.Member().ID, kind)}
	switch kind {
	case bulk.Ask, bulk.Undo:
		return a.Open(b)
	case bulk.Replace:
		return b.openReplace()
	}
	return a.OpenKept(b, b.keep, b.resume)
}

// openReplace reads first out of whom someone can be chosen.
func (b *box) openReplace() tea.Cmd {
	svc := b.app.Services()
	type among struct {
		team  []recruit.Member
		pools []pools.Pool
	}
	return shell.Prepare(b.app, func(ctx context.Context) (all among, err error) {
		if all.team, err = svc.Store.Members(ctx, false); err == nil {
			all.pools, err = svc.Pools.List(ctx, false)
		}
		return all, err
	}, func(all among, err error) tea.Cmd {
		if err != nil {
			return b.app.SayProblem(err)
		}
		for _, m := range all.team {
			b.circle.Team = append(b.circle.Team, recruit.Mailbox{Name: m.Name, Address: m.Email})
		}
		b.circle.Pools = all.pools
		return b.app.OpenKept(b, b.keep, b.resume)
	})
}

// usual is the address of who is replaced where nobody is named: the only one who is invited
// to each of the interviews, or whom they were found by; "" where there is none.
func (b *box) usual(found string) string {
	_, named, ok := strings.Cut(found, ":")
	if !ok {
		named = found
	}
	if m, err := draft.Someone("", named, b.circle.Panel); err == nil {
		return m.Address
	}
	all := slices.DeleteFunc(slices.Clone(b.circle.Panel), func(m recruit.Mailbox) bool {
		return slices.ContainsFunc(b.of, func(i recruit.InterviewSummary) bool {
			return !slices.ContainsFunc(i.People, func(p recruit.Invitee) bool { return p.Address == m.Address })
		})
	})
	if len(all) == 1 {
		return all[0].Address
	}
	return ""
}
