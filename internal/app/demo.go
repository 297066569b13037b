package app

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/demo"
	"recruitty/recruit"
	"recruitty/store"
	"recruitty/ui/shell"
)

// demoCommand is the app on sample data.
func (m machine) demoCommand(p *command.Program) *cobra.Command {
	o, plain := demo.HostOptions{Now: p.Now}, false
	c := &cobra.Command{
		Use:   "demo",
		Short: "Try recruitty on sample data, with a simulated Zoom, calendars and a mailbox",
		Long: `Opens the app on a sample workspace: a team of sixty with simulated calendars, a simulated Zoom, sign-in page
included, and a local mailbox. Nothing leaves this machine.`,
		Example: "  recruitty demo\n  recruitty demo --keep ~/recruitty-demo",
		Args:    command.Exactly(),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !p.Screen && !plain {
				return command.WrongUsage(cmd, "The demo needs a terminal, or --plain.")
			}
			if named := cmd.Flags().Lookup("data"); named.Changed { // a workspace in RECRUITTY_DATA is no sample
				if o.Dir != "" && o.Dir != p.Data {
					return command.WrongUsage(cmd, "--data and --keep name two folders; the sample workspace is kept in one.")
				}
				o.Dir = p.Data
			}
			return m.runDemo(cmd.Context(), o, plain)
		},
	}
	c.Flags().StringVar(&o.Dir, "keep", "", "`folder` in which to keep the sample workspace; --data means the same here")
	command.PlainFlag(c, &plain)
	c.Flags().StringVar(&o.Faults, "faults", "", "`file` of things that the simulated Zoom does wrong, as JSON")
	return c
}

// runDemo runs the screens on sample data, with a Zoom and a mail server of its
// own. Nothing reaches the world outside.
func (m machine) runDemo(ctx context.Context, o demo.HostOptions, plain bool) (err error) {
	host, err := demo.Start(o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, host.Close()) }()
	dir := o.Dir
	if dir == "" {
		if dir, err = os.MkdirTemp("", "recruitty-demo-"); err != nil {
			return &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The demo needs a folder for temporary files and could not make one; use --keep.", Cause: err}
		}
		defer os.RemoveAll(dir)
	}
	w, err := open(ctx, dir, store.Options{Passing: o.Dir == ""}, host.Environment(), newCalls())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	host.ReadCalendars(w.Services.Availability, time.Now)
	actor, err := w.Services.Team.Acting(ctx, "")
	if errors.Is(err, recruit.ErrNotFound) { // it is new
		if err := demo.Fill(ctx, w.Services, w.Services.Store, time.Now()); err != nil {
			return err
		}
		actor, err = w.Services.Team.Acting(ctx, "")
	}
	if err != nil {
		return err
	}
	return show(ctx, w, shell.Session{Member: actor, Demo: true, DemoServer: host.ServerApp(), Mails: host.Mail}, plain, m.last)
}
