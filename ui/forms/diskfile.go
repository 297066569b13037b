package forms

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/shell"
)

// AddFile asks for the path of a file on this machine and gives the stored file
// to keep, which adds it to a job or a candidate; what is typed is kept under name.
func AddFile(a *shell.App, title, note, name string, about recruit.CandidateID, kind recruit.FileKind, keep func(context.Context, recruit.Member, recruit.File) error) tea.Cmd {
	d := &struct{ path string }{}
	svc, actor := a.Services(), a.Member()
	sent := NewSentFiles(a)
	if len(sent.Names) > 0 {
		d.path = sent.Names[0]
	}
	return OpenForm(a, FormSpec{
		Title: title, Note: note, Draft: d, Keep: "file-" + name, About: about,
		Fields: func(f *Fields) []huh.Field {
			if a.Session().Inbox != nil {
				return []huh.Field{f.SentFile("file", "In your inbox", &d.path, sent)}
			}
			return []huh.Field{f.PathOfFile("file", "Path of the file", &d.path).Proposing("~/Documents/CV.pdf")}
		},
		Room: 18,
	}, Saves[recruit.File]{
		Save: func() func(context.Context) (recruit.File, error) {
			path := draft.Path(d.path)
			return func(ctx context.Context) (recruit.File, error) {
				f, err := svc.Documents.FromDisk(ctx, path, kind)
				if err != nil {
					return f, err
				}
				return f, keep(ctx, actor, f)
			}
		},
		Said: func(f recruit.File) string { return "Added " + f.Name + "." }})
}

// NoDisk says why files cannot be named, "" when they can.
func NoDisk(a *shell.App) string {
	if a.Session().Remote && a.Session().Inbox == nil {
		return "A path would point to the server's disk; send the file by sftp instead."
	}
	return ""
}
