package recruit

import (
	"context"
	"time"
)

// Openings is the service for jobs and their documents.
type Openings struct {
	Jobs Jobs
	Now  Clock
}

// Add adds a job.
func (o *Openings) Add(ctx context.Context, actor Member, j Job) (Job, error) {
	if err := Allow(actor, ToRecruit); err != nil {
		return Job{}, err
	}
	j, err := CleanJob(j)
	if err != nil {
		return Job{}, err
	}
	j.ID, j.Version, j.Status, j.CreatedAt = 0, 0, JobOpen, o.Now().UTC()
	return o.Jobs.SaveJob(ctx, j, Activity{At: j.CreatedAt, ActorID: actor.ID, Actor: actor.Name, Action: "job.added", Text: "Added the job " + j.Title})
}

// Update changes a job; its Version is the one that the person saw.
func (o *Openings) Update(ctx context.Context, actor Member, j Job) (Job, error) {
	if err := Allow(actor, ToRecruit); err != nil {
		return Job{}, err
	}
	j, err := CleanJob(j)
	if err != nil {
		return Job{}, err
	}
	was, err := o.Jobs.Job(ctx, j.ID)
	if err != nil {
		return Job{}, err
	}
	return o.Jobs.SaveJob(ctx, j, Activity{At: o.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "job.changed", JobID: j.ID,
		Text: changedWords("Changed the job "+j.Title, differences(jobDetails(), was, j))}.ifSaid())
}

// Close ends a job; its candidates and interviews stay as they are.
func (o *Openings) Close(ctx context.Context, actor Member, id JobID) (Job, error) {
	if err := Allow(actor, ToRecruit); err != nil {
		return Job{}, err
	}
	j, err := o.Jobs.Job(ctx, id)
	if err != nil {
		return Job{}, err
	}
	if j.Status == JobClosed {
		return Job{}, Refused("%s is closed already.", j.Title)
	}
	j.Status, j.ClosedAt = JobClosed, o.Now().UTC()
	return o.Jobs.SaveJob(ctx, j, Activity{At: j.ClosedAt, ActorID: actor.ID, Actor: actor.Name, Action: "job.closed", JobID: id, Text: "Closed the job " + j.Title})
}

// Reopen takes a job's end back.
func (o *Openings) Reopen(ctx context.Context, actor Member, id JobID) (Job, error) {
	if err := Allow(actor, ToRecruit); err != nil {
		return Job{}, err
	}
	j, err := o.Jobs.Job(ctx, id)
	if err != nil {
		return Job{}, err
	}
	if j.Status == JobOpen {
		return Job{}, Refused("%s is open already.", j.Title)
	}
	j.Status, j.ClosedAt = JobOpen, time.Time{}
	return o.Jobs.SaveJob(ctx, j, Activity{At: o.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "job.reopened", JobID: id, Text: "Reopened the job " + j.Title})
}

// AddFile adds a stored document to a job.
func (o *Openings) AddFile(ctx context.Context, actor Member, id JobID, f File) error {
	if err := Allow(actor, ToRecruit); err != nil {
		return err
	}
	return o.Jobs.AddJobFile(ctx, id, f, Activity{At: o.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "job.file_added", JobID: id, Text: "Added the document " + f.Name})
}

// RemoveFile takes a document from a job. Its content is wiped unless somebody
// else has the same one.
func (o *Openings) RemoveFile(ctx context.Context, actor Member, id JobID, f File) error {
	if err := Allow(actor, ToRecruit); err != nil {
		return err
	}
	return o.Jobs.RemoveJobFile(ctx, id, f, Activity{At: o.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: "job.file_removed", JobID: id, Text: "Removed the document " + f.Name})
}

// CleanJob sanitises and checks what a person or a file said about a job.
func CleanJob(j Job) (Job, error) {
	var err error
	if j.Title, err = cleanLine("title", "title", j.Title, MaxTitle); err != nil {
		return j, err
	}
	if j.Title == "" {
		return j, Invalid("title", "A job needs a title.")
	}
	if j.Department, err = cleanLine("department", "department", j.Department, 200); err != nil {
		return j, err
	}
	if j.Location, err = cleanLine("location", "location", j.Location, 200); err != nil {
		return j, err
	}
	if j.ExternalSource, err = cleanLine("source", "source", j.ExternalSource, 60); err != nil {
		return j, err
	}
	if j.ExternalID, err = cleanLine("external_id", "external id", j.ExternalID, 100); err != nil {
		return j, err
	}
	if j.Description, err = cleanText("description", "description", j.Description, 50_000); err != nil {
		return j, err
	}
	var stages []string
	for _, s := range j.Stages {
		if s, err = cleanLine("stages", "stage", s, 60); err != nil {
			return j, err
		}
		if s != "" {
			stages = append(stages, s)
		}
	}
	if j.Stages = stages; len(stages) == 0 {
		j.Stages = DefaultStages()
	}
	return j, nil
}
