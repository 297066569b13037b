package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/text"
)

// editJob opens the form of a new job (ID 0) or of a known one; then goes on
// with what was saved.
func editJob(a *App, j recruit.Job, then func(recruit.Job) tea.Cmd) tea.Cmd {
	title, verb := "New job", "Added "
	if j.ID != 0 {
		title, verb = "Edit job", "Changed "
	} else {
		j.Stages = recruit.DefaultStages()
	}
	d := draft.NewJob(j)
	desk, actor := a.desk(), a.Member()
	return openForm(a, formSpec{
		title: title, note: j.Title, draft: d, keep: "job-" + rowKey(j.ID),
		fields: func(f *fields) []huh.Field {
			return []huh.Field{
				f.line("title", "Title", &d.Title).proposing("Staff Engineer, Storage"),
				f.line("department", "Department", &d.Department),
				f.line("location", "Location", &d.Location),
				f.line("stages", "Stages", &d.Stages).saying(1, says("in their order, with commas between")),
				f.lines("description", "Description", &d.Description, 4).saying(1, says("enter for a new line")),
			}
		},
		theirs: func(ctx context.Context) (theirs, error) {
			now, err := desk.Store.Job(ctx, j.ID)
			return theirs{draft.NewJob(now).Values(), func() { j = now }}, err
		},
	}, saves[recruit.Job]{
		save: func() func(context.Context) (recruit.Job, error) {
			next := d.Into(j)
			return func(ctx context.Context) (recruit.Job, error) {
				if next.ID == 0 {
					return desk.Openings.Add(ctx, actor, next)
				}
				return desk.Openings.Update(ctx, actor, next)
			}
		},
		said: func(j recruit.Job) string { return verb + j.Title + "." }, then: then})
}

// closeOrReopen closes an open job, and opens a closed one again.
func closeOrReopen(a *App, j recruit.Job) tea.Cmd {
	if j.Status != recruit.JobClosed {
		return closeJob(a, j)
	}
	desk, actor := a.desk(), a.Member()
	return act(a, func(ctx context.Context) (recruit.Job, error) { return desk.Openings.Reopen(ctx, actor, j.ID) },
		func(j recruit.Job) string { return "Reopened " + j.Title + "." })
}

// closeJob asks before a job is closed.
func closeJob(a *App, j recruit.Job) tea.Cmd {
	desk, actor := a.desk(), a.Member()
	return a.Open(NewConfirm(a, "Close this job?", text.Line(j.Title)+" takes no more candidates then. Its candidates and interviews stay as they are.",
		"close the job", func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.Job, error) { return desk.Openings.Close(ctx, actor, j.ID) },
				func(j recruit.Job) string { return "Closed " + j.Title + "." })
		}))
}
