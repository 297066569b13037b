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

// EditKit writes the scorecard form and the interview guide of a stage of a job.
func EditKit(a *shell.App, job recruit.Job, stage string) tea.Cmd {
	if why := a.Forbidden(recruit.ToRecruit); why != "" {
		return a.Say(theme.Warning, why)
	}
	desk := a.Desk()
	return shell.Prepare(a, func(ctx context.Context) (scorecards.Kit, error) {
		return desk.Scorecards.Kit(ctx, scorecards.Kit{Job: job.ID, Stage: stage})
	}, func(k scorecards.Kit, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		return kitBox(a, job, k)
	})
}

func kitBox(a *shell.App, job recruit.Job, k scorecards.Kit) tea.Cmd {
	desk, actor := a.Desk(), a.Member()
	typed := &struct{ form, guide string }{guide: k.Guide}
	if k.Form != nil {
		typed.form = k.Form.Lines()
	}
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Scorecard and guide", Note: k.For(job), Draft: typed, Keep: fmt.Sprintf("kit-%d-%s", k.Job, recruit.Shorten(keyOf(k.Stage))),
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{
				f.Lines("form", "Attributes", &typed.form, 5).Saying(2, func() []forms.Hint { return formHints(typed.form) }),
				f.Lines("guide", "Guide", &typed.guide, 4).Saying(1, forms.Says("questions, and what to look for; the panel reads it, the candidate never does")),
			}
		},
	}, forms.Saves[scorecards.Kit]{
		Save: func() func(context.Context) (scorecards.Kit, error) {
			lines, guide := typed.form, typed.guide
			return func(ctx context.Context) (scorecards.Kit, error) {
				return save(ctx, desk.Scorecards, actor, k, lines, guide)
			}
		},
		Said: func(scorecards.Kit) string { return "Saved for " + text.Line(k.For(job)) + "." },
	})
}

// keyOf is a stage as the name of a draft holds it, which has no dots.
func keyOf(stage string) string {
	out := []rune(stage)
	for i, r := range out {
		if r == '.' {
			out[i] = '_'
		}
	}
	return string(out)
}

// save writes the form and then the guide; each is logged by itself.
func save(ctx context.Context, s *scorecards.Service, actor recruit.Member, k scorecards.Kit, lines, guide string) (scorecards.Kit, error) {
	var form *scorecards.Form
	if lines != "" {
		read, err := scorecards.ParseForm(lines)
		if err != nil {
			return k, err
		}
		form = &read
	}
	saved, err := s.SetForm(ctx, actor, k, form, k.Version)
	if err != nil {
		return k, err
	}
	return s.SetGuide(ctx, actor, saved, guide, saved.Version)
}

// formHints say what was understood of the lines of a form.
func formHints(lines string) []forms.Hint {
	if lines == "" {
		return []forms.Hint{{Tone: theme.Dim, Text: "an attribute on each line, such as “Coding: clear names, tests”; empty takes the usual form"}}
	}
	f, err := scorecards.ParseForm(lines)
	if err != nil {
		return []forms.Hint{{Tone: theme.Warning, Text: text.Line(recruit.Sentence(err))}}
	}
	return []forms.Hint{{Tone: theme.Dim, Text: text.Line(f.Words())}, {Tone: theme.Dim, Text: text.Line(f.Attributes[0].Scale())}}
}
