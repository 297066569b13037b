package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/text"
)

// ownNotes are the notes that the member may change.
func ownNotes(a *App, notes []recruit.Note) []recruit.Note {
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
	d := &struct{ text, job string }{job: rowKey(job)}
	desk, actor := a.desk(), a.Member()
	return openForm(a, formSpec{
		title: "Note", note: p.Candidate.Name, draft: d, keep: "note", about: p.Candidate.ID,
		fields: func(f *fields) []huh.Field {
			out := []huh.Field{f.lines("text", "Note", &d.text, 6).
				saying(2, says("enter for a new line; the team reads it, the candidate does not"))}
			if len(p.Applications) > 0 {
				out = append(out, f.radio("job", "About", &d.job, noteJobs(p)).saying(1, says("an interviewer reads notes about their own jobs only")))
			}
			return out
		},
	}, saves[recruit.Note]{
		save: func() func(context.Context) (recruit.Note, error) {
			words, about := d.text, idOf[recruit.JobID](d.job)
			return func(ctx context.Context) (recruit.Note, error) {
				return desk.Pipeline.Note(ctx, actor, p.Candidate.ID, about, words)
			}
		},
		said: func(recruit.Note) string { return "Note saved." }})
}

// noteJobs are the jobs that a note may be about.
func noteJobs(p recruit.Profile) []forms.Option {
	var out []forms.Option
	for _, a := range p.Applications {
		out = append(out, forms.Option{Value: rowKey(a.JobID), Label: text.Truncate(text.Line(a.JobTitle), 40)})
	}
	return append(out, forms.Option{Value: rowKey(recruit.JobID(0)), Label: "no job in particular"})
}

// changeNotes asks which note to change or remove.
func changeNotes(a *App, c recruit.Candidate, notes []recruit.Note) tea.Cmd {
	var items []Command
	for _, n := range ownNotes(a, notes) {
		first := a.grid().Truncate(text.Line(n.Text), 40)
		items = append(items,
			Command{Name: first, Hint: "change", Run: func() tea.Cmd { return editNote(a, c, n) }},
			Command{Name: first, Hint: "remove", Run: func() tea.Cmd { return removeNote(a, c, n) }})
	}
	return a.Open(newPicker(a, "Change or remove which note?", "part of the note", items))
}

// editNote opens the form of a note that is there.
func editNote(a *App, c recruit.Candidate, n recruit.Note) tea.Cmd {
	d := &struct{ text string }{n.Text}
	desk, actor := a.desk(), a.Member()
	return openForm(a, formSpec{
		title: "Change a note", note: c.Name, draft: d, keep: "note-" + rowKey(n.ID), about: c.ID,
		fields: func(f *fields) []huh.Field {
			return []huh.Field{f.lines("text", "Note", &d.text, 6).saying(1, says("the log keeps the text as it was"))}
		},
	}, saves[recruit.Note]{
		save: func() func(context.Context) (recruit.Note, error) {
			words := d.text
			return func(ctx context.Context) (recruit.Note, error) {
				return desk.Pipeline.EditNote(ctx, actor, c.ID, n.ID, n.Text, words)
			}
		},
		said: func(recruit.Note) string { return "Note changed." }})
}

// removeNote asks before a note goes.
func removeNote(a *App, c recruit.Candidate, n recruit.Note) tea.Cmd {
	desk, actor := a.desk(), a.Member()
	return a.Open(NewConfirm(a, "Remove this note?", "“"+a.grid().Truncate(text.Line(n.Text), 200)+"” is removed; the log keeps its text.",
		"remove it", func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.Note, error) {
				return desk.Pipeline.RemoveNote(ctx, actor, c.ID, n.ID)
			},
				func(recruit.Note) string { return "Note removed." })
		}))
}
