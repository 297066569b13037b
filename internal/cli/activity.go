package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/filter"
)

func (p *program) activity() *cobra.Command {
	return command.Noun("activity", "What happened, who did it, when", p.activityList())
}

func (p *program) activityList() *cobra.Command {
	var (
		candidate, job, interview, member, view string
		limit                                   int
	)
	c := &cobra.Command{
		Use:   "list [QUERY]",
		Short: "List the activity log, newest first",
		Long:  "Lists the activity log, newest first. " + command.FilterHelp,
		Example: `  recruitty activity list --candidate 12
  recruitty activity list "rescheduled tuesday"
  recruitty activity list kind:rescheduled after:lastweek
  recruitty activity list --member dana@example.com --limit 0 --json`,
		Args: command.Filter(),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			if limit < 0 {
				return recruit.Invalid("limit", "The limit is a number of lines, or 0 for all.")
			}
			var (
				f   recruit.ActivityFilter
				err error
			)
			if f.CandidateID, f.JobID, err = s.Narrowed(ctx, candidate, job); err != nil {
				return err
			}
			if interview != "" {
				if f.InterviewID, err = command.Numbered[recruit.InterviewID]("interview", interview); err != nil {
					return err
				}
			}
			if member != "" {
				m, err := s.MemberRef(ctx, member)
				if err != nil {
					return err
				}
				f.ActorID = m.ID
			}
			q, err := s.Filtered(ctx, filter.Activity, view, args)
			if err != nil {
				return err
			}
			most := limit
			if !q.Empty() {
				most = 0 // whatever is found may stand far back
			}
			l := output.ListOf(command.NoneFound(q, "Nothing has happened yet."), []string{"WHEN", "WHO", "CANDIDATE", "WHAT"}, func(a recruit.Activity) []string {
				return []string{s.Moment(a.At), a.Actor, a.Candidate, strings.Join(strings.Fields(a.Text), " ")}
			}, jsonview.OfActivity)
			found := command.Narrowed(q, filter.Line, l, func(a recruit.Activity) string { return a.Words(s.Actor.Location()) }, s.activityPages(ctx, f, most))
			return output.Stream(p.Printer(), l, command.AtMost(limit, found))
		}),
	}
	c.Flags().StringVar(&candidate, "candidate", "", "only about the candidate with this `ID` or address")
	c.Flags().StringVar(&job, "job", "", "only about the job with this `ID`")
	c.Flags().StringVar(&interview, "interview", "", "only about the interview with this `ID`")
	c.Flags().StringVar(&member, "member", "", "only what the member with this `address` did")
	c.Flags().IntVar(&limit, "limit", 200, "maximum number of `lines`, 0 for all")
	p.ViewFlag(c, filter.Activity, &view)
	p.Complete(c, "candidate", p.CandidateIDs)
	p.Complete(c, "job", p.JobIDs)
	p.Complete(c, "interview", p.InterviewIDs)
	p.Complete(c, "member", p.MemberEmails)
	return c
}
