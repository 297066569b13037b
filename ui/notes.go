package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/text"
)

// ownNotes are the notes that the member may change.
func (a *App) ownNotes(notes []recruit.Note) []recruit.Note {
	var out []recruit.Note
	for _, n := range notes {
		if n.MayChange(a.Member()) == nil {
			out = append(out, n)
		}
	}
	return out
}

// changeNotes asks which note to change or remove.
func (a *App) changeNotes(c recruit.Candidate, notes []recruit.Note) tea.Cmd {
	var items []Command
	for _, n := range a.ownNotes(notes) {
		first := text.Truncate(text.Line(n.Text), 40)
		items = append(items,
			Command{Name: first, Hint: "change", Run: func() tea.Cmd { return a.editNote(c, n) }},
			Command{Name: first, Hint: "remove", Run: func() tea.Cmd { return a.removeNote(c, n) }})
	}
	return a.Open(newPicker(a, "Change or remove which note?", "part of the note", items))
}

// editNote opens the form of a note that is there.
func (a *App) editNote(c recruit.Candidate, n recruit.Note) tea.Cmd {
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
func (a *App) removeNote(c recruit.Candidate, n recruit.Note) tea.Cmd {
	desk, actor := a.desk(), a.Member()
	return a.Open(NewConfirm(a, "Remove this note?", "“"+text.Truncate(text.Line(n.Text), 200)+"” is removed; the log keeps its text.",
		"remove it", func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.Note, error) {
				return desk.Pipeline.RemoveNote(ctx, actor, c.ID, n.ID)
			},
				func(recruit.Note) string { return "Note removed." })
		}))
}
