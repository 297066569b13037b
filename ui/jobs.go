package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/importer"
	"recruitty/ui/table"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// jobsScreen lists the jobs.
type jobsScreen struct {
	listing
	reading reading
	jobs    []recruit.JobSummary
	closed  bool // closed jobs too
}

const noJobs = "No jobs yet. A job is an opening with its documents; candidates are linked to it, and interviews belong to it."

func newJobs(a *App) *jobsScreen {
	return &jobsScreen{listing: newListing(a, table.New(noJobs,
		table.Column{Title: "Title", Width: 24, Weight: 4},
		table.Column{Title: "Department", Width: 14, Weight: 2, Drop: 2},
		table.Column{Title: "Location", Width: 12, Weight: 1, Drop: 1},
		table.Column{Title: "Cand.", Width: 6, Right: true},
		table.Column{Title: "Intv.", Width: 5, Right: true}))}
}

type jobsKeyMap struct {
	Open, Add, Edit, Close, Closed, Import Key
}

// jobsKeys are the keys of the list of jobs.
func jobsKeys() jobsKeyMap {
	return jobsKeyMap{
		Open:   Bind("enter", "open"),
		Add:    Bind("n", "new job"),
		Edit:   Bind("e", "edit"),
		Close:  Bind("x", "close job").Known("reopen job"),
		Closed: Bind("c", "closed jobs too"),
		Import: importKey(importer.Jobs),
	}
}

func (k jobsKeyMap) list() []Key {
	return []Key{k.Open, k.Add, k.Edit, k.Close, k.Closed, k.Import}
}

func (s *jobsScreen) Init() tea.Cmd { return s.ask() }

func (s *jobsScreen) Title() string { return "Jobs" }

func (s *jobsScreen) Keys() []Key {
	if s.typing {
		return typingKeys()
	}
	k := jobsKeys()
	why, none := s.app.forbidden(recruit.ToRecruit), ""
	if s.table.Key() == "" {
		none = "There is no job in this list to choose."
	}
	if j, ok := s.selected(); ok && j.Status == recruit.JobClosed {
		k.Close = Bind("x", "reopen job")
	}
	return []Key{k.Open.Unless(none), k.Add.Unless(why), filterKey(), k.Edit.Unless(first(why, none)), k.Close.Unless(first(why, none)), k.Closed, k.Import.Unless(noImport(s.app))}
}

func (s *jobsScreen) selected() (recruit.JobSummary, bool) {
	id := idOf[recruit.JobID](s.table.Key())
	for _, j := range s.jobs {
		if j.ID == id {
			return j, true
		}
	}
	return recruit.JobSummary{}, false
}

// Back implements Backer.
func (s *jobsScreen) Back() bool {
	if !s.clear() {
		return false
	}
	s.show()
	return true
}

func (s *jobsScreen) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(Changed); ok {
		return s.ask()
	}
	taken, changed, cmd := s.key(msg)
	if changed {
		s.table.Move(0)
		s.show()
	}
	press, ok := msg.(tea.KeyPressMsg)
	if taken || !ok {
		return cmd
	}
	k := jobsKeys()
	j, chosen := s.selected()
	switch {
	case k.Add.Matches(press):
		return editJob(s.app, recruit.Job{}, func(j recruit.Job) tea.Cmd { return s.app.showJob(j.ID) })
	case k.Import.Matches(press):
		return importFile(s.app, importer.Jobs)
	case k.Closed.Matches(press):
		s.closed = !s.closed
		s.show()
	case !chosen:
	case k.Open.Matches(press):
		return s.app.showJob(j.ID)
	case k.Edit.Matches(press):
		desk := s.app.desk()
		return prepare(s.app, func(ctx context.Context) (recruit.Job, error) { return desk.Store.Job(ctx, j.ID) }, func(j recruit.Job, err error) tea.Cmd {
			if err != nil {
				return s.app.sayProblem(err)
			}
			return editJob(s.app, j, nil)
		})
	case k.Close.Matches(press):
		return closeOrReopen(s.app, j.Job)
	}
	return cmd
}

// ask reads the jobs. They are few enough to be filtered here, at once.
func (s *jobsScreen) ask() tea.Cmd {
	if s.jobs == nil {
		s.table.SetLoading()
	}
	desk := s.app.desk()
	return reread(s.app, &s.reading, func(ctx context.Context) ([]recruit.JobSummary, error) {
		return desk.Store.Jobs(ctx, recruit.JobFilter{Limit: mostJobs, Brief: true})
	}, func(jobs []recruit.JobSummary, err error) tea.Cmd {
		if err != nil {
			s.table.SetError(recruit.Sentence(err))
			return nil
		}
		s.jobs = jobs
		s.show()
		return nil
	})
}

// show puts the jobs that match the filter into the table.
func (s *jobsScreen) show() {
	s.find.begin(s.query())
	rows := make([]table.Row, 0, len(s.jobs))
	for _, j := range s.jobs {
		if j.Status == recruit.JobClosed && !s.closed {
			continue
		}
		tone, title := theme.Plain, j.Title
		if j.Status == recruit.JobClosed {
			tone, title = theme.Dim, j.Title+" (closed)"
		}
		cells := []table.Cell{s.app.recordCell(tone, j.Damage, title), dimCell(j.Department), dimCell(j.Location),
			toneCell(tone, numberOrNone(j.Candidates)), toneCell(tone, numberOrNone(j.Interviews))}
		if !s.find.keeps(cells, j.Words()) {
			continue
		}
		rows = append(rows, table.Row{Key: rowKey(j.ID), Cells: cells})
	}
	switch {
	case len(s.jobs) == 0:
		s.table.SetEmpty(s.app.teach(recruit.ToRecruit, noJobs, "Press n to add the first one."))
	case s.query() != "":
		s.table.SetEmpty("No job matches the filter. Press esc to see all of them.")
	default:
		s.table.SetEmpty(s.app.teach(recruit.ToRecruit, "No open job; c shows the closed ones.", "Press n to add one."))
	}
	s.table.SetRows(rows)
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
	return s.draw("Jobs", note, countOf(s.table.Len(), max(len(s.jobs), s.table.Len())), w, h)
}
