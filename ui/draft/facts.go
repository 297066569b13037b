package draft

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/pools"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/services"
	"recruitty/ui/text"
)

// Facts is what Schedule Interview Event needs to know before it opens.
type Facts struct {
	Profile recruit.Profile
	Job     recruit.Job
	Team    []recruit.Member
	Files   []File
	Pools   []pools.Pool // those that are in use
	Zoom    accounts.ZoomStatus
	Hosting scheduling.Hosting // zero where there is no connection
	Kept    string
	Undo    time.Duration
}

// ReadFacts reads what is needed to schedule an interview of a candidate for a
// job.
func ReadFacts(ctx context.Context, svc *services.Services, actor recruit.Member, c recruit.CandidateID, job recruit.JobID) (Facts, error) {
	var f Facts
	var err error
	if f.Profile, err = svc.Store.Profile(ctx, c); err != nil {
		return f, err
	}
	if f.Job, err = svc.Store.Job(ctx, job); err != nil {
		return f, err
	}
	documents, err := svc.Store.JobFiles(ctx, job)
	if err != nil {
		return f, err
	}
	for _, d := range documents {
		d.Everyone = d.Kind == recruit.JobDescription
		f.Files = append(f.Files, File{File: d, Attach: d.Kind == recruit.JobDescription})
	}
	for _, d := range f.Profile.Files {
		d.Everyone = false
		f.Files = append(f.Files, File{File: d, Attach: d.Kind == recruit.Resume})
	}
	if f.Team, err = svc.Store.Members(ctx, false); err != nil {
		return f, err
	}
	if f.Pools, err = svc.Pools.List(ctx, false); err != nil {
		return f, err
	}
	if f.Zoom, err = svc.Accounts.Status(ctx, actor); err != nil {
		return f, err
	}
	if f.Hosting, err = Hosting(ctx, svc, actor); err != nil {
		return f, err
	}
	if f.Undo, err = svc.Settings.Undo(ctx); err != nil {
		return f, err
	}
	f.Kept, err = svc.Store.Setting(ctx, Key(actor.ID, c, job))
	return f, err
}

// Hosting asks who would host; without a connection nobody would.
func Hosting(ctx context.Context, svc *services.Services, organiser recruit.Member) (scheduling.Hosting, error) {
	h, err := svc.Scheduling.Hosting(ctx, organiser, "")
	if errors.Is(err, recruit.ErrRefused) {
		return scheduling.Hosting{}, nil
	}
	return h, err
}

// proposedTitle is what an interview is called in the stage in which the
// candidate stands: "Screening interview"; in the first one, just "Interview".
func (f Facts) proposedTitle() string {
	const plain = "Interview"
	app, _ := f.Profile.Application(f.Job.ID)
	stage := text.Line(app.Stage)
	switch at := slices.Index(f.Job.Stages, app.Stage); {
	case at <= 0 || slices.ContainsFunc(f.Job.Stages[:at+1], recruit.StageOutcome):
		return plain
	case strings.Contains(strings.ToLower(stage), "interview"):
		return stage
	}
	return stage + " interview"
}

// New is what the form begins with: what was kept, else what is usual.
func (f Facts) New(actor recruit.Member) *Schedule {
	kept, ok := Decode(f.Kept)
	if !ok {
		kept = &Schedule{Title: f.proposedTitle(), TimeZone: actor.TimeZone, Duration: "45 min", Platform: recruit.Zoom}
		if !f.Zoom.Default {
			kept.Platform = recruit.Phone
		}
		kept.Place = f.Profile.Candidate.PlaceOn(kept.Platform)
	}
	if kept.OrganiserEntry == "" {
		kept.OrganiserEntry = actor.Entry()
	}
	kept.Files = Merge(kept.Files, f.Files)
	return kept
}
