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
		switch {
		case err != nil:
			return a.SayProblem(err)
		case f.Profile.Candidate.Email == "":
			return a.Say(theme.Warning, text.Line(f.Profile.Candidate.Name)+" has no e-mail address; add one to the profile before scheduling.")
		}
		if _, linked := f.Profile.Application(job); !linked {
			return a.Say(theme.Warning, text.Line(f.Profile.Candidate.Name)+" is not linked to "+text.Line(f.Job.Title)+"; link them first.")
		}
		return a.Open(newSchedule(a, f))
	})
}
