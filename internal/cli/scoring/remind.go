package scoring

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/scorecards"
)

// remindJSON is who is asked for their scorecards with --json.
type remindJSON struct {
	Asked      int                 `json:"asked"` // emails
	DryRun     bool                `json:"dry_run"`
	Interviews []remindedInterview `json:"interviews"`
}

// remindedInterview is an interview of which scorecards are missing.
type remindedInterview struct {
	ID        recruit.InterviewID `json:"id"`
	Title     string              `json:"title"`
	Candidate string              `json:"candidate"`
	Asked     []string            `json:"asked"`   // names
	Already   []string            `json:"already"` // to whom an email is on its way
	Why       string              `json:"why"`     // nobody is asked, "" otherwise
}

func shapeReminders(all []scorecards.Reminder, dry bool) remindJSON {
	out := remindJSON{DryRun: dry, Interviews: []remindedInterview{}}
	for _, m := range all {
		one := remindedInterview{ID: m.ID, Title: m.Title, Candidate: m.Candidate, Asked: output.Words(m.Asked), Already: output.Words(m.Already)}
		if m.Err != nil {
			one.Why = recruit.Sentence(m.Err)
		}
		out.Asked += len(m.Asked)
		out.Interviews = append(out.Interviews, one)
	}
	return out
}

// remind asks for missing scorecards: of interviews that are named, or of all that are late.
func (p scorer) remind() *cobra.Command {
	dry := false
	c := &cobra.Command{
		Use:   "remind [INTERVIEW…]",
		Short: "Ask for missing scorecards by email",
		Long: `Emails everybody on the panel of interviews that have ended who has not given a scorecard yet. Without a number it covers
all interviews you organise with a late scorecard. Nobody is asked twice while such an email is pending, and you are not
asked yourself. At a terminal it shows who would be asked, and asks first; --dry-run only shows it.`,
		Example:           "  recruitty score remind\n  recruitty score remind 12 14 --dry-run",
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			of, err := lateOf(ctx, s, args)
			if err != nil {
				return err
			}
			seen, err := s.Services.Feedback.Reminders(ctx, s.Actor, of)
			if err != nil {
				return err
			}
			if len(args) == 1 && seen[0].Err != nil {
				return seen[0].Err // as of one that is named alone
			}
			lines, n := scorecards.RemindWords(seen)
			show := func(w *output.Page) {
				for _, line := range lines {
					w.Line("%s", line)
				}
				if len(lines) == 0 {
					w.Line("%s", scorecards.NoneLate)
				}
			}
			if dry || n == 0 {
				return s.Print(shapeReminders(seen, dry), show)
			}
			if s.Interactive && !s.JSON {
				if err := s.Print(nil, show); err != nil {
					return err
				}
				if err := s.Consider("Send " + recruit.Counted(n, "email", "emails") + "?"); err != nil {
					return err
				}
			}
			done, ended := s.Services.Feedback.RemindAll(ctx, s.Actor, seen)
			o, asked := s.Outside(), 0
			for _, m := range done {
				if asked += len(m.Asked); len(m.Asked) > 0 {
					o.Numbered(ctx, m.ID)
				}
			}
			if ended != nil {
				return command.Stopped(ctx, ended, "Stopped: "+recruit.Counted(asked, "email is", "emails are")+" in the outbox, and nobody else was asked.")
			}
			if err := s.Print(shapeReminders(done, false), func(w *output.Page) { w.Line("%s", scorecards.RemindedWords(done)) }); err != nil {
				return err
			}
			if at := slices.IndexFunc(done, func(m scorecards.Reminder) bool { return m.Err != nil }); at >= 0 {
				return done[at].Err
			}
			return o.Unconfirmed("The emails are")
		}),
	}
	c.Flags().BoolVar(&dry, "dry-run", false, "show who would be asked, and send nothing")
	c.Flags().Bool("yes", false, "do not ask")
	return c
}

// lateOf are the interviews that are named, or those that the member organises of which a
// scorecard is late.
func lateOf(ctx context.Context, s *command.Session, args []string) (of []recruit.InterviewID, err error) {
	for _, arg := range args {
		id, err := command.Numbered[recruit.InterviewID]("interview", arg)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(of, id) {
			of = append(of, id)
		}
	}
	if len(args) > 0 {
		return of, nil
	}
	due, err := s.Services.Scorecards.Due(ctx, s.Actor)
	for _, d := range due {
		if len(d.Late) > 0 {
			of = append(of, d.Interview.ID)
		}
	}
	return of, err
}
