// Package jobs is the list of jobs and the screen of one with its pipeline.
package jobs

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/importer"
	"recruitty/ui/board"
	"recruitty/ui/candidates"
	"recruitty/ui/importing"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/theme"
	"recruitty/ui/views"
	"recruitty/ui/wording"
)

// jobsScreen lists the jobs.
type jobsScreen struct {
	shell.Listing
	reading shell.Reading
	jobs    []recruit.JobSummary
	cut     bool // there are more
	closed  bool // closed jobs too
}

const noJobs = "No jobs yet. A job is an opening with its documents; you link candidates to it and schedule their interviews."

// New is the list of jobs.
func New(a *shell.App) *jobsScreen {
	s := &jobsScreen{Listing: shell.NewListing(a, table.New(noJobs,
		table.Column{Title: "Title", Width: 24, Weight: 4},
		table.Column{Title: "Department", Width: 14, Weight: 2, Drop: 2},
		table.Column{Title: "Location", Width: 12, Weight: 1, Drop: 1},
		table.Column{Title: "Candidates", Width: 10, Right: true},
		table.Column{Title: "Upcoming", Width: 8, Right: true})).Speaking(filter.Jobs)}
	s.Beside(s.detail)
	return s
}

// Actions are what can be done in the list of jobs.
func Actions() []shell.Action { return (&jobsScreen{}).Keys() }

func (s *jobsScreen) Keys() []shell.Action {
	may := s.App.MayNot(recruit.ToRecruit)
	return []shell.Action{
		{Name: "jobs.open", Key: "enter", Help: "open", When: s.none, Do: func() tea.Cmd { return s.App.ShowJob(s.selected().ID) }},
		{Name: "jobs.add", Key: "n", Help: "new job", When: may, Do: func() tea.Cmd {
			return EditJob(s.App, recruit.Job{}, func(j recruit.Job) tea.Cmd { return s.App.ShowJob(j.ID) })
		}},
		board.Key(s.none, func() tea.Cmd { return board.Open(s.App, s.selected().ID) }),
		s.Filter(),
		views.Key(&s.Listing, filter.Jobs, s),
		{Name: "job.edit", Key: "e", Help: "edit", When: shell.Unless(may, s.none), Do: s.edit},
		{Name: "job.close", Key: "x", Help: "close job", Also: "reopen job", Label: func() string { return closingWord(s.selected().Status) },
			When: shell.Unless(may, s.none), Do: func() tea.Cmd { return closeOrReopen(s.App, s.selected().Job) }},
		{Name: "jobs.closed", Key: "c", Help: "closed jobs too", Do: func() tea.Cmd {
			s.closed = !s.closed
			s.show()
			return nil
		}},
		importing.Begin(s.App, importer.Jobs),
	}
}

// closingWord is what x does to a job that stands so.
func closingWord(status recruit.JobStatus) string {
	if status == recruit.JobClosed {
		return "reopen job"
	}
	return "close job"
}

func (s *jobsScreen) Init() tea.Cmd { return s.ask() }

func (s *jobsScreen) Title() string { return "Jobs" }

// none says that no job can be chosen.
func (s *jobsScreen) none() string {
	return shell.If(s.Table.Key() == "", "There is no job here to choose.")
}

// selected is the job under the cursor, the zero one without any.
func (s *jobsScreen) selected() recruit.JobSummary {
	id := shell.IDOf[recruit.JobID](s.Table.Key())
	for _, j := range s.jobs {
		if j.ID == id {
			return j
		}
	}
	return recruit.JobSummary{}
}

// Back implements Backer.
func (s *jobsScreen) Back() bool {
	if !s.Clear() {
		return false
	}
	s.show()
	return true
}

func (s *jobsScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(shell.Changed); ok {
		return s.ask()
	}
	_, changed, cmd := s.Key(msg)
	if changed {
		s.Table.Move(0)
		s.show()
	}
	return cmd
}

// edit reads the job whole, and opens its form.
func (s *jobsScreen) edit() tea.Cmd {
	svc, id := s.App.Services(), s.selected().ID
	return shell.Prepare(s.App, func(ctx context.Context) (recruit.Job, error) { return svc.Store.Job(ctx, id) }, func(j recruit.Job, err error) tea.Cmd {
		if err != nil {
			return s.App.SayProblem(err)
		}
		return EditJob(s.App, j, nil)
	})
}

// ask reads the jobs. They are few enough to be filtered here, at once.
func (s *jobsScreen) ask() tea.Cmd {
	if s.jobs == nil {
		s.Table.SetLoading()
	}
	svc := s.App.Services()
	return shell.Reread(s.App, &s.reading, func(ctx context.Context) ([]recruit.JobSummary, error) {
		return svc.Store.Jobs(ctx, recruit.JobFilter{Limit: candidates.MostJobs + 1, Brief: true})
	}, func(jobs []recruit.JobSummary, err error) tea.Cmd {
		if err != nil {
			s.Table.SetError(recruit.Sentence(err))
			return nil
		}
		s.cut = len(jobs) > candidates.MostJobs
		s.jobs = jobs[:min(len(jobs), candidates.MostJobs)]
		s.show()
		return nil
	})
}

// show puts the jobs that match the filter into the table.
func (s *jobsScreen) show() {
	s.Find.Begin(s.Asked())
	rows := make([]table.Row, 0, len(s.jobs))
	for _, j := range s.jobs {
		if j.Status == recruit.JobClosed && !s.closed && !s.Asked().Asks(recruit.ByState) {
			continue
		}
		tone, title := theme.Plain, j.Title
		if j.Status == recruit.JobClosed {
			tone, title = theme.Dim, j.Title+" (closed)"
		}
		cells := []table.Cell{s.App.RecordCell(tone, j.Damage, title), shell.DimCell(j.Department), shell.DimCell(j.Location),
			shell.ToneCell(tone, numberOrNone(j.Candidates)), shell.ToneCell(tone, numberOrNone(j.Interviews))}
		if !filter.Job(s.Asked().Terms, j) || !s.Find.Keeps(cells, j.Words()) {
			continue
		}
		rows = append(rows, table.Row{Key: shell.RowKey(j.ID), Cells: cells})
	}
	switch {
	case len(s.jobs) == 0:
		s.Table.SetEmpty(s.App.Teach(recruit.ToRecruit, noJobs, "Press n to add the first one."))
	case s.Query() != "":
		s.Table.SetEmpty(shell.NoMatch("job"))
	default:
		s.Table.SetEmpty(s.App.Teach(recruit.ToRecruit, "No open job; c shows the closed ones.", "Press n to add one."))
	}
	s.Table.SetRows(rows)
}

// numberOrNone leaves a zero out, so that the eye finds what there is.
func numberOrNone(n int) string {
	if n == 0 {
		return ""
	}
	return wording.Grouped(n)
}

func (s *jobsScreen) View(w, h int) string {
	note := ""
	if s.closed {
		note = "closed ones too"
	}
	count := shell.CountOf(s.Table.Len(), max(len(s.jobs), s.Table.Len()))
	if s.cut {
		count = shell.OfTheFirst(s.Table.Len(), candidates.MostJobs)
	}
	return s.Draw("Jobs", note, count, w, h)
}
