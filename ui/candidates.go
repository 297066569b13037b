package ui

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
)

// candidatesScreen lists all candidates by name.
type candidatesScreen struct {
	*candidateList
}

const noCandidates = "No candidates yet. A candidate is a person who may be hired; link them to a job to schedule interviews."

const firstCandidate = "Press n to add the first one, or i to import many from a file."

func newCandidates(a *App) *candidatesScreen {
	return &candidatesScreen{newCandidateList(a, a.teach(recruit.ToRecruit, noCandidates, firstCandidate), candidateColumns()...)}
}

type candidatesKeyMap struct {
	Open, Add, Schedule, Link, Import Key
}

// candidatesKeys are the keys of the list of candidates.
func candidatesKeys() candidatesKeyMap {
	return candidatesKeyMap{
		Open:     Bind("enter", "open"),
		Add:      Bind("n", "new candidate"),
		Schedule: Bind("s", "Schedule an Interview"),
		Link:     Bind("l", "link to a job"),
		Import:   importKey(importer.Candidates),
	}
}

func (k candidatesKeyMap) list() []Key {
	return []Key{k.Open, k.Add, k.Schedule, k.Link, k.Import}
}

func (s *candidatesScreen) Init() tea.Cmd { return s.restart(recruit.CandidateFilter{}) }

func (s *candidatesScreen) Title() string { return "Candidates" }

func (s *candidatesScreen) Keys() []Key {
	if s.typing {
		return typingKeys()
	}
	k := candidatesKeys()
	none := ""
	if s.selected() == 0 && !s.coming() {
		none = "There is no candidate in this list to choose."
	}
	mayRecruit, maySchedule := s.app.forbidden(recruit.ToRecruit), s.app.forbidden(recruit.ToSchedule)
	return []Key{k.Open.Unless(none), filterKey(), k.Add.Unless(mayRecruit),
		k.Schedule.Unless(first(maySchedule, none)), k.Link.Unless(first(mayRecruit, none)), k.Import.Unless(noImport(s.app))}
}

func (s *candidatesScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(Changed); ok {
		return s.refresh()
	}
	taken, cmd := s.typed(msg)
	press, ok := msg.(tea.KeyPressMsg)
	if taken || !ok {
		return cmd
	}
	k := candidatesKeys()
	if k.Add.Matches(press) {
		return editCandidate(s.app, recruit.Candidate{}, func(c recruit.Candidate) tea.Cmd { return s.app.showCandidate(c.ID, 0) })
	}
	if k.Import.Matches(press) {
		return importFile(s.app, importer.Candidates)
	}
	act := func() tea.Cmd {
		switch id := s.selected(); {
		case id == 0:
		case k.Open.Matches(press):
			return s.app.showCandidate(id, 0)
		case k.Schedule.Matches(press):
			return scheduleFor(s.app, id)
		case k.Link.Matches(press):
			return linkCandidate(s.app, id, s.name(), nil)
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
	if s.query() != "" {
		s.table.SetEmpty("No candidate matches the filter. Press esc to see all of them.")
	} else {
		s.table.SetEmpty(noCandidates)
	}
	return s.draw("Candidates", "", s.counted(), w, h)
}
