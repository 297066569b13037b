package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// scheduleFacts is what the form needs to know before it opens.
type scheduleFacts struct {
	profile recruit.Profile
	job     recruit.Job
	team    []recruit.Member
	files   []draftFile
	zoom    recruit.ZoomStatus
	hosting recruit.Hosting // zero where there is no connection
	kept    string
	undo    time.Duration
}

// openSchedule opens Schedule Interview Event (R5) for a candidate who is
// linked to a job, with what was typed there before and not sent.
func (a *App) openSchedule(c recruit.CandidateID, job recruit.JobID) tea.Cmd {
	if why := a.forbidden(recruit.ToSchedule); why != "" {
		return a.Say(theme.Warning, why)
	}
	desk, actor := a.desk(), a.Member()
	return prepare(a, func(ctx context.Context) (scheduleFacts, error) {
		return readScheduleFacts(ctx, desk, actor, c, job)
	}, func(f scheduleFacts, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.sayProblem(err)
		case f.profile.Candidate.Email == "":
			return a.Say(theme.Warning, text.Line(f.profile.Candidate.Name)+" has no e-mail address; add one to the profile before scheduling.")
		}
		if _, linked := f.profile.Application(job); !linked {
			return a.Say(theme.Warning, text.Line(f.profile.Candidate.Name)+" is not linked to "+text.Line(f.job.Title)+"; link them first.")
		}
		return a.Open(newSchedule(a, f))
	})
}

func readScheduleFacts(ctx context.Context, desk *recruit.Desk, actor recruit.Member, c recruit.CandidateID, job recruit.JobID) (scheduleFacts, error) {
	var f scheduleFacts
	var err error
	if f.profile, err = desk.Store.Profile(ctx, c); err != nil {
		return f, err
	}
	if f.job, err = desk.Store.Job(ctx, job); err != nil {
		return f, err
	}
	documents, err := desk.Store.JobFiles(ctx, job)
	if err != nil {
		return f, err
	}
	for _, d := range documents {
		d.Everyone = d.Kind == recruit.JobDescription
		f.files = append(f.files, draftFile{File: d, Attach: d.Kind == recruit.JobDescription})
	}
	for _, d := range f.profile.Files {
		d.Everyone = false
		f.files = append(f.files, draftFile{File: d, Attach: d.Kind == recruit.Resume})
	}
	if f.team, err = desk.Store.Members(ctx, false); err != nil {
		return f, err
	}
	if f.zoom, err = desk.Accounts.Status(ctx, actor); err != nil {
		return f, err
	}
	if f.hosting, err = readHosting(ctx, desk, actor, ""); err != nil {
		return f, err
	}
	if f.undo, err = desk.Settings.Undo(ctx); err != nil {
		return f, err
	}
	f.kept, err = desk.Store.Setting(ctx, draftKey(actor.ID, c, job))
	return f, err
}

// readHosting asks who would host; without a connection nobody would.
func readHosting(ctx context.Context, desk *recruit.Desk, organiser recruit.Member, chosen string) (recruit.Hosting, error) {
	h, err := desk.Scheduling.Hosting(ctx, organiser, chosen)
	if errors.Is(err, recruit.ErrRefused) {
		return recruit.Hosting{}, nil
	}
	return h, err
}

// proposedTitle is what an interview is called in the stage in which the
// candidate stands: "Screening interview"; in the first one, just "Interview".
func (f scheduleFacts) proposedTitle() string {
	const plain = "Interview"
	app, _ := f.profile.Application(f.job.ID)
	stage := text.Line(app.Stage)
	switch at := slices.Index(f.job.Stages, app.Stage); {
	case at <= 0:
		return plain
	case strings.Contains(strings.ToLower(stage), "interview"):
		return stage
	}
	return stage + " interview"
}
