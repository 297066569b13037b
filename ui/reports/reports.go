// Package reports is the screen of what has happened, in numbers: the reports, a chart of
// the one under the cursor, its figures, and the rows behind each.
package reports

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/reports"
	"recruitty/recruit/timeparse"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// asked is what all reports are narrowed to.
type asked struct {
	reports.Query
	period string // in words
	job    string // its title, "" for all
	member string // their name, "" for all
}

// screen lists the reports beside the chart of one.
type screen struct {
	app     *shell.App
	table   *table.Table
	asked   asked
	reading shell.Reading
	known   map[reports.Name]reports.Report // of what is asked for
	failure map[reports.Name]string
	wanted  reports.Name // what is read just now
}

// New is the screen of reports.
func New(a *shell.App) shell.Screen {
	s := &screen{app: a, table: table.New("You cannot see any reports.", table.Column{Title: "Report", Width: 20, Weight: 1})}
	s.forget()
	var rows []table.Row
	for _, d := range reports.Seen(a.Member()) {
		rows = append(rows, table.Row{Key: string(d.Name), Cells: table.Cells(d.Title)})
	}
	s.table.SetRows(rows)
	return s
}

// Actions are what can be done among the reports.
func Actions() []shell.Action { return (&screen{table: table.New("")}).Keys() }

// Keys implements shell.Screen.
func (s *screen) Keys() []shell.Action {
	return append([]shell.Action{
		{Name: "reports.open", Key: "enter", Help: "figures", When: s.none, Do: s.open},
	}, s.narrowing(&s.asked, s.again)...)
}

// narrowing are the keys by which a report is narrowed.
func (s *screen) narrowing(q *asked, again func() tea.Cmd) []shell.Action {
	return []shell.Action{
		{Name: "reports.period", Key: "f", Help: "period", Also: "reports from to days year", Do: func() tea.Cmd { return choosePeriod(s.app, q, again) }},
		{Name: "reports.job", Key: "/", Help: "job", Also: "reports filter", Do: func() tea.Cmd { return chooseJob(s.app, q, again) }},
		{Name: "reports.member", Key: "p", Help: "person", Also: "reports member filter organiser interviewer", When: s.ownOnly, Do: func() tea.Cmd { return chooseMember(s.app, q, again) }},
	}
}

// ownOnly says that a member sees reports about themselves alone.
func (s *screen) ownOnly() string {
	return shell.If(!s.app.Member().SeesAll(), "You can see only your own load; recruiters and admins see everyone's.")
}

// Init implements shell.Screen.
func (s *screen) Init() tea.Cmd { return s.ask() }

// Typing implements shell.Screen.
func (s *screen) Typing() bool { return false }

// Title implements shell.Screen.
func (s *screen) Title() string { return "Reports" }

// none says that there is nothing to open.
func (s *screen) none() string {
	return shell.If(s.table.Key() == "", "There is no report here to open.")
}

// Update implements shell.Screen.
func (s *screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shell.Changed:
		s.forget()
		return s.ask()
	case tea.KeyPressMsg:
		s.table.Update(msg)
		return s.ask()
	}
	return nil
}

// forget makes everything be read anew.
func (s *screen) forget() {
	s.known, s.failure = map[reports.Name]reports.Report{}, map[reports.Name]string{}
}

// again reads what is asked for now.
func (s *screen) again() tea.Cmd {
	s.forget()
	s.reading.Slot.Cancel()
	return s.ask()
}

// ask reads the report under the cursor, unless it is known.
func (s *screen) ask() tea.Cmd {
	name := reports.Name(s.table.Key())
	if _, known := s.known[name]; known || name == "" || s.failure[name] != "" {
		return nil
	}
	if s.wanted != name {
		s.reading.Slot.Cancel()
	}
	s.wanted = name
	svc, actor, q := s.app.Services(), s.app.Member(), s.asked.Query
	q.Name = name
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (reports.Report, error) {
		return svc.Reports.Run(ctx, actor, q)
	}, func(r reports.Report, err error) tea.Cmd {
		if err != nil {
			s.failure[name] = recruit.Sentence(err)
		} else {
			s.known[name] = r
		}
		return nil
	})
}

// open shows the figures of the report under the cursor.
func (s *screen) open() tea.Cmd {
	for _, d := range reports.All() {
		if string(d.Name) == s.table.Key() {
			return s.app.Push(newFigures(s.app, d, s.asked))
		}
	}
	return nil
}

// View implements shell.Screen.
func (s *screen) View(w, h int) string {
	g, st := s.app.Grid(), s.app.Styles()
	w = min(w, wording.Wide)
	head := g.Spread(st.Title.Render("Reports"), st.Dim.Render(s.asked.words()), w)
	const left = 22
	if w < left+24 {
		return head + "\n\n" + s.table.View(st, w, h-2)
	}
	list := g.Fit(s.table.View(st, left, h-2), left, h-2)
	chart := g.Fit(strings.Join(s.chart(w-left-2, h-2), "\n"), w-left-2, h-2)
	var b strings.Builder
	b.WriteString(head + "\n")
	for i := range list {
		b.WriteString("\n" + list[i] + "  " + chart[i])
	}
	return b.String()
}

// chart draws the report under the cursor.
func (s *screen) chart(w, h int) []string {
	st, g := s.app.Styles(), s.app.Grid()
	name := reports.Name(s.table.Key())
	if failure := s.failure[name]; failure != "" {
		return strings.Split(st.Error.Render(g.Wrap(st.Signs.Error+" "+text.Line(failure), w)), "\n")
	}
	r, known := s.known[name]
	if !known {
		return []string{st.Dim.Render("Still counting.")}
	}
	var lines []string
	for line := range strings.SplitSeq(g.Wrap(r.Sentence, min(w, wording.Readable)), "\n") {
		lines = append(lines, st.Dim.Render(line))
	}
	if len(r.Figures) == 0 {
		lines = append(lines, "")
		return append(lines, strings.Split(g.Wrap(teach(s.app, r.Name), w), "\n")...)
	}
	weeks := s.weeks(r, w)
	room := h - len(lines) - 1 - len(weeks)
	if room < 4 {
		weeks, room = nil, h-len(lines)-1
	}
	return append(append(append(lines, ""), s.bars(r, w, room)...), weeks...)
}

// leastBar is the room that bars have at least.
const leastBar = 6

// longestBar is as long as a bar becomes, so that it stays near its number on a wide screen.
const longestBar = 60

// bars draws figures, their values as numbers beside them; what does not fit is counted.
func (s *screen) bars(r reports.Report, w, room int) (lines []string) {
	st, g := s.app.Styles(), s.app.Grid()
	name, value := 0, 0
	for _, f := range r.Figures {
		name, value = max(name, g.Width(r.Called(f))), max(value, g.Width(r.Value(f)))
	}
	value = min(value, max(w*3/5, 8))
	name = max(min(name, w-value-3-leastBar), 8)
	heading := ""
	for i, f := range r.Figures {
		var next []string
		if h := r.HeadingOf(f); h != heading {
			heading = h
			next = append(next, st.Heading.Render(g.Truncate(h, w)))
		}
		bar := s.pen().bar(r.Length(f), max(min(w-name-value-3, longestBar), 0))
		next = append(next, g.Pad(g.Truncate(r.Called(f), name), name)+" "+g.Pad(g.Truncate(r.Value(f), value), value)+"  "+st.Accent.Render(bar))
		left := len(r.Figures) - i
		if len(lines)+len(next) > room || left > 1 && len(lines)+len(next) > room-1 {
			return append(lines, st.Dim.Render(wording.Counted(left, "more figure")+": enter"))
		}
		lines = append(lines, next...)
	}
	return lines
}

// weeks draws how many rows each week has.
func (s *screen) weeks(r reports.Report, w int) []string {
	if len(r.Weeks) < 2 {
		return nil
	}
	values := make([]int, len(r.Weeks))
	for i, week := range r.Weeks {
		values[i] = week.Count
	}
	columns, from := s.pen().columns(values, w, 4)
	if len(columns) == 0 {
		return nil
	}
	st, zone := s.app.Styles(), s.app.Session().Zone
	last := r.Weeks[len(r.Weeks)-1]
	lines := []string{"", st.Heading.Render(s.app.Grid().Truncate("By week: "+strings.ToLower(r.Rows), w))}
	for _, line := range columns {
		lines = append(lines, st.Accent.Render(line))
	}
	return append(lines, st.Dim.Render(s.app.Grid().Truncate(timeparse.Dates(r.Weeks[from].Start.In(zone), last.Start.In(zone), s.app.Now())+"; last week "+wording.Grouped(last.Count), w)))
}

func (s *screen) pen() pen { return pen{s.app.Session().ASCII, s.app.Grid()} }

// teach says where the rows of a report come from, while it has none.
func teach(a *shell.App, name reports.Name) string {
	more := "Interviews are counted automatically as they are scheduled, held, moved and answered."
	switch name {
	case reports.Funnel, reports.FunnelJobs, reports.FunnelSources:
		more = "Link candidates to a job and move them from stage to stage; they are counted automatically."
	case reports.FeedbackDelay:
		more = "Once interviewers give their scorecards, they are counted automatically."
	case reports.TimeToInterview, reports.NoShows:
		more = "Record on an interview's card that it took place or that the candidate did not come; it is counted automatically."
	default:
	}
	return reports.Nothing + " " + more + " Press f for another period."
}
