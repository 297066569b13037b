package scorecards

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// Turned is who is to be rejected, for which job and in which stage.
type Turned struct {
	Candidate recruit.Candidate
	Job       recruit.JobID
	Stage     string
}

// Debrief opens the box in which a team decides about a candidate for a job: what is given
// and missing stands above, and a no goes on with reject, if there is one.
func Debrief(a *shell.App, candidate recruit.CandidateID, job recruit.JobID, reject func(Turned) tea.Cmd) tea.Cmd {
	if why := a.Forbidden(recruit.ToRecruit); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc, actor := a.Services(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) (scorecards.Debrief, error) {
		return svc.Scorecards.Debrief(ctx, actor, candidate, job)
	}, func(d scorecards.Debrief, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		return debriefBox(a, d, reject)
	})
}

func debriefBox(a *shell.App, d scorecards.Debrief, reject func(Turned) tea.Cmd) tea.Cmd {
	form, told := draft.DebriefForm(a.Services(), a.Member(), d, a.Session().Now()), saved(a)
	spec := forms.SpecOf(form, func(said, warning string) tea.Cmd {
		if form.Typed().What == scorecards.Reject && reject != nil {
			return tea.Batch(told(said, warning), reject(Turned{d.Candidate, d.Job.ID, d.Application.Stage}))
		}
		return told(said, warning)
	})
	spec.Note, spec.Verb = d.Candidate.Name+", "+d.Job.Title, "decide"
	return forms.OpenBox(a, spec)
}
