package interviews

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	bulkui "recruitty/ui/bulk"
	"recruitty/ui/mailview"
	"recruitty/ui/shell"
	"recruitty/ui/wording"
)

// AskAllAgain shows for each of several interviews who would be asked once more, and asks all
// of them at once.
func AskAllAgain(a *shell.App, all []recruit.InterviewSummary) tea.Cmd {
	return bulkui.Open(a, bulk.Ask, all, "", nil, nil)
}

// AskAgain asks, after showing whom, those who have not answered an interview once more.
func AskAgain(a *shell.App, id recruit.InterviewID) tea.Cmd {
	if why := a.Forbidden(recruit.ToSchedule); why != "" {
		return a.Say(wording.Warning, why)
	}
	by := flow.By{Services: a.Services(), Actor: a.Member(), Undo: a.Services().Settings.Undo}
	store := a.Services().Store
	type looked struct {
		scheduling.Preview
		ask *flow.Ask
	}
	return shell.Prepare(a, func(ctx context.Context) (looked, error) {
		r, err := store.Record(ctx, id)
		if err != nil {
			return looked{}, err
		}
		ask := &flow.Ask{By: by, Interview: flow.Of(r)}
		f, err := ask.Preview(ctx)
		return looked{f, ask}, err
	}, func(l looked, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		words := l.ask.Words()
		return a.Open(mailview.NewQuestion(a, words.Title, a.Reader().AskedAgain(l.Preview), words.Verb, []scheduling.Preview{l.Preview}, func() tea.Cmd {
			return shell.Act(a, l.ask.Commit, func(r recruit.Record) string { return words.Saved + ", for " + r.Interview.Title + "." })
		}))
	})
}
