package interviews

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// instead asks about the first person who sends someone else.
func (c *Card) instead() tea.Cmd {
	sending := c.Record.Sending(c.App.Session().Now())
	if len(sending) == 0 {
		return nil
	}
	p := sending[0]
	if p.Answer != recruit.Delegated {
		return Judge(c.App, c.Record, p, p.Claim)
	}
	return Deputies(c.App, c.Record, p)
}

// undo takes the last change of an interview back while nothing has left.
func undo(a *shell.App, r recruit.Record) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return shell.Act(a, func(ctx context.Context) (recruit.Record, error) {
		return svc.Scheduling.Undo(ctx, actor, r.Interview.ID)
	}, func(now recruit.Record) string {
		if r.Interview.Status != now.Interview.Status && r.Interview.Status != recruit.Cancelled {
			return wording.OpenAgain(now.Interview)
		}
		return wording.UndoneUnsent
	})
}

// closeInterview asks whether an interview took place.
func closeInterview(a *shell.App, r recruit.Record) tea.Cmd {
	svc, actor, i := a.Services(), a.Member(), r.Interview
	how := func(name string, status recruit.Status) shell.Command {
		return shell.Command{Name: name, Run: func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (recruit.Record, error) {
				return svc.Scheduling.Close(ctx, actor, i.ID, scheduling.ExpectedVersion(i.Version), status)
			}, func(r recruit.Record) string {
				return wording.Status(status) + ": " + r.Interview.Title + ". u on its page undoes that."
			})
		}}
	}
	completed, noShow := wording.Outcomes()
	return a.Open(forms.NewPicker(a, wording.TookPlace(a.Grid().Truncate(text.Line(i.Title), 40)), "",
		[]shell.Command{how(completed, recruit.Completed), how(noShow, recruit.NoShow)}))
}
