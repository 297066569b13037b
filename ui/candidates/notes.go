package candidates

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// ownNotes are the notes that the member may change.
func ownNotes(a *shell.App, notes []recruit.Note) []recruit.Note {
	var out []recruit.Note
	for _, n := range notes {
		if n.MayChange(a.Member()) == nil {
			out = append(out, n)
		}
	}
	return out
}

// writeNote opens the form of a note about the candidate: about the job whose
// interview is shown, or the only one, unless the form is told another.
func (s *candidateScreen) writeNote() tea.Cmd {
	a, p := s.app, s.facts.profile
	job := p.NoteJob()
	if r, ok := s.record(); ok {
		job = r.Interview.JobID
	}
	d := &struct{ text, job string }{job: shell.RowKey(job)}
	svc, actor := a.Services(), a.Member()
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Note", Note: p.Candidate.Name, Draft: d, Keep: "note", About: p.Candidate.ID,
		Fields: func(f *forms.Fields) []huh.Field {
			out := []huh.Field{f.Lines("text", "Note", &d.text, f.Tall(6)).
				Saying(forms.Says("enter for a new line; the team sees it, the candidate does not"))}
			if len(p.Applications) > 0 {
				out = append(out, f.Radio("job", "About", &d.job, noteJobs(p)).Saying(forms.Says("interviewers see notes about their own jobs only")))
			}
			return out
		},
	}, forms.Saves[recruit.Note]{
		Save: func() func(context.Context) (recruit.Note, error) {
			words, about := d.text, shell.IDOf[recruit.JobID](d.job)
			return func(ctx context.Context) (recruit.Note, error) {
				return svc.Pipeline.Note(ctx, actor, p.Candidate.ID, about, words)
			}
		},
		Said: func(recruit.Note) string { return "Note saved." }})
}

// noteJobs are the jobs that a note may be about.
func noteJobs(p recruit.Profile) []forms.Option {
	var out []forms.Option
	for _, a := range p.Applications {
		out = append(out, forms.Option{Value: shell.RowKey(a.JobID), Label: text.Truncate(text.Line(a.JobTitle), 40)})
	}
	return append(out, forms.Option{Value: shell.RowKey(recruit.JobID(0)), Label: "no job in particular"})
}

// changeNotes asks which note to change or remove.
func changeNotes(a *shell.App, c recruit.Candidate, notes []recruit.Note) tea.Cmd {
	var items []shell.Command
	for _, n := range ownNotes(a, notes) {
		first := a.Grid().Truncate(text.Line(n.Text), 40)
		items = append(items,
			shell.Command{Name: first, Hint: "change", Run: func() tea.Cmd { return editNote(a, c, n) }},
			shell.Command{Name: first, Hint: "remove", Run: func() tea.Cmd { return removeNote(a, c, n) }})
	}
	return a.Open(forms.NewPicker(a, "Change or remove which note?", "part of the note", items))
}

// editNote opens the form of a note that is there.
func editNote(a *shell.App, c recruit.Candidate, n recruit.Note) tea.Cmd {
	d := &struct{ text string }{n.Text}
	svc, actor := a.Services(), a.Member()
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Change a note", Note: c.Name, Draft: d, Keep: "note-" + shell.RowKey(n.ID), About: c.ID,
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{f.Lines("text", "Note", &d.text, f.Tall(6)).Saying(forms.Says("the log keeps the text as it was"))}
		},
	}, forms.Saves[recruit.Note]{
		Save: func() func(context.Context) (recruit.Note, error) {
			words := d.text
			return func(ctx context.Context) (recruit.Note, error) {
				return svc.Pipeline.EditNote(ctx, actor, c.ID, n.ID, n.Text, words)
			}
		},
		Said: func(recruit.Note) string { return "Note changed." }})
}

// removeNote asks before a note goes.
func removeNote(a *shell.App, c recruit.Candidate, n recruit.Note) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return a.Open(shell.NewConfirm(a, "Remove this note?", "“"+a.Grid().Truncate(text.Line(n.Text), 200)+"” is removed; the log keeps its text.",
		"remove it", func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (recruit.Note, error) {
				return svc.Pipeline.RemoveNote(ctx, actor, c.ID, n.ID)
			},
				func(recruit.Note) string { return "Note removed." })
		}))
}
