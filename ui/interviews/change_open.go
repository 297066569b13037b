package interviews

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// openChange reads an interview and opens a box for it, if the member may
// change it; an admin is offered to take it over first (R7).
func openChange(a *shell.App, id recruit.InterviewID, box func(recruit.Record) *change) tea.Cmd {
	if why := a.Forbidden(recruit.ToSchedule); why != "" {
		return a.Say(theme.Warning, why)
	}
	store := a.Desk().Store
	return shell.Prepare(a, func(ctx context.Context) (recruit.Record, error) { return store.Record(ctx, id) },
		func(r recruit.Record, err error) tea.Cmd {
			switch {
			case err != nil:
				return a.SayProblem(err)
			case r.StillScheduled() != nil:
				return a.Say(theme.Warning, text.Line(recruit.Sentence(r.StillScheduled())))
			case r.MayTakeOver(a.Member()) != nil:
				if err := r.MayChange(a.Member()); err != nil {
					return a.Say(theme.Warning, text.Line(recruit.Sentence(err)))
				}
				return openTyped(a, box(r))
			}
			return a.Open(shell.NewConfirm(a, "Take over this interview?",
				wording.TakingOver(r, a.Member(), a.Session().Now()),
				"take over", func() tea.Cmd { return takeOverFor(a, r, box) }))
		})
}

// openTyped opens a change, with what was typed there before and not sent.
func openTyped(a *shell.App, c *change) tea.Cmd { return a.OpenKept(c, c.saver, c.restore) }

// takeOverFor makes the member the organiser and goes on with the change.
func takeOverFor(a *shell.App, r recruit.Record, box func(recruit.Record) *change) tea.Cmd {
	desk, actor := a.Desk(), a.Member()
	return shell.Run(a, func(ctx context.Context) (recruit.Record, error) {
		return desk.Scheduling.TakeOver(ctx, actor, r.Interview.ID, recruit.ExpectedVersion(r.Interview.Version))
	}, func(r recruit.Record, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		return tea.Batch(openTyped(a, box(r)), a.Broadcast(shell.Changed{}))
	})
}
