package command

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/recruit"
)

// SigningIn is what was typed about how someone signs in at a provider.
type SigningIn struct {
	Paste, Device bool
	Timeout       time.Duration // how long the browser or the code is waited for
}

// Flags adds what can be typed about it; page names the provider's page.
func (how *SigningIn) Flags(c *cobra.Command, page string) {
	c.Flags().BoolVar(&how.Paste, "paste", false, "read the address on which the browser ended from standard input")
	c.Flags().BoolVar(&how.Device, "device", false, "type a code at "+page+" on any device")
	c.Flags().DurationVar(&how.Timeout, "timeout", 5*time.Minute, "how long to wait for the browser or the code")
}

// SignInWays are the ways in that a provider offers.
type SignInWays struct {
	Begin       func(ctx context.Context, local bool) (recruit.SignIn, error)
	BeginDevice func(ctx context.Context) (recruit.DeviceSignIn, error)
	Ask         func() // says what the provider will be asked for, and why
	Again       string // what to do when nobody answered in time
}

// Authorise gets a person's permission in the way that was chosen. Who gives the
// command from another machine has the browser there, and pastes. Where the provider
// takes no code, it goes on with pasting.
func (s *Session) Authorise(ctx context.Context, how SigningIn, ways SignInWays) (recruit.Grant, error) {
	paste := how.Paste || s.Remote()
	if how.Device {
		signIn, err := ways.BeginDevice(ctx)
		if err == nil {
			ways.Ask()
			return s.coded(ctx, signIn, how.Timeout, ways.Again)
		}
		if !errors.Is(err, recruit.ErrUnsupported) {
			return recruit.Grant{}, err
		}
		s.Tell("%s", recruit.Sentence(err))
		paste = true
	}
	signIn, err := ways.Begin(ctx, !paste)
	if err != nil {
		return recruit.Grant{}, err
	}
	defer signIn.Close()
	ways.Ask()
	if paste {
		return s.pasted(ctx, signIn)
	}
	return s.browsed(ctx, signIn, how.Timeout, ways.Again)
}

// browsed opens the provider's page on this machine and waits for the browser's return.
func (s *Session) browsed(ctx context.Context, signIn recruit.SignIn, timeout time.Duration, again string) (recruit.Grant, error) {
	s.Tell("The page is at:\n%s", signIn.URL())
	if err := s.OpenBrowser(ctx, signIn.URL()); err != nil {
		s.Log.Info("no browser", "error", err)
		s.Tell("No browser could be opened here; open the address yourself, or use --paste with a browser on another machine.")
	}
	return await(ctx, timeout, again, signIn.Wait)
}

// coded shows a code that is typed at the provider's page on any device and waits for
// the decision there. A browser on this machine is shown the page as well.
func (s *Session) coded(ctx context.Context, signIn recruit.DeviceSignIn, timeout time.Duration, again string) (recruit.Grant, error) {
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

// pasted prints the provider's address and takes back where the browser ended.
func (s *Session) pasted(ctx context.Context, signIn recruit.SignIn) (recruit.Grant, error) {
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

// SignInApp is what was typed about the app that is registered with Google or
// Microsoft.
type SignInApp struct{ client, secretFile, tenant string }

// Flags adds what can be typed about it.
func (app *SignInApp) Flags(c *cobra.Command) {
	c.Flags().StringVar(&app.client, "client-id", "", "client `id` of the app that was registered with the provider; kept")
	c.Flags().StringVar(&app.secretFile, "client-secret-file", "", "`file` with its client secret, or -; kept, sealed")
	c.Flags().StringVar(&app.tenant, "tenant", "", "`name` of the organisation at Microsoft; without it any")
}

// Typed reports whether anything was typed about it.
func (app SignInApp) Typed() bool { return app != SignInApp{} }

// SaveApp saves the app that was given with the command.
func (s *Session) SaveApp(ctx context.Context, p recruit.MailProvider, typed SignInApp) error {
	if !typed.Typed() {
		return nil
	}
	app, err := s.Services.MailAccounts.App(ctx, p)
	if err != nil {
		return err
	}
	if app.FromEnvironment {
		return recruit.Refused("The app for %s is set by the environment and is changed there.", p.Label())
	}
	if typed.client != "" && typed.client != app.ClientID {
		app = recruit.MailApp{ClientID: typed.client}
	}
	if typed.tenant != "" {
		app.Tenant = typed.tenant
	}
	switch typed.secretFile {
	case "":
	case "-":
		if app.Secret, err = s.ReadLine(); err != nil {
			return err
		}
	default:
		if s.Remote() {
			return recruit.Refused("A file on the host is not read for this; give the secret on standard input with --client-secret-file -.")
		}
		content, err := os.ReadFile(typed.secretFile)
		if err != nil {
			return recruit.Invalid("client-secret-file", "The file with the client secret cannot be read; check its name.")
		}
		app.Secret = strings.TrimSpace(string(content))
	}
	return s.Services.MailAccounts.SetApp(ctx, s.Actor, p, app)
}
