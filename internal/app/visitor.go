package app

import (
	"context"
	"time"

	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/internal/sshd"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// RunVisitorCommand runs a command for somebody who came by SSH.
func RunVisitorCommand(ctx context.Context, c sshd.Command) int {
	return cli.Run(ctx, command.App{
		In: c.In, Out: c.Out, Err: c.Err, Interactive: c.Terminal,
		Env: recruit.Environment{As: c.Member.Email}, Data: c.Workspace.Dir, Version: version(), Now: time.Now,
		Open:    func(context.Context, string) (*workspace.Workspace, error) { return c.Workspace, nil },
		Visitor: c.Member,
	}, c.Args)
}
