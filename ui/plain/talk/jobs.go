package talk

import (
	"context"

	"recruitty/recruit"
)

// jobsAtOnce is how many jobs are read at a time.
const jobsAtOnce = 500

// Jobs lists jobs.
type Jobs interface {
	Jobs(ctx context.Context, f recruit.JobFilter) ([]recruit.JobSummary, error)
}

// OpenJobs are all open jobs, without their descriptions: a choice names every one, by its
// number or a part of its title.
func OpenJobs(ctx context.Context, jobs Jobs) ([]recruit.JobSummary, error) {
	var all []recruit.JobSummary
	f := recruit.JobFilter{Status: recruit.JobOpen, Limit: jobsAtOnce, Brief: true}
	for {
		part, err := jobs.Jobs(ctx, f)
		if all = append(all, part...); err != nil || len(part) < jobsAtOnce {
			return all, err
		}
		f.After = part[len(part)-1].ID
	}
}
