// Package candidates is the list of candidates and the profile of one.
package candidates

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/importer"
	"recruitty/ui/importing"
	"recruitty/ui/shell"
	"recruitty/ui/views"
	"recruitty/ui/wording"
)

// candidatesScreen lists all candidates by name.
type candidatesScreen struct {
	*CandidateList
}

const noCandidates = "No candidates yet. A candidate is a person who may be hired; link them to a job to schedule interviews."

const firstCandidate = "Press n to add the first one, or i to import many from a file."

// New is the list of all candidates.
func New(a *shell.App) *candidatesScreen {
	return &candidatesScreen{NewCandidateList(a, a.Teach(recruit.ToRecruit, noCandidates, firstCandidate), CandidateColumns()...)}
}

// Actions are what can be done in the list of candidates.
func Actions() []shell.Action { return (&candidatesScreen{&CandidateList{}}).Keys() }

func (s *candidatesScreen) Keys() []shell.Action {
	may := s.App.MayNot(recruit.ToRecruit)
	// chosen is what is done about a candidate. While the list is still being read it
	// waits for it.
	chosen := func(a shell.Action, do func(recruit.CandidateID) tea.Cmd) shell.Action {
		a.When = shell.Unless(a.When, s.none)
		a.Do = func() tea.Cmd {
			if s.coming() {
				return s.App.Want(a)
			}
			return do(s.Selected())
		}
		return a
	}
	anybody := func() string { return "" }
	link := chosen(shell.Action{Name: "candidate.link", When: may}, func(id recruit.CandidateID) tea.Cmd { return linkCandidate(s.App, id, s.Name(), nil) })
	keys := []shell.Action{
		chosen(shell.Action{Name: "candidates.open", Key: "enter", Help: "open", When: anybody}, func(id recruit.CandidateID) tea.Cmd { return s.App.ShowCandidate(id, 0) }),
		s.Listing.Filter(),
		views.Key(&s.Listing, filter.Candidates, s),
		{Name: "candidates.add", Key: "n", Help: "new candidate", When: may, Do: func() tea.Cmd {
			return EditCandidate(s.App, recruit.Candidate{}, func(c recruit.Candidate) tea.Cmd { return s.App.ShowCandidate(c.ID, 0) })
		}},
		chosen(shell.Action{Name: "candidate.schedule", Key: "s", Help: "Schedule an Interview", When: s.App.MayNot(recruit.ToSchedule)},
			func(id recruit.CandidateID) tea.Cmd { return withProfile(s.App, id, scheduleProfile) }),
		chosen(shell.Action{Name: "candidate.loop", Key: "L", Help: "book a loop", Also: "interviews of one plan together", When: s.App.MayNot(recruit.ToSchedule)},
			func(id recruit.CandidateID) tea.Cmd { return withProfile(s.App, id, loopOf) }),
		{Name: "candidate.link", Key: "l", Help: "link to a job", When: shell.Unless(may, s.noneMeant), Do: func() tea.Cmd {
			if s.Marked() {
				return s.LinkMarked()
			}
			return link.Do()
		}},
	}
	keys = append(keys, s.MarkKeys(s.none, map[string]func() tea.Cmd{
		"candidate.move": s.withOne(moveSomewhere), "candidate.reject": s.withOne(reject), "candidate.mail": s.withOne(writeTo)})...)
	if keys = append(keys, importing.Begin(s.App, importer.Candidates)); s.Marked() {
		return LeadMarked(keys)
	}
	return s.OfferUndo(keys)
}

// noneMeant says that nobody is marked and nobody is under the cursor.
func (s *candidatesScreen) noneMeant() string {
	if s.Marked() {
		return ""
	}
	return s.none()
}

// Ready implements readier.
func (s *candidatesScreen) Ready() bool { return !s.coming() }

func (s *candidatesScreen) Init() tea.Cmd { return s.Restart(recruit.CandidateFilter{}) }

func (s *candidatesScreen) Title() string { return "Candidates" }

// none says that no candidate can be chosen, now or soon.
func (s *candidatesScreen) none() string {
	return shell.If(s.Selected() == 0 && !s.coming(), wording.NobodyHere)
}

func (s *candidatesScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(shell.Changed); ok {
		return s.Refresh()
	}
	_, cmd := s.Typed(msg)
	return cmd
}

func (s *candidatesScreen) View(w, h int) string {
	if s.Query() != "" {
		s.Table.SetEmpty(shell.NoMatch("candidate"))
	} else {
		s.Table.SetEmpty(s.App.Teach(recruit.ToRecruit, noCandidates, firstCandidate))
	}
	return s.Draw("Candidates", "", s.counted(), w, h)
}
