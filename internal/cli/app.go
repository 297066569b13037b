// Package cli is recruitty as commands: one for every action, for scripts,
// screen readers and SSH. Each is a thin call into package recruit.
//
// The names of commands and flags, the fields of --json and the exit codes are
// promises to people's scripts (docs/design.md#commands-that-scripts-rely-on).
// Standard output holds the result and nothing else; sentences about trouble go
// to standard error.
//
// The package knows neither the store nor Zoom nor mail: App.Open hands it a
// Workspace in which everything is wired.
package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/defining"
	"recruitty/internal/cli/planning"
	"recruitty/internal/cli/reporting"
	"recruitty/internal/cli/scoring"
	"recruitty/internal/cli/viewing"
)

// program is one run of recruitty.
type program struct{ *command.Program }

// New returns the program with every command that needs an open workspace and
// nothing else of this machine.
func New(app command.App) *command.Program {
	p := &program{Bare(app)}
	p.Root.AddGroup(
		&cobra.Group{ID: "work", Title: "People, jobs and interviews:"},
		&cobra.Group{ID: "world", Title: "Zoom and mail:"},
		&cobra.Group{ID: House, Title: "The workspace:"},
	)
	p.Group("work", p.interview(), p.heal(), p.candidate(), p.job(), p.member(), p.activity(), viewing.View(p.Program), defining.Field(p.Program))
	p.Group("work", planning.Commands(p.Program)...)
	p.Group("work", reporting.Commands(p.Program)...)
	p.Group("work", scoring.Commands(p.Program)...)
	p.Group("world", p.zoom(), p.mail(), p.outbox(), p.template())
	p.Group(House, p.workspace(), p.importing(), p.exporting(), p.doctor(), p.version())
	if !app.Remote() {
		p.Group(House, p.backup())
	}
	return p.Program
}

// Bare returns the program without its commands, for a start without words: making all
// of them takes longer than reading what the first screen shows.
func Bare(app command.App) *command.Program {
	root := command.Makes(&cobra.Command{
		Use:   "recruitty",
		Short: "Jobs, candidates and Zoom interviews in the terminal",
		Long: `recruitty is a workspace for recruiters: jobs, the candidates linked to them, and Zoom interviews
that stay true in four places at once: the profile, Zoom, every calendar and the log.

Without a command it opens the terminal app; with --plain, or TERM=dumb, as lines of text for screen readers. Every action is a command too, with --json for scripts.
Exit codes: 0 done, 1 failed, 2 wrong usage or input, 3 not found, 4 refused by a rule,
5 saved here, but an outside service has not confirmed yet.
Commands that delete something for good ask at a terminal, and need --yes where nobody can be asked.`,
		Example: `  recruitty
  recruitty --plain
  recruitty candidate list --job 3 --stage Interview
  recruitty interview schedule --candidate 12 --job 3 --title "Technical interview" \
      --start "2026-12-01 10:00" --duration 45m --participant dana@example.com`,
		Args: command.Known,
	})
	if app.Remote() {
		root.Long += `

Over SSH there are also: plain, the app as lines of text; upload NAME < FILE, which puts a file into your inbox (sftp and
scp can read it too); and join CODE, which adds a new key.`
	}
	p := command.New(app, root)
	root.RunE = func(cmd *cobra.Command, _ []string) error { return command.NeedsTerminal(cmd) }
	command.PlainFlag(root, &p.Plain)
	if !app.Remote() {
		p.Complete(root, "as", p.MemberEmails)
	}
	return p
}

// House is the group of the commands about the workspace as a whole.
const House = "house"

// Run runs the command that args name and returns the exit code.
func Run(ctx context.Context, app command.App, args []string) int { return New(app).Run(ctx, args) }

// CommandName is what the command of root in args is called, such as "candidate list",
// without anything that was typed behind it.
func CommandName(root *cobra.Command, args []string) string {
	c, _, err := root.Find(args)
	if err != nil || c == root {
		return "unknown"
	}
	return strings.TrimPrefix(c.CommandPath(), root.Name()+" ")
}
