package candidates

import (
	"context"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// This file holds the small choices about candidates and jobs: which job to
// link to, which candidate to link, which stage to move to. Each is a picker.

// linkCandidate asks for a job and links the candidate to it; then, if given,
// goes on with that job.
func linkCandidate(a *shell.App, id recruit.CandidateID, name string, then func(recruit.JobID) tea.Cmd) tea.Cmd {
	svc := a.Services()
	type choice struct {
		jobs   []recruit.JobSummary
		linked recruit.Profile
	}
	return shell.Prepare(a, func(ctx context.Context) (choice, error) {
		jobs, err := svc.Store.Jobs(ctx, recruit.JobFilter{Status: recruit.JobOpen, Limit: forms.MostJobs + 1, Brief: true})
		if err != nil {
			return choice{}, err
		}
		profile, err := svc.Store.Profile(ctx, id)
		return choice{jobs, profile}, err
	}, func(c choice, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		p := forms.NewJobPicker(a, "Link "+wording.FirstName(name)+" to a job", c.jobs, func(id recruit.JobID) bool {
			_, linked := c.linked.Application(id)
			return linked
		}, func(j recruit.JobSummary) tea.Cmd { return link(a, id, name, j.ID, j.Title, then) })
		if p == nil {
			return a.Say(theme.Warning, "There is no open job that "+name+" is not linked to; add one in Jobs.")
		}
		return a.Open(p)
	})
}

// link links a candidate to a job.
func link(a *shell.App, id recruit.CandidateID, name string, job recruit.JobID, title string, then func(recruit.JobID) tea.Cmd) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return shell.Run(a, func(ctx context.Context) (recruit.Application, error) {
		return svc.Pipeline.Link(ctx, actor, id, job, "")
	}, func(app recruit.Application, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		cmd := tea.Batch(a.Broadcast(shell.Changed{}), a.Say(theme.OK, wording.Linked(name, title, app.Stage)))
		if then == nil {
			return cmd
		}
		return tea.Batch(cmd, then(job))
	})
}

// LinkToJob asks for a candidate, known or new, and links them to a job.
func LinkToJob(a *shell.App, job recruit.Job) tea.Cmd {
	svc := a.Services()
	newOne := shell.Command{Name: "New candidate", Hint: "add and link", Run: func() tea.Cmd {
		return EditCandidate(a, recruit.Candidate{}, func(c recruit.Candidate) tea.Cmd {
			return link(a, c.ID, c.Name, job.ID, job.Title, nil)
		})
	}}
	p := forms.NewPicker(a, "Link a candidate to "+text.Line(job.Title), "part of a name or an address", []shell.Command{newOne})
	p.Find = func(query string) shell.Look {
		return func(ctx context.Context) ([]shell.Command, error) {
			page, err := svc.Store.CandidatePage(ctx, recruit.CandidateFilter{Query: query, Limit: 20, CountTo: 20})
			if err != nil {
				return nil, err
			}
			var found []shell.Command
			for _, c := range page.Rows {
				found = append(found, shell.Command{Name: text.Line(c.Name), Hint: text.Line(c.Email),
					Run: func() tea.Cmd { return link(a, c.ID, c.Name, job.ID, job.Title, nil) }})
			}
			if page.More {
				found = append(found, shell.MoreFound())
			}
			return append(found, newOne), nil
		}
	}
	return a.Open(p)
}

// MoveStage asks for the stage of a job's pipeline to move a candidate to.
func MoveStage(a *shell.App, id recruit.CandidateID, name string, job recruit.Job, present string) tea.Cmd {
	return MoveStageThen(a, id, name, job, present, func(recruit.Moved, bool) {})
}

// MoveStageThen is MoveStage, and then hears how it went, as of MoveTo.
func MoveStageThen(a *shell.App, id recruit.CandidateID, name string, job recruit.Job, present string, then func(m recruit.Moved, saved bool)) tea.Cmd {
	var items []shell.Command
	for _, stage := range job.Stages {
		item := shell.Command{Name: text.Line(stage), Run: func() tea.Cmd { return MoveTo(a, id, name, job, present, stage, then) }}
		switch {
		case stage == present:
			item.Hint = "now"
		case recruit.StageLost(stage):
			item.Hint = "asks why"
		}
		items = append(items, item)
	}
	items = append(items, shell.Command{Name: "Undo the last move", Hint: "undo", Run: func() tea.Cmd { return TakeMoveBack(a, id, job.ID) }})
	items = append(items, shell.Command{Name: "Take out of this job", Hint: "unlink",
		Run: func() tea.Cmd { return unlink(a, id, name, job) }})
	p := forms.NewPicker(a, "Move "+wording.FirstName(name)+" to a stage", "part of the stage's name", items)
	p.List.Move(slices.Index(job.Stages, present))
	return a.Open(p)
}

// MoveTo moves a candidate to a stage of a job; where they are lost in it, a form asks for
// the reason and whether they are told. then hears what was saved; nothing yet (the zero
// Moved) where a form opened for it.
func MoveTo(a *shell.App, id recruit.CandidateID, name string, job recruit.Job, present, stage string, then func(m recruit.Moved, saved bool)) tea.Cmd {
	if recruit.StageLost(stage) && stage != present {
		then(recruit.Moved{}, true)
		return RejectFor(a, recruit.Candidate{ID: id, Name: name}, job.ID, stage)
	}
	svc, actor := a.Services(), a.Member()
	return shell.Run(a, func(ctx context.Context) (recruit.Moved, error) {
		return svc.Pipeline.Move(ctx, actor, id, job.ID, stage)
	}, func(m recruit.Moved, err error) tea.Cmd {
		then(m, err == nil)
		if err != nil {
			return a.SayProblem(err)
		}
		return tea.Batch(a.Broadcast(shell.Changed{}), a.Say(theme.OK, wording.Moved(name, m, job.Title)), standing(a, name, m))
	})
}

// UndoMove takes a move back at once, unless someone has moved the candidate since. over is
// called when that has ended.
func UndoMove(a *shell.App, m recruit.Moved, name string, over func()) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return shell.Run(a, func(ctx context.Context) (recruit.Application, error) {
		return svc.Outcomes.TakeBack(ctx, actor, m)
	}, func(now recruit.Application, err error) tea.Cmd {
		over()
		if err != nil {
			return a.SayProblem(err)
		}
		return tea.Batch(a.Broadcast(shell.Changed{}), a.Say(theme.OK, fmt.Sprintf("%s is back in %s for %s.", name, now.Stage, now.JobTitle)))
	})
}

// standing says which interviews stand of someone who was moved to a stage in
// which they are lost, and offers to cancel each.
func standing(a *shell.App, name string, m recruit.Moved) tea.Cmd {
	if len(m.Ahead) == 0 {
		return nil
	}
	var items []shell.Command
	for _, i := range m.Ahead {
		items = append(items, shell.Command{Name: "Cancel " + text.Line(i.Title) + ", " + a.Start(i.Start), Hint: "everybody is told", Run: func() tea.Cmd { return interviews.OpenCancel(a, i.ID) }})
	}
	items = append(items, shell.Command{Name: "Keep " + wording.Them(len(m.Ahead)), Hint: "nobody is told", Run: func() tea.Cmd { return nil }})
	return a.Open(forms.NewPicker(a, wording.Standing(wording.FirstName(name), len(m.Ahead)), "", items))
}

// unlink asks before a candidate is taken out of a job.
func unlink(a *shell.App, id recruit.CandidateID, name string, job recruit.Job) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return a.Open(shell.NewConfirm(a, "Take "+wording.FirstName(name)+" out of this job?",
		text.Line(name)+" is not linked to "+text.Line(job.Title)+" any more then. Past interviews and the log stay; l links them again.",
		"take out", func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (recruit.Application, error) {
				return svc.Pipeline.Unlink(ctx, actor, id, job.ID)
			},
				func(was recruit.Application) string {
					return fmt.Sprintf("%s is no longer linked to %s; the stage was %s.", name, job.Title, was.Stage)
				})
		}))
}

// moveSomewhere moves a candidate in one of their jobs, asking which if there
// are several.
func moveSomewhere(a *shell.App, p recruit.Profile) tea.Cmd {
	return chooseApplication(a, p, "Move in which job?", func(app recruit.Application) tea.Cmd {
		svc := a.Services()
		return shell.Prepare(a, func(ctx context.Context) (recruit.Job, error) { return svc.Store.Job(ctx, app.JobID) },
			func(j recruit.Job, err error) tea.Cmd {
				if err != nil {
					return a.SayProblem(err)
				}
				return MoveStage(a, p.Candidate.ID, p.Candidate.Name, j, app.Stage)
			})
	})
}

// chooseApplication goes on with the one job of a candidate, or asks which.
func chooseApplication(a *shell.App, p recruit.Profile, question string, then func(recruit.Application) tea.Cmd) tea.Cmd {
	if len(p.Applications) == 0 {
		return a.Say(theme.Warning, wording.InNoJob)
	}
	if len(p.Applications) == 1 {
		return then(p.Applications[0])
	}
	var items []shell.Command
	for _, app := range p.Applications {
		items = append(items, shell.Command{Name: text.Line(app.JobTitle), Hint: text.Line(app.Stage), Run: func() tea.Cmd { return then(app) }})
	}
	return a.Open(forms.NewPicker(a, question, "part of the job's title", items))
}

// withProfile does something with the profile of a line of a list.
func withProfile(a *shell.App, id recruit.CandidateID, do func(*shell.App, recruit.Profile) tea.Cmd) tea.Cmd {
	svc := a.Services()
	return shell.Prepare(a, func(ctx context.Context) (recruit.Profile, error) { return svc.Store.Profile(ctx, id) },
		func(p recruit.Profile, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			return do(a, p)
		})
}

// scheduleProfile begins an interview for a candidate: for their one job, for one
// of several, or after linking them to one (R4).
func scheduleProfile(a *shell.App, p recruit.Profile) tea.Cmd {
	return scheduleAt(a, p, time.Time{})
}

// scheduleAt is scheduleProfile with a start that was chosen elsewhere; zero is none.
func scheduleAt(a *shell.App, p recruit.Profile, start time.Time) tea.Cmd {
	id, name := p.Candidate.ID, p.Candidate.Name
	open := func(job recruit.JobID) tea.Cmd { return interviews.OpenScheduleAt(a, id, job, start) }
	if len(p.Applications) > 0 {
		return chooseApplication(a, p, "Interview for which job?", func(app recruit.Application) tea.Cmd { return open(app.JobID) })
	}
	return a.Open(shell.NewQuestion(a, "Link to a job first?",
		notLinked(name)+" Choose the job now, and the form opens for it.",
		"choose the job", func() tea.Cmd { return linkCandidate(a, id, name, open) }))
}

// ScheduleSomeone asks whom to interview at a start that was chosen elsewhere, and opens
// the form with it. Of a job, if it is not 0, only its candidates are offered.
func ScheduleSomeone(a *shell.App, start time.Time, job recruit.JobID) tea.Cmd {
	svc := a.Services()
	p := forms.NewPicker(a, "Interview whom on "+a.Start(start)+"?", "part of a name or an address", nil)
	p.Always = true
	p.Find = func(query string) shell.Look {
		return func(ctx context.Context) ([]shell.Command, error) {
			page, err := svc.Store.CandidatePage(ctx, recruit.CandidateFilter{Query: query, JobID: job, Limit: 20, CountTo: 20})
			if err != nil {
				return nil, err
			}
			var found []shell.Command
			for _, c := range page.Rows {
				found = append(found, shell.Command{Name: text.Line(c.Name), Hint: text.Line(c.Email), Run: func() tea.Cmd {
					return withProfile(a, c.ID, func(a *shell.App, p recruit.Profile) tea.Cmd {
						if p.Candidate.Email == "" {
							return a.Say(theme.Warning, "There is no email address of "+text.Line(p.Candidate.Name)+" to invite; add one on their page first.")
						}
						if job != 0 {
							return interviews.OpenScheduleAt(a, c.ID, job, start)
						}
						return scheduleAt(a, p, start)
					})
				}})
			}
			if page.More {
				found = append(found, shell.MoreFound())
			}
			return found, nil
		}
	}
	return a.Open(p)
}

// loopOf opens the loop of a profile for one of its jobs; who is linked to none is linked
// first, in place (R4).
func loopOf(a *shell.App, p recruit.Profile) tea.Cmd {
	id, name := p.Candidate.ID, p.Candidate.Name
	if len(p.Applications) > 0 {
		return chooseApplication(a, p, "Loop for which job?", func(app recruit.Application) tea.Cmd {
			return interviews.OpenLoop(a, id, app.JobID)
		})
	}
	return a.Open(shell.NewQuestion(a, "Link to a job first?", notLinked(name)+" Choose the job now.",
		"choose the job", func() tea.Cmd {
			return linkCandidate(a, id, name, func(job recruit.JobID) tea.Cmd { return interviews.OpenLoop(a, id, job) })
		}))
}

// notLinked says why a job has to be chosen before an interview.
func notLinked(name string) string {
	return "An interview is always for a linked job, and " + text.Line(name) + " is linked to none yet."
}

// MostJobs is how many jobs a list holds. A workspace with more needs the
// filter anyway; the list says so.
const MostJobs = 5000
