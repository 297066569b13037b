package cli

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/accounts"
)

// connecting is what was typed for zoom connect.
type connecting struct {
	command.SigningIn
	serverToServer, workspace, strict bool
	account, client                   string
}

func (p *program) zoomConnect() *cobra.Command {
	var how connecting
	c := &cobra.Command{
		Use:   "connect",
		Short: "Connect your Zoom account through its own permission page",
		Long: `Names the permissions that recruitty asks Zoom for, opens Zoom's own sign-in page in your browser ($BROWSER) and
waits until it comes back.

With --paste the browser may be on another machine: open the address there, allow, and paste the address on which the
browser ended, even if that page does not load. With --device a code is typed at Zoom's page on any device; where the
Zoom app does not allow that, it continues as with --paste.

An admin may connect the whole workspace: with --workspace through an admin-managed app, with --server-to-server
through a server-to-server app. Its secret is read from RECRUITTY_ZOOM_CLIENT_SECRET or from standard input. It works
alongside the app for sign-ins: people who connect their own account keep using that one.`,
		Example: `  recruitty zoom connect
  recruitty zoom connect --device
  recruitty zoom connect --server-to-server --account-id AbC123 --client-id XyZ789 < secret.txt`,
		Args: command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			switch {
			case how.Paste && how.Device, how.serverToServer && (how.Paste || how.Device || how.workspace):
				return command.WrongUsage(s.Cmd, "Choose one of --paste, --device and --server-to-server; --workspace does not go with the last.")
			case how.serverToServer:
				return s.connectServer(ctx, how)
			case how.account != "" || how.client != "":
				return command.WrongUsage(s.Cmd, "--account-id and --client-id belong to --server-to-server.")
			}
			grant, err := s.authorise(ctx, how.SigningIn)
			if err != nil {
				return err
			}
			return s.finish(ctx, how, grant)
		}),
	}
	how.Flags(c, "Zoom's page")
	f := c.Flags()
	f.BoolVar(&how.serverToServer, "server-to-server", false, "as an admin, connect everybody through a server-to-server app")
	f.BoolVar(&how.workspace, "workspace", false, "as an admin, connect everybody through an admin-managed app")
	f.StringVar(&how.account, "account-id", "", "`id` of the Zoom account, with --server-to-server (RECRUITTY_ZOOM_ACCOUNT_ID)")
	f.StringVar(&how.client, "client-id", "", "client `id` of the app, with --server-to-server (RECRUITTY_ZOOM_CLIENT_ID)")
	f.Bool("yes", false, "do not ask when permissions are missing, or another account takes the place of yours")
	f.BoolVar(&how.strict, "strict", false, "connect only with every permission that is needed, else give the access back")
	return c
}

// authorise gets a person's permission in the way that was chosen.
func (s *session) authorise(ctx context.Context, how command.SigningIn) (recruit.Grant, error) {
	return s.Authorise(ctx, how, command.SignInWays{
		Begin: func(ctx context.Context, local bool) (recruit.SignIn, error) {
			return s.Services.Accounts.Begin(ctx, s.Actor, local)
		},
		BeginDevice: func(ctx context.Context) (recruit.DeviceSignIn, error) {
			return s.Services.Accounts.BeginDevice(ctx, s.Actor)
		},
		Ask:   func() { s.askPermission(ctx) },
		Again: "Run recruitty zoom connect again.",
	})
}

// finish makes a connection of what was granted, and shows it.
func (s *session) finish(ctx context.Context, how connecting, grant recruit.Grant) error {
	st, err := accounts.Connect(ctx, s.Services.Accounts, s.Actor, grant, connectQuestions{s, how})
	if err != nil {
		return err
	}
	return s.printZoom(ctx, st)
}

// connectQuestions answer with what was typed, and ask a person at a terminal.
// Scripts are told and not asked, unless they want everything or nothing.
type connectQuestions struct {
	s   *session
	how connecting
}

func (q connectQuestions) Tell(sentence string) { q.s.Tell("%s", sentence) }

func (q connectQuestions) Without(_ context.Context, lacks []recruit.Permission) error {
	for _, n := range lacks {
		q.s.Tell("Not granted: %s (%s). %s", n.Name, n.Scope, n.Without)
	}
	if q.how.strict {
		return recruit.Refused("Zoom did not grant everything that --strict wants, so nothing was connected.")
	}
	return q.s.Consider("Connect Zoom without these permissions?")
}

func (q connectQuestions) Whole(context.Context, bool) (bool, error) { return q.how.workspace, nil }

func (q connectQuestions) Ending(_ context.Context, sentences []string) error {
	for _, sentence := range sentences {
		q.s.Tell("%s", sentence)
	}
	return q.s.Consider("Connect anyway?")
}

// askPermission says what Zoom will be asked for, and why (R3).
func (s *session) askPermission(ctx context.Context) {
	s.Tell(accounts.AsksFor)
	for _, n := range s.Services.Accounts.Permissions() {
		optional := ""
		if !n.Required {
			optional = " (optional)"
		}
		why := n.Why
		if why == "" {
			why = n.Without
		}
		s.Tell("  - %s%s: %s", n.Name, optional, why)
	}
	if others, err := s.Services.Accounts.OtherSignIns(ctx, s.Actor); err == nil && len(others) > 0 {
		s.Tell("%s", accounts.SharedSignInWarning(others))
	}
	s.Tell("Zoom data goes to nobody else, and you can take the access back at any time in Zoom: %s.", accounts.AddedApps)
}

// connectServer connects everybody through a server-to-server app: the one that
// is set already, or the one that the flags name.
func (s *session) connectServer(ctx context.Context, how connecting) error {
	if err := recruit.Allow(s.Actor, recruit.ToManage); err != nil {
		return err
	}
	var app recruit.ZoomApp
	if how.account != "" || how.client != "" {
		app = recruit.ZoomApp{AccountID: how.account, ClientID: how.client}
		if app.AccountID == "" {
			app.AccountID = s.Env.ZoomAccount
		}
		if app.ClientID == "" {
			app.ClientID = s.Env.ZoomClientID
		}
		if s.Env.ZoomClientID == "" || s.Env.ZoomClientID == app.ClientID {
			app.Secret = s.Env.ZoomSecret // else it is that of the app for sign-ins
		}
		if app.Secret == "" {
			var err error
			if app.Secret, err = s.ReadSecret("Client secret of the Zoom app: "); err != nil {
				return err
			}
		}
	}
	st, err := s.Services.Accounts.ConnectServerToServer(ctx, s.Actor, app)
	if err != nil {
		return err
	}
	for _, n := range st.Missing {
		if n.Required {
			s.Tell("Not granted: %s (%s). %s", n.Name, n.Scope, n.Without)
		}
	}
	return s.printZoom(ctx, st)
}
