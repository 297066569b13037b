package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"recruitty/recruit"
)

// session is one command at work in an open workspace.
type session struct {
	*program
	*Workspace
	cmd   *cobra.Command
	actor recruit.Member // zero when nobody acts
	// warned is what was odd about the decision of this command.
	warned []warningJSON
	// others are interviews that the decision changes along with its own.
	others []recruit.InterviewID
}

// work is the body of a command.
type work func(ctx context.Context, s *session, args []string) error

// acting opens the workspace and runs the body for the acting member; without
// one it fails.
func (p *program) acting(run work) func(*cobra.Command, []string) error {
	return p.within(func(ctx context.Context, s *session, args []string) error {
		var err error
		if s.actor, err = s.who(ctx); err != nil {
			return err
		}
		return run(ctx, s, args)
	})
}

// reading is like acting, but a workspace without members may be read as well:
// there is nobody yet to hide anything from.
func (p *program) reading(run work) func(*cobra.Command, []string) error {
	return p.within(func(ctx context.Context, s *session, args []string) error {
		actor, err := s.who(ctx)
		if err != nil && (p.as != "" || !errors.Is(err, recruit.ErrNotFound)) {
			return err
		}
		s.actor = actor
		return run(ctx, s, args)
	})
}

// who is the member who acts: the visitor, or whom --as or the workspace names.
func (s *session) who(ctx context.Context) (recruit.Member, error) {
	if s.remote() {
		return s.Visitor, nil
	}
	return s.Desk.Team.Acting(ctx, s.as)
}

// within opens the workspace, runs the body and closes the workspace again.
func (p *program) within(run work) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) (err error) {
		if p.data == "" {
			return recruit.Invalid("data", "The workspace needs a folder.")
		}
		w, err := p.Open(cmd.Context(), p.data)
		if err != nil {
			return fmt.Errorf("open workspace %s: %w", p.data, err)
		}
		p.log = w.Log
		defer func() {
			if bad := w.Close(); err == nil && bad != nil {
				err = fmt.Errorf("close workspace: %w", bad)
			}
		}()
		return run(cmd.Context(), &session{program: p, Workspace: w, cmd: cmd}, args)
	}
}

// terminal is recruitty without a command.
func (p *program) terminal(cmd *cobra.Command, args []string) error {
	if p.Terminal == nil || !p.Screen && !p.plain {
		return wrongUsage(cmd, "The terminal app needs a terminal; use a command instead, such as recruitty candidate list, or --plain.")
	}
	return p.reading(func(ctx context.Context, s *session, _ []string) error {
		return p.Terminal(ctx, s.Workspace, s.actor, p.plain)
	})(cmd, args)
}

// plainFlag asks for the plain mode.
func plainFlag(c *cobra.Command, plain *bool) {
	c.Flags().BoolVar(plain, "plain", false, "lines of text instead of screens, for screen readers")
}

// demo is the app on sample data.
func (p *program) demo() *cobra.Command {
	var o DemoOptions
	c := &cobra.Command{
		Use:   "demo",
		Short: "Try recruitty on sample data, with a simulated Zoom and a mailbox",
		Long: `Opens the app on a sample workspace with a simulated Zoom, sign-in page included, and a local mailbox.
Nothing leaves this machine.`,
		Example: "  recruitty demo\n  recruitty demo --keep ~/recruitty-demo",
		Args:    exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !p.Screen && !o.Plain {
				return wrongUsage(cmd, "The demo needs a terminal, or --plain.")
			}
			return p.Demo(cmd.Context(), o)
		},
	}
	c.Flags().StringVar(&o.Keep, "keep", "", "`folder` in which to keep the sample workspace")
	plainFlag(c, &o.Plain)
	c.Flags().StringVar(&o.Faults, "faults", "", "`file` of things that the simulated Zoom does wrong, as JSON")
	return c
}
