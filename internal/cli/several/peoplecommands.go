package several

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
)

func (p changer) jobOf(c *cobra.Command, job *string, what string) {
	c.Flags().StringVar(job, "job", "", what)
	p.Complete(c, "job", p.JobIDs)
}

// ownJob is what --job means where it may be left out.
const ownJob = "`ID` of the job (default each their own, where they are in one open job only)"

func (p changer) movePeople() *cobra.Command {
	var w whom
	var job, stage string
	c := &cobra.Command{
		Use:   "move [ID…] --stage STAGE",
		Short: "Move candidates to a stage of their job",
		Long:  `Moves candidates to a stage of one job, or each of their own. A stage of those who were rejected is for candidate bulk reject.` + howPeople,
		Example: `  recruitty candidate bulk move 7 8 9 --stage Offer
  recruitty candidate bulk move --query "job:storage stage:applied" --stage "Phone screen" --dry-run`,
		RunE: p.doingPeople(&w, func(_ context.Context, s *command.Session) (people.Change, error) {
			id, err := jobFlag(job)
			return people.Change{Kind: people.Move, JobID: id, Stage: stage}, err
		}),
	}
	w.addChanging(p, c)
	p.jobOf(c, &job, ownJob)
	c.Flags().StringVar(&stage, "stage", "", "the `stage` to move to")
	p.Complete(c, "stage", p.Stages)
	return c
}

func (p changer) rejectPeople() *cobra.Command {
	var w whom
	var job string
	var told, quiet bool
	change := people.Change{Kind: people.Reject}
	c := &cobra.Command{
		Use:   "reject [ID…] --reason REASON --mail|--no-mail",
		Short: "Reject candidates for one reason, with or without an email to each",
		Long: `Rejects candidates for one reason out of the workspace's list (recruitty workspace reasons), or the beginning of one. With
--mail each gets the template "rejected" in their own name and language; who has no address is rejected without one, which is said.
--after holds the emails back until a time, which is that of each candidate.` + howPeople,
		Example: `  recruitty candidate bulk reject 7 8 9 --reason "Position closed" --mail --after 2h
  recruitty candidate bulk reject --query "job:storage stage:applied" --reason skills --no-mail --dry-run`,
		RunE: p.doingPeople(&w, func(_ context.Context, s *command.Session) (people.Change, error) {
			if told == quiet {
				return change, command.WrongUsage(s.Cmd, "Say whether the candidates are told: --mail or --no-mail.")
			}
			var err error
			change.Told = told
			change.JobID, err = jobFlag(job)
			return change, err
		}),
	}
	w.addChanging(p, c)
	w.holding(c)
	p.jobOf(c, &job, ownJob)
	f := c.Flags()
	f.StringVar(&change.Reason, "reason", "", "why; recruitty workspace reasons lists them")
	f.BoolVar(&told, "mail", false, "tell each by email")
	f.BoolVar(&quiet, "no-mail", false, "send no email")
	f.BoolVar(&change.CancelInterviews, "cancel-interviews", false, "cancel their upcoming interviews for the job")
	afterFlag(c, &change.When)
	return c
}

func afterFlag(c *cobra.Command, when *string) {
	c.Flags().StringVar(when, "after", "", "when the emails leave: `time` such as 2h or \"tomorrow 9:00\", of each candidate")
}

func (p changer) mailPeople() *cobra.Command {
	var w whom
	var job, template string
	change := people.Change{Kind: people.Mail}
	c := &cobra.Command{
		Use:   "mail [ID…] --words TEXT",
		Short: "Write to candidates by a template, each their own email",
		Long: `Sends each candidate an email of their own through the outbox, in their language where there is one. The text of --words goes
between the greeting and the end of the template "message". Candidates without an address, and those whose data was erased, are listed
before anything is sent. Replies go to you.` + howPeople,
		Example: `  recruitty candidate bulk mail 7 8 9 --words "Can you send us your references?"
  recruitty candidate bulk mail --query "job:storage stage:offer" --template advanced --dry-run`,
		RunE: p.doingPeople(&w, func(_ context.Context, s *command.Session) (people.Change, error) {
			var err error
			change.Event = recruit.MailEvent(template)
			change.JobID, err = jobFlag(job)
			return change, err
		}),
	}
	w.addChanging(p, c)
	w.holding(c)
	p.jobOf(c, &job, "`ID` of the job that the emails are about (default the newest of each)")
	c.Flags().StringVar(&change.FreeWords, "words", "", "what the email says, as `TEXT`")
	c.Flags().StringVar(&template, "template", string(recruit.OnMessage), "message, advanced or rejected")
	p.Among(c, "template", output.Each(recruit.LetterEvents(), func(o recruit.MailEvent) string { return string(o) })...)
	afterFlag(c, &change.When)
	return c
}

func (p changer) linkPeople() *cobra.Command {
	var w whom
	var job, stage string
	c := &cobra.Command{
		Use:   "link [ID…] --job ID",
		Short: "Link candidates to a job",
		Long:  `Links candidates to a job, in its first stage or in another one.` + howPeople,
		Example: `  recruitty candidate bulk link 7 8 9 --job 3
  recruitty candidate bulk link --query tag:rust --job 3 --stage "Phone screen"`,
		RunE: p.doingPeople(&w, func(_ context.Context, s *command.Session) (people.Change, error) {
			if err := command.Required(s.Cmd, "job"); err != nil {
				return people.Change{}, err
			}
			id, err := jobFlag(job)
			return people.Change{Kind: people.Link, JobID: id, Stage: stage}, err
		}),
	}
	w.addChanging(p, c)
	p.jobOf(c, &job, "`ID` of the job")
	c.Flags().StringVar(&stage, "stage", "", "the `stage` to begin in (default the first)")
	p.Complete(c, "stage", p.Stages)
	return c
}

func (p changer) tagPeople() *cobra.Command {
	var w whom
	change := people.Change{Kind: people.Tag}
	c := &cobra.Command{
		Use:     "tag [ID…] --add TAG --remove TAG",
		Short:   "Give candidates tags, or take some away",
		Long:    `Gives candidates tags and takes others away; what else they are tagged with stays.` + howPeople,
		Example: `  recruitty candidate bulk tag --query "job:storage stage:offer" --add silver --remove new`,
		RunE:    p.doingPeople(&w, func(context.Context, *command.Session) (people.Change, error) { return change, nil }),
	}
	w.addChanging(p, c)
	c.Flags().StringArrayVar(&change.Add, "add", nil, "a `tag` that they get (may be repeated)")
	c.Flags().StringArrayVar(&change.Remove, "remove", nil, "a `tag` that is taken away (may be repeated)")
	return c
}

func (p changer) ownPeople() *cobra.Command {
	var w whom
	var nobody bool
	change := people.Change{Kind: people.Own}
	c := &cobra.Command{
		Use:     "owner [ID…] --owner MEMBER|--nobody",
		Short:   "Set the owner of candidates",
		Long:    `Sets the member who owns candidates, or removes the owner.` + howPeople,
		Example: `  recruitty candidate bulk owner --query owner:dana --owner lee@acme.example`,
		RunE: p.doingPeople(&w, func(_ context.Context, s *command.Session) (people.Change, error) {
			if (change.Owner == "") != nobody {
				return change, command.WrongUsage(s.Cmd, "Name the owner with --owner, or use --nobody.")
			}
			return change, nil
		}),
	}
	w.addChanging(p, c)
	c.Flags().StringVar(&change.Owner, "owner", "", "name or address of the `member`")
	c.Flags().BoolVar(&nobody, "nobody", false, "they have no owner")
	p.Complete(c, "owner", p.MemberEmails)
	return c
}
