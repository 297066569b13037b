package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/theme"
)

// kept implements keeping.
func (s *schedule) kept() *keeper { return s.keep }

// unsent is what is to be kept: once it was sent, nothing.
func (s *schedule) unsent() string {
	if s.deed != nil || !s.form.Dirty() && s.facts.Kept == "" {
		return ""
	}
	return s.draft.Encode()
}

// isBack says that the form began with what was typed into it before.
func (s *schedule) isBack() bool {
	_, back := draft.Decode(s.facts.Kept)
	return back
}

// leave closes the pop-up once the draft is kept; when it cannot be kept it
// says so and stays, and a second esc leaves all the same.
func (s *schedule) leave() tea.Cmd {
	if !s.form.Dirty() && s.facts.Kept == "" {
		s.app.Close(s)
		return nil
	}
	if s.keep.err != nil {
		s.app.Close(s)
		return s.app.Say(theme.Warning, "Closed; what was typed could not be kept: "+recruit.Sentence(s.keep.err))
	}
	return s.keep.keep(s.draft.Encode(), func(err error) tea.Cmd {
		if err != nil {
			return s.form.Failed(errors.New("What you typed cannot be kept: " + recruit.Sentence(err) + " esc once more closes it all the same."))
		}
		s.app.Close(s)
		return s.app.Say(theme.Plain, "Closed; what you typed is kept and comes back with s.")
	})
}

func beginAnew() Key { return Bind("ctrl+r", "begin anew") }

// anew throws away what was typed and opens the form as it is at first.
func (s *schedule) anew() tea.Cmd {
	s.keep.text = func() string { return "" }
	return s.keep.keep("", func(err error) tea.Cmd {
		if err != nil {
			s.keep.text = s.unsent
			return s.form.Failed(errors.New("What was typed cannot be thrown away: " + recruit.Sentence(err)))
		}
		s.app.Close(s)
		return tea.Batch(s.app.openSchedule(s.facts.Profile.Candidate.ID, s.facts.Job.ID), s.app.Say(theme.Plain, "Begun anew."))
	})
}
