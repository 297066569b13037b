package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// removal takes a file from whoever has it.
type removal func(context.Context, recruit.Member, recruit.File) error

// chosenFile is the file of a row of fileRows, with false when it is none.
func chosenFile(files []recruit.File, row int) (recruit.File, bool) {
	if row < 0 || row >= len(files) {
		return recruit.File{}, false
	}
	return files[row], true
}

// fileBox asks what to do with a file: open, save or remove it. remove is nil
// where it cannot go, as from an interview whose mails have it.
func (a *App) fileBox(f recruit.File, remove removal) tea.Cmd {
	items := make([]Command, 0, 3)
	if a.desk().Documents.Show != nil {
		items = append(items, Command{Name: "Open", Hint: "a copy, in its own program", Run: func() tea.Cmd { return a.openFile(f) }})
	}
	if a.session.Inbox != nil {
		items = append(items, Command{Name: "Save to your inbox", Hint: "sftp and scp fetch it", Run: func() tea.Cmd { return a.saveFile(f, "") }})
	} else if !a.session.Remote {
		items = append(items, Command{Name: "Save as", Hint: "to this machine's disk", Run: func() tea.Cmd { return a.askWhere(f) }})
	}
	if remove != nil && a.forbidden(recruit.ToRecruit) == "" {
		items = append(items, Command{Name: "Remove", Hint: "and wipe its content", Run: func() tea.Cmd { return a.removeFile(f, remove) }})
	}
	return a.Open(newPicker(a, a.grid().Truncate(text.Line(f.Name), 40)+" "+a.styles.Signs.Dot+" "+wording.Size(f.Size), "", items))
}

func (a *App) openFile(f recruit.File) tea.Cmd {
	desk := a.desk()
	return act(a, func(ctx context.Context) (recruit.File, error) { return f, desk.Documents.Open(ctx, f) },
		func(f recruit.File) string { return "Opened a copy of " + f.Name + "." })
}

func (a *App) saveFile(f recruit.File, to string) tea.Cmd {
	desk := a.desk()
	return act(a, func(ctx context.Context) (string, error) { return desk.Documents.Save(ctx, f, to) },
		func(where string) string { return "Saved as " + where + "." })
}

// askWhere opens the form for the path to save a file to.
func (a *App) askWhere(f recruit.File) tea.Cmd {
	d := &struct{ path string }{"~/" + f.Name}
	desk := a.desk()
	return openForm(a, formSpec{
		title: "Save a file", note: f.Name, draft: d, keep: "save-" + f.SHA256[:min(len(f.SHA256), 12)],
		fields: func(in *fields) []huh.Field {
			return []huh.Field{in.line("file", "Path or folder", &d.path).saying(1, says("a file that exists is not overwritten"))}
		},
	}, saves[string]{
		save: func() func(context.Context) (string, error) {
			path := draft.Path(d.path)
			return func(ctx context.Context) (string, error) { return desk.Documents.Save(ctx, f, path) }
		},
		said: func(where string) string { return "Saved as " + where + "." }})
}

// removeFile asks before a file goes for good.
func (a *App) removeFile(f recruit.File, remove removal) tea.Cmd {
	actor := a.Member()
	return a.Open(NewConfirm(a, "Remove this file?", text.Line(f.Name)+" is taken away, and its content is wiped unless somebody else has the same file. The log keeps its name.",
		"remove it", func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.File, error) { return f, remove(ctx, actor, f) },
				func(f recruit.File) string { return "Removed " + f.Name + "." })
		}))
}
