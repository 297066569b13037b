// Package jobs is the list of jobs and the screen of one with its pipeline.
package jobs

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/ui/candidates"
	"recruitty/ui/importing"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// jobsScreen lists the jobs.
type jobsScreen struct {
	shell.Listing
	reading shell.Reading
	jobs    []recruit.JobSummary
	closed  bool // closed jobs too
}

const noJobs = "No jobs yet. A job is an opening with its documents; candidates are linked to it, and interviews belong to it."

func New(a *shell.App) *jobsScreen {
	return &jobsScreen{Listing: shell.NewListing(a, table.New(noJobs,
		table.Column{Title: "Title", Width: 24, Weight: 4},
		table.Column{Title: "Department", Width: 14, Weight: 2, Drop: 2},
		table.Column{Title: "Location", Width: 12, Weight: 1, Drop: 1},
		table.Column{Title: "Cand.", Width: 6, Right: true},
		table.Column{Title: "Intv.", Width: 5, Right: true}))}
}

type jobsKeyMap struct {
	Open, Add, Edit, Close, Closed, Import shell.Key
}

// Keys are the keys of the list of jobs.
func Keys() jobsKeyMap {
	return jobsKeyMap{
		Open:   shell.Bind("enter", "open"),
		Add:    shell.Bind("n", "new job"),
		Edit:   shell.Bind("e", "edit"),
		Close:  shell.Bind("x", "close job").Known("reopen job"),
		Closed: shell.Bind("c", "closed jobs too"),
		Import: importing.ImportKey(importer.Jobs),
	}
}

func (k jobsKeyMap) List() []shell.Key {
	return []shell.Key{k.Open, k.Add, k.Edit, k.Close, k.Closed, k.Import}
}

func (s *jobsScreen) Init() tea.Cmd { return s.ask() }

func (s *jobsScreen) Title() string { return "Jobs" }

func (s *jobsScreen) Keys() []shell.Key {
	if s.Editing {
		return shell.TypingKeys()
	}
	k := Keys()
	why, none := s.App.Forbidden(recruit.ToRecruit), ""
	if s.Table.Key() == "" {
		none = "There is no job in this list to choose."
	}
	if j, ok := s.selected(); ok && j.Status == recruit.JobClosed {
		k.Close = shell.Bind("x", "reopen job")
	}
	return []shell.Key{k.Open.Unless(none), k.Add.Unless(why), shell.FilterKey(), k.Edit.Unless(shell.First(why, none)), k.Close.Unless(shell.First(why, none)), k.Closed, k.Import.Unless(importing.NoImport(s.App))}
}

func (s *jobsScreen) selected() (recruit.JobSummary, bool) {
	id := shell.IDOf[recruit.JobID](s.Table.Key())
	for _, j := range s.jobs {
		if j.ID == id {
			return j, true
		}
	}
	return recruit.JobSummary{}, false
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
	taken, changed, cmd := s.Key(msg)
	if changed {
		s.Table.Move(0)
		s.show()
	}
	press, ok := msg.(tea.KeyPressMsg)
	if taken || !ok {
		return cmd
	}
	k := Keys()
	j, chosen := s.selected()
	switch {
	case k.Add.Matches(press):
		return EditJob(s.App, recruit.Job{}, func(j recruit.Job) tea.Cmd { return s.App.ShowJob(j.ID) })
	case k.Import.Matches(press):
		return importing.ImportFile(s.App, importer.Jobs)
	case k.Closed.Matches(press):
		s.closed = !s.closed
		s.show()
	case !chosen:
	case k.Open.Matches(press):
		return s.App.ShowJob(j.ID)
	case k.Edit.Matches(press):
		desk := s.App.Desk()
		return shell.Prepare(s.App, func(ctx context.Context) (recruit.Job, error) { return desk.Store.Job(ctx, j.ID) }, func(j recruit.Job, err error) tea.Cmd {
			if err != nil {
				return s.App.SayProblem(err)
			}
			return EditJob(s.App, j, nil)
		})
	case k.Close.Matches(press):
		return closeOrReopen(s.App, j.Job)
	}
	return cmd
}

// ask reads the jobs. They are few enough to be filtered here, at once.
func (s *jobsScreen) ask() tea.Cmd {
	if s.jobs == nil {
		s.Table.SetLoading()
	}
	desk := s.App.Desk()
	return shell.Reread(s.App, &s.reading, func(ctx context.Context) ([]recruit.JobSummary, error) {
		return desk.Store.Jobs(ctx, recruit.JobFilter{Limit: candidates.MostJobs, Brief: true})
	}, func(jobs []recruit.JobSummary, err error) tea.Cmd {
		if err != nil {
			s.Table.SetError(recruit.Sentence(err))
			return nil
		}
		s.jobs = jobs
		s.show()
		return nil
	})
}

// show puts the jobs that match the filter into the table.
func (s *jobsScreen) show() {
	s.Find.Begin(s.Query())
	rows := make([]table.Row, 0, len(s.jobs))
	for _, j := range s.jobs {
		if j.Status == recruit.JobClosed && !s.closed {
			continue
		}
		tone, title := theme.Plain, j.Title
		if j.Status == recruit.JobClosed {
			tone, title = theme.Dim, j.Title+" (closed)"
		}
		cells := []table.Cell{s.App.RecordCell(tone, j.Damage, title), shell.DimCell(j.Department), shell.DimCell(j.Location),
			shell.ToneCell(tone, numberOrNone(j.Candidates)), shell.ToneCell(tone, numberOrNone(j.Interviews))}
		if !s.Find.Keeps(cells, j.Words()) {
			continue
		}
		rows = append(rows, table.Row{Key: shell.RowKey(j.ID), Cells: cells})
	}
	switch {
	case len(s.jobs) == 0:
		s.Table.SetEmpty(s.App.Teach(recruit.ToRecruit, noJobs, "Press n to add the first one."))
	case s.Query() != "":
		s.Table.SetEmpty("No job matches the filter. Press esc to see all of them.")
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
	return s.Draw("Jobs", note, shell.CountOf(s.Table.Len(), max(len(s.jobs), s.Table.Len())), w, h)
}
