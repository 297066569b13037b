package cli

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
)

func (p *program) mail() *cobra.Command {
	return command.Noun("mail", "How emails are sent and answers are read", p.mailSet(), p.mailConnect(), p.mailDisconnect(), p.mailTest(), p.mailStatus(), p.mailInbox(), p.mailFetch(), p.mailReminders())
}

type mailJSON struct {
	Set             bool   `json:"set"`
	URL             string `json:"url"` // without its password
	From            string `json:"from"`
	FromEnvironment bool   `json:"from_environment"`
	Waiting         int    `json:"waiting"` // mails that have not left
	Warning         string `json:"warning"` // what the sender does to the interviews that stand, "" when nothing
	// Account is the one of Google or Microsoft that is signed in to.
	Account mailAccountJSON `json:"account"`
	// Inbox is the mailbox in which answers arrive.
	Inbox inboxJSON `json:"inbox"`
}

type mailAccountJSON struct {
	State    recruit.ConnectionState `json:"state"` // connected, reconnect or none
	Provider recruit.MailProvider    `json:"provider"`
	Address  string                  `json:"address"`
	Since    export.Time             `json:"since"`
	Error    string                  `json:"error"`
}

type inboxJSON struct {
	Set             bool        `json:"set"`
	URL             string      `json:"url"` // without its password
	FromEnvironment bool        `json:"from_environment"`
	LastLook        export.Time `json:"last_look"` // null before the first
	Error           string      `json:"error"`     // why the last look failed, "" when it did not
	Answers         int         `json:"answers"`   // that were read out of it so far
	// PassedOver are the messages that could not be read; they are tried again.
	PassedOver []passedJSON `json:"passed_over"`
}

type passedJSON struct {
	UID     uint32      `json:"uid"`
	From    string      `json:"from"`
	Subject string      `json:"subject"`
	Why     string      `json:"why"`
	Since   export.Time `json:"since"`
	Tries   int         `json:"tries"`
	Next    export.Time `json:"next_attempt"`
}

// inbox is the mailbox for answers as it is shown.
func (s *session) inbox(ctx context.Context) (recruit.Inbox, inboxJSON, error) {
	b, err := s.Services.Settings.Inbox(ctx)
	shape := inboxJSON{Set: b.URL != "", FromEnvironment: b.FromEnvironment, LastLook: export.Time(b.Looked), Error: b.LastError, Answers: b.Answers, PassedOver: []passedJSON{}}
	for _, m := range b.PassedOver {
		shape.PassedOver = append(shape.PassedOver, passedJSON{m.UID, m.From, m.Subject, m.Why, export.Time(m.Since), m.Tries, export.Time(m.Next)})
	}
	if shape.Set && err == nil {
		var wrong error
		if shape.URL, wrong = s.Services.Mailer.CheckInbox(b.URL); wrong != nil && shape.Error == "" {
			shape.Error = recruit.Sentence(wrong)
		}
	}
	return b, shape, err
}

// printMail prints the mail settings; the password is never shown. told is a
// warning that was said already.
func (s *session) printMail(ctx context.Context, told string) error {
	set, err := s.Services.Settings.Mail(ctx)
	if err != nil {
		return err
	}
	open, err := s.Services.Store.OpenEffects(ctx, 0)
	if err != nil {
		return err
	}
	box, inbox, err := s.inbox(ctx)
	if err != nil {
		return err
	}
	account, err := s.Services.MailAccounts.Account(ctx)
	if err != nil {
		return err
	}
	shape := mailJSON{Account: mailAccountJSON{State: recruit.NotConnected}, Set: set.URL != "", From: set.From, FromEnvironment: set.FromEnvironment, Inbox: inbox}
	if account.Provider != "" {
		shape.Account = mailAccountJSON{account.State, account.Provider, account.Address, export.Time(account.Since), account.LastError}
	}
	for _, e := range open {
		if e.Kind.IsMail() {
			shape.Waiting++
		}
	}
	if shape.Warning, err = s.Services.MailAccounts.Standing(ctx); err != nil {
		return err
	}
	var trouble error
	if shape.Set {
		shape.URL, trouble = s.Services.Mailer.Describe(set.URL), s.Services.Mailer.Check(set.URL, set.From)
	}
	return s.Print(shape, func(w *output.Page) {
		if !shape.Set {
			w.Line("Mail is not set up; invitations wait. Set it with recruitty mail set URL --from ADDRESS.")
		} else {
			w.Line("Mail is set up.")
			w.Field("Server", shape.URL)
			w.Field("From", shape.From)
		}
		if account.Provider != "" {
			w.Field("Account", account.Story(s.Moment))
		}
		if trouble != nil {
			w.Field("Trouble", recruit.Sentence(trouble))
		}
		if shape.FromEnvironment {
			w.Field("Set by", "RECRUITTY_SMTP")
		}
		if shape.Warning != told {
			w.Field("Warning", shape.Warning)
		}
		if shape.Waiting > 0 {
			w.Field("Waiting", output.Number(shape.Waiting)+" emails; see recruitty outbox list")
		}
		if inbox.Set {
			w.Field("Answers", "read from "+inbox.URL)
			if inbox.FromEnvironment {
				w.Field("", "set by RECRUITTY_IMAP")
			}
		}
		w.Field("", box.Story(s.Moment))
		for _, story := range box.PassedStories(s.Moment, 20) {
			w.Field("Not read", story)
		}
	})
}

func (p *program) mailSet() *cobra.Command {
	var from string
	c := &cobra.Command{
		Use:   "set URL --from ADDRESS",
		Short: "Set the mail server; waiting emails are then sent",
		Long: `Sets the mail server as smtp://user:password@host:587, smtps://user:password@host or smtp://127.0.0.1:2525?tls=none.
Other people on this machine can read a command line; with - as the URL it is read from standard input.
The password is stored encrypted in the workspace and never shown again.`,
		Example: `  recruitty mail set smtp://127.0.0.1:2525?tls=none --from "Hiring <hiring@example.com>"
  recruitty mail set - --from hiring@example.com < mail-url.txt`,
		Args: command.Exactly("the mail server as a URL, or -"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			if err := command.Required(s.Cmd, "from"); err != nil {
				return err
			}
			url := args[0]
			if url == "-" {
				var err error
				if url, err = s.ReadLine(); err != nil {
					return err
				}
			}
			warning, letters, err := s.Services.SetMail(ctx, s.Actor, url, from)
			if err != nil {
				return err
			}
			for _, said := range []string{warning, letters} {
				if said != "" {
					p.Tell("%s", said)
				}
			}
			if p.Env.SMTP != "" {
				p.Tell("Note: RECRUITTY_SMTP is set and takes precedence over what was saved.")
			}
			return s.printMail(ctx, warning)
		}),
	}
	c.Flags().StringVar(&from, "from", "", "sender `address`, or name and address")
	return c
}

func (p *program) mailStatus() *cobra.Command {
	return &cobra.Command{
		Use:     "status",
		Short:   "Show the mail settings, without the password",
		Example: "  recruitty mail status",
		Args:    command.Exactly(),
		RunE: p.reading(func(ctx context.Context, s *session, _ []string) error {
			return s.printMail(ctx, "")
		}),
	}
}

type mailTestJSON struct {
	To    string         `json:"to"`
	OK    bool           `json:"ok"`
	Steps []mailStepJSON `json:"steps"`
}

type mailStepJSON struct {
	Name  string `json:"name"`
	OK    bool   `json:"ok"`
	Error string `json:"error"`
}

func (p *program) mailTest() *cobra.Command {
	return &cobra.Command{
		Use:     "test ADDRESS",
		Short:   "Send a test email and report each step on the way",
		Example: "  recruitty mail test dana@example.com",
		Args:    command.Exactly("the address that gets the test email"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			if err := recruit.Allow(s.Actor, recruit.ToManage); err != nil {
				return err
			}
			result := mailTestJSON{To: args[0], Steps: []mailStepJSON{}}
			failed := s.Services.Mailer.Test(ctx, args[0], func(name string, err error) {
				step := mailStepJSON{Name: name, OK: err == nil}
				if err != nil {
					step.Error = recruit.Sentence(err)
				}
				result.Steps = append(result.Steps, step)
			})
			result.OK = failed == nil
			if err := s.Print(result, func(w *output.Page) {
				for _, step := range result.Steps {
					if step.OK {
						w.Line("ok      %s", step.Name)
					} else {
						w.Line("failed  %s: %s", step.Name, step.Error)
					}
				}
				if result.OK {
					w.Line("The mail server has accepted the test email to %s.", args[0])
				}
			}); err != nil {
				return err
			}
			return failed
		}),
	}
}
