package plans

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Edit writes or changes the interview plan of a stage of a job, and goes on with then
// once it is saved; then may be nil.
func Edit(a *shell.App, job recruit.JobID, stage string, then func() tea.Cmd) tea.Cmd {
	if why := a.Forbidden(recruit.ToRecruit); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc := a.Services()
	return shell.Prepare(a, func(ctx context.Context) (draft.PlanOf, error) { return draft.ReadPlan(ctx, svc, job, stage) },
		func(of draft.PlanOf, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			return planBox(a, of, then)
		})
}

// planBox is the form of a plan. What was understood of the sessions stands under them
// while they are typed.
func planBox(a *shell.App, of draft.PlanOf, then func() tea.Cmd) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	form, said := draft.PlanForm(svc, actor, of), ""
	spec := forms.SpecOf(form, nil)
	spec.Note, spec.Room = text.Line(of.Job.Title), 18
	sessions := form.At("sessions")
	spec.Fields = func(f *forms.Fields) []huh.Field {
		rows := forms.Rows(f, form.Sheet)
		f.Rows["sessions"].Saying(func() []forms.Hint { return planHints(*sessions, of) })
		return rows
	}
	spec.Save = func() func(context.Context) error {
		typed, err := form.Read()
		return func(ctx context.Context) error {
			if err == nil {
				said, _, err = form.Save(ctx, typed)
			}
			return err
		}
	}
	spec.Saved = func() tea.Cmd {
		cmd := shell.SettingsSaved(a, text.Line(said))()
		if then == nil {
			return cmd
		}
		return tea.Batch(cmd, then())
	}
	spec.Theirs = func(ctx context.Context) (forms.Theirs, error) {
		now, err := draft.ReadPlan(ctx, svc, of.JobID, of.Stage)
		return forms.Theirs{Values: draft.PlanValues(now), Adopt: func() { form.Adopt(now.Plan) }}, err
	}
	return forms.OpenBox(a, spec)
}

// planHints are what was understood of the sessions, and what was not.
func planHints(typed string, of draft.PlanOf) []forms.Hint {
	if strings.TrimSpace(typed) == "" {
		return []forms.Hint{{Tone: theme.Dim, Text: "such as: Technical interview, 60 min, 1 of Backend"}}
	}
	var hints []forms.Hint
	understood, wrong := draft.PlanRead(typed, of.Known)
	if wrong != nil { // first, so that a small window shows it as well
		hints = append(hints, forms.Hint{Tone: theme.Warning, Text: text.Line(recruit.Sentence(wrong))})
	}
	for _, said := range understood {
		hints = append(hints, forms.Hint{Text: text.Line(said)})
	}
	return hints
}
