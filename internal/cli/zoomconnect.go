package cli

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/accounts"
)

// connecting is what was typed for zoom connect.
type connecting struct {
	paste, device, serverToServer, workspace, strict bool
	account, client                                  string
	timeout                                          time.Duration
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
Zoom app may not do that, it goes on as with --paste.

An admin may connect the whole workspace: with --workspace through an admin-managed app, with --server-to-server
through a server-to-server app. Its secret is read from RECRUITTY_ZOOM_CLIENT_SECRET or from standard input. It stands
beside the app for sign-ins: who connects their own account goes on using that one.`,
		Example: `  recruitty zoom connect
  recruitty zoom connect --device
  recruitty zoom connect --server-to-server --account-id AbC123 --client-id XyZ789 < secret.txt`,
		Args: command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			switch {
			case how.paste && how.device, how.serverToServer && (how.paste || how.device || how.workspace):
				return command.WrongUsage(s.Cmd, "Choose one of --paste, --device and --server-to-server; --workspace does not go with the last.")
			case how.serverToServer:
				return s.connectServer(ctx, how)
			case how.account != "" || how.client != "":
				return command.WrongUsage(s.Cmd, "--account-id and --client-id belong to --server-to-server.")
			}
			if s.Remote() && !how.device {
				how.paste = true // the browser is on the visitor's machine
			}
			grant, err := s.authorise(ctx, how)
			if err != nil {
				return err
			}
			return s.finish(ctx, how, grant)
		}),
	}
	f := c.Flags()
	f.BoolVar(&how.paste, "paste", false, "read the address on which the browser ended from standard input")
	f.BoolVar(&how.device, "device", false, "type a code at Zoom's page on any device")
	f.BoolVar(&how.serverToServer, "server-to-server", false, "as an admin, connect everybody through a server-to-server app")
	f.BoolVar(&how.workspace, "workspace", false, "as an admin, connect everybody through an admin-managed app")
	f.StringVar(&how.account, "account-id", "", "`id` of the Zoom account, with --server-to-server (RECRUITTY_ZOOM_ACCOUNT_ID)")
	f.StringVar(&how.client, "client-id", "", "client `id` of the app, with --server-to-server (RECRUITTY_ZOOM_CLIENT_ID)")
	f.Bool("yes", false, "do not ask when permissions are missing, or another account takes the place of yours")
	f.BoolVar(&how.strict, "strict", false, "connect only with every permission that is needed, else give the access back")
	f.DurationVar(&how.timeout, "timeout", 5*time.Minute, "how long to wait for the browser or the code")
	return c
}

// authorise gets a person's permission in the way that was chosen.
func (s *session) authorise(ctx context.Context, how connecting) (recruit.Grant, error) {
	if how.device {
		signIn, err := s.Desk.Accounts.BeginDevice(ctx, s.Actor)
		if err == nil {
			s.askPermission(ctx)
			return s.coded(ctx, signIn, how.timeout, zoomAgain)
		}
		if !errors.Is(err, recruit.ErrUnsupported) {
			return recruit.Grant{}, err
		}
		s.Tell("%s", recruit.Sentence(err))
		how.paste = true
	}
	signIn, err := s.Desk.Accounts.Begin(ctx, s.Actor, !how.paste)
	if err != nil {
		return recruit.Grant{}, err
	}
	defer signIn.Close()
	s.askPermission(ctx)
	if how.paste {
		return s.pasted(ctx, signIn)
	}
	return s.browsed(ctx, signIn, how.timeout, zoomAgain)
}

// finish makes a connection of what was granted, and shows it.
func (s *session) finish(ctx context.Context, how connecting, grant recruit.Grant) error {
	st, err := accounts.Connect(ctx, s.Desk.Accounts, s.Actor, grant, connectQuestions{s, how})
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
	return q.s.Consider("Connect all the same?")
}

// askPermission says what Zoom will be asked for, and why (R3).
func (s *session) askPermission(ctx context.Context) {
	s.Tell(accounts.AsksFor)
	for _, n := range s.Desk.Accounts.Permissions() {
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
	if others, err := s.Desk.Accounts.OtherSignIns(ctx, s.Actor); err == nil && len(others) > 0 {
		s.Tell("%s", accounts.SharedSignInWarning(others))
	}
	s.Tell("Zoom data goes to nobody else, and you can take the access back at any time in Zoom: %s.", accounts.AddedApps)
}

const zoomAgain = "Run recruitty zoom connect again."

// browsed opens the provider's page on this machine and waits for the browser's return.
func (s *session) browsed(ctx context.Context, signIn recruit.SignIn, timeout time.Duration, again string) (recruit.Grant, error) {
	s.Tell("The page is at:\n%s", signIn.URL())
	if err := s.OpenBrowser(ctx, signIn.URL()); err != nil {
		s.Log.Info("no browser", "error", err)
		s.Tell("No browser could be opened here; open the address yourself, or use --paste with a browser on another machine.")
	}
	return await(ctx, timeout, again, signIn.Wait)
}

// coded shows a code that is typed at Zoom's page on any device and waits for
// the decision there. A browser on this machine is shown the page as well.
func (s *session) coded(ctx context.Context, signIn recruit.DeviceSignIn, timeout time.Duration, again string) (recruit.Grant, error) {
	code := signIn.Code()
	s.Tell("Type the code %s at:\n%s", code.UserCode, code.VerificationURI)
	if code.Complete != "" {
		s.Tell("This address has the code already:\n%s", code.Complete)
		if !s.Remote() {
			if err := s.OpenBrowser(ctx, code.Complete); err != nil {
				s.Log.Info("no browser", "error", err)
			}
		}
	}
	s.Tell("The code works until %s.", s.Moment(code.Expiry))
	return await(ctx, timeout, again, signIn.Wait)
}

// await waits for a decision on the provider's page, but not for ever; again is
// what to do then.
func await(ctx context.Context, timeout time.Duration, again string, wait func(context.Context) (recruit.Grant, error)) (recruit.Grant, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	grant, err := wait(ctx)
	if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return grant, &recruit.Problem{Kind: recruit.ErrLater, Cause: err,
			Sentence: "Nobody answered on the page in time; nothing was changed. " + again}
	}
	return grant, err
}

// pasted prints Zoom's address and takes back where the browser ended.
func (s *session) pasted(ctx context.Context, signIn recruit.SignIn) (recruit.Grant, error) {
	s.Tell("Open this address in any browser:\n%s\nThen paste the address on which it ended:", signIn.URL())
	line, err := s.ReadLine()
	if err != nil {
		return recruit.Grant{}, err
	}
	if line == "" {
		return recruit.Grant{}, recruit.Invalid("", "No address was pasted; nothing was changed.")
	}
	return signIn.Paste(ctx, line)
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
	st, err := s.Desk.Accounts.ConnectServerToServer(ctx, s.Actor, app)
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
