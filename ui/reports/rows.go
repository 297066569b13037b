package reports

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/reports"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/wording"
)

// mostRows is how many rows are listed; the command lists all of them.
const mostRows = 2000

// rowsScreen lists the rows behind a figure.
type rowsScreen struct {
	app     *shell.App
	table   *table.Table
	of      reports.Definition
	asked   asked
	figure  reports.Figure
	reading shell.Reading
	rows    []reports.Row
	known   bool
	more    bool
}

func newRows(a *shell.App, d reports.Definition, q asked, f reports.Figure) *rowsScreen {
	return &rowsScreen{app: a, of: d, asked: q, figure: f, table: table.New("This figure no longer has rows behind it.",
		table.Column{Title: "When", Width: 23},
		table.Column{Title: "Candidate", Width: 16, Weight: 3},
		table.Column{Title: "Job", Width: 14, Weight: 3, Drop: 2},
		table.Column{Title: "Member", Width: 14, Weight: 2, Drop: 3},
		table.Column{Title: "Time", Width: 12, Drop: 1})}
}

// RowActions are what can be done in the rows behind a figure.
func RowActions() []shell.Action { return (&rowsScreen{table: table.New("")}).Keys() }

// Keys implements shell.Screen.
func (s *rowsScreen) Keys() []shell.Action {
	return []shell.Action{{Name: "report.record", Key: "enter", Help: "open", When: func() string {
		return shell.If(s.table.Key() == "", shell.NothingToChoose)
	}, Do: s.open}}
}

// Init implements shell.Screen.
func (s *rowsScreen) Init() tea.Cmd { return s.ask() }

// Typing implements shell.Screen.
func (s *rowsScreen) Typing() bool { return false }

// Title implements shell.Screen.
func (s *rowsScreen) Title() string { return s.of.Called(s.figure) }

// Update implements shell.Screen.
func (s *rowsScreen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shell.Changed:
		return s.ask()
	case tea.KeyPressMsg:
		s.table.Update(msg)
	}
	return nil
}

func (s *rowsScreen) ask() tea.Cmd {
	if !s.known {
		s.table.SetLoading()
	}
	svc, actor, q, figure := s.app.Services(), s.app.Member(), s.asked.Query, s.figure
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) ([]reports.Row, error) {
		return svc.Reports.Rows(ctx, actor, q, &figure, 0, mostRows+1)
	}, func(all []reports.Row, err error) tea.Cmd {
		if err != nil {
			s.table.SetError(recruit.Sentence(err))
			return nil
		}
		s.more, s.known = len(all) > mostRows, true
		s.rows = all[:min(len(all), mostRows)]
		rows := make([]table.Row, len(s.rows))
		for i, r := range s.rows {
			rows[i] = table.Row{Key: strconv.Itoa(i), Cells: []table.Cell{shell.PlainCell(s.app.FullStart(r.At)), shell.PlainCell(r.Candidate), shell.PlainCell(r.Job), shell.PlainCell(r.Member), shell.DimCell(s.of.About(r))}}
		}
		s.table.SetRows(rows)
		return nil
	})
}

// open shows the record that the row under the cursor is about.
func (s *rowsScreen) open() tea.Cmd {
	i, err := strconv.Atoi(s.table.Key())
	if err != nil || i >= len(s.rows) {
		return nil
	}
	return s.app.ShowCandidate(s.rows[i].CandidateID, s.rows[i].InterviewID)
}

// View implements shell.Screen.
func (s *rowsScreen) View(w, h int) string {
	g, st := s.app.Grid(), s.app.Styles()
	count := wording.Counted(len(s.rows), "row")
	if s.more {
		count = "the newest " + count + "; recruitty report " + string(s.of.Name) + " --rows lists all"
	}
	head := g.Spread(st.Title.Render(g.Truncate(s.of.Title+": "+s.of.Called(s.figure), w)), st.Dim.Render(count), w)
	return head + "\n\n" + s.table.View(st, w, max(h-2, 1))
}
