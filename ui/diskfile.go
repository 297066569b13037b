package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
)

// addFile asks for the path of a file on this machine and gives the stored file
// to keep, which adds it to a job or a candidate; what is typed is kept under name.
func addFile(a *App, title, note, name string, about recruit.CandidateID, kind recruit.FileKind, keep func(context.Context, recruit.Member, recruit.File) error) tea.Cmd {
	d := &struct{ path string }{}
	desk, actor := a.desk(), a.Member()
	sent := newSentFiles(a)
	if len(sent.names) > 0 {
		d.path = sent.names[0]
	}
	return openForm(a, formSpec{
		title: title, note: note, draft: d, keep: "file-" + name, about: about,
		fields: func(f *fields) []huh.Field {
			if a.Session().Inbox != nil {
				return []huh.Field{f.sentFile("file", "In your inbox", &d.path, sent)}
			}
			return []huh.Field{f.line("file", "Path of the file", &d.path).proposing("~/Documents/CV.pdf")}
		},
		room: 18,
	}, saves[recruit.File]{
		save: func() func(context.Context) (recruit.File, error) {
			path := draft.Path(d.path)
			return func(ctx context.Context) (recruit.File, error) {
				f, err := desk.Documents.FromDisk(ctx, path, kind)
				if err != nil {
					return f, err
				}
				return f, keep(ctx, actor, f)
			}
		},
		said: func(f recruit.File) string { return "Added " + f.Name + "." }})
}

// noDisk says why files cannot be named, "" when they can.
func noDisk(a *App) string {
	if a.Session().Remote && a.Session().Inbox == nil {
		return "A path would mean the server's disk; send the file by sftp instead."
	}
	return ""
}
