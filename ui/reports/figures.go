package reports

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/reports"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// figures is the screen of one report.
type figures struct {
	app     *shell.App
	table   *table.Table
	of      reports.Definition
	asked   asked
	reading shell.Reading
	report  reports.Report
	known   bool
}

// barCells is how long the longest bar is in the table.
const barCells = 16

func newFigures(a *shell.App, d reports.Definition, q asked) *figures {
	q.Name = d.Name
	return &figures{app: a, of: d, asked: q, table: table.New(teach(a, d.Name),
		table.Column{Title: "What", Width: 20, Weight: 2},
		table.Column{Title: "How much", Width: 24, Weight: 2},
		table.Column{Title: "", Width: barCells, Weight: 1, Drop: 1})}
}

// FigureActions are what can be done in a report.
func FigureActions() []shell.Action { return (&figures{table: table.New("")}).Keys() }

// Keys implements shell.Screen.
func (s *figures) Keys() []shell.Action {
	return append([]shell.Action{
		{Name: "report.rows", Key: "enter", Help: "rows behind it", When: func() string { return shell.If(s.table.Key() == "", "There is no figure here.") }, Do: s.open},
	}, (&screen{app: s.app}).narrowing(&s.asked, s.again)...)
}

// Init implements shell.Screen.
func (s *figures) Init() tea.Cmd { return s.ask() }

// Typing implements shell.Screen.
func (s *figures) Typing() bool { return false }

// Title implements shell.Screen.
func (s *figures) Title() string { return s.of.Title }

// Ready implements readier.
func (s *figures) Ready() bool { return s.known }

// Update implements shell.Screen.
func (s *figures) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shell.Changed:
		return s.ask()
	case tea.KeyPressMsg:
		s.table.Update(msg)
	}
	return nil
}

func (s *figures) again() tea.Cmd {
	s.reading.Slot.Cancel()
	return s.ask()
}

func (s *figures) ask() tea.Cmd {
	if !s.known {
		s.table.SetLoading()
	}
	svc, actor, q := s.app.Services(), s.app.Member(), s.asked.Query
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (reports.Report, error) {
		return svc.Reports.Run(ctx, actor, q)
	}, func(r reports.Report, err error) tea.Cmd {
		if err != nil {
			s.table.SetError(recruit.Sentence(err))
			return nil
		}
		s.report, s.known = r, true
		s.show()
		return nil
	})
}

func (s *figures) show() {
	var rows []table.Row
	p := pen{s.app.Session().ASCII, s.app.Grid()}
	heading := ""
	for i, f := range s.report.Figures {
		if h := s.of.HeadingOf(f); h != heading {
			heading = h
			rows = append(rows, shell.HeadingRow(fmt.Sprint("heading ", i), h))
		}
		rows = append(rows, table.Row{Key: strconv.Itoa(i), Cells: []table.Cell{shell.PlainCell(s.of.Called(f)), shell.PlainCell(s.report.Value(f)), {Text: p.bar(s.report.Length(f), barCells), Tone: theme.Accent}}})
	}
	s.table.SetRows(rows)
}

// open shows the rows behind the figure under the cursor.
func (s *figures) open() tea.Cmd {
	i, err := strconv.Atoi(s.table.Key())
	if err != nil || i >= len(s.report.Figures) {
		return nil
	}
	q := s.asked
	q.Query = s.report.Query
	return s.app.Push(newRows(s.app, s.of, q, s.report.Figures[i]))
}

// View implements shell.Screen.
func (s *figures) View(w, h int) string {
	g, st := s.app.Grid(), s.app.Styles()
	w = min(w, wording.Wide)
	lines := []string{g.Spread(st.Title.Render(s.of.Title), st.Dim.Render(s.asked.words()), w)}
	for line := range strings.SplitSeq(g.Wrap(s.of.Sentence, min(w, wording.Readable)), "\n") {
		lines = append(lines, st.Dim.Render(line))
	}
	lines = append(lines, "")
	return strings.Join(lines, "\n") + "\n" + s.table.View(st, w, max(h-len(lines), 1))
}
