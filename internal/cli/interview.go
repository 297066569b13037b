package cli

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/internal/cli/several"
	"recruitty/recruit"
	"recruitty/recruit/filter"
)

func (p *program) interview() *cobra.Command {
	return command.Noun("interview", "Schedule, move and cancel interviews",
		p.schedule(), p.reschedule(), p.cancel(), p.invite(), p.host(), p.moveBack(), p.interviewList(), p.interviewShow(),
		p.closing("complete", "Record that an interview took place", recruit.Completed),
		p.closing("no-show", "Record that the candidate did not come", recruit.NoShow),
		several.Command(p.Program), p.takeOver(), p.undo(), p.recreate(), p.adopt(), p.reply(), p.answer(), p.interviewFiles(), p.calendarFile())
}

func (p *program) interviewList() *cobra.Command {
	var (
		from, to, candidate, job, status, view string
		mine                                   bool
	)
	c := &cobra.Command{
		Use:   "list [QUERY]",
		Short: "List interviews by their start",
		Long:  "Lists interviews by their start; with QUERY only those that match: a person or an address, an answer, a state, a stage, a job, a day. " + command.FilterHelp + " --from and --to take a day, which begins at midnight in your zone, such as 2026-12-01, yesterday or \"2 weeks ago\", or a time.",
		Example: `  recruitty interview list --from 2026-12-01 --to 2026-12-08
  recruitty interview list "dana declined"
  recruitty interview list with:dana answer:declined,none on:nextweek
  recruitty interview list --mine --status scheduled --json`,
		Args: command.Filter(),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			f := recruit.InterviewFilter{Status: recruit.Status(strings.ReplaceAll(status, "-", "_"))}
			if f.Status != "" && !slices.Contains(statuses(), f.Status) {
				return recruit.Invalid("status", "An interview is scheduled, completed, no_show or cancelled, not %s.", output.Quote(status))
			}
			var err error
			loc := s.Actor.Location()
			if f.From, err = p.Edge("from", from, loc); err != nil {
				return err
			}
			if f.To, err = p.Edge("to", to, loc); err != nil {
				return err
			}
			if f.CandidateID, f.JobID, err = s.Narrowed(ctx, candidate, job); err != nil {
				return err
			}
			if !f.From.IsZero() && !f.To.IsZero() && !f.From.Before(f.To) {
				return recruit.Invalid("to", "Nothing starts after %s and before %s; give --to a later time than --from.", output.Quote(from), output.Quote(to))
			}
			if mine {
				f.MemberID = s.Actor.ID
			}
			q, err := s.Filtered(ctx, filter.Interviews, view, args)
			if err != nil {
				return err
			}
			f.Where = q.Terms
			l := output.ListOf("There are no such interviews.", []string{"ID", "WHEN", "CANDIDATE", "TITLE", "PLATFORM", "STATUS"}, func(i recruit.InterviewSummary) []string {
				return []string{output.Number(i.ID), output.Span(i.Start, i.Duration, loc), i.CandidateName, i.Title, i.Platform.Label(), standing(i)}
			}, jsonview.OfSummary)
			return output.Stream(s.Printer(), l, command.Narrowed(q, filter.Interview, l, func(i recruit.InterviewSummary) string { return i.Words(loc) }, s.interviewPages(ctx, f)))
		}),
	}
	c.Flags().StringVar(&from, "from", "", "only those that start at this `time` or later")
	c.Flags().StringVar(&to, "to", "", "only those that start before this `time`")
	c.Flags().BoolVar(&mine, "mine", false, "only those that you organise or take part in")
	c.Flags().StringVar(&candidate, "candidate", "", "only those with the candidate with this `ID`")
	c.Flags().StringVar(&job, "job", "", "only those for the job with this `ID`")
	p.ViewFlag(c, filter.Interviews, &view)
	c.Flags().StringVar(&status, "status", "", "scheduled, completed, no_show or cancelled")
	p.Complete(c, "candidate", p.CandidateIDs)
	p.Complete(c, "job", p.JobIDs)
	p.Among(c, "status", output.Each(statuses(), func(s recruit.Status) string { return string(s) })...)
	return c
}

func statuses() []recruit.Status {
	return []recruit.Status{recruit.Scheduled, recruit.Completed, recruit.NoShow, recruit.Cancelled}
}

// spoken writes a state as people say it.
func spoken(state string) string { return strings.ReplaceAll(state, "_", "-") }

// standing is an interview's status with what is not confirmed yet.
func standing(i recruit.InterviewSummary) string {
	text := spoken(string(i.Status))
	if i.Damage != "" {
		text = "damaged (" + i.Damage + "; see recruitty doctor)"
	} else if i.NeedAttention > 0 {
		text += ", needs you (recruitty outbox list)"
	} else if i.Waiting > 0 {
		text += ", waiting"
	}
	return text
}

func (p *program) interviewShow() *cobra.Command {
	return &cobra.Command{
		Use:               "show ID",
		Short:             "Show an interview with everything that was sent about it",
		Example:           "  recruitty interview show 7 --json",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			r, err := s.Record(ctx, args[0])
			if err != nil {
				return err
			}
			return s.printRecord(r)
		}),
	}
}

// printRecord prints an interview.
func (s *session) printRecord(r recruit.Record) error {
	shape := jsonview.OfRecord(r, s.Now())
	shape.Warnings = s.warned
	return s.Print(shape, func(w *output.Page) { s.writeRecord(w, r) })
}

// writeRecord writes an interview for people.
func (s *session) writeRecord(w *output.Page, r recruit.Record) {
	i := r.Interview
	w.Line("Interview %d: %s (%s)", i.ID, i.Title, spoken(string(i.Status)))
	w.Field("Candidate", output.Person(r.Candidate.Name, r.Candidate.Email)+", candidate "+output.Number(r.Candidate.ID))
	w.Field("Job", r.Job.Title+", job "+output.Number(r.Job.ID))
	w.Field("When", s.times(r))
	if r.Imported() {
		w.Field("Imported", s.Moment(i.CreatedAt)+", arranged elsewhere")
	}
	w.Field("Organiser", output.Person(r.Organiser.Name, r.Organiser.Email)+"; calendar entry: "+entryLine(r))
	w.Field("Invited", strings.Join(output.Each(r.Invited(), func(p recruit.Participant) string { return answerLine(r, p) }), "\n"))
	w.Field("Waiting", strings.Join(s.waitingLines(r), "\n"))
	w.Field("Reminders", strings.Join(output.Each(r.PlannedReminders(), func(e recruit.Effect) string { return e.Target + " at " + s.Moment(e.RemindAt) }), "\n"))
	w.Field("Platform", i.Platform.Label())
	w.Field("Place", i.Place)
	switch {
	case i.Meeting != nil:
		w.Field("Join", deadOr(i))
		if i.JoinURL() != "" {
			w.Field("Passcode", i.Meeting.Passcode)
		}
		w.Field("Zoom meeting", output.Number(i.Meeting.ID)+", hosted by "+i.Meeting.HostEmail)
	case i.Platform == recruit.Zoom && i.Status == recruit.Scheduled:
		w.Field("Join", "no link yet, Zoom has not confirmed the meeting")
	}
	w.Field("Cancelled", i.CancelReason)
	w.Field("Description", i.Description)
	w.Field("Internal", i.InternalNote)
	w.Field("Files", fileLines(r.Files))
	effects := jsonview.Shown(r.Effects)
	if len(effects) == 0 {
		return
	}
	w.Line("")
	w.Table([]string{"STATE", "WHAT", "TO", "REMARK"}, output.Each(effects, func(e recruit.Effect) []string {
		return []string{string(e.State), string(e.Kind), cmp.Or(e.Target, e.Host), s.remark(e)}
	}))
}

// deadOr is the join link, or why there is none any more.
func deadOr(i recruit.Interview) string {
	switch {
	case i.Status == recruit.Cancelled:
		return ""
	case i.MeetingGone():
		return "the meeting no longer exists in Zoom; create it again with recruitty interview recreate " + output.Number(i.ID)
	}
	return i.JoinURL()
}

// times writes when the interview is, in every zone that matters.
func (s *session) times(r recruit.Record) string {
	i := r.Interview
	lines := []string{}
	add := func(loc *time.Location, whose string) {
		line := output.Span(i.Start, i.Duration, loc)
		for _, l := range lines {
			if strings.HasPrefix(l, line) {
				return
			}
		}
		lines = append(lines, line+whose)
	}
	if loc, err := command.Zone(i.TimeZone); err == nil {
		add(loc, "")
	}
	if s.Actor.ID != 0 {
		add(s.Actor.Location(), ", for you")
	}
	if loc := r.Candidate.Location(); loc != nil {
		add(loc, ", for the candidate")
	}
	return strings.Join(lines, "\n")
}

// remark says why an effect is where it is (R11).
func (s *session) remark(e recruit.Effect) string {
	if !e.Open() {
		return s.Moment(e.DoneAt)
	}
	text := e.Error
	switch {
	case e.State == recruit.Failed:
	case e.State == recruit.Running:
		text = "in progress"
	case e.NextAttempt.IsZero() && text == "":
		text = "needs attention"
	case !e.NextAttempt.IsZero() && !e.NextAttempt.After(s.Now()):
		text = strings.TrimSpace("due now. " + text)
	case e.Attempts == 0 && e.Kind.IsLetter():
		text = strings.TrimSpace("leaves " + s.Moment(e.NextAttempt) + ". " + text)
	case !e.NextAttempt.IsZero():
		text = strings.TrimSpace("next try " + s.Moment(e.NextAttempt) + ". " + text)
	}
	return text
}
