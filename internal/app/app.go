// Package app is the program around the commands: it reads the environment, puts
// the parts together and runs one command.
package app

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"recruitty/internal/browse"
	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
	"recruitty/store"
)

// Run runs the command that was typed, whose words are args, and returns its exit code. The first
// signal lets it come to an end in order, or ends it when it does not; the second
// one ends it at once.
func Run(args []string) int {
	keepSecretsInMemory()
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // as under nohup
		signals = append(signals, syscall.SIGHUP)
	}
	last := &lastResort{}
	ctx, stop := last.notify(signals...)
	defer stop()
	context.AfterFunc(ctx, stop)
	last.after(ctx, endsWithin)
	// A pipe that nobody reads any more is an error of the write, not the end.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)

	m := machine{env: environment(), seen: newCalls(), last: last}
	app := command.App{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Interactive: term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stderr.Fd()),
		Screen:      term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd()),
		Env:         m.env,
		Data:        dataFolder(),
		Version:     version(),
		Now:         time.Now,
		Open: func(ctx context.Context, dir string) (*workspace.Workspace, error) {
			return open(ctx, dir, store.Options{Existing: true}, m.env, m.seen)
		},
		Make: func(ctx context.Context, dir string) (*workspace.Workspace, error) {
			return open(ctx, dir, store.Options{}, m.env, m.seen)
		},
		OpenBrowser: openBrowser,
	}
	if len(args) == 0 {
		return m.screens(app).Run(ctx, args)
	}
	return m.program(app).Run(ctx, args)
}

// machine is what the commands need of the process that they run in.
type machine struct {
	env  recruit.Environment
	seen *calls
	last *lastResort
}

// screens returns the program for who typed no command.
func (m machine) screens(app command.App) *command.Program {
	p := cli.Bare(app)
	p.Root.RunE = m.terminal(p)
	return p
}

// program returns the program with every command that there is on this machine:
// those that need an open workspace only, and those for whoever sits here.
func (m machine) program(app command.App) *command.Program {
	p := cli.New(app)
	p.Root.RunE = m.terminal(p)
	p.Group(cli.House, restoreCommand(p), m.demoCommand(p), m.serveCommand(p), configCommand(p, func() keeper { return configPath() }), manCommand(p))
	for _, c := range p.Root.Commands() {
		if c.Name() == "workspace" {
			c.AddCommand(rekeyCommand(p))
		}
	}
	return p
}

// Documented returns the root with every command that there is, the shells'
// completions included, for whatever is made from it: documents, man pages,
// completions. Nothing in it can be run.
func Documented(version string) *cobra.Command {
	root := machine{}.program(command.App{Version: version}).Root
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	root.InitDefaultVersionFlag()
	return root
}

// openBrowser shows an address in the browser that BROWSER names.
func openBrowser(ctx context.Context, address string) error {
	return browse.Open(ctx, os.Getenv("BROWSER"), address)
}

// version is the version that the module was built as.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
