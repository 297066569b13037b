package cli

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/foreseen"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/letters"
	"recruitty/recruit/outcomes"
	"recruitty/recruit/scheduling"
)

type letterJSON struct {
	ID      recruit.LetterID  `json:"id"`
	Event   recruit.MailEvent `json:"event"`
	Subject string            `json:"subject"`
	Text    string            `json:"text"`
	Effect  jsonview.Effect   `json:"effect"`
}

func (s *session) shapeLetter(l recruit.Letter) *letterJSON {
	return &letterJSON{l.ID, l.Event, l.Subject, l.Text, jsonview.OfEffect(l.Effect, s.Now())}
}

type outcomeJSON struct {
	Application jsonview.Application  `json:"application"`
	Was         string                `json:"was_stage"`
	Mail        *letterJSON           `json:"mail"`      // null without
	Cancelled   []recruit.InterviewID `json:"cancelled"` // interviews
	Standing    []recruit.InterviewID `json:"standing"`  // ahead, and not cancelled
	Warnings    []string              `json:"warnings,omitempty"`
	// Mails are the cancellations that would leave; only with --preview.
	Mails []foreseen.Mail `json:"mails,omitempty"`
}

// outcomeFlags say what is to become of an application.
type outcomeFlags struct {
	job              string
	told, quiet, see bool
	undo             time.Duration
	outcomes.Request
}

func (p *program) candidateReject() *cobra.Command {
	return p.outcome(true, &cobra.Command{
		Use:   "reject ID --job ID --reason REASON --mail|--no-mail",
		Short: "Reject a candidate for a job, for a reason, with or without an email",
		Long: `Moves a candidate to the stage for rejected candidates, or to the one that --stage names, with a reason from the
workspace's list (recruitty workspace reasons) or the beginning of one. With --mail the candidate gets an email from the template
"rejected", or with --subject and --text; --after holds it back until a time in the candidate's zone. It is not sent
if the candidate has moved to another stage. Upcoming interviews are listed; --cancel-interviews cancels them, and everybody is told.
--preview shows what would happen and changes nothing. recruitty candidate undo undoes it until the email is sent.`,
		Example: `  recruitty candidate reject 12 --job 3 --reason "Skills do not match" --mail --after 2h --cancel-interviews
  recruitty candidate reject 12 --job 3 --reason withdrew --no-mail`,
	})
}

func (p *program) candidateAdvance() *cobra.Command {
	return p.outcome(false, &cobra.Command{
		Use:   "advance ID --job ID --mail|--no-mail",
		Short: "Advance a candidate to the next stage of a job, with or without an email",
		Long: `Moves a candidate to the next stage of a job, or to the one that --stage names. With --mail the candidate gets an email
from the template "advanced", or with --subject and --text; --after holds it back until a time in the candidate's
zone. It is not sent if the candidate has moved to another stage. --preview says what would happen, and changes nothing.`,
		Example: "  recruitty candidate advance 12 --job 3 --mail --after \"tomorrow 9:00\"\n  recruitty candidate advance 12 --job 3 --stage Offer --no-mail",
	})
}

func (p *program) outcome(reject bool, c *cobra.Command) *cobra.Command {
	f := &outcomeFlags{}
	f.Reject = reject
	c.Args = command.Exactly("the number or email address of a candidate")
	c.ValidArgsFunction = p.First(p.CandidateIDs)
	c.RunE = p.acting(func(ctx context.Context, s *session, args []string) error {
		if err := command.Required(s.Cmd, "job"); err != nil {
			return err
		}
		if f.told == f.quiet {
			return command.WrongUsage(s.Cmd, "Say whether the candidate is told: --mail or --no-mail.")
		}
		if err := recruit.CheckUndo(f.undo); err != nil {
			return err
		}
		q := f.Request
		q.Mail = f.told
		var err error
		if q.CandidateID, err = s.CandidateRef(ctx, args[0]); err != nil {
			return err
		}
		if q.JobID, err = command.Numbered[recruit.JobID]("job", f.job); err != nil {
			return err
		}
		seen, err := s.Services.Outcomes.Preview(ctx, s.Actor, q)
		if err != nil {
			return err
		}
		if f.see {
			return s.printForeseenOutcome(ctx, seen, q.CancelInterviews)
		}
		for _, w := range seen.Warnings {
			s.Tell("Note: %s", w)
		}
		done, err := s.Services.Outcomes.Decide(ctx, s.Actor, q, f.undo)
		if err != nil {
			return err
		}
		return s.settleOutcome(ctx, done, seen.Warnings)
	})
	fl := c.Flags()
	fl.StringVar(&f.job, "job", "", "`ID` of the job")
	fl.StringVar(&f.Stage, "stage", "", "`stage` to move to (default the next one, or the first for who was rejected)")
	fl.StringVar(&f.Reason, "reason", "", "why; recruitty workspace reasons lists them")
	fl.BoolVar(&f.told, "mail", false, "tell the candidate by email")
	fl.BoolVar(&f.quiet, "no-mail", false, "send no email")
	mailFlags(c, &f.Subject, &f.Text, &f.When)
	fl.BoolVar(&f.see, "preview", false, "say what would happen, and change nothing")
	if f.Reject {
		fl.BoolVar(&f.CancelInterviews, "cancel-interviews", false, "cancel the upcoming interviews for this job")
	}
	c.Flags().DurationVar(&f.undo, "undo", 0, "hold the email and the cancellations back for this `time`; until then candidate undo undoes the decision")
	p.Complete(c, "job", p.JobIDs)
	p.Complete(c, "stage", p.Stages)
	return c
}

// mailFlags say what a mail to a candidate says, and when it leaves.
func mailFlags(c *cobra.Command, subject, text, after *string) {
	c.Flags().StringVar(subject, "subject", "", "its subject in place of the template's")
	c.Flags().StringVar(text, "text", "", "its whole text in place of the template's")
	c.Flags().StringVar(after, "after", "", "when it leaves: `time` such as 2h or \"tomorrow 9:00\", of the candidate")
}

// printForeseenOutcome says what a decision would do.
func (s *session) printForeseenOutcome(ctx context.Context, p outcomes.Preview, cancels bool) error {
	var ends []scheduling.Preview
	for _, a := range p.Ahead {
		if cancels && a.Refused == nil {
			ends = append(ends, a.Cancel)
		}
	}
	mails, err := foreseen.Mails(ctx, s.Session, ends...)
	if err != nil {
		return err
	}
	shape := outcomeJSON{Was: p.From, Warnings: p.Warnings, Application: jsonview.Application{Candidate: p.Candidate.ID, Job: jsonview.Ref{ID: int64(p.Job.ID), Title: p.Job.Title}, Stage: p.To, Reason: p.Reason}}
	if p.Mail != nil {
		shape.Mail = s.shapeLetter(p.Mail.Due(s.Now().UTC(), 0))
	}
	shape.Mails = foreseen.Shape(mails)
	for _, a := range p.Ahead {
		if cancels && a.Refused == nil {
			shape.Cancelled = append(shape.Cancelled, a.ID)
			continue
		}
		shape.Standing = append(shape.Standing, a.ID)
	}
	return s.Print(shape, func(w *output.Page) {
		w.Line("%s would go from %s to %s for %s.", p.Candidate.Name, p.From, p.To, p.Job.Title)
		if p.Reason != "" {
			w.Field("Reason", p.Reason)
		}
		for _, a := range p.Ahead {
			w.Field("Ahead", a.Title+", "+a.Wall())
		}
		for _, warned := range p.Warnings {
			w.Field("Note", warned)
		}
		if p.Mail != nil {
			s.writeMail(w, p.Mail.To.Address, p.Mail.Subject, p.Mail.Text, p.Mail.Later())
		}
		foreseen.Write(w, mails)
	})
}

// writeMail shows a mail as it would leave.
func (s *session) writeMail(w *output.Page, to, subject, text, later string) {
	w.Field("Mail", to+later)
	w.Field("Subject", subject)
	w.Line("")
	w.Line("%s", text)
}

// settleOutcome works on what a decision called for, and prints it.
func (s *session) settleOutcome(ctx context.Context, o outcomes.Outcome, warnings []string) error {
	shape := outcomeJSON{Application: jsonview.OfApplication(o.Application), Was: o.Was.Stage, Warnings: warnings, Cancelled: []recruit.InterviewID{}, Standing: []recruit.InterviewID{}}
	outside := s.Outside()
	for _, r := range o.Cancelled {
		outside.Interview(ctx, r)
		shape.Cancelled = append(shape.Cancelled, r.Interview.ID)
	}
	for _, a := range o.Standing {
		shape.Standing = append(shape.Standing, a.ID)
		s.Tell("Note: interview %d stays. %s", a.ID, a.Stays())
	}
	if o.Letter.ID != 0 {
		shape.Mail = s.shapeLetter(outside.Letter(ctx, o.Letter, s.held))
	}
	if err := s.Print(shape, func(w *output.Page) {
		w.Line("Candidate %d is in %s for %s (job %d).", o.Application.CandidateID, o.Application.Stage, o.Application.JobTitle, o.Application.JobID)
		if o.Application.Reason != "" {
			w.Field("Reason", o.Application.Reason)
		}
		for _, r := range o.Cancelled {
			w.Field("Cancelled", r.Interview.Title+", "+r.Interview.Wall())
		}
		if shape.Mail != nil {
			w.Field("Mail", s.letterState(shape.Mail.Subject, shape.Mail.Effect))
		}
	}); err != nil {
		return err
	}
	return outside.Unconfirmed("The change is")
}

// held reports whether a letter is held until a time, and nothing has gone wrong with it.
func (s *session) held(l recruit.Letter) bool {
	return l.Effect.Attempts == 0 && l.Effect.Error == "" && l.Effect.NextAttempt.After(s.Now())
}

// letterState says how far a letter has come.
func (s *session) letterState(subject string, e jsonview.Effect) string {
	said := "“" + subject + "” to " + e.Target + ": " + string(e.State)
	if at := time.Time(e.NextAttempt); !at.IsZero() {
		said += ", leaves " + s.Moment(at)
	}
	if e.Error != "" {
		said += ". " + e.Error
	}
	return said
}

func (p *program) candidateMail() *cobra.Command {
	var (
		q                        letters.Request
		job, template, withdrawn string
		see                      bool
		undo                     time.Duration
	)
	c := &cobra.Command{
		Use:   "mail ID [TEXT]",
		Short: "Write an email to a candidate, from a template or in your own words",
		Long: `Sends an email to a candidate through the outbox, in the candidate's language if there is one. TEXT goes between the
greeting and the closing of the template "message"; --text replaces the whole text. Answers go to you. --withdraw undoes an email that has not
been sent. --preview shows the email and sends nothing.`,
		Example: `  recruitty candidate mail 12 "Can you send us your references?"
  recruitty candidate mail 12 --job 3 --template advanced --after "tomorrow 9:00"
  recruitty candidate mail 12 --withdraw 4`,
		Args:              command.Exactly("the number or email address of a candidate", "[what to say]"),
		ValidArgsFunction: p.First(p.CandidateIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			var err error
			if q.CandidateID, err = s.CandidateRef(ctx, args[0]); err != nil {
				return err
			}
			if withdrawn != "" {
				return s.withdraw(ctx, q.CandidateID, withdrawn)
			}
			if q.Event = recruit.MailEvent(template); len(args) > 1 {
				q.Words = args[1]
			}
			if q.Event == recruit.OnMessage && q.Words == "" && q.Text == "" {
				return command.WrongUsage(s.Cmd, "Say what the email should say, or choose a --template.")
			}
			if job != "" {
				if q.JobID, err = command.Numbered[recruit.JobID]("job", job); err != nil {
					return err
				}
			}
			if err := recruit.CheckUndo(undo); err != nil {
				return err
			}
			d, err := s.Services.Letters.Draft(ctx, s.Actor, q)
			if err != nil {
				return err
			}
			if see {
				return s.Print(s.shapeLetter(d.Due(s.Now().UTC(), 0)), func(w *output.Page) { s.writeMail(w, d.To.Address, d.Subject, d.Text, d.Later()) })
			}
			l, err := s.Services.Letters.Send(ctx, s.Actor, q, undo)
			if err != nil {
				return err
			}
			return s.settleLetter(ctx, l)
		}),
	}
	c.Flags().StringVar(&job, "job", "", "`ID` of the job that it is about")
	c.Flags().StringVar(&template, "template", string(recruit.OnMessage), "message, advanced or rejected")
	p.Among(c, "template", output.Each(recruit.LetterEvents(), func(o recruit.MailEvent) string { return string(o) })...)
	mailFlags(c, &q.Subject, &q.Text, &q.When)
	c.Flags().BoolVar(&see, "preview", false, "show the email, and send nothing")
	c.Flags().StringVar(&withdrawn, "withdraw", "", "`number` of an email to undo")
	c.Flags().DurationVar(&undo, "undo", 0, "hold the email back for this `time`; until then candidate undo or --withdraw undoes it")
	p.Complete(c, "job", p.JobIDs)
	return c
}

// settleLetter works on a mail to a candidate, and prints how far it has come.
func (s *session) settleLetter(ctx context.Context, sent recruit.Letter) error {
	o := s.Outside()
	l := o.Letter(ctx, sent, s.held)
	shape := s.shapeLetter(l)
	if err := s.Print(shape, func(w *output.Page) { w.Line("Email %d: %s", l.ID, s.letterState(l.Subject, shape.Effect)) }); err != nil {
		return err
	}
	return o.Unconfirmed("The email is")
}

// withdraw takes a mail to a candidate back.
func (s *session) withdraw(ctx context.Context, c recruit.CandidateID, number string) error {
	id, err := command.Numbered[recruit.LetterID]("mail", number)
	if err != nil {
		return err
	}
	l, err := s.Services.Store.Letter(ctx, id)
	if err == nil && l.CandidateID != c {
		err = recruit.NotFound("Candidate %d has no email %d.", c, id)
	}
	if err == nil {
		l, err = s.Services.Letters.Withdraw(ctx, s.Actor, id)
	}
	if err != nil {
		return err
	}
	return s.Print(s.shapeLetter(l), func(w *output.Page) { w.Line("Email %d was undone; nothing was sent.", l.ID) })
}
