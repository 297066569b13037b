package scorecards

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// prepareScreen is what is read before an interview.
type prepareScreen struct {
	app   *shell.App
	of    scorecards.Preparation
	parts []scorecards.Part
	pane  shell.TextPane
	heads []int // the lines in which the parts begin, as they were drawn
}

// Prepare shows what there is to read before an interview: the guide, the résumé, earlier
// scorecards and notes, as far as the member may read them.
func Prepare(a *shell.App, id recruit.InterviewID) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	type read struct {
		scorecards.Preparation
		resume string
	}
	return shell.Prepare(a, func(ctx context.Context) (r read, err error) {
		if r.Preparation, err = svc.Scorecards.Prepare(ctx, actor, id); err == nil {
			r.resume, err = svc.Documents.Told(ctx, r.Resume)
		}
		return r, err
	}, func(r read, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		return a.Push(&prepareScreen{app: a, of: r.Preparation, parts: r.Parts(r.resume, a.Stamp)})
	})
}

// PrepareActions are what can be done while one prepares.
func PrepareActions() []shell.Action { return (&prepareScreen{}).Keys() }

// Init implements shell.Screen.
func (s *prepareScreen) Init() tea.Cmd { return nil }

// Title implements shell.Screen.
func (s *prepareScreen) Title() string { return "Prepare" }

// Typing implements shell.Screen.
func (s *prepareScreen) Typing() bool { return false }

// Keys implements shell.Screen.
func (s *prepareScreen) Keys() []shell.Action {
	return []shell.Action{
		{Name: "prepare.resume", Key: "r", Help: "the résumé", When: s.without, Do: s.toResume},
		{Name: "prepare.next", Key: "tab", Help: "next part", Do: func() tea.Cmd { return s.turn(1) }},
		{Name: "prepare.previous", Key: "shift+tab", Help: "previous part", Do: func() tea.Cmd { return s.turn(-1) }},
		{Name: "prepare.candidate", Key: "enter", Help: "the candidate", Do: func() tea.Cmd {
			return s.app.ShowCandidate(s.of.Interview.CandidateID, s.of.Interview.ID)
		}},
	}
}

// without says why there is no résumé to go to.
func (s *prepareScreen) without() string {
	return shell.If(s.of.Resume.SHA256 == "", "There is no résumé of "+text.Line(s.of.Interview.CandidateName)+".")
}

// toResume brings the résumé to the top of the window, or as near as its length allows.
func (s *prepareScreen) toResume() tea.Cmd {
	for n, p := range s.parts {
		if p.Resume && n < len(s.heads) {
			s.pane.Top = s.heads[n]
		}
	}
	return nil
}

// turn goes to the part after or before the one at the top.
func (s *prepareScreen) turn(by int) tea.Cmd {
	at := slices.IndexFunc(s.heads, func(line int) bool { return line >= s.pane.Top })
	switch {
	case at < 0:
		at = len(s.heads) - 1
	case by < 0:
		at--
	case s.heads[at] == s.pane.Top:
		at++
	}
	if at >= 0 && at < len(s.heads) {
		s.pane.Top = s.heads[at]
	}
	return nil
}

// Update implements shell.Screen.
func (s *prepareScreen) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		s.pane.Key(press)
	}
	return nil
}

// View implements shell.Screen.
func (s *prepareScreen) View(w, h int) string {
	st, g, i := s.app.Styles(), s.app.Grid(), s.of.Interview
	dot := " " + st.Signs.Dot + " "
	head := st.Title.Render(g.Truncate(text.Line(i.CandidateName)+dot+text.Line(i.Title), w)) + "\n" +
		st.Dim.Render(g.Truncate(s.app.Start(i.Start)+dot+text.Line(i.JobTitle)+dot+"the candidate sees none of this", w))
	var lines []string
	s.heads = s.heads[:0]
	for _, p := range s.parts {
		s.heads = append(s.heads, len(lines))
		lines = append(lines, st.Heading.Render(g.Truncate(text.Line(p.Heading), w)))
		lines = append(append(lines, strings.Split(g.Wrap(text.Block(p.Text), w), "\n")...), "")
	}
	return head + "\n\n" + s.app.Scrolled(&s.pane, strings.TrimRight(strings.Join(lines, "\n"), "\n"), w, h-3)
}
