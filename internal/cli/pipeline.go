package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

func (p *program) candidateLink() *cobra.Command {
	return p.toStage("link ID --job ID", "Link a candidate to a job",
		"Links a candidate to a job, in its first stage unless --stage names another.",
		"  recruitty candidate link 12 --job 3 --stage Screening", []string{"job"},
		func(ctx context.Context, s *session, id recruit.CandidateID, job recruit.JobID, stage string) (recruit.Moved, error) {
			a, err := s.Services.Pipeline.Link(ctx, s.Actor, id, job, stage)
			return recruit.Moved{Application: a}, err
		})
}

func (p *program) candidateMove() *cobra.Command {
	return p.toStage("move ID --job ID --stage STAGE", "Move a candidate to another stage of a job",
		"Moves a candidate to another stage of a job. Interviews for it that are still ahead of someone who was rejected, or who\nwithdrew, are named, with the command that cancels them.",
		"  recruitty candidate move 12 --job 3 --stage Interview", []string{"job", "stage"},
		func(ctx context.Context, s *session, id recruit.CandidateID, job recruit.JobID, stage string) (recruit.Moved, error) {
			return s.Services.Pipeline.Move(ctx, s.Actor, id, job, stage)
		})
}

// warnStanding names the interviews that stand of someone who is lost in the
// stage that they were moved to.
func (s *session) warnStanding(m recruit.Moved) {
	for _, i := range m.Ahead {
		w := jsonview.Warning{Field: "stage", Text: fmt.Sprintf("Interview %d, %s, is still scheduled for this job: %s.", i.ID, i.Title, output.Span(i.Start, i.Duration, s.Actor.Location())),
			Offers: []jsonview.Offer{{Type: fmt.Sprintf("recruitty interview cancel %d", i.ID)}}}
		s.Tell("Note: %s", w.Text)
		s.Tell("      %s", w.Offers[0].Type)
		s.warned = append(s.warned, w)
	}
}

// toStage makes a command that brings a candidate into a stage of a job.
func (p *program) toStage(use, short, long, example string, needs []string,
	do func(context.Context, *session, recruit.CandidateID, recruit.JobID, string) (recruit.Moved, error)) *cobra.Command {
	var job, stage string
	c := &cobra.Command{
		Use: use, Short: short, Long: long, Example: example,
		Args:              command.Exactly("the number or email address of a candidate"),
		ValidArgsFunction: p.First(p.CandidateIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			if err := command.Required(s.Cmd, needs...); err != nil {
				return err
			}
			id, err := s.CandidateRef(ctx, args[0])
			if err != nil {
				return err
			}
			to, err := command.Numbered[recruit.JobID]("job", job)
			if err != nil {
				return err
			}
			m, err := do(ctx, s, id, to, stage)
			if err != nil {
				return err
			}
			s.warnStanding(m)
			a := m.Application
			if a.JobTitle == "" {
				j, err := s.Services.Store.Job(ctx, a.JobID)
				if err != nil {
					return err
				}
				a.JobTitle = j.Title
			}
			shape := jsonview.OfApplication(a)
			shape.Warnings = s.warned
			return s.Print(shape, func(w *output.Page) {
				w.Line("Candidate %d is in %s for %s (job %d).", a.CandidateID, a.Stage, a.JobTitle, a.JobID)
			})
		}),
	}
	c.Flags().StringVar(&job, "job", "", "`ID` of the job")
	c.Flags().StringVar(&stage, "stage", "", "`stage` of the job's pipeline")
	p.Complete(c, "job", p.JobIDs)
	p.Complete(c, "stage", p.Stages)
	return c
}

// application is the candidate and the job whom an argument and --job, which has to be given, name.
func (s *session) application(ctx context.Context, who, job string) (id recruit.CandidateID, of recruit.JobID, err error) {
	if err := command.Required(s.Cmd, "job"); err != nil {
		return 0, 0, err
	}
	if id, err = s.CandidateRef(ctx, who); err != nil {
		return 0, 0, err
	}
	of, err = command.Numbered[recruit.JobID]("job", job)
	return id, of, err
}

func (p *program) candidateUnlink() *cobra.Command {
	var job string
	c := &cobra.Command{
		Use:   "unlink ID --job ID",
		Short: "Take a candidate out of a job",
		Long: `Takes a candidate out of a job; recruitty candidate link undoes that. It is refused while an interview for the
job is still scheduled. Past interviews and the log stay.`,
		Example:           "  recruitty candidate unlink 12 --job 3",
		Args:              command.Exactly("the number or email address of a candidate"),
		ValidArgsFunction: p.First(p.CandidateIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			id, from, err := s.application(ctx, args[0], job)
			if err != nil {
				return err
			}
			a, err := s.Services.Pipeline.Unlink(ctx, s.Actor, id, from)
			if err != nil {
				return err
			}
			return s.Print(jsonview.OfApplication(a), func(w *output.Page) {
				w.Line("Candidate %d is no longer linked to %s (job %d); the stage was %s.", id, a.JobTitle, a.JobID, a.Stage)
			})
		}),
	}
	c.Flags().StringVar(&job, "job", "", "`ID` of the job")
	p.Complete(c, "job", p.JobIDs)
	return c
}
