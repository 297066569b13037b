package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// Session is one command at work in an open workspace.
type Session struct {
	*Program
	*workspace.Workspace                      // as the acting member may use it
	Whole                *workspace.Workspace // for what works behind the screens
	Cmd                  *cobra.Command
	Actor                recruit.Member // zero when nobody acts
}

// session is the command c in w, before it is known who acts.
func (p *Program) session(c *cobra.Command, w *workspace.Workspace) *Session {
	return &Session{Program: p, Workspace: w, Whole: w, Cmd: c}
}

// Work is the body of a command.
type Work func(ctx context.Context, s *Session, args []string) error

// Acting opens the workspace and runs the body for the acting member; without
// one it fails.
func (p *Program) Acting(run Work) func(*cobra.Command, []string) error {
	return p.Within(func(ctx context.Context, s *Session, args []string) error {
		var err error
		if s.Actor, err = s.Who(ctx); err != nil {
			return err
		}
		if s.Workspace, err = s.Whole.As(ctx, s.Actor); err != nil {
			return err
		}
		return run(ctx, s, args)
	})
}

// Reading is like Acting, but a workspace without members may be read as well:
// there is nobody yet to hide anything from.
func (p *Program) Reading(run Work) func(*cobra.Command, []string) error {
	return p.Within(func(ctx context.Context, s *Session, args []string) error {
		actor, err := s.Who(ctx)
		if err != nil && (p.ActingAs != "" || !errors.Is(err, recruit.ErrNotFound)) {
			return err
		}
		s.Actor = actor
		if s.Workspace, err = s.Whole.As(ctx, actor); err != nil {
			return err
		}
		return run(ctx, s, args)
	})
}

// Who is the member who acts: the visitor, or whom --as or the workspace names.
func (s *Session) Who(ctx context.Context) (recruit.Member, error) {
	if s.Remote() {
		return s.Visitor, nil
	}
	return s.Services.Team.Acting(ctx, s.ActingAs)
}

// making marks a command that makes a workspace where there is none. Every
// other one says that there is none: a folder that was mistyped, or a disk that is
// not mounted, must not look like a workspace without anything in it.
const making = "recruitty_makes_a_workspace"

// Makes marks a command as making.
func Makes(c *cobra.Command) *cobra.Command {
	if c.Annotations == nil {
		c.Annotations = map[string]string{}
	}
	c.Annotations[making] = "yes"
	return c
}

// Folder is where the workspace is.
func (p *Program) Folder() (string, error) {
	if p.Data == "" {
		return "", recruit.Invalid("data", "There is no home folder here (HOME is not set), so the workspace's folder has to be named: with --data, or in RECRUITTY_DATA.")
	}
	return p.Data, nil
}

// Within opens the workspace, runs the body and closes the workspace again.
func (p *Program) Within(run Work) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) (err error) {
		dir, err := p.Folder()
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
		return run(cmd.Context(), p.session(cmd, w), args)
	}
}

// NeedsTerminal refuses to show the screens where there is no terminal.
func NeedsTerminal(cmd *cobra.Command) error {
	return WrongUsage(cmd, "The terminal app needs a terminal; use a command instead, such as recruitty candidate list, or --plain.")
}

// PlainFlag asks for the plain mode.
func PlainFlag(c *cobra.Command, plain *bool) {
	c.Flags().BoolVar(plain, "plain", false, "lines of text instead of screens, for screen readers")
}
