package pipeline

import (
	"context"
	"time"

	"recruitty/recruit"
)

// Jobs is the service for jobs and their documents.
type Jobs struct {
	Jobs recruit.Jobs
	Now  recruit.Clock
}

// Add adds a job.
func (o *Jobs) Add(ctx context.Context, actor recruit.Member, j recruit.Job) (recruit.Job, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Job{}, err
	}
	j, err := CleanJob(j)
	if err != nil {
		return recruit.Job{}, err
	}
	j.ID, j.Version, j.Status, j.CreatedAt = 0, 0, recruit.JobOpen, o.Now().UTC()
	return o.Jobs.SaveJob(ctx, j, recruit.Activity{At: j.CreatedAt, ActorID: actor.ID, Actor: actor.Name, Action: "job.added", Text: "Added the job " + j.Title})
}

// Update changes a job; its Version is the one that the person saw.
func (o *Jobs) Update(ctx context.Context, actor recruit.Member, j recruit.Job) (recruit.Job, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Job{}, err
	}
	j, err := CleanJob(j)
	if err != nil {
		return recruit.Job{}, err
	}
	was, err := o.Jobs.Job(ctx, j.ID)
	if err != nil {
		return recruit.Job{}, err
	}
	return o.Jobs.SaveJob(ctx, j, recruit.Activity{At: o.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "job.changed", JobID: j.ID,
		Text: recruit.ChangedWords("Changed the job "+j.Title, recruit.Differences(recruit.JobDetails(), was, j))}.IfSaid())
}

// Restore makes a job what it was before a change that log takes back; its Version is the
// one that the person saw.
func (o *Jobs) Restore(ctx context.Context, actor recruit.Member, j recruit.Job, log recruit.Activity) (recruit.Job, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Job{}, err
	}
	return o.Jobs.SaveJob(ctx, j, log)
}

// Close ends a job; its candidates and interviews stay as they are.
func (o *Jobs) Close(ctx context.Context, actor recruit.Member, id recruit.JobID) (recruit.Job, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Job{}, err
	}
	j, err := o.Jobs.Job(ctx, id)
	if err != nil {
		return recruit.Job{}, err
	}
	if j.Status == recruit.JobClosed {
		return recruit.Job{}, recruit.Refused("%s is already closed.", j.Title)
	}
	j.Status, j.ClosedAt = recruit.JobClosed, o.Now().UTC()
	return o.Jobs.SaveJob(ctx, j, recruit.Activity{At: j.ClosedAt, ActorID: actor.ID, Actor: actor.Name, Action: "job.closed", JobID: id, Text: "Closed the job " + j.Title})
}

// Reopen takes a job's end back.
func (o *Jobs) Reopen(ctx context.Context, actor recruit.Member, id recruit.JobID) (recruit.Job, error) {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return recruit.Job{}, err
	}
	j, err := o.Jobs.Job(ctx, id)
	if err != nil {
		return recruit.Job{}, err
	}
	if j.Status == recruit.JobOpen {
		return recruit.Job{}, recruit.Refused("%s is already open.", j.Title)
	}
	j.Status, j.ClosedAt = recruit.JobOpen, time.Time{}
	return o.Jobs.SaveJob(ctx, j, recruit.Activity{At: o.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "job.reopened", JobID: id, Text: "Reopened the job " + j.Title})
}

// AddFile adds a stored document to a job.
func (o *Jobs) AddFile(ctx context.Context, actor recruit.Member, id recruit.JobID, f recruit.File) error {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return err
	}
	return o.Jobs.AddJobFile(ctx, id, f, recruit.Activity{At: o.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "job.file_added", JobID: id, Text: "Added the document " + f.Name})
}

// RemoveFile takes a document from a job; see Pipeline.RemoveFile.
func (o *Jobs) RemoveFile(ctx context.Context, actor recruit.Member, id recruit.JobID, f recruit.File, wipe bool) error {
	if err := recruit.Allow(actor, recruit.ToRecruit); err != nil {
		return err
	}
	action := "job.file_removed"
	if wipe {
		action = "job.file_wiped"
	}
	return o.Jobs.RemoveJobFile(ctx, id, f, wipe, recruit.Activity{At: o.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: action, JobID: id, Text: removedWords("document", f, wipe)})
}

// CleanJob sanitises and checks what a person or a file said about a job.
func CleanJob(j recruit.Job) (recruit.Job, error) {
	var err error
	if j.Title, err = recruit.CleanLine("title", "title", j.Title, recruit.MaxTitle); err != nil {
		return j, err
	}
	if j.Title == "" {
		return j, recruit.Invalid("title", "A job needs a title.")
	}
	if j.Department, err = recruit.CleanLine("department", "department", j.Department, 200); err != nil {
		return j, err
	}
	if j.Location, err = recruit.CleanLine("location", "location", j.Location, 200); err != nil {
		return j, err
	}
	if j.ExternalSource, err = recruit.CleanLine("source", "source", j.ExternalSource, 60); err != nil {
		return j, err
	}
	if j.ExternalID, err = recruit.CleanLine("external_id", "external id", j.ExternalID, 100); err != nil {
		return j, err
	}
	if j.Description, err = recruit.CleanText("description", "description", j.Description, 50_000); err != nil {
		return j, err
	}
	var stages []string
	for _, s := range j.Stages {
		if s, err = recruit.CleanLine("stages", "stage", s, 60); err != nil {
			return j, err
		}
		if s != "" {
			stages = append(stages, s)
		}
	}
	if j.Stages = stages; len(stages) == 0 {
		j.Stages = recruit.DefaultStages()
	}
	return j, nil
}
