package cli

import (
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/rsvp"
)

func (p *program) mailInbox() *cobra.Command {
	return p.DestroysWhen(&cobra.Command{
		Use:   "inbox URL",
		Short: "Set the mailbox in which answers arrive, or - to read it from standard input, or none",
		Long: `Sets the mailbox to which people's calendars send their answers, as imaps://user:password@host or
imap://user:password@host:143 with STARTTLS. It is the mailbox behind the sender address. Of its messages only
answers to interviews of this workspace are marked as read; nothing else is touched. A new mailbox
starts with the emails of the last 30 days; the same one, set again, continues where it was.
The password is stored encrypted in the workspace and never shown again.`,
		Example: "  recruitty mail inbox - < inbox-url.txt\n  recruitty mail inbox none --yes",
		Args:    command.Exactly("the mailbox as a URL, -, or none"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			url := args[0]
			switch url {
			case "none":
				if err := s.Confirm("Forget the mailbox for answers, and its password?"); err != nil {
					return err
				}
				url = ""
			case "-":
				var err error
				if url, err = s.ReadLine(); err != nil {
					return err
				}
			}
			if err := s.Services.Settings.SetInbox(ctx, s.Actor, url, s.Services.Mailer.CheckInbox); err != nil {
				return err
			}
			_, shape, err := s.inbox(ctx)
			if err != nil {
				return err
			}
			if shape.FromEnvironment {
				p.Tell("Note: RECRUITTY_IMAP is set and takes precedence over what was saved.")
			}
			return s.Print(shape, func(w *output.Page) {
				if !shape.Set {
					w.Line(recruit.NoInbox)
					return
				}
				w.Line("Answers are read from %s. Try it with recruitty mail fetch.", shape.URL)
			})
		}),
	}, "none", func(_ *cobra.Command, args []string) bool { return args[0] == "none" })
}

func (p *program) mailFetch() *cobra.Command {
	return &cobra.Command{
		Use:     "fetch",
		Short:   "Read the mailbox for new answers now",
		Example: "  recruitty mail fetch --json",
		Args:    command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			if err := recruit.Allow(s.Actor, recruit.ToSchedule); err != nil {
				return err
			}
			ctx, stop := s.Printer().Wait(ctx, s.Interactive)
			defer stop()
			taken, failed := s.Services.Answers.Fetch(ctx)
			if failed != nil && len(taken) == 0 {
				return failed
			}
			if slices.ContainsFunc(taken, func(t rsvp.Outcome) bool { return t.Acts }) {
				_, worked := s.Whole.Outbox.RunDue(ctx) // invitations, and emails in return
				failed = errors.Join(failed, worked)
			}
			if !p.JSON && len(taken) == 0 {
				p.Tell("There are no new answers.")
			}
			if err := s.printTaken(taken); err != nil {
				return err
			}
			return failed
		}),
	}
}
