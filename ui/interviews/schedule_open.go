package interviews

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// OpenSchedule opens Schedule Interview Event (R5) for a candidate who is
// linked to a job, with what was typed there before and not sent.
func OpenSchedule(a *shell.App, c recruit.CandidateID, job recruit.JobID) tea.Cmd {
	if why := a.Forbidden(recruit.ToSchedule); why != "" {
		return a.Say(theme.Warning, why)
	}
	desk, actor := a.Desk(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) (draft.Facts, error) {
		return draft.ReadFacts(ctx, desk, actor, c, job)
	}, func(f draft.Facts, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		if err := f.Profile.MayBeInterviewed(f.Job); err != nil {
			return a.Say(theme.Warning, text.Line(recruit.Sentence(err)))
		}
		return a.Open(newSchedule(a, f))
	})
}
