package scoring

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/scorecards"
)

type debriefJSON struct {
	Candidate recruit.CandidateID `json:"candidate"`
	Name      string              `json:"name"`
	Job       recruit.JobID       `json:"job"`
	JobTitle  string              `json:"job_title"`
	Stage     string              `json:"stage"`
	Next      string              `json:"next_stage"` // "" at the end
	Given     int                 `json:"given"`
	Awaited   int                 `json:"awaited"` // given, and missing of interviews that have ended
	Sheets    []sheetJSON         `json:"interviews"`
}

func (p scorer) debrief() *cobra.Command {
	var job, decide, why string
	c := &cobra.Command{
		Use:   "debrief CANDIDATE",
		Short: "Review a candidate's interviews and decide",
		Long: `Shows the scorecards of a candidate for a job, whose are missing, and with --decide records what the team decided: next moves the
candidate to the next stage, hold changes nothing, and no is recorded; telling the candidate is a separate step. The decision is logged
with who and why.`,
		Example:           "  recruitty debrief 12 --job 3\n  recruitty debrief 12 --job 3 --decide next --why \"Strong on storage\"",
		Args:              command.Exactly("the number or email address of a candidate"),
		ValidArgsFunction: p.First(p.CandidateIDs),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			candidate, err := s.CandidateRef(ctx, args[0])
			if err != nil {
				return err
			}
			var of recruit.JobID
			if job != "" {
				if of, err = command.Numbered[recruit.JobID]("job", job); err != nil {
					return err
				}
			}
			var d scorecards.Debrief
			if decide == "" {
				if why != "" {
					return command.WrongUsage(s.Cmd, "--why says why something is decided; add --decide.")
				}
				d, err = s.Services.Scorecards.Debrief(ctx, s.Actor, candidate, of)
			} else {
				var what scorecards.Decision
				if what, err = scorecards.ParseDecision(decide); err != nil {
					return err
				}
				d, err = s.Services.Scorecards.Decide(ctx, s.Actor, candidate, of, what, why)
			}
			if err != nil {
				return err
			}
			now := p.Now()
			shaped := debriefJSON{d.Candidate.ID, d.Candidate.Name, d.Job.ID, d.Job.Title, d.Application.Stage, d.Next, d.Given(), d.Awaited(now), output.Each(d.Sheets, shapeSheet)}
			return s.Print(shaped, func(w *output.Page) {
				w.Line("%s for %s, in %s: %s", d.Candidate.Name, d.Job.Title, orNone(d.Application.Stage, "no stage"), fmt.Sprintf("%d of %d scorecards given", d.Given(), d.Awaited(now)))
				for _, x := range d.Sheets {
					writeSheet(w, x, false)
				}
				if len(d.Sheets) == 0 {
					w.Line("There has been no interview yet.")
				}
			})
		}),
	}
	c.Flags().StringVar(&job, "job", "", "`ID` of the job (default the only one, or that of the newest interview)")
	c.Flags().StringVar(&decide, "decide", "", "next, hold or no")
	c.Flags().StringVar(&why, "why", "", "`text` that the log keeps")
	p.Complete(c, "job", p.JobIDs)
	p.Among(c, "decide", "next", "hold", "no")
	return c
}
