package jobs

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// EditJob opens the form of a new job (ID 0) or of a known one; then goes on
// with what was saved.
func EditJob(a *shell.App, j recruit.Job, then func(recruit.Job) tea.Cmd) tea.Cmd {
	title := "New job"
	if j.ID != 0 {
		title = "Edit job"
	} else {
		j.Stages = recruit.DefaultStages()
	}
	d := draft.NewJob(j)
	svc, actor, id := a.Services(), a.Member(), j.ID
	return forms.OpenForm(a, forms.FormSpec{
		Title: title, Note: j.Title, Draft: &d.Texts, Keep: draft.JobKey(j.ID),
		Fields: func(f *forms.Fields) []huh.Field { return forms.Rows(f, d) },
		Theirs: func(ctx context.Context) (forms.Theirs, error) {
			now, err := svc.Store.Job(ctx, j.ID)
			return forms.Theirs{Values: draft.NewJob(now).Values(), Adopt: func() { j = now }}, err
		},
	}, forms.Saves[recruit.Job]{
		Save: func() func(context.Context) (recruit.Job, error) {
			next, err := d.Into(j)
			return func(ctx context.Context) (recruit.Job, error) {
				if err != nil {
					return next, err
				}
				if next.ID == 0 {
					return svc.Jobs.Add(ctx, actor, next)
				}
				return svc.Jobs.Update(ctx, actor, next)
			}
		},
		Said: func(now recruit.Job) string { return draft.SavedJob(id, now) }, Then: then})
}

// closeOrReopen closes an open job, and opens a closed one again.
func closeOrReopen(a *shell.App, j recruit.Job) tea.Cmd {
	if j.Status != recruit.JobClosed {
		return closeJob(a, j)
	}
	svc, actor := a.Services(), a.Member()
	return shell.Act(a, func(ctx context.Context) (recruit.Job, error) { return svc.Jobs.Reopen(ctx, actor, j.ID) },
		func(j recruit.Job) string { return "Reopened " + j.Title + "." })
}

// closeJob asks before a job is closed.
func closeJob(a *shell.App, j recruit.Job) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return a.Open(shell.NewConfirm(a, "Close this job?", text.Line(j.Title)+" then takes no more candidates. Its candidates and interviews stay as they are.",
		"close the job", func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (recruit.Job, error) { return svc.Jobs.Close(ctx, actor, j.ID) },
				func(j recruit.Job) string { return "Closed " + j.Title + "." })
		}))
}
