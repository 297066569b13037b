package scorecards

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
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
	desk, actor := a.Desk(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) (scorecards.Debrief, error) {
		return desk.Scorecards.Debrief(ctx, actor, candidate, job)
	}, func(d scorecards.Debrief, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		return debriefBox(a, d, reject)
	})
}

func debriefBox(a *shell.App, d scorecards.Debrief, reject func(Turned) tea.Cmd) tea.Cmd {
	desk, actor, now := a.Desk(), a.Member(), a.Session().Now()
	intro := fmt.Sprintf("%d of %d scorecards given.", d.Given(), d.Awaited(now))
	for _, x := range d.Sheets {
		for _, c := range x.Cards {
			intro += "\n" + text.Line(fmt.Sprintf("%s, %s: %s", c.Author, x.Interview.Title, c.Short()))
		}
	}
	for _, s := range d.Missing(now) {
		intro += "\n" + a.Styles().Signs.Warning + " " + text.Line(s.Name) + ": missing"
	}
	choices := []forms.Option{{Value: string(scorecards.Hold), Label: "hold"}, {Value: string(scorecards.Reject), Label: "no"}}
	typed := &struct{ decision, why string }{decision: string(scorecards.Hold)}
	if d.Next != "" {
		choices = append([]forms.Option{{Value: string(scorecards.Advance), Label: "on to " + text.Line(d.Next)}}, choices...)
		typed.decision = string(scorecards.Advance)
	}
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Debrief", Note: d.Candidate.Name + ", " + d.Job.Title, Intro: intro, Verb: "decide", Draft: typed,
		Keep: fmt.Sprintf("debrief-%d", d.Job.ID), About: d.Candidate.ID,
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{
				f.Radio("decide", "Decision", &typed.decision, choices).Saying(1, forms.Says("a no goes on to the rejection, which asks what the candidate is told")),
				f.Lines("why", "Why", &typed.why, 3).Saying(1, forms.Says("the log keeps it; the candidate does not read it")),
			}
		},
	}, forms.Saves[scorecards.Debrief]{
		Save: func() func(context.Context) (scorecards.Debrief, error) {
			what, why := scorecards.Decision(typed.decision), typed.why
			return func(ctx context.Context) (scorecards.Debrief, error) {
				return desk.Scorecards.Decide(ctx, actor, d.Candidate.ID, d.Job.ID, what, why)
			}
		},
		Said: func(after scorecards.Debrief) string {
			what := scorecards.Decision(typed.decision)
			if what == scorecards.Advance {
				return text.Line(d.Candidate.Name) + " is now in " + text.Line(after.Application.Stage) + "."
			}
			return "Decided: " + what.Words() + "."
		},
		Then: func(scorecards.Debrief) tea.Cmd {
			if scorecards.Decision(typed.decision) == scorecards.Reject && reject != nil {
				return reject(Turned{d.Candidate, d.Job.ID, d.Application.Stage})
			}
			return nil
		},
	})
}
