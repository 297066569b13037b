package forms

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// MostJobs is how many jobs a choice offers before anything is typed; who makes one reads
// one more.
const MostJobs = 500

// mostFoundJobs is how many more what is typed finds.
const mostFoundJobs = 20

// NewJobPicker asks for one of the open jobs: jobs are the first of them, at most MostJobs and
// one. Where there are more, what is typed looks the others up, so that every job can be
// reached. It is nil where not leaves none of them.
func NewJobPicker(a *shell.App, title string, jobs []recruit.JobSummary, not func(recruit.JobID) bool, chosen func(recruit.JobSummary) tea.Cmd) *Picker {
	offer := func(items []shell.Command, jobs []recruit.JobSummary) []shell.Command {
		for _, j := range jobs {
			if !not(j.ID) {
				items = append(items, shell.Command{Name: text.Line(j.Title), Hint: text.Line(j.Department), Run: func() tea.Cmd { return chosen(j) }})
			}
		}
		return items
	}
	first := jobs[:min(len(jobs), MostJobs)]
	items := offer(nil, first)
	more := len(jobs) > MostJobs
	if more {
		items = append(items, shell.MoreFound())
	}
	if len(items) == 0 {
		return nil
	}
	p := NewPicker(a, title, "part of the job's title", items)
	if !more {
		return p
	}
	svc, last := a.Services(), first[len(first)-1].ID
	p.Find = func(query string) shell.Look {
		return func(ctx context.Context) ([]shell.Command, error) {
			found, err := svc.Store.Jobs(ctx, recruit.JobFilter{Query: query, Status: recruit.JobOpen, After: last, Limit: mostFoundJobs + 1, Brief: true})
			items := offer(nil, found[:min(len(found), mostFoundJobs)])
			if len(found) > mostFoundJobs {
				items = append(items, shell.MoreFound())
			}
			return items, err
		}
	}
	return p
}
