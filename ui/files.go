package ui

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/table"
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
func fileBox(a *App, f recruit.File, remove removal) tea.Cmd {
	items := make([]Command, 0, 3)
	if a.desk().Documents.Show != nil {
		items = append(items, Command{Name: "Open", Hint: "a copy, in its own program", Run: func() tea.Cmd { return openFile(a, f) }})
	}
	if a.Session().Inbox != nil {
		items = append(items, Command{Name: "Save to your inbox", Hint: "sftp and scp fetch it", Run: func() tea.Cmd { return saveFile(a, f, "") }})
	} else if !a.Session().Remote {
		items = append(items, Command{Name: "Save as", Hint: "to this machine's disk", Run: func() tea.Cmd { return askWhere(a, f) }})
	}
	if remove != nil && a.forbidden(recruit.ToRecruit) == "" {
		items = append(items, Command{Name: "Remove", Hint: "and wipe its content", Run: func() tea.Cmd { return removeFile(a, f, remove) }})
	}
	return a.Open(newPicker(a, a.grid().Truncate(text.Line(f.Name), 40)+" "+a.Styles().Signs.Dot+" "+wording.Size(f.Size), "", items))
}

func openFile(a *App, f recruit.File) tea.Cmd {
	desk := a.desk()
	return act(a, func(ctx context.Context) (recruit.File, error) { return f, desk.Documents.Open(ctx, f) },
		func(f recruit.File) string { return "Opened a copy of " + f.Name + "." })
}

func saveFile(a *App, f recruit.File, to string) tea.Cmd {
	desk := a.desk()
	return act(a, func(ctx context.Context) (string, error) { return desk.Documents.Save(ctx, f, to) },
		func(where string) string { return "Saved as " + where + "." })
}

// askWhere opens the form for the path to save a file to.
func askWhere(a *App, f recruit.File) tea.Cmd {
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
func removeFile(a *App, f recruit.File, remove removal) tea.Cmd {
	actor := a.Member()
	return a.Open(NewConfirm(a, "Remove this file?", text.Line(f.Name)+" is taken away, and its content is wiped unless somebody else has the same file. The log keeps its name.",
		"remove it", func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.File, error) { return f, remove(ctx, actor, f) },
				func(f recruit.File) string { return "Removed " + f.Name + "." })
		}))
}

// fileRows are the rows of documents: name, kind, size.
func fileRows(files []recruit.File) []table.Row {
	rows := make([]table.Row, len(files))
	for i, f := range files {
		rows[i] = table.Row{Key: fmt.Sprint(i, f.SHA256), Cells: []table.Cell{plainCell(f.Name), dimCell(fileKind(f.Kind)), dimCell(wording.Size(f.Size))}}
	}
	return rows
}

func fileKind(k recruit.FileKind) string {
	switch k {
	case recruit.JobDescription:
		return "job description"
	case recruit.Resume:
		return "résumé"
	}
	return "other"
}
