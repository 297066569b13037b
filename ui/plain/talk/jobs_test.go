package talk

import (
	"context"
	"testing"

	"recruitty/recruit"
)

// someJobs has as many jobs, the newest first.
type someJobs int

func (n someJobs) Jobs(_ context.Context, f recruit.JobFilter) (part []recruit.JobSummary, err error) {
	id := recruit.JobID(n)
	if f.After != 0 {
		id = f.After - 1
	}
	for ; id > 0 && len(part) < f.Limit; id-- {
		part = append(part, recruit.JobSummary{Job: recruit.Job{ID: id}})
	}
	return part, nil
}

// TestOpenJobs holds that none is left out, however many there are.
func TestOpenJobs(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, jobsAtOnce - 1, jobsAtOnce, jobsAtOnce + 1, 3*jobsAtOnce + 7} {
		all, err := OpenJobs(t.Context(), someJobs(n))
		if err != nil || len(all) != n || n > 0 && (all[0].ID != recruit.JobID(n) || all[n-1].ID != 1) {
			t.Errorf("%d of %d, %v", len(all), n, err)
		}
	}
}
