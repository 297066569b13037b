package app

import (
	"context"
	"time"

	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/internal/sshd"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
	"recruitty/ui/preferences"
)

// RunVisitorCommand runs a command for someone who came by SSH.
func RunVisitorCommand(ctx context.Context, c sshd.Command) int {
	return visitorProgram(command.App{
		In: c.In, Out: c.Out, Err: c.Err, Interactive: c.Terminal,
		Env: recruit.Environment{As: c.Member.Email}, Data: c.Workspace.Dir, Version: version(), Now: time.Now,
		Open:    func(context.Context, string) (*workspace.Workspace, error) { return c.Workspace, nil },
		Visitor: c.Member,
	}, c.Workspace).Run(ctx, c.Args)
}

// visitorProgram is every command for who comes by SSH: those on an open workspace, and
// their own preferences, which the host keeps. w is as the visitor may see it.
func visitorProgram(app command.App, w *workspace.Workspace) *command.Program {
	p := cli.New(app)
	p.Group(cli.House, configCommand(p, func() keeper {
		return keptByHost{preferences.OfMember{Settings: w.Services.Store, Member: app.Visitor.ID}}
	}))
	return p
}

// visitorCommandName is what a visitor's command is called, without anything that was
// typed behind it.
func visitorCommandName(args []string) string {
	return cli.CommandName(visitorProgram(command.App{Visitor: recruit.Member{ID: 1}}, nil).Root, args)
}
