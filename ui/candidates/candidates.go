// Package candidates is the list of candidates and the profile of one.
package candidates

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/ui/importing"
	"recruitty/ui/shell"
)

// candidatesScreen lists all candidates by name.
type candidatesScreen struct {
	*CandidateList
}

const noCandidates = "No candidates yet. A candidate is a person who may be hired; link them to a job to schedule interviews."

const firstCandidate = "Press n to add the first one, or i to import many from a file."

func New(a *shell.App) *candidatesScreen {
	return &candidatesScreen{NewCandidateList(a, a.Teach(recruit.ToRecruit, noCandidates, firstCandidate), CandidateColumns()...)}
}

type candidatesKeyMap struct {
	Open, Add, Schedule, Link, Import shell.Key
}

// Keys are the keys of the list of candidates.
func Keys() candidatesKeyMap {
	return candidatesKeyMap{
		Open:     shell.Bind("enter", "open"),
		Add:      shell.Bind("n", "new candidate"),
		Schedule: shell.Bind("s", "Schedule an Interview"),
		Link:     shell.Bind("l", "link to a job"),
		Import:   importing.ImportKey(importer.Candidates),
	}
}

func (k candidatesKeyMap) List() []shell.Key {
	return []shell.Key{k.Open, k.Add, k.Schedule, k.Link, k.Import}
}

func (s *candidatesScreen) Init() tea.Cmd { return s.Restart(recruit.CandidateFilter{}) }

func (s *candidatesScreen) Title() string { return "Candidates" }

func (s *candidatesScreen) Keys() []shell.Key {
	if s.Editing {
		return shell.TypingKeys()
	}
	k := Keys()
	none := ""
	if s.Selected() == 0 && !s.coming() {
		none = "There is no candidate in this list to choose."
	}
	mayRecruit, maySchedule := s.App.Forbidden(recruit.ToRecruit), s.App.Forbidden(recruit.ToSchedule)
	return []shell.Key{k.Open.Unless(none), shell.FilterKey(), k.Add.Unless(mayRecruit),
		k.Schedule.Unless(shell.First(maySchedule, none)), k.Link.Unless(shell.First(mayRecruit, none)), k.Import.Unless(importing.NoImport(s.App))}
}

func (s *candidatesScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(shell.Changed); ok {
		return s.Refresh()
	}
	taken, cmd := s.Typed(msg)
	press, ok := msg.(tea.KeyPressMsg)
	if taken || !ok {
		return cmd
	}
	k := Keys()
	if k.Add.Matches(press) {
		return EditCandidate(s.App, recruit.Candidate{}, func(c recruit.Candidate) tea.Cmd { return s.App.ShowCandidate(c.ID, 0) })
	}
	if k.Import.Matches(press) {
		return importing.ImportFile(s.App, importer.Candidates)
	}
	act := func() tea.Cmd {
		switch id := s.Selected(); {
		case id == 0:
		case k.Open.Matches(press):
			return s.App.ShowCandidate(id, 0)
		case k.Schedule.Matches(press):
			return scheduleFor(s.App, id)
		case k.Link.Matches(press):
			return linkCandidate(s.App, id, s.Name(), nil)
		}
		return nil
	}
	if s.coming() {
		s.wanted = act
		return cmd
	}
	return tea.Batch(cmd, act())
}

func (s *candidatesScreen) View(w, h int) string {
	if s.Query() != "" {
		s.Table.SetEmpty("No candidate matches the filter. Press esc to see all of them.")
	} else {
		s.Table.SetEmpty(noCandidates)
	}
	return s.Draw("Candidates", "", s.counted(), w, h)
}
