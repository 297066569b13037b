// Package scorecards holds the screens of scorecards: the form of one's own, the panel side
// by side, what a debrief decides, and the forms and guides of a job.
package scorecards

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Give opens the form of the member's own scorecard of an interview. A digit rates an
// attribute and goes on to the next.
func Give(a *shell.App, id recruit.InterviewID) tea.Cmd {
	if why := a.Forbidden(recruit.ToNote); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc, actor := a.Services(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) (scorecards.Sheet, error) { return svc.Scorecards.Sheet(ctx, actor, id) },
		func(x scorecards.Sheet, err error) tea.Cmd {
			if err == nil {
				err = svc.Scorecards.May(actor, x)
			}
			if err != nil {
				return a.SayProblem(err)
			}
			return giveBox(a, x)
		})
}

// GiveAbout opens the form of the member's own scorecard of an interview with a candidate:
// of those that they may judge, one that is missing. Where there are several it asks which.
func GiveAbout(a *shell.App, candidate recruit.CandidateID) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) ([]scorecards.Sheet, error) {
		return svc.Scorecards.About(ctx, actor, candidate)
	},
		func(all []scorecards.Sheet, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			own, err := svc.Scorecards.Open(actor, all)
			switch {
			case err != nil:
				return a.SayProblem(err)
			case len(own) == 1:
				return giveBox(a, own[0])
			}
			var items []shell.Command
			for _, x := range own {
				items = append(items, shell.Command{Name: text.Line(x.Interview.Title), Hint: a.Stamp(x.Interview.Start), Run: func() tea.Cmd { return giveBox(a, x) }})
			}
			return a.Open(forms.NewPicker(a, "Scorecard of which interview?", "part of the title", items))
		})
}

// giveBox is the form of a member's own scorecard.
func giveBox(a *shell.App, x scorecards.Sheet) tea.Cmd {
	spec := forms.SpecOf(draft.CardForm(a.Services(), a.Member(), x), saved(a))
	spec.Note, spec.Verb, spec.Room = x.Interview.CandidateName+", "+x.Interview.Title, "give", 18
	return forms.OpenBox(a, spec)
}

// saved says what was saved, and lets every screen read anew.
func saved(a *shell.App) func(said, warning string) tea.Cmd {
	return func(said, _ string) tea.Cmd { return tea.Batch(a.Broadcast(shell.Changed{}), a.Say(theme.OK, said)) }
}
