package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/ui/draft"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// saves describes what a short form does once ctrl+s was pressed.
type saves[T any] struct {
	// save takes what is typed at the moment and returns what saves it beside
	// the event loop.
	save func() func(context.Context) (T, error)
	said func(T) string  // one sentence about what was saved
	then func(T) tea.Cmd // goes on with it; may be nil
}

// openForm opens a form that saves one thing. Once that has succeeded, every
// screen reads anew.
func openForm[T any](a *App, spec formSpec, s saves[T]) tea.Cmd {
	var saved T
	spec.save = func() func(context.Context) error {
		save := s.save()
		return func(ctx context.Context) (err error) {
			saved, err = save(ctx)
			return err
		}
	}
	spec.saved = func() tea.Cmd {
		cmd := tea.Batch(a.broadcast(Changed{}), a.Say(theme.OK, s.said(saved)))
		if s.then == nil {
			return cmd
		}
		return tea.Batch(cmd, s.then(saved))
	}
	return a.openBox(spec)
}

// editJob opens the form of a new job (ID 0) or of a known one; then goes on
// with what was saved.
func (a *App) editJob(j recruit.Job, then func(recruit.Job) tea.Cmd) tea.Cmd {
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

// says is a hint that never changes.
func says(words string) func() []hint {
	return func() []hint { return []hint{{theme.Dim, words}} }
}

// editCandidate opens the form of a new candidate (ID 0) or of a known one;
// then goes on with who was saved.
func (a *App) editCandidate(c recruit.Candidate, then func(recruit.Candidate) tea.Cmd) tea.Cmd {
	title, verb := "New candidate", "Added "
	if c.ID != 0 {
		title, verb = "Edit details", "Changed the details of "
	}
	d := draft.NewCandidate(c)
	desk, actor := a.desk(), a.Member()
	return openForm(a, formSpec{
		title: title, note: c.Name, draft: d, keep: "candidate", about: c.ID,
		fields: func(f *fields) []huh.Field {
			return []huh.Field{
				f.line("name", "Name", &d.Name),
				f.line("email", "E-mail", &d.Email).proposing("invitations go there").saying(0, func() []hint {
					if address := sanitize.Address(d.Email); !sanitize.SameAddress(address, c.Email) {
						if cannot := a.mailable(address); cannot != nil {
							return []hint{{theme.Error, cannot.Error()}}
						}
					}
					if typed := strings.TrimSpace(d.Email); c.ID == 0 || c.Email == "" || typed == "" || sanitize.SameAddress(typed, c.Email) {
						return nil
					}
					return []hint{{theme.Dim, "invitations ahead move here; the old one is told"}}
				}),
				f.line("phone", "Phone", &d.Phone),
				f.zoneIfKnown("time_zone", "Time zone", &d.Zone),
				f.line("headline", "Headline", &d.Headline).proposing("present title and company"),
				f.line("tags", "Tags", &d.Tags).proposing("with commas between"),
				f.line("further_emails", "Further e-mail", &d.Emails).proposing("with commas between"),
				f.line("further_phones", "Further phone", &d.Phones).proposing("with commas between"),
				f.line("links", "Links", &d.Links).proposing("https://www.linkedin.com/in/priya"),
				f.line("location", "Location", &d.Location),
				f.line("origin", "Source", &d.Source).proposing("such as Referral"),
				f.lines("fields", "Own fields", &d.Fields, 4).saying(1, says("one NAME = VALUE on each line")),
				f.language("language", "Language", &d.Language, "of mails to them, such as de or German; empty means that of all mails"),
			}
		},
		theirs: func(ctx context.Context) (theirs, error) {
			now, err := desk.Store.Candidate(ctx, c.ID)
			return theirs{draft.NewCandidate(now).Values(), func() { c = now }}, err
		},
	}, saves[recruit.Candidate]{
		save: func() func(context.Context) (recruit.Candidate, error) {
			next, err := d.Into(c)
			return func(ctx context.Context) (recruit.Candidate, error) {
				if err != nil {
					return next, err
				}
				if next.ID == 0 {
					return desk.Pipeline.Add(ctx, actor, next)
				}
				return desk.Pipeline.Update(ctx, actor, next)
			}
		},
		said: func(c recruit.Candidate) string { return verb + c.Name + "." }, then: then})
}

// closeOrReopen closes an open job, and opens a closed one again.
func (a *App) closeOrReopen(j recruit.Job) tea.Cmd {
	if j.Status != recruit.JobClosed {
		return a.closeJob(j)
	}
	desk, actor := a.desk(), a.Member()
	return act(a, func(ctx context.Context) (recruit.Job, error) { return desk.Openings.Reopen(ctx, actor, j.ID) },
		func(j recruit.Job) string { return "Reopened " + j.Title + "." })
}

// closeJob asks before a job is closed.
func (a *App) closeJob(j recruit.Job) tea.Cmd {
	desk, actor := a.desk(), a.Member()
	return a.Open(NewConfirm(a, "Close this job?", text.Line(j.Title)+" takes no more candidates then. Its candidates and interviews stay as they are.",
		"close the job", func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.Job, error) { return desk.Openings.Close(ctx, actor, j.ID) },
				func(j recruit.Job) string { return "Closed " + j.Title + "." })
		}))
}
