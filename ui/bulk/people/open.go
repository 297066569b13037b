// Package people is the box in which many candidates are changed at once: what would happen
// to each, the mail that each would get, and, once it is decided, what has really happened.
package people

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/services"
	"recruitty/ui/bulk/stages"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Chosen are the candidates that a change is about, and the job whose list they are of, 0
// where they are of none.
type Chosen struct {
	IDs []recruit.CandidateID
	Job recruit.JobID
	// Changed is told for whom something was done; it may be nil.
	Changed func([]recruit.CandidateID)
	Last    *stages.Last // gets the box in which it was done
}

// said is how many they are.
func (c Chosen) said() string { return wording.Counted(len(c.IDs), "candidate") }

// refused says why nothing can be done about them.
func (c Chosen) refused(a *shell.App) string {
	if why := a.Forbidden(recruit.ToRecruit); why != "" {
		return why
	}
	if err := people.CheckCount(len(c.IDs)); err != nil {
		return recruit.Sentence(err)
	}
	return ""
}

// links are the jobs that some candidates are linked to.
type links struct {
	jobs   []recruit.Job // open ones in which at least one of them is not lost
	stages []string      // of these, each once
}

// linksOf reads the jobs of candidates.
func linksOf(ctx context.Context, svc *services.Services, c Chosen) (all links, err error) {
	ids := []recruit.JobID{c.Job}
	if c.Job == 0 {
		ids = nil
		for _, id := range c.IDs {
			p, err := svc.Store.Profile(ctx, id)
			if err != nil && !recruit.AboutOne(ctx, err) {
				return all, err
			}
			for _, app := range p.Applications {
				if !slices.Contains(ids, app.JobID) && !recruit.StageLost(app.Stage) {
					ids = append(ids, app.JobID)
				}
			}
		}
	}
	for _, id := range ids {
		j, err := svc.Store.Job(ctx, id)
		if err != nil {
			return all, err
		}
		if j.Status != recruit.JobOpen && c.Job == 0 {
			continue
		}
		all.jobs = append(all.jobs, j)
		for _, stage := range j.Stages {
			if !slices.Contains(all.stages, stage) {
				all.stages = append(all.stages, stage)
			}
		}
	}
	return all, nil
}

// Move asks to which stage they go.
func Move(a *shell.App, c Chosen) tea.Cmd {
	if why := c.refused(a); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc := a.Services()
	return shell.Prepare(a, func(ctx context.Context) (links, error) { return linksOf(ctx, svc, c) }, func(all links, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		if len(all.stages) == 0 {
			return a.Say(theme.Warning, "None of them is in an open job; press l to link them to one.")
		}
		var items []shell.Command
		for _, stage := range all.stages {
			item := shell.Command{Name: text.Line(stage), Run: func() tea.Cmd { return open(a, people.Change{Kind: people.Move, Stage: stage, JobID: c.Job}, c) }}
			if recruit.StageLost(stage) {
				item.Hint, item.Run = "asks why", func() tea.Cmd { return Reject(a, c) }
			}
			items = append(items, item)
		}
		return a.Open(forms.NewPicker(a, "Move "+c.said()+" to a stage", "part of the stage's name", items))
	})
}

// Reject asks for the reason, which is the same for all.
func Reject(a *shell.App, c Chosen) tea.Cmd {
	if why := c.refused(a); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc := a.Services()
	return shell.Prepare(a, func(ctx context.Context) ([]string, error) { return svc.Outcomes.Reasons(ctx) }, func(reasons []string, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		var items []shell.Command
		for _, reason := range reasons {
			items = append(items, shell.Command{Name: text.Line(reason), Run: func() tea.Cmd {
				return open(a, people.Change{Kind: people.Reject, Reason: reason, JobID: c.Job, Told: true, CancelInterviews: true}, c)
			}})
		}
		return a.Open(forms.NewPicker(a, "Why are "+c.said()+" rejected?", "part of a reason", items))
	})
}

// Write asks by which template they are written to.
func Write(a *shell.App, c Chosen) tea.Cmd {
	if why := c.refused(a); why != "" {
		return a.Say(theme.Warning, why)
	}
	var items []shell.Command
	for _, t := range wording.LetterTemplates() {
		items = append(items, shell.Command{Name: t.Words, Hint: "template " + string(t.Event), Run: func() tea.Cmd {
			return open(a, people.Change{Kind: people.Mail, Event: t.Event, JobID: c.Job}, c)
		}})
	}
	return a.Open(forms.NewPicker(a, "Write to "+c.said(), "part of a template's name", items))
}

// Link asks to which job they are linked.
func Link(a *shell.App, c Chosen) tea.Cmd {
	if why := c.refused(a); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc := a.Services()
	return shell.Prepare(a, func(ctx context.Context) ([]recruit.JobSummary, error) {
		return svc.Store.Jobs(ctx, recruit.JobFilter{Status: recruit.JobOpen, Limit: forms.MostJobs + 1, Brief: true})
	}, func(jobs []recruit.JobSummary, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		p := forms.NewJobPicker(a, "Link "+c.said()+" to a job", jobs, func(id recruit.JobID) bool { return id == c.Job },
			func(j recruit.JobSummary) tea.Cmd { return open(a, people.Change{Kind: people.Link, JobID: j.ID}, c) })
		if p == nil {
			return a.Say(theme.Warning, "There is no other open job; add one in Jobs.")
		}
		return a.Open(p)
	})
}

// Own asks who looks after them.
func Own(a *shell.App, c Chosen) tea.Cmd {
	if why := c.refused(a); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc := a.Services()
	return shell.Prepare(a, func(ctx context.Context) ([]recruit.Member, error) { return svc.Store.Members(ctx, false) }, func(team []recruit.Member, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		var items []shell.Command
		for _, m := range team {
			items = append(items, shell.Command{Name: text.Line(m.Name), Hint: text.Line(m.Email),
				Run: func() tea.Cmd { return open(a, people.Change{Kind: people.Own, Owner: m.Email}, c) }})
		}
		items = append(items, shell.Command{Name: "Nobody", Run: func() tea.Cmd { return open(a, people.Change{Kind: people.Own}, c) }})
		return a.Open(forms.NewPicker(a, "Who owns "+c.said()+"?", "part of a name", items))
	})
}

// Tag asks which tags come and which go.
func Tag(a *shell.App, c Chosen) tea.Cmd {
	if why := c.refused(a); why != "" {
		return a.Say(theme.Warning, why)
	}
	return open(a, people.Change{Kind: people.Tag}, c)
}

// open opens the box: with its form where something has to be typed, else with what would
// happen.
func open(a *shell.App, change people.Change, c Chosen) tea.Cmd {
	if c.Changed == nil {
		c.Changed = func([]recruit.CandidateID) {}
	}
	if c.Last == nil {
		c.Last = new(stages.Last)
	}
	b := &box{app: a, change: change, of: c, typed: &draft.BulkPeople{Told: draft.Yes, Cancel: draft.Yes}}
	b.form = forms.New(forms.Options{Styles: a.Styles, Draft: b.typed, Remote: a.Session().Remote, Fields: b.fields})
	b.rows = forms.NewFields(a, 16)
	b.keep = &shell.DraftSaver{App: a, Text: b.unsent, Key: draft.BulkPeopleKey(a.Member().ID, change)}
	b.first = b.kept()
	if !b.typesFirst() {
		return a.Open(b)
	}
	return a.OpenKept(b, b.keep, b.resume)
}
