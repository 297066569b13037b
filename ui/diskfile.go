package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/text"
)

// addFile asks for the path of a file on this machine and gives the stored file
// to keep, which adds it to a job or a candidate.
func (a *App) addFile(title, note string, kind recruit.FileKind, keep func(context.Context, recruit.Member, recruit.File) error) tea.Cmd {
	d := &struct{ path string }{}
	desk, actor := a.desk(), a.Member()
	label, example := "Path of the file", "~/Documents/CV.pdf"
	if a.session.Inbox != nil {
		label, example = "In your inbox", a.inInbox()
	}
	return openForm(a, formSpec{
		title: title, note: note, draft: d,
		fields: func(f *fields) []huh.Field {
			return []huh.Field{f.line("file", label, &d.path).proposing(example)}
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

// inInbox says in a few words which files of the inbox can be named.
func (a *App) inInbox() string {
	names, err := a.session.Inbox()
	switch {
	case err != nil:
		return "the inbox cannot be read now"
	case len(names) == 0:
		return "it is empty; send a file by scp or sftp first"
	}
	for i := range names {
		names[i] = text.Line(names[i])
	}
	return text.Truncate(strings.Join(names, ", "), 200)
}

// noDisk says why files cannot be named, "" when they can.
func (a *App) noDisk() string {
	if a.session.Remote && a.session.Inbox == nil {
		return "A path would mean the server's disk; send the file by sftp instead."
	}
	return ""
}
