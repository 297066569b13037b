package cli

import (
	"context"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/recruit"
)

// session is one command at work in an open workspace.
type session struct {
	*command.Session
	// warned is what was odd about the decision of this command.
	warned []jsonview.Warning
	// others are interviews that the decision changes along with its own.
	others []recruit.InterviewID
	// left counts what is missing from a result and was named.
	left int
}

// work is the body of a command.
type work func(ctx context.Context, s *session, args []string) error

// in runs the body in a session of its own.
func (w work) in(ctx context.Context, s *command.Session, args []string) error {
	return w(ctx, &session{Session: s}, args)
}

// acting runs the body for the acting member; without one it fails.
func (p *program) acting(run work) func(*cobra.Command, []string) error { return p.Acting(run.in) }

// reading is like acting, but a workspace without members may be read as well.
func (p *program) reading(run work) func(*cobra.Command, []string) error { return p.Reading(run.in) }

// within runs the body whoever acts, in the workspace as it is.
func (p *program) within(run work) func(*cobra.Command, []string) error { return p.Within(run.in) }
