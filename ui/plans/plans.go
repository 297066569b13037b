// Package plans holds the screens of interview plans: those of a job, and the form of one.
package plans

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/ui/draft"
	"recruitty/ui/scorecards"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// screen is the screen of the interview plans of a job, one for each stage.
type screen struct {
	app     *shell.App
	job     recruit.Job
	all     []loops.Plan // those that were removed as well
	table   *table.Table
	reading shell.Reading
}

// Open shows the interview plans of a job; stage is the one that the cursor begins
// on, "" for the first.
func Open(a *shell.App, job recruit.Job, stage string) tea.Cmd {
	s := &screen{app: a, job: job, table: table.New("This job has no stages.",
		table.Column{Title: "Stage", Width: 16, Weight: 1}, table.Column{Title: "Interview plan", Width: 40, Weight: 3, Below: true})}
	s.show()
	s.table.Select(stage)
	return a.Push(s)
}

func (s *screen) Init() tea.Cmd { return s.ask() }

func (s *screen) Title() string { return "Interview plans" }

func (s *screen) Typing() bool { return false }

// Actions are the keys of the plans of a job.
func Actions() []shell.Action { return (&screen{table: table.New("")}).Keys() }

// Keys implements Screen.
func (s *screen) Keys() []shell.Action {
	may := s.app.MayNot(recruit.ToRecruit)
	planned := func(removed bool, why string) func() string {
		return func() string {
			p, ok := s.plan(s.table.Key())
			return shell.If(!ok || p.Removed() != removed, why)
		}
	}
	return []shell.Action{
		{Name: "plan.change", Key: "enter/e", Help: "write or change", Strokes: []string{"enter", "e"}, Row: true, Also: "interview plan sessions loop", When: shell.Unless(s.nothing, may), Do: func() tea.Cmd {
			return Edit(s.app, s.job.ID, s.table.Key(), nil)
		}},
		{Name: "plan.kit", Key: "g", Help: "scorecard, guide", Row: true, Also: "form attributes questions interview kit", When: shell.Unless(s.nothing, may), Do: func() tea.Cmd {
			return scorecards.EditKit(s.app, s.job, s.table.Key())
		}},
		{Name: "plan.remove", Key: "x", Help: "remove", Row: true, Also: "interview plan", When: shell.Unless(may, planned(false, "This stage has no interview plan.")), Do: func() tea.Cmd {
			svc, actor, id, stage := s.app.Services(), s.app.Member(), s.job.ID, s.table.Key()
			return shell.Act(s.app, func(ctx context.Context) (loops.Plan, error) { return svc.Loops.Remove(ctx, actor, id, stage) },
				func(p loops.Plan) string {
					return "Removed the interview plan of " + text.Line(p.Stage) + "; what was booked by it stays. r brings it back."
				})
		}},
		{Name: "plan.restore", Key: "r", Help: "bring back", Row: true, Also: "interview plan", When: shell.Unless(may, planned(true, "No plan of this stage was removed.")), Do: func() tea.Cmd {
			svc, actor, id, stage := s.app.Services(), s.app.Member(), s.job.ID, s.table.Key()
			return shell.Act(s.app, func(ctx context.Context) (loops.Plan, error) { return svc.Loops.Restore(ctx, actor, id, stage) },
				func(p loops.Plan) string { return wording.BroughtBack("the interview plan of", p.Stage) })
		}},
	}
}

func (s *screen) nothing() string { return shell.If(s.table.Len() == 0, shell.NothingToChoose) }

// plan is that of a stage, if one was ever written.
func (s *screen) plan(stage string) (loops.Plan, bool) {
	i := slices.IndexFunc(s.all, func(p loops.Plan) bool { return p.Stage == stage })
	if i < 0 {
		return loops.Plan{}, false
	}
	return s.all[i], true
}

// plansNow is a job with its plans.
type plansNow struct {
	job recruit.Job
	all []loops.Plan
}

func (s *screen) ask() tea.Cmd {
	svc, id := s.app.Services(), s.job.ID
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (now plansNow, err error) {
		if now.job, err = svc.Store.Job(ctx, id); err == nil {
			now.all, err = svc.Loops.Plans(ctx, id, true)
		}
		return now, err
	}, func(now plansNow, err error) tea.Cmd {
		if err != nil {
			s.table.SetError(recruit.Sentence(err))
			return nil
		}
		s.job, s.all = now.job, now.all
		s.show()
		return nil
	})
}

// show puts a row for each stage into the table, and behind them those for plans of
// stages that the job has no more.
func (s *screen) show() {
	stages := slices.Clone(s.job.Stages)
	for _, p := range s.all {
		if !slices.Contains(stages, p.Stage) && !p.Removed() {
			stages = append(stages, p.Stage)
		}
	}
	var rows []table.Row
	for _, stage := range stages {
		p, written := s.plan(stage)
		words := table.Cell{Text: "none yet", Tone: theme.Dim}
		switch {
		case !written:
		case p.Damage != "":
			words = shell.ToneCell(theme.Error, s.app.Styles().Signs.Error+" cannot be read")
		case p.Removed():
			words.Text = "removed"
		case len(p.Gone()) > 0:
			words = shell.ToneCell(theme.Warning, s.app.Styles().Signs.Warning+" "+p.Gone()[0])
		default:
			words = shell.PlainCell(p.Words())
		}
		rows = append(rows, table.Row{Key: stage, Cells: []table.Cell{shell.PlainCell(stage), words}})
	}
	s.table.SetRows(rows)
}

func (s *screen) Update(msg tea.Msg) tea.Cmd { return shell.Follow(msg, s.table, s.ask) }

func (s *screen) View(w, h int) string {
	st := s.app.Styles()
	head := st.Title.Render(s.app.Grid().Truncate("Interview plans of "+text.Line(s.job.Title), w)) + "\n" +
		st.Dim.Render(s.app.Grid().Wrap("A plan says which sessions a stage needs. L on a candidate finds the days on which all of them fit, and books them together.", w))
	detail := ""
	if p, ok := s.plan(s.table.Key()); ok && !p.Removed() {
		lines := []string{""}
		if p.Damage != "" {
			lines = append(lines, st.Error.Render(s.app.Grid().Wrap(text.Line(p.Damage), w)))
		}
		for _, one := range p.Sessions {
			lines = append(lines, s.app.Grid().Wrap(text.Line(draft.SessionWords(one)), w))
		}
		if len(p.Sessions) > 0 {
			lines = append(lines, st.Dim.Render(s.app.Grid().Wrap(text.Line(p.Words()), w)))
		}
		for _, gone := range p.Gone() {
			lines = append(lines, st.Warning.Render(s.app.Grid().Wrap(st.Signs.Warning+" "+recruit.Capital(text.Line(gone))+"; nothing can be booked until it is taken out.", w)))
		}
		for _, l := range lines {
			detail += "\n" + l
		}
	}
	room := max(h-text.Height(head)-1-text.Height(detail), 3)
	return head + "\n\n" + s.table.View(st, w, min(max(s.table.Len()+1, 3), room)) + detail
}
