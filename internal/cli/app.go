package cli

import (
	"context"
	"io"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"

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
	// Restore puts the back-up in file in the place of the workspace in dir,
	// which must not be open. nil leaves the command out.
	Restore func(ctx context.Context, dir, file string, o RestoreOptions) (Restored, error)
	// Rekey changes the key of the workspace in dir, which must not be open, and
	// returns what has to be entered again; agree is asked first. nil leaves the
	// command out.
	Rekey func(ctx context.Context, dir string, agree func(lost []string) error) (lost []string, err error)
	// OpenBrowser shows url in the person's browser; it does not wait for it.
	OpenBrowser func(ctx context.Context, url string) error
	// Terminal runs the screens for actor, who is the zero Member in a
	// workspace without members. plain asks for lines of text instead, which need
	// no terminal.
	Terminal func(ctx context.Context, w *workspace.Workspace, actor recruit.Member, plain bool) error
	// Demo runs the screens on sample data. nil leaves the command out.
	Demo func(ctx context.Context, o DemoOptions) error
	// Serve lets the team in over SSH until ctx ends. nil leaves the command out.
	Serve func(ctx context.Context, w *workspace.Workspace, o ServeOptions) error
	// Visitor is the member who gives the commands from another machine, and
	// nobody else can be acted as then; commands for whoever sits at this machine
	// are left out. Zero when they are given here.
	Visitor recruit.Member
}

// remote says that the commands come from another machine.
func (a App) remote() bool { return a.Visitor.ID != 0 }

// DemoOptions is what can be said about a demo.
type DemoOptions struct {
	Keep   string // the folder in which it is kept; "" forgets it afterwards
	Faults string // a file of things that the simulated Zoom does wrong; "" is none
	Plain  bool   // lines of text instead of screens
}

// program is one run of recruitty: the app and what was typed for every
// command.
type program struct {
	App
	data  string
	as    string
	json  bool
	plain bool
	log   *slog.Logger // of the workspace; nil until one was opened
}

// New returns the root command.
func New(app App) *cobra.Command {
	root, _ := newRoot(app)
	return root
}

func newRoot(app App) (*cobra.Command, *program) {
	p := &program{App: app}
	root := makes(&cobra.Command{
		Use:   "recruitty",
		Short: "Jobs, candidates and Zoom interviews in the terminal",
		Long: `recruitty is a workspace for recruiters: jobs, the candidates linked to them, and Zoom interviews
that stay true in four places at once: the profile, Zoom, every calendar and the log.

Without a command it opens the terminal app; with --plain, or TERM=dumb, as lines of text for screen readers. Every action is a command too, with --json for scripts.
Exit codes: 0 done, 1 failed, 2 wrong usage or input, 3 not found, 4 refused by a rule,
5 saved here, but an outside service has not confirmed yet.
What takes away something for good asks at a terminal, and needs --yes where nobody can be asked.`,
		Example: `  recruitty
  recruitty --plain
  recruitty candidate list --job 3 --stage Interview
  recruitty interview schedule --candidate 12 --job 3 --title "Technical interview" \
      --start "2026-12-01 10:00" --duration 45m --participant dana@example.com`,
		Args:          known,
		RunE:          p.terminal,
		SilenceErrors: true,
		SilenceUsage:  true,
	})
	if app.remote() {
		root.Long += `

Over SSH there are also: plain, the app as lines of text; upload NAME < FILE, which puts a file into your inbox (sftp and
scp reach it too); and join CODE, with which a new key enters.`
	}
	root.Version = app.Version
	root.SetVersionTemplate("recruitty {{.Version}}\n")
	root.SetHelpCommand(helping())
	root.SetIn(app.In)
	root.SetOut(app.Out)
	root.SetErr(app.Err)
	root.SetFlagErrorFunc(wrongFlag)
	plainFlag(root, &p.plain)
	global := root.PersistentFlags()
	global.BoolVar(&p.json, "json", false, "print one JSON value")
	if p.data, p.as = app.Data, app.Env.As; !app.remote() {
		global.StringVar(&p.data, "data", app.Data, "`folder` of the workspace (RECRUITTY_DATA)")
		global.StringVar(&p.as, "as", app.Env.As, "e-mail `address` of the member who acts (RECRUITTY_AS)")
		p.complete(root, "as", p.memberEmails)
	}

	root.AddGroup(
		&cobra.Group{ID: "work", Title: "People, jobs and interviews:"},
		&cobra.Group{ID: "world", Title: "The world outside:"},
		&cobra.Group{ID: "house", Title: "The workspace:"},
	)
	group := func(id string, commands ...*cobra.Command) {
		for _, c := range commands {
			c.GroupID = id
			root.AddCommand(c)
		}
	}
	group("work", p.interview(), p.candidate(), p.job(), p.member(), p.activity())
	group("world", p.zoom(), p.mail(), p.outbox(), p.template())
	group("house", p.workspace(), p.importing(), p.exporting(), p.doctor(), p.version())
	if root.CompletionOptions.DisableDefaultCmd = app.remote(); !app.remote() {
		group("house", p.backup())
		if app.Restore != nil {
			group("house", p.restore())
		}
	}
	if app.Demo != nil {
		group("house", p.demo())
	}
	if app.Serve != nil {
		group("house", p.serve())
	}
	return root, p
}

// Run runs the command that args name and returns the exit code; what went
// wrong is said in a sentence on app.Err.
func Run(ctx context.Context, app App, args []string) int {
	out := &written{Writer: app.Out}
	app.Out, app.Err = out, legible{app.Err}
	root, p := newRoot(app)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	if err = out.lost(err); err != nil {
		p.report(ctx, cmd, err)
	}
	return ExitCode(err)
}

// CommandName is what the command in args is called, such as "candidate list",
// without anything that was typed behind it.
func CommandName(args []string) string {
	root, _ := newRoot(App{Visitor: recruit.Member{ID: 1}})
	c, _, err := root.Find(args)
	if err != nil || c == root {
		return "unknown"
	}
	return strings.TrimPrefix(c.CommandPath(), root.Name()+" ")
}

// helping shows the help of a command, or says that there is none.
func helping() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Help about any command",
		Example: "  recruitty help interview schedule",
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || about == nil {
				return known(cmd.Root(), args)
			}
			if len(rest) > 0 {
				return known(about, rest)
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// noun makes the command that gathers what can be done with one kind of thing.
func noun(name, short string, verbs ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: name, Short: short, Args: known, RunE: func(cmd *cobra.Command, _ []string) error {
		return wrongUsage(cmd, "recruitty %s needs to know what to do: %s.", name, verbNames(cmd))
	}}
	c.AddCommand(verbs...)
	return c
}
