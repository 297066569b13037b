package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/accounts"
)

// mailSignIn is what was typed for mail connect.
type mailSignIn struct {
	command.SigningIn
	app           command.SignInApp
	address, from string
}

func (p *program) mailConnect() *cobra.Command {
	var how mailSignIn
	c := &cobra.Command{
		Use:   "connect google|microsoft",
		Short: "Sign in to a Google or Microsoft 365 mail account, which accept no passwords",
		Long: `Signs in on the provider's own page; mail is then sent through this account, and answers are read in it. Google and
Microsoft want every organisation to register recruitty as an app of its own, once:

  Google: in console.cloud.google.com switch on the Gmail API, and make OAuth credentials of the type Desktop app with
  the scope https://mail.google.com/. They have a client ID and a client secret.
  Microsoft: in entra.microsoft.com register an app with the redirect address http://localhost/callback of the platform
  Mobile and desktop applications, allow public client flows, and add the delegated permissions SMTP.Send and
  IMAP.AccessAsUser.All of Office 365 Exchange Online. It has a client ID and needs no secret. An administrator switches
  on Authenticated SMTP for the mailbox.

The client ID is given once with --client-id, the secret in a file with --client-secret-file (- is standard input), or
both come from RECRUITTY_GOOGLE_CLIENT_ID and _SECRET, RECRUITTY_MICROSOFT_CLIENT_ID, _SECRET and _TENANT.

With --paste the browser may be on another machine: paste the address on which it ended, even if that page does not
load. With --device a code is typed on any device; Google does not allow that for mail, so it continues as with --paste.`,
		Example: `  recruitty mail connect google --client-id 123.apps.googleusercontent.com --client-secret-file secret.txt
  recruitty mail connect microsoft --client-id 0f1e2d3c --device
  recruitty mail connect google --paste --from "Acme hiring <jobs@example.com>"`,
		Args:      command.Exactly("google or microsoft"),
		ValidArgs: []string{string(recruit.GoogleMail), string(recruit.MicrosoftMail)},
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			provider := recruit.MailProvider(strings.ToLower(args[0]))
			if provider != recruit.GoogleMail && provider != recruit.MicrosoftMail {
				return command.WrongUsage(s.Cmd, "The provider is google or microsoft.")
			}
			if how.Paste && how.Device {
				return command.WrongUsage(s.Cmd, "Choose one of --paste and --device.")
			}
			if err := s.SaveApp(ctx, provider, how.app); err != nil {
				return err
			}
			grant, err := s.authoriseMail(ctx, provider, how.SigningIn)
			if err != nil {
				return err
			}
			questions := &mailQuestions{s: s}
			if _, err := accounts.ConnectMail(ctx, s.Services.MailAccounts, s.Actor, provider, grant, how.address, how.from, questions); err != nil {
				return err
			}
			if p.Env.SMTP != "" {
				p.Tell("Note: RECRUITTY_SMTP is set and takes precedence over this account.")
			}
			return s.printMail(ctx, questions.warning)
		}),
	}
	how.Flags(c, "the provider's page")
	how.app.Flags(c)
	f := c.Flags()
	f.StringVar(&how.address, "address", "", "`address` of the account, if the provider does not give it")
	f.StringVar(&how.from, "from", "", "sender `address`, or name and address; without it the account's")
	return c
}

// mailQuestions tells what follows; the answers were typed with the command.
type mailQuestions struct {
	s       *session
	warning string
}

func (q *mailQuestions) Tell(sentence string) { q.s.Tell("%s", sentence) }

func (q *mailQuestions) Address(_ context.Context, why error) (string, error) { return "", why }

func (q *mailQuestions) Sender(_ context.Context, a accounts.MailGrantReview) error {
	q.warning = a.Warning
	q.s.Tell("%s", a.Warning)
	return nil
}

// authoriseMail gets the permission in the way that was chosen.
func (s *session) authoriseMail(ctx context.Context, p recruit.MailProvider, how command.SigningIn) (recruit.Grant, error) {
	return s.Authorise(ctx, how, command.SignInWays{
		Begin: func(ctx context.Context, local bool) (recruit.SignIn, error) {
			return s.Services.MailAccounts.Begin(ctx, s.Actor, p, local)
		},
		BeginDevice: func(ctx context.Context) (recruit.DeviceSignIn, error) {
			return s.Services.MailAccounts.BeginDevice(ctx, s.Actor, p)
		},
		Ask: func() {
			s.Tell("recruitty asks %s for permission to send emails and to read the answers. You can revoke it at any time in the security settings of the account.", p.Label())
		},
		Again: "Run recruitty mail connect " + string(p) + " again.",
	})
}

func (p *program) mailDisconnect() *cobra.Command {
	return p.Destroys(&cobra.Command{
		Use:     "disconnect",
		Short:   "Sign out of the mail account; emails wait until mail is set up again",
		Example: "  recruitty mail disconnect --yes",
		Args:    command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			account, err := s.Services.MailAccounts.Account(ctx)
			if err != nil {
				return err
			}
			warning, err := s.Services.MailAccounts.Warning(ctx, "")
			if err != nil {
				return err
			}
			if account.Provider != "" {
				if warning != "" {
					s.Tell("%s", warning)
				}
				if err := s.Confirm("Sign out of " + account.Address + "? Emails wait then."); err != nil {
					return err
				}
			}
			said, err := s.Services.MailAccounts.Disconnect(ctx, s.Actor)
			if err != nil {
				return err
			}
			if said != "" {
				s.Tell("%s", said)
			}
			return s.printMail(ctx, warning)
		}),
	})
}

// updateMember saves a member, and says what another address does to the
// interviews that they organise.
func (s *session) updateMember(ctx context.Context, m recruit.Member) (recruit.Member, error) {
	was, err := s.Services.Store.Member(ctx, m.ID)
	if err != nil {
		return m, err
	}
	saved, warning, err := s.Services.UpdateMember(ctx, s.Actor, m)
	if err != nil {
		return saved, err
	}
	if warning != "" {
		s.Tell("%s", warning)
	}
	return saved, s.ownEntriesFollow(ctx, was, saved)
}
