package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/export"
)

func (p *program) zoom() *cobra.Command {
	return command.Noun("zoom", "Connect and disconnect Zoom", p.zoomConnect(), p.zoomStatus(), p.zoomDisconnect(), p.zoomTakeOver(), p.zoomDoctor())
}

type zoomJSON struct {
	State         recruit.ConnectionState `json:"state"`
	User          *zoomUserJSON           `json:"user"` // null without a connection
	Plan          recruit.Plan            `json:"plan"`
	Scopes        []string                `json:"scopes"`
	MissingScopes []string                `json:"missing_scopes"`
	Since         export.Time             `json:"since"`
	Default       bool                    `json:"default"`
	Shared        bool                    `json:"shared"`
	Configured    bool                    `json:"configured"`
	CallsLeft     *int                    `json:"calls_left"` // of today's 100 for one host; null without a connection
	Trouble       string                  `json:"trouble"`
	// Kind is the way in of the connection that the member's interviews use.
	Kind recruit.ConnectionKind `json:"kind"`
	// Workspace is the connection that serves those without an own one.
	Workspace *workspaceZoomJSON `json:"workspace"`
	// ServerConfigured says that a server-to-server app is registered, as
	// Configured does of the app for sign-ins.
	ServerConfigured bool `json:"server_to_server_configured"`
}

type workspaceZoomJSON struct {
	State recruit.ConnectionState `json:"state"`
	Kind  recruit.ConnectionKind  `json:"kind"`
	User  zoomUserJSON            `json:"user"`
}

type zoomUserJSON struct {
	Email string `json:"email"`
	Name  string `json:"name"`
}

func shapeZoom(st accounts.ZoomStatus) zoomJSON {
	c := st.Connection
	shape := zoomJSON{State: st.State, Plan: c.Plan, Scopes: output.Words(c.Scopes), Since: export.Time(c.Since), Default: st.Default, Shared: st.Shared,
		Configured: st.Configured, Trouble: c.LastError, MissingScopes: output.Each(st.Missing, func(n recruit.Permission) string { return n.Scope })}
	if shape.Plan == "" {
		shape.Plan = recruit.PlanUnknown
	}
	if st.State != recruit.NotConnected {
		shape.User = &zoomUserJSON{c.UserEmail, c.UserName}
		shape.CallsLeft, shape.Kind = &st.CallsLeft, c.Kind
	}
	return shape
}

func (s *session) printZoom(ctx context.Context, st accounts.ZoomStatus) error {
	shape := shapeZoom(st)
	server, err := s.Services.Settings.ServerApp(ctx)
	if err != nil {
		return err
	}
	shape.ServerConfigured = server.ClientID != ""
	shared, err := s.Services.Accounts.WorkspaceConnection(ctx)
	switch {
	case err == nil:
		shape.Workspace = &workspaceZoomJSON{shared.State, shared.Kind, zoomUserJSON{shared.UserEmail, shared.UserName}}
	case !errors.Is(err, recruit.ErrNotFound):
		return err
	}
	return s.Print(shape, func(w *output.Page) {
		c := st.Connection
		switch st.State {
		case recruit.NotConnected:
			w.Line("Zoom is not connected. Connect it with recruitty zoom connect.")
			if !st.Configured {
				w.Field("App", "no Zoom app for sign-ins is registered yet; set RECRUITTY_ZOOM_CLIENT_ID or enter it in Settings")
			}
			if shape.ServerConfigured {
				w.Field("Server", "a server-to-server app is registered; an admin connects it with recruitty zoom connect --server-to-server")
			}
			return
		case recruit.ReauthRequired:
			w.Line("Zoom needs to be connected again: recruitty zoom connect.")
			w.Field("Why", c.LastError)
		default:
			w.Line("Zoom is connected.")
		}
		w.Field("User", output.Person(c.UserName, c.UserEmail))
		w.Field("Plan", planName(c.Plan))
		w.Field("Since", s.Moment(c.Since))
		switch {
		case st.Shared:
			w.Field("Used", "your interviews go through the workspace's connection ("+kindName(c.Kind)+"); each organiser's own Zoom user hosts")
		case shape.Workspace != nil:
			w.Field("Used", "your interviews go through your own connection")
			w.Field("Workspace", "those without one of their own go through "+output.Person(shared.UserName, shared.UserEmail)+" ("+kindName(shared.Kind)+")")
		}
		if st.Default {
			w.Field("Default", "new interviews are held on Zoom")
		}
		w.Field("Today", fmt.Sprintf("%d of %d creations and changes are left for this host", st.CallsLeft, recruit.CallsPerDay))
		w.Field("Permissions", strings.Join(c.Scopes, ", "))
		for _, n := range st.Missing {
			w.Field("Missing", n.Name+": "+n.Without)
		}
	})
}

// kindName is a way in as people say it.
func kindName(k recruit.ConnectionKind) string {
	switch k {
	case recruit.ServerToServer:
		return "server-to-server app"
	case recruit.AdminApp:
		return "admin-managed app"
	}
	return "own sign-in"
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
		Args:    command.Exactly(),
		RunE: p.reading(func(ctx context.Context, s *session, _ []string) error {
			st, err := s.Services.Accounts.Status(ctx, s.Actor)
			if err != nil {
				return err
			}
			return s.printZoom(ctx, st)
		}),
	}
}

type disconnectedJSON struct {
	State      recruit.ConnectionState  `json:"state"`
	Confirmed  bool                     `json:"confirmed"` // Zoom confirmed that access is revoked
	Advice     string                   `json:"advice"`
	Interviews []jsonview.InterviewLine `json:"interviews"` // upcoming ones on this connection
	// AlsoEnded are the connections of the same Zoom user, which ended with it;
	// empty unless Zoom confirmed.
	AlsoEnded []endedJSON `json:"also_ended"`
}

type endedJSON struct {
	Owner string `json:"owner"` // a member's name, "" for the workspace
	User  string `json:"user"`
}

func (p *program) zoomDisconnect() *cobra.Command {
	var workspace bool
	var of string
	c := p.Destroys(&cobra.Command{
		Use:   "disconnect",
		Short: "Revoke the access at Zoom and forget the credentials",
		Long: `Says which upcoming interviews are concerned, revokes the access at Zoom and clears the credentials here. Interviews
and their meetings stay as they are. Connecting again needs a new authorisation. It ends your own connection, or with
--workspace the one that serves everybody, or with --of the one of a member who has left the team.`,
		Example: "  recruitty zoom disconnect\n  recruitty zoom disconnect --workspace --yes\n  recruitty zoom disconnect --of lee@example.com --yes",
		Args:    command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			look, end := s.Services.Accounts.BeforeDisconnect, s.Services.Accounts.Disconnect
			if workspace {
				look, end = s.Services.Accounts.BeforeDisconnectWorkspace, s.Services.Accounts.DisconnectWorkspace
			}
			if of != "" {
				m, err := s.MemberRef(ctx, of)
				if err != nil {
					return err
				}
				look = func(ctx context.Context, actor recruit.Member) (accounts.DisconnectPlan, error) {
					return s.Services.Accounts.BeforeDisconnectLeft(ctx, actor, m.ID)
				}
				end = func(ctx context.Context, actor recruit.Member) (accounts.DisconnectResult, error) {
					return s.Services.Accounts.DisconnectLeft(ctx, actor, m.ID)
				}
			}
			before, err := look(ctx, s.Actor)
			if err != nil {
				return err
			}
			if len(before.Upcoming) > 0 {
				p.Tell("Upcoming interviews on this Zoom account; their meetings stay, but can no longer be moved or deleted from here:")
				for _, i := range before.Upcoming {
					p.Tell("  %d: %s, %s, %s", i.ID, output.Span(i.Start, i.Duration, s.Actor.Location()), i.CandidateName, i.Title)
				}
			}
			for _, k := range before.Shared {
				p.Tell("%s", k.EndsToo())
			}
			if err := s.Confirm("Disconnect " + output.Person(before.Connection.UserName, before.Connection.UserEmail) + " from recruitty?"); err != nil {
				return err
			}
			bye, err := end(ctx, s.Actor)
			if err != nil {
				return err
			}
			return s.printGoodbye(bye)
		}),
	})
	c.Flags().BoolVar(&workspace, "workspace", false, "as an admin, end the connection that serves everybody")
	c.Flags().StringVar(&of, "of", "", "as an admin, end what this `member` has left behind")
	c.MarkFlagsMutuallyExclusive("workspace", "of")
	p.Complete(c, "of", p.MemberEmails)
	return c
}

// printGoodbye prints how a disconnect went; the credentials are gone in any
// case, but only Zoom can say that the access is.
func (s *session) printGoodbye(bye accounts.DisconnectResult) error {
	state := recruit.NotConnected
	if bye.Connection.State == recruit.Revoking && !bye.Confirmed {
		state = recruit.Revoking
	}
	shape := disconnectedJSON{State: state, Confirmed: bye.Confirmed, Advice: bye.Advice, Interviews: output.Each(bye.Upcoming, jsonview.OfSummary)}
	shape.AlsoEnded = []endedJSON{}
	if bye.Confirmed {
		shape.AlsoEnded = output.Each(bye.Shared, func(k accounts.SharedSignIn) endedJSON { return endedJSON{k.Owner, k.Connection.UserEmail} })
	}
	err := s.Print(shape, func(w *output.Page) {
		if state == recruit.Revoking {
			return // the error says all
		}
		w.Line("Zoom is disconnected and its credentials are cleared here.")
		if bye.Confirmed {
			w.Line("Zoom confirmed that the access is revoked.")
			for _, k := range bye.Shared {
				w.Line("It ended %s too, which has to be connected again.", k.Whose())
			}
		}
	})
	if err == nil && !bye.Confirmed {
		err = command.Unconfirmed("%s", bye.Advice)
	}
	return err
}
