package scorecards

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// EditKit asks for what a scorecard form and an interview guide are to be written, the stage
// first, and writes them.
func EditKit(a *shell.App, job recruit.Job, stage string) tea.Cmd {
	if why := a.Forbidden(recruit.ToRecruit); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc, actor := a.Services(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) ([]scorecards.Kit, error) {
		return draft.KitsOf(ctx, svc, actor, job, stage)
	}, func(all []scorecards.Kit, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		var items []shell.Command
		for _, k := range all {
			items = append(items, shell.Command{Name: text.Line(k.For(job)), Hint: draft.KitHas(k), Run: func() tea.Cmd { return kitBox(a, job, k) }})
		}
		return a.Open(forms.NewPicker(a, "Scorecard and guide for what?", "part of a name", items))
	})
}

func kitBox(a *shell.App, job recruit.Job, k scorecards.Kit) tea.Cmd {
	form := draft.KitForm(a.Services(), a.Member(), job, k)
	spec := forms.SpecOf(form, saved(a))
	spec.Note = k.For(job)
	fields := spec.Fields
	spec.Fields = func(f *forms.Fields) []huh.Field {
		rows := fields(f)
		f.Rows["form"].Saying(func() []forms.Hint { return formHints(*form.At("form")) })
		return rows
	}
	return forms.OpenBox(a, spec)
}

// formHints say what was understood of the lines of a form.
func formHints(lines string) []forms.Hint {
	if lines == "" {
		return []forms.Hint{{Tone: theme.Dim, Text: "one attribute on each line, e.g. “Coding: clear names, tests”; leave empty for the standard form"}}
	}
	f, err := scorecards.ParseForm(lines)
	if err != nil {
		return []forms.Hint{{Tone: theme.Warning, Text: text.Line(recruit.Sentence(err))}}
	}
	return []forms.Hint{{Text: text.Line(f.Words())}, {Text: text.Line(f.Attributes[0].Scale())}}
}
