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
	desk := s.app.Desk()
	return shell.Run(s.app, func(ctx context.Context) (recruit.File, error) {
		return desk.Documents.FromDisk(ctx, draft.Path(path), recruit.OtherFile)
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

// allow says with a draft that a program is meant to be sent, if a person said so
// of exactly these files.
func (s *schedule) allow(d recruit.ScheduleRequest) recruit.ScheduleRequest {
	d.AllowExecutable = s.agreed != "" && s.agreed == d.Attached()
	return d
}

// refused shows why a draft cannot be sent; where that is a program, it asks
// whether people are meant to get it.
func (s *schedule) refused(d recruit.ScheduleRequest, err error) tea.Cmd {
	var program *recruit.ProgramError
	if !errors.As(err, &program) {
		return s.edit(err)
	}
	what := text.Line(program.File) + " is a program or may run one."
	if program.Inside != "" {
		what = text.Line(program.File) + " contains a program: " + text.Line(program.Inside) + "."
	}
	edit := s.edit(recruit.Invalid("files", "%s Take it off, or say y when you are asked.", what))
	title, why := "Send a program to the candidate?", " Many mail servers refuse such files, and careful readers do not open them. Send it to the candidate all the same?"
	if program.Panel {
		title, why = "Send a program to the panel?", " Who has sent it to you? A stranger's file may do harm where it is opened. Send it to the panel all the same?"
	}
	ask := s.app.Open(shell.NewConfirm(s.app, title, what+why, "send it",
		func() tea.Cmd {
			s.agreed = d.Attached()
			return s.look()
		}))
	return tea.Batch(edit, ask)
}
