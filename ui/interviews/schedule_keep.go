package interviews

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// Kept implements keeping.
func (s *schedule) Kept() *shell.DraftSaver { return s.keep }

// unsent is what is to be kept: once it was sent, nothing.
func (s *schedule) unsent() string {
	if s.progress != nil || !s.form.Dirty() && s.facts.Kept == "" {
		return ""
	}
	return s.draft.Encode()
}

// isBack says that the form began with what was typed into it before.
func (s *schedule) isBack() bool {
	_, back := draft.Decode(s.facts.Kept)
	return back
}

// leave closes the pop-up and keeps the draft.
func (s *schedule) leave() tea.Cmd { return s.keep.Closing(s, s.form.Failed, nil) }

// anew throws away what was typed and opens the form as it is at first.
func (s *schedule) anew() tea.Cmd {
	s.keep.Text = func() string { return "" }
	return s.keep.Keep("", func(err error) tea.Cmd {
		if err != nil {
			s.keep.Text = s.unsent
			return s.form.Failed(errors.New("What was typed cannot be thrown away: " + recruit.Sentence(err)))
		}
		s.app.Close(s)
		return tea.Batch(OpenSchedule(s.app, s.facts.Profile.Candidate.ID, s.facts.Job.ID), s.app.Say(theme.Plain, "Begun anew."))
	})
}
