package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/views"
	"recruitty/ui/settings"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// shownList is a list that has views, and how one gets to it.
type shownList struct {
	list filter.List
	open func(*shell.App) tea.Cmd
}

// shownLists are those of which the palette finds the views.
func shownLists(a *shell.App) []shownList {
	section := func(s shell.Section) func(*shell.App) tea.Cmd {
		return func(a *shell.App) tea.Cmd {
			if a.Section == s && len(a.Stacks[s].Screens) == 1 {
				return nil
			}
			cmd := a.Goto(s)
			if len(a.Stacks[s].Screens) > 1 { // the first screen of the section has the list
				cmd = tea.Batch(cmd, a.Goto(s))
			}
			return cmd
		}
	}
	all := []shownList{{filter.Candidates, section(shell.Candidates)}, {filter.Jobs, section(shell.Jobs)}, {filter.Interviews, section(shell.Interviews)}, {filter.Outbox, section(shell.Outbox)},
		{filter.Team, func(a *shell.App) tea.Cmd { return a.ShowPart(shell.TeamPart, "") }}}
	if a.Session().Mails != nil {
		all = append(all, shownList{filter.Mails, section(shell.Mails)})
	}
	return all
}

// findViews looks among the views of all lists by name; the list is then filtered by what
// was chosen.
func findViews(a *shell.App, query string) shell.Look {
	saved, me, lists := a.Services().Views, a.Member(), shownLists(a)
	folded := sanitize.Fold(query)
	return func(ctx context.Context) ([]shell.Command, error) {
		var found []shell.Command
		for _, l := range lists {
			all, err := saved.List(ctx, me, l.list)
			if err != nil {
				if recruit.AboutOne(ctx, err) {
					return nil, nil // V says what is wrong; nothing else is kept from being found
				}
				return nil, err
			}
			for _, v := range all {
				c := shell.Command{Name: text.Line(v.Name), Hint: "view of " + l.list.String() + ": " + text.Line(v.Query), Also: "view filter", Run: func() tea.Cmd { return applyView(a, l, v) }}
				if shell.Answers(c, folded, false) != shell.Unfound {
					found = append(found, c)
				}
			}
		}
		return capped(found, maxViewsFound), nil
	}
}

// maxViewsFound is how many views the palette shows.
const maxViewsFound = 12

// applyView goes to a list and filters it by a view.
func applyView(a *shell.App, l shownList, v views.View) tea.Cmd {
	return tea.Batch(l.open(a), a.Once(func() tea.Cmd { return a.Active().Update(shell.Completed{Query: v.Query}) }))
}

// findPools looks among the pools by name.
func findPools(a *shell.App, query string) shell.Look {
	svc := a.Services()
	return func(ctx context.Context) ([]shell.Command, error) {
		all, err := svc.Pools.List(ctx, false)
		if err != nil {
			if recruit.AboutOne(ctx, err) {
				return nil, nil // pools are not for everybody
			}
			return nil, err
		}
		var found []shell.Command
		for _, p := range slices.DeleteFunc(all, func(p pools.Pool) bool { return !recruit.NewQuery(query).In(p.Name) }) {
			found = append(found, shell.Command{Name: text.Line(p.Name), Hint: "pool, " + wording.Counted(len(p.Members), "member"), Also: "pool", Run: func() tea.Cmd { return settings.OpenPool(a, p) }})
		}
		return capped(found, maxMembers), nil
	}
}
