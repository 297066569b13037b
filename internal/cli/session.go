package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// session is one command at work in an open workspace.
type session struct {
	*program
	*workspace.Workspace                      // as the acting member may use it
	whole                *workspace.Workspace // for what works behind the screens
	cmd                  *cobra.Command
	actor                recruit.Member // zero when nobody acts
	// warned is what was odd about the decision of this command.
	warned []warningJSON
	// others are interviews that the decision changes along with its own.
	others []recruit.InterviewID
	// left counts what is missing from a result and was named.
	left int
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
		s.Workspace = s.whole.As(s.actor)
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
		s.actor, s.Workspace = actor, s.whole.As(actor)
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

// making marks a command that makes a workspace where there is none. Every
// other one says that there is none: a folder that was mistyped, or a disk that is
// not mounted, must not look like a workspace without anything in it.
const making = "recruitty_makes_a_workspace"

// makes marks a command as making.
func makes(c *cobra.Command) *cobra.Command {
	if c.Annotations == nil {
		c.Annotations = map[string]string{}
	}
	c.Annotations[making] = "yes"
	return c
}

// folder is where the workspace is.
func (p *program) folder() (string, error) {
	if p.data == "" {
		return "", recruit.Invalid("data", "There is no home folder here (HOME is not set), so the workspace's folder has to be named: with --data, or in RECRUITTY_DATA.")
	}
	return p.data, nil
}

// within opens the workspace, runs the body and closes the workspace again.
func (p *program) within(run work) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) (err error) {
		dir, err := p.folder()
		if err != nil {
			return err
		}
		open := p.Open
		if trial, _ := cmd.Flags().GetBool("dry-run"); cmd.Annotations[making] != "" && p.Make != nil && !trial {
			open = p.Make
		}
		w, err := open(cmd.Context(), dir)
		if err != nil {
			return fmt.Errorf("open workspace %s: %w", dir, err)
		}
		p.log = w.Log
		defer func() {
			if bad := w.Close(); err == nil && bad != nil {
				err = fmt.Errorf("close workspace: %w", bad)
			}
		}()
		return run(cmd.Context(), &session{program: p, Workspace: w, whole: w, cmd: cmd}, args)
	}
}

// terminal is recruitty without a command.
func (p *program) terminal(cmd *cobra.Command, args []string) error {
	if p.Terminal == nil || !p.Screen && !p.plain {
		return wrongUsage(cmd, "The terminal app needs a terminal; use a command instead, such as recruitty candidate list, or --plain.")
	}
	return p.reading(func(ctx context.Context, s *session, _ []string) error {
		return p.Terminal(ctx, s.whole, s.actor, p.plain)
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
