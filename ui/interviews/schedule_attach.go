package interviews

import (
	"context"
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// addFile stores a file of this machine and attaches it.
func (s *schedule) addFile(path string) tea.Cmd {
	s.storing, s.fileErr = true, nil
	svc := s.app.Services()
	return shell.Run(s.app, func(ctx context.Context) (recruit.File, error) {
		return svc.Documents.FromDisk(ctx, draft.Path(path), recruit.OtherFile)
	}, func(f recruit.File, err error) tea.Cmd {
		s.storing = false
		if err != nil {
			s.fileErr = errors.New(text.Line(recruit.Sentence(err)))
			s.draft.Path = path // so that it can be corrected
			return s.form.Rebuild()
		}
		if i := slices.IndexFunc(s.draft.Files, func(d draft.File) bool { return d.SHA256 == f.SHA256 }); i >= 0 {
			s.draft.Files[i].Attach = true
			s.added = i
		} else {
			f.Everyone = false // a person has to choose that the candidate sees it
			s.draft.Files = append(s.draft.Files, draft.File{File: f, Attach: true})
			s.added = len(s.draft.Files) - 1
		}
		return tea.Batch(s.form.Rebuild(), s.typed())
	})
}
