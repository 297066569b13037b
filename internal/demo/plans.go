package demo

import (
	"context"
	"strings"

	"recruitty/recruit/loops"
)

// planned is the interview plan of a stage of a job, its sessions as people type them.
type planned struct {
	job      int // position in openings
	stage    string
	sessions []string
}

// plans are those of the sample. The first is a loop that can be solved at once for who
// is in its stage.
var plans = [...]planned{
	{backend, "Team interview", []string{
		"Code together, 60 min, 1 of Backend interviewers",
		"System design, 60 min, 1 of System design",
		"Running what one built, 45 min, 1 of Backend interviewers",
		"Conversation with a hiring manager, 45 min, 1 of Hiring managers",
	}},
	{designer, "Interview", []string{
		"Portfolio, 60 min, 1 of Design interviewers",
		"Design task, 60 min, 1 of Design interviewers",
		"Conversation with a hiring manager, 45 min, 1 of Hiring managers",
	}},
}

// writePlans writes the interview plans.
func (f *filler) writePlans() {
	for n, p := range plans {
		f.work(f.ago(28, 200-10*n), func(ctx context.Context) error {
			known, err := f.loops.Known(ctx)
			if err != nil {
				return err
			}
			plan := loops.New(f.jobs[p.job].ID, p.stage)
			if plan.Sessions, err = loops.ParseSessions(strings.Join(p.sessions, "\n"), known); err != nil {
				return err
			}
			_, err = f.loops.Save(ctx, f.members[1], plan)
			return err
		})
	}
}
