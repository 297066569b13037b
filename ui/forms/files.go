package forms

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// Removal takes a file from whoever has it.
type Removal func(ctx context.Context, actor recruit.Member, f recruit.File, wipe bool) error

// ChosenFile is the file of a row of fileRows, with false when it is none.
func ChosenFile(files []recruit.File, row int) (recruit.File, bool) {
	if row < 0 || row >= len(files) {
		return recruit.File{}, false
	}
	return files[row], true
}

// FileBox asks what to do with a file: read, open, save or remove it. remove is nil
// where it cannot go, as from an interview whose mails have it.
func FileBox(a *shell.App, f recruit.File, remove Removal) tea.Cmd {
	items := make([]shell.Command, 0, 4)
	if a.Services().Documents.Show != nil {
		items = append(items, shell.Command{Name: "Open", Hint: "a copy, in its own program", Run: func() tea.Cmd { return openFile(a, f) }})
	}
	if a.Session().Inbox != nil {
		items = append(items, shell.Command{Name: "Save to your inbox", Hint: "sftp and scp fetch it", Run: func() tea.Cmd { return saveFile(a, f, "") }})
	} else if !a.Session().Remote {
		items = append(items, shell.Command{Name: "Save as", Hint: "to this machine's disk", Run: func() tea.Cmd { return askWhere(a, f) }})
	}
	items = append(items, shell.Command{Name: "Read here", Hint: "its text", Run: func() tea.Cmd { return readFile(a, f) }})
	if remove != nil && a.Forbidden(recruit.ToRecruit) == "" {
		items = append(items, shell.Command{Name: "Remove", Hint: "u brings it back for 7 days", Run: func() tea.Cmd { return removeFile(a, f, remove) }},
			shell.Command{Name: "Remove and wipe", Hint: "at once, for good", Run: func() tea.Cmd { return wipeFile(a, f, remove) }})
	}
	return a.Open(NewPicker(a, a.Grid().Truncate(text.Line(f.Name), 40)+" "+a.Styles().Signs.Dot+" "+recruit.Size(f.Size), "", items))
}

func openFile(a *shell.App, f recruit.File) tea.Cmd {
	svc := a.Services()
	return shell.Act(a, func(ctx context.Context) (recruit.File, error) { return f, svc.Documents.Open(ctx, f) },
		func(f recruit.File) string { return "Opened a copy of " + f.Name + "." })
}

func saveFile(a *shell.App, f recruit.File, to string) tea.Cmd {
	svc := a.Services()
	return shell.Act(a, func(ctx context.Context) (string, error) { return svc.Documents.Save(ctx, f, to) },
		func(where string) string { return "Saved as " + where + "." })
}

// askWhere opens the form for the path to save a file to.
func askWhere(a *shell.App, f recruit.File) tea.Cmd {
	d := &struct{ path string }{"~/" + f.Name}
	svc := a.Services()
	return OpenForm(a, FormSpec{
		Title: "Save a file", Note: f.Name, Draft: d, Keep: "save-" + f.SHA256[:min(len(f.SHA256), 12)],
		Fields: func(in *Fields) []huh.Field {
			return []huh.Field{in.Line("file", "Path or folder", &d.path).Saying(Says(wording.NotOverwritten))}
		},
	}, Saves[string]{
		Save: func() func(context.Context) (string, error) {
			path := draft.Path(d.path)
			return func(ctx context.Context) (string, error) { return svc.Documents.Save(ctx, f, path) }
		},
		Said: func(where string) string { return "Saved as " + where + "." }})
}

// removeFile takes a file away; u brings it back for a while.
func removeFile(a *shell.App, f recruit.File, remove Removal) tea.Cmd {
	actor, until := a.Member(), a.Now().Add(recruit.KeptFiles)
	return shell.Act(a, func(ctx context.Context) (recruit.File, error) { return f, remove(ctx, actor, f, false) },
		func(f recruit.File) string {
			return "Removed " + f.Name + ". u brings it back until " + wording.Amid(a.Stamp(until)) + "; then its content is wiped."
		})
}

// wipeFile asks before a file goes for good.
func wipeFile(a *shell.App, f recruit.File, remove Removal) tea.Cmd {
	actor := a.Member()
	return a.Open(shell.NewConfirm(a, "Remove and wipe this file?", text.Line(f.Name)+" is taken away, and its content is wiped at once unless someone else has the same file. The log keeps its name.",
		"wipe it", func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (recruit.File, error) { return f, remove(ctx, actor, f, true) },
				func(f recruit.File) string { return "Removed " + f.Name + ", and wiped its content." })
		}))
}

// FileRows are the rows of documents: name, kind, size.
func FileRows(files []recruit.File) []table.Row {
	rows := make([]table.Row, len(files))
	for i, f := range files {
		rows[i] = table.Row{Key: fmt.Sprint(i, f.SHA256), Cells: []table.Cell{shell.PlainCell(f.Name), shell.DimCell(fileKind(f.Kind)), shell.DimCell(recruit.Size(f.Size))}}
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
