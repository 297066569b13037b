// Package command is what all commands of recruitty share: where the workspace
// comes from, who acts, how a person is asked, and how a command ends.
package command

import (
	"context"
	"io"
	"log/slog"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/output"
	"recruitty/internal/exitcode"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// App is what the commands need of the program around them.
type App struct {
	In       io.Reader
	Out, Err io.Writer
	// Interactive says that a person types on In and reads Err, so that a
	// question may be asked. Scripts are never asked. Screen says that In and
	// Out are a terminal, so that the screens can be shown.
	Interactive, Screen bool
	Env                 recruit.Environment
	Data                string // the workspace's folder unless --data names another
	Version             string
	Now                 recruit.Clock

	// Open opens the workspace in dir; it makes none. Make is Open for the few
	// commands that make a workspace on first use; nil is Open.
	Open func(ctx context.Context, dir string) (*workspace.Workspace, error)
	Make func(ctx context.Context, dir string) (*workspace.Workspace, error)
	// OpenBrowser shows url in the person's browser; it does not wait for it.
	OpenBrowser func(ctx context.Context, url string) error
	// Visitor is the member who gives the commands from another machine, and
	// nobody else can be acted as then; commands for whoever sits at this machine
	// are left out. Zero when they are given here.
	Visitor recruit.Member
}

// Remote reports whether the commands come from another machine.
func (a App) Remote() bool { return a.Visitor.ID != 0 }

// Program is one run of recruitty: the app, its commands and what was typed for
// every one of them.
type Program struct {
	App
	Root     *cobra.Command
	ActingAs string // the e-mail address of the member who acts, "" for whoever the workspace names
	JSON     bool   // results are JSON
	Plain    bool   // lines of text instead of screens

	result *output.Result
	log    *slog.Logger // of the workspace; nil until one was opened
}

// New makes the program whose commands are added to root, with the flags that
// every command has.
func New(app App, root *cobra.Command) *Program {
	p := &Program{App: app, Root: root, ActingAs: app.Env.As, result: &output.Result{Writer: app.Out}}
	p.Out, p.Err = p.result, output.Legible{Writer: app.Err}
	root.SilenceErrors, root.SilenceUsage = true, true
	root.Version = app.Version
	root.SetVersionTemplate(root.Name() + " {{.Version}}\n")
	root.SetHelpCommand(helping())
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	root.SetFlagErrorFunc(wrongFlag)
	root.CompletionOptions.DisableDefaultCmd = app.Remote()
	global := root.PersistentFlags()
	global.BoolVar(&p.JSON, "json", false, "print one JSON value")
	if !app.Remote() {
		global.StringVar(&p.Data, "data", app.Data, "`folder` of the workspace (RECRUITTY_DATA)")
		global.StringVar(&p.ActingAs, "as", app.Env.As, "email `address` of the member who acts (RECRUITTY_AS)")
	}
	return p
}

// Group adds commands under one of the root's headings.
func (p *Program) Group(id string, commands ...*cobra.Command) {
	for _, c := range commands {
		c.GroupID = id
		p.Root.AddCommand(c)
	}
}

// Run runs the command that args name and returns the exit code; what went
// wrong is said in a sentence on App.Err.
func (p *Program) Run(ctx context.Context, args []string) int {
	p.Root.SetArgs(args)
	cmd, err := p.Root.ExecuteContextC(ctx)
	if err = lost(p.result, together(cmd, err)); err != nil {
		p.report(ctx, cmd, err)
	}
	return exitcode.Of(err)
}

// Printer writes what a command has to say.
func (p *Program) Printer() *output.Printer {
	return &output.Printer{Out: p.Out, Err: p.Err, JSON: p.JSON}
}

// Print writes the result: value as JSON, or what text writes for people.
func (p *Program) Print(value any, text func(w *output.Page)) error {
	return p.Printer().Print(value, text)
}

// Tell writes a remark that is no result.
func (p *Program) Tell(format string, args ...any) { p.Printer().Tell(format, args...) }
