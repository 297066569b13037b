package cli

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/recruit"
)

func (p *program) zoom() *cobra.Command {
	return noun("zoom", "Connect and disconnect Zoom", p.zoomConnect(), p.zoomStatus(), p.zoomDisconnect(), p.zoomDoctor())
}

type zoomJSON struct {
	State         recruit.ConnectionState `json:"state"`
	User          *zoomUserJSON           `json:"user"` // null without a connection
	Plan          recruit.Plan            `json:"plan"`
	Scopes        []string                `json:"scopes"`
	MissingScopes []string                `json:"missing_scopes"`
	Since         instant                 `json:"since"`
	Default       bool                    `json:"default"`
	Shared        bool                    `json:"shared"`
	Configured    bool                    `json:"configured"`
	Trouble       string                  `json:"trouble"`
}

type zoomUserJSON struct {
	Email string `json:"email"`
	Name  string `json:"name"`
}

func shapeZoom(st recruit.ZoomStatus) zoomJSON {
	c := st.Connection
	shape := zoomJSON{State: st.State, Plan: c.Plan, Scopes: words(c.Scopes), Since: instant(c.Since), Default: st.Default, Shared: st.Shared,
		Configured: st.Configured, Trouble: c.Trouble, MissingScopes: each(st.Missing, func(n recruit.Need) string { return n.Scope })}
	if shape.Plan == "" {
		shape.Plan = recruit.PlanUnknown
	}
	if st.State != recruit.NotConnected {
		shape.User = &zoomUserJSON{c.UserEmail, c.UserName}
	}
	return shape
}

func (s *session) printZoom(st recruit.ZoomStatus) error {
	return s.print(shapeZoom(st), func(w *page) {
		c := st.Connection
		switch st.State {
		case recruit.NotConnected:
			w.line("Zoom is not connected. Connect it with recruitty zoom connect.")
			if !st.Configured {
				w.field("App", "no Zoom app is registered yet; set RECRUITTY_ZOOM_CLIENT_ID or enter it in Settings")
			}
			return
		case recruit.ReconnectNow:
			w.line("Zoom needs to be connected again: recruitty zoom connect.")
			w.field("Why", c.Trouble)
		default:
			w.line("Zoom is connected.")
		}
		w.field("User", person(c.UserName, c.UserEmail))
		w.field("Plan", planName(c.Plan))
		w.field("Since", s.moment(c.Since))
		if st.Shared {
			w.field("Shared", "the connection serves the whole workspace")
		}
		if st.Default {
			w.field("Default", "new interviews are held on Zoom")
		}
		w.field("Permissions", strings.Join(c.Scopes, ", "))
		for _, n := range st.Missing {
			w.field("Missing", n.Name+": "+n.Without)
		}
	})
}

// planName says what the plan means (R10).
func planName(p recruit.Plan) string {
	switch p {
	case recruit.PlanBasic:
		return "Basic: Zoom ends meetings after 40 minutes"
	case recruit.PlanLicensed:
		return "Licensed"
	}
	return "unknown; a Basic host's meetings end after 40 minutes"
}

func (p *program) zoomStatus() *cobra.Command {
	return &cobra.Command{
		Use:     "status",
		Short:   "Show who is connected, the plan and the permissions",
		Example: "  recruitty zoom status --json",
		Args:    exactly(),
		RunE: p.reading(func(ctx context.Context, s *session, _ []string) error {
			st, err := s.Desk.Accounts.Status(ctx, s.actor)
			if err != nil {
				return err
			}
			return s.printZoom(st)
		}),
	}
}

func (p *program) zoomConnect() *cobra.Command {
	var (
		paste   bool
		timeout time.Duration
	)
	c := &cobra.Command{
		Use:   "connect",
		Short: "Connect your Zoom account through its own permission page",
		Long: `Names the permissions that recruitty asks Zoom for, opens Zoom's own sign-in page in your browser ($BROWSER) and
waits until it comes back. With --paste the browser may be on another machine: open the address there, allow,
and paste the address on which the browser ended, even if that page does not load.`,
		Example: "  recruitty zoom connect\n  recruitty zoom connect --paste",
		Args:    exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			paste = paste || s.remote() // the browser is on the visitor's machine
			signIn, err := s.Desk.Accounts.Begin(ctx, s.actor, !paste)
			if err != nil {
				return err
			}
			defer signIn.Close()
			s.askPermission()
			var grant recruit.Grant
			if paste {
				grant, err = s.pasted(ctx, signIn)
			} else {
				grant, err = s.browsed(ctx, signIn, timeout)
			}
			if err != nil {
				return err
			}
			st, err := s.Desk.Accounts.Finish(ctx, s.actor, grant)
			if err != nil {
				return err
			}
			if s.json { // else they are part of the result
				for _, n := range st.Missing {
					p.tell("Not granted: %s. %s", n.Name, n.Without)
				}
			}
			return s.printZoom(st)
		}),
	}
	c.Flags().BoolVar(&paste, "paste", false, "read the address on which the browser ended from standard input")
	c.Flags().DurationVar(&timeout, "timeout", 10*time.Minute, "how `long` to wait for the browser")
	return c
}

// askPermission says what Zoom will be asked for, and why (R3).
func (s *session) askPermission() {
	s.tell("recruitty asks Zoom for permission to:")
	for _, n := range s.Desk.Accounts.Needs() {
		optional := ""
		if !n.Required {
			optional = " (optional)"
		}
		why := n.Why
		if why == "" {
			why = n.Without
		}
		s.tell("  - %s%s: %s", n.Name, optional, why)
	}
	s.tell("Zoom data goes to nobody else, and you can take the access back at any time in Zoom: %s.", recruit.AddedApps)
}

// browsed opens Zoom's page on this machine and waits for the browser's return.
func (s *session) browsed(ctx context.Context, signIn recruit.SignIn, timeout time.Duration) (recruit.Grant, error) {
	s.tell("Zoom's page is at:\n%s", signIn.URL())
	if err := s.OpenBrowser(ctx, signIn.URL()); err != nil {
		s.Log.Info("no browser", "error", err)
		s.tell("No browser could be opened here; open the address yourself, or use --paste with a browser on another machine.")
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	grant, err := signIn.Wait(ctx)
	if err != nil && errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return grant, &recruit.Problem{Kind: recruit.ErrLater, Cause: err,
			Sentence: "Nobody answered on Zoom's page in time; nothing was changed. Run recruitty zoom connect again."}
	}
	return grant, err
}

// pasted prints Zoom's address and takes back where the browser ended.
func (s *session) pasted(ctx context.Context, signIn recruit.SignIn) (recruit.Grant, error) {
	s.tell("Open this address in any browser:\n%s\nThen paste the address on which it ended:", signIn.URL())
	line, err := s.readLine()
	if err != nil {
		return recruit.Grant{}, err
	}
	if line == "" {
		return recruit.Grant{}, recruit.Invalid("", "No address was pasted; nothing was changed.")
	}
	return signIn.Paste(ctx, line)
}

type goodbyeJSON struct {
	State      recruit.ConnectionState `json:"state"`
	Confirmed  bool                    `json:"confirmed"` // Zoom confirmed that access is revoked
	Advice     string                  `json:"advice"`
	Interviews []interviewSummaryJSON  `json:"interviews"` // upcoming ones on this connection
}

func (p *program) zoomDisconnect() *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use:   "disconnect",
		Short: "Revoke the access at Zoom and forget the credentials",
		Long: `Says which upcoming interviews are concerned, revokes the access at Zoom and clears the credentials here. Interviews
and their meetings stay as they are. Connecting again needs a new authorisation.`,
		Example: "  recruitty zoom disconnect --yes",
		Args:    exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			before, err := s.Desk.Accounts.BeforeDisconnect(ctx, s.actor)
			if err != nil {
				return err
			}
			if n := len(before.Upcoming); n > 0 {
				p.tell("Upcoming interviews on this Zoom account; their meetings stay, but cannot be moved or deleted from here any more:")
				for _, i := range before.Upcoming {
					p.tell("  %d: %s, %s, %s", i.ID, span(i.Start, i.Duration, s.actor.Location()), i.CandidateName, i.Title)
				}
			}
			if err := s.confirm(yes, "Disconnect "+person(before.Connection.UserName, before.Connection.UserEmail)+" from recruitty?"); err != nil {
				return err
			}
			bye, err := s.Desk.Accounts.Disconnect(ctx, s.actor)
			if err != nil {
				return err
			}
			shape := goodbyeJSON{State: recruit.NotConnected, Confirmed: bye.Confirmed, Advice: bye.Advice, Interviews: each(bye.Upcoming, shapeSummary)}
			err = s.print(shape, func(w *page) {
				w.line("Zoom is disconnected and its credentials are cleared here.")
				if bye.Confirmed {
					w.line("Zoom confirmed that the access is revoked.")
				}
			})
			if err == nil && !bye.Confirmed {
				err = unconfirmed("%s", bye.Advice)
			}
			return err
		}),
	}
	c.Flags().BoolVar(&yes, "yes", false, "do not ask")
	return c
}
