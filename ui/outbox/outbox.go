// Package outbox is the list of what has not been done outside yet.
package outbox

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// outboxScreen lists everything that has not happened yet outside: what waits,
// what is being done, what failed and what nobody knows (R11), by interview.
type outboxScreen struct {
	shell.Listing
	reading shell.Reading
	known   bool
	all     []recruit.OpenEffect
}

// New is the outbox.
func New(a *shell.App) *outboxScreen {
	s := &outboxScreen{Listing: shell.NewListing(a, table.New("",
		table.Column{Title: "What", Width: 34},
		table.Column{Title: "Status", Width: 26, Weight: 4, Below: true},
		table.Column{Title: "Tries", Width: 5, Right: true, Drop: 1})).Speaking(filter.Outbox)}
	s.Beside(s.detail)
	return s
}

func (s *outboxScreen) Init() tea.Cmd { return s.ask() }

func (s *outboxScreen) Title() string { return "Outbox" }

func (s *outboxScreen) selected() (recruit.OpenEffect, bool) {
	id := shell.IDOf[recruit.EffectID](s.Table.Key())
	for _, e := range s.all {
		if e.ID == id {
			return e, true
		}
	}
	return recruit.OpenEffect{}, false
}

// Back implements Backer.
func (s *outboxScreen) Back() bool {
	if !s.Clear() {
		return false
	}
	s.show()
	return true
}

func (s *outboxScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(shell.Changed); ok {
		return s.ask()
	}
	_, changed, cmd := s.Key(msg)
	if changed {
		s.show()
	}
	return cmd
}

func (s *outboxScreen) ask() tea.Cmd {
	if !s.known {
		s.Table.SetLoading()
	}
	svc := s.App.Services()
	return shell.Reread(s.App, &s.reading, func(ctx context.Context) ([]recruit.OpenEffect, error) {
		return svc.Store.OpenEffects(ctx, 0)
	}, func(all []recruit.OpenEffect, err error) tea.Cmd {
		if err != nil {
			s.Table.SetError(recruit.Sentence(err))
			return nil
		}
		s.all, s.known = all, true
		s.show()
		return nil
	})
}

// show puts what matches the filter into the table, grouped by interview.
func (s *outboxScreen) show() {
	a := s.App
	s.Find.Begin(s.Asked())
	// What is about one interview, or one mail that is about none, stands together.
	type about struct {
		interview recruit.InterviewID
		letter    recruit.LetterID
	}
	groups := map[about][]table.Row{}
	zoom := map[recruit.InterviewID]bool{}
	var order []about
	for _, e := range s.all {
		zoom[e.InterviewID] = zoom[e.InterviewID] || e.Kind.IsZoom()
	}
	for _, e := range s.all {
		id := about{e.InterviewID, e.LetterID}
		tone, state := interviews.EffectState(a, e.Effect, zoom[e.InterviewID] && e.Kind.AwaitsZoom())
		tries := ""
		if e.Attempts > 0 {
			tries = wording.Grouped(e.Attempts)
		}
		cells := []table.Cell{shell.PlainCell(shell.Signed(a, tone) + " " + wording.EffectName(e.Effect)), shell.ToneCell(tone, state), shell.DimCell(tries)}
		begins := ""
		if !e.Start.IsZero() {
			begins = a.Start(e.Start)
		}
		heading := wording.Joined(" "+a.Styles().Signs.Dot+" ", s.App.Grid().Truncate(text.Line(e.CandidateName), 30), begins, text.Line(e.Title))
		if !filter.Open(s.Asked().Terms, e) || !s.Find.Keeps(cells, heading, e.Words(a.Session().Zone)) {
			continue
		}
		if len(groups[id]) == 0 {
			order = append(order, id)
			groups[id] = []table.Row{shell.HeadingRow(shell.RowKey(id.interview)+"/"+shell.RowKey(id.letter), heading)}
		}
		groups[id] = append(groups[id], table.Row{Key: shell.RowKey(e.ID), Cells: cells})
	}
	var rows []table.Row
	for _, id := range order {
		rows = append(rows, groups[id]...)
	}
	s.Table.SetRows(rows)
	s.Without("Nothing is waiting. What Zoom or the mail server has not confirmed yet stands here until it is done.")
}

func (s *outboxScreen) View(w, h int) string {
	need := 0
	for _, e := range s.all {
		if e.NeedsAttention() {
			need++
		}
	}
	note := ""
	if need > 0 {
		note = wording.Counted(need, "thing") + " for you to decide"
		if s.App.Forbidden(recruit.ToSchedule) != "" {
			note = wording.Counted(need, "thing") + " for a recruiter to decide"
		}
	}
	// The whole reason of the selected line, which its column may cut.
	foot := ""
	if e, ok := s.selected(); ok && e.Error != "" && s.App.Width < shell.PaneFrom {
		foot = "\n\n" + s.App.Styles().Dim.Render(s.App.Grid().Wrap(text.Line(e.Error), w))
	}
	list := s.App.Grid().Fit(s.Draw("Outbox", note, shell.CountOf(s.Find.Kept, len(s.all)), w, h-strings.Count(foot, "\n")), w, h-strings.Count(foot, "\n"))
	return strings.Join(list, "\n") + foot
}

// Retell implements timely.
func (s *outboxScreen) Retell() tea.Cmd {
	if s.known {
		s.show()
	}
	return nil
}
