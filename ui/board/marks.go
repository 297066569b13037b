package board

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/outcomes"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// marked is someone who was chosen to be moved together with others.
type marked struct {
	id    recruit.CandidateID
	name  string
	stage string // as it was then
}

// mark marks who is under the cursor, or takes the mark away, and goes on.
func (s *screen) mark() tea.Cmd {
	p, c := s.person(), s.column()
	if n := s.markOf(p.Candidate); n >= 0 {
		s.marks = slices.Delete(s.marks, n, n+1)
	} else if len(s.marks) == outcomes.MostMoved {
		return s.app.SayProblem(outcomes.CheckSeveral("", len(s.marks)+1))
	} else {
		s.marks = append(s.marks, marked{p.Candidate, p.Name, c.Stage})
	}
	c.cursor = min(c.cursor+1, len(c.People)-1)
	return s.more()
}

// markOf is the place of someone among the marks, -1 where they have none.
func (s *screen) markOf(id recruit.CandidateID) int {
	return slices.IndexFunc(s.marks, func(m marked) bool { return m.id == id })
}

// Back implements Backer: esc takes the marks away first.
func (s *screen) Back() bool {
	had := len(s.marks) > 0
	s.marks = nil
	return had
}

// unmarked says that nobody is marked and nobody is under the cursor.
func (s *screen) unmarked() string {
	if len(s.marks) > 0 {
		return ""
	}
	return s.nobody()
}

// moveMarked asks to which stage all who are marked go.
func (s *screen) moveMarked() tea.Cmd {
	var items []shell.Command
	for _, stage := range s.job.Stages {
		item := shell.Command{Name: text.Line(stage), Run: func() tea.Cmd { return s.previewMarked(stage) }}
		if recruit.StageLost(stage) {
			item.Hint = "one at a time"
		}
		items = append(items, item)
	}
	return s.app.Open(forms.NewPicker(s.app, "Move "+wording.Counted(len(s.marks), "candidate")+" to a stage", "part of the stage's name", items))
}

// previewMarked says who would go where, and asks.
func (s *screen) previewMarked(stage string) tea.Cmd {
	a := s.app
	if err := outcomes.CheckSeveral(stage, len(s.marks)); err != nil {
		return a.SayProblem(err)
	}
	var ids []recruit.CandidateID
	lines, there := "", 0
	for _, m := range s.marks {
		if m.stage == stage {
			there++
			continue
		}
		if ids = append(ids, m.id); len(ids) <= previewed {
			lines += "\n" + text.Line(m.name) + ": " + text.Line(m.stage) + " " + a.Styles().Signs.Cursor + " " + text.Line(stage)
		}
	}
	if n := len(ids) - previewed; n > 0 {
		lines += "\nand " + wording.Grouped(n) + " more"
	}
	if there > 0 {
		lines += "\n" + wording.Counted(there, "candidate") + " in " + text.Line(stage) + " already"
	}
	if len(ids) == 0 {
		return a.Say(theme.Warning, "All who are marked are in "+text.Line(stage)+" already.")
	}
	return a.Open(shell.NewQuestion(a, "Move "+wording.Counted(len(ids), "candidate")+" to "+text.Line(stage)+"?", "No one is emailed."+lines, "move them", func() tea.Cmd { return s.saveMarked(ids, stage) }))
}

// previewed is how many candidates a preview names.
const previewed = 8

// several is what came of the steps of several candidates, and what ended them.
type several struct {
	steps []outcomes.Step
	err   error
}

func (s *screen) saveMarked(ids []recruit.CandidateID, stage string) tea.Cmd {
	svc, actor, job := s.app.Services(), s.app.Member(), s.id
	s.saving = true
	return shell.Run(s.app, func(ctx context.Context) (got several, err error) {
		got.steps, got.err = svc.Outcomes.MoveSeveral(ctx, actor, job, ids, stage)
		return got, nil
	}, func(got several, _ error) tea.Cmd {
		s.marks = nil
		if outcomes.Done(got.steps) > 0 {
			s.note(move{several: got.steps})
		}
		return s.tellSeveral(got, "moved to "+stage)
	})
}

// undoSeveral takes the moves of several candidates back.
func (s *screen) undoSeveral(steps []outcomes.Step) tea.Cmd {
	svc, actor := s.app.Services(), s.app.Member()
	s.saving = true
	return shell.Run(s.app, func(ctx context.Context) (got several, err error) {
		got.steps, got.err = svc.Outcomes.TakeSeveralBack(ctx, actor, steps)
		return got, nil
	}, func(got several, _ error) tea.Cmd { return s.tellSeveral(got, "moved back") })
}

// tellSeveral says what was done, also where something ended it (R11).
func (s *screen) tellSeveral(got several, did string) tea.Cmd {
	s.saving = false
	said, tone := outcomes.Told(got.steps, did), theme.OK
	if got.err != nil {
		said, tone = said+" "+recruit.Sentence(got.err), theme.Error
	} else if outcomes.Done(got.steps) < len(got.steps) {
		tone = theme.Warning
	}
	return tea.Batch(s.app.Broadcast(shell.Changed{}), s.app.Say(tone, text.Line(said)))
}
