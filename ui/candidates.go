package ui

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
)

// candidatesScreen lists all candidates by name.
type candidatesScreen struct {
	*candidateList
}

const noCandidates = "No candidates yet. A candidate is a person who may be hired; link them to a job to schedule interviews. " +
	"Press n to add the first one, or bring many with: recruitty import candidates FILE"

func newCandidates(a *App) *candidatesScreen {
	return &candidatesScreen{newCandidateList(a, noCandidates, candidateColumns()...)}
}

// candidatesKeys are the keys of the list of candidates.
func candidatesKeys() (open, add, schedule, link Key) {
	return Bind("enter", "open"), Bind("n", "new candidate"), Bind("s", "Schedule an Interview"), Bind("l", "link to a job")
}

func (s *candidatesScreen) Init() tea.Cmd { return s.restart(recruit.CandidateFilter{}) }

func (s *candidatesScreen) Title() string { return "Candidates" }

func (s *candidatesScreen) Keys() []Key {
	if s.typing {
		return typingKeys()
	}
	open, add, schedule, link := candidatesKeys()
	none := ""
	if s.selected() == 0 {
		none = "There is no candidate in this list to choose."
	}
	mayRecruit, maySchedule := s.app.forbidden(recruit.ToRecruit), s.app.forbidden(recruit.ToSchedule)
	return []Key{open.Unless(none), filterKey(), add.Unless(mayRecruit),
		schedule.Unless(first(maySchedule, none)), link.Unless(first(mayRecruit, none))}
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
	open, add, schedule, link := candidatesKeys()
	switch id := s.selected(); {
	case add.Matches(press):
		return s.app.editCandidate(recruit.Candidate{}, func(c recruit.Candidate) tea.Cmd { return s.app.showCandidate(c.ID, 0) })
	case id == 0:
	case open.Matches(press):
		return s.app.showCandidate(id, 0)
	case schedule.Matches(press):
		return s.app.scheduleFor(id)
	case link.Matches(press):
		return s.app.linkCandidate(id, s.name(), nil)
	}
	return cmd
}

func (s *candidatesScreen) View(w, h int) string {
	if s.query() != "" {
		s.table.SetEmpty("No candidate matches the filter. Press esc to see all of them.")
	} else {
		s.table.SetEmpty(noCandidates)
	}
	return s.view("Candidates", "", grouped(s.total), w, h)
}
