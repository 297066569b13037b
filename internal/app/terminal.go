package app

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"github.com/charmbracelet/x/term"

	"recruitty/internal/cli"
	"recruitty/internal/demo"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
	"recruitty/store"
	"recruitty/ui"
	"recruitty/ui/plain"
	"recruitty/ui/render"
	"recruitty/ui/shell"
)

// show fills in what every session on this machine has and runs it, and the
// outbox behind it: as lines of
// text for who asked for that now or in their profile, or has a terminal that
// can do nothing else; as screens for everybody else.
func show(ctx context.Context, w *workspace.Workspace, s shell.Session, plain bool, last *lastResort) error {
	ctx, stop := context.WithCancel(ctx)
	var behind sync.WaitGroup
	defer behind.Wait()
	defer stop()

	defer func() {
		if err := w.Desk.Documents.ForgetCopies(time.Now(), true); err != nil {
			w.Log.Warn("copies of opened files are not removed", "error", err)
		}
	}()
	company, err := w.Desk.Settings.Workspace(ctx)
	if err != nil {
		return err
	}
	wake := w.Storage.Changes(ctx)
	behind.Go(func() { w.Outbox.Run(ctx, wake) })
	behind.Go(func() { w.Desk.Answers.Run(ctx, time.After, unread(w)) })
	behind.Go(func() { w.Desk.Accounts.RunSettle(ctx, time.After, unsettled(w)) })

	s.Context, s.Now, s.Zone = ctx, time.Now, s.Member.Location()
	if s.Member.ID == 0 { // a new workspace proposes the zone of TZ
		s.Zone = time.Local
	}
	s.Workspace, s.Company = w.As(s.Member), company
	s.OpenURL = func(address string) error { return openBrowser(ctx, address) }
	if plain || s.Member.Plain || os.Getenv("TERM") == "dumb" {
		return lines(ctx, s)
	}
	s.Changes = w.Storage.Changes(ctx)
	s.ASCII = os.Getenv("TERM") == "linux"
	s.Language = cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_CTYPE"), os.Getenv("LANG"))
	defer logCrashes(w.Dir)()
	screens := ui.New(s)
	shown := render.Run(ctx, screens, render.Options{
		Taken: last.taken, Stuck: last.end,
		LastWords: "recruitty ended by a fault in it; what was saved is kept. The log file in the workspace folder has the details.",
	})
	if err := screens.Ended(); err != nil {
		return errors.Join(shown, err)
	}
	keeping, kept := context.WithTimeout(context.WithoutCancel(ctx), outboxGrace)
	defer kept()
	return errors.Join(shown, screens.KeepTyped(keeping))
}

// logCrashes lets the runtime write into the log what ends the process at once,
// as a panic beside the screens does: on the terminal it goes with the screens.
func logCrashes(dir string) (stop func()) {
	log, err := os.OpenFile(filepath.Join(dir, logName), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return func() {}
	}
	defer log.Close()
	_ = debug.SetCrashOutput(log, debug.CrashOptions{})
	return func() { _ = debug.SetCrashOutput(nil, debug.CrashOptions{}) }
}

// lines runs a session in plain mode.
func lines(ctx context.Context, s shell.Session) error {
	return plain.Run(ctx, plain.Session{
		In: os.Stdin, Out: os.Stdout, Terminal: term.IsTerminal(os.Stdin.Fd()),
		Now: s.Now, After: time.After, Workspace: s.Workspace, Member: s.Member, Company: s.Company, Zone: s.Zone,
		Demo: s.Demo, OpenURL: s.OpenURL, Changes: s.Workspace.Storage.Changes(ctx),
	})
}

// unread logs why the mailbox for answers cannot be read.
func unread(w *workspace.Workspace) func(error) {
	return func(err error) { w.Log.Warn("the mailbox for answers cannot be read", "error", err) }
}

// unsettled logs why access of members who left cannot be revoked.
func unsettled(w *workspace.Workspace) func(error) {
	return func(err error) { w.Log.Warn("access of members who left is not settled", "error", err) }
}

// runDemo runs the screens on sample data, with a Zoom and a mail server of its
// own. Nothing reaches the world outside.
func runDemo(ctx context.Context, o cli.DemoOptions, last *lastResort) (err error) {
	host, err := demo.Start(demo.HostOptions{Dir: o.Keep, Faults: o.Faults, Now: time.Now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, host.Close()) }()
	dir := o.Keep
	if dir == "" {
		if dir, err = os.MkdirTemp("", "recruitty-demo-"); err != nil {
			return &recruit.Problem{Kind: recruit.ErrStorage, Sentence: "The demo needs a folder for temporary files and could not make one; use --keep.", Cause: err}
		}
		defer os.RemoveAll(dir)
	}
	w, err := open(ctx, dir, store.Options{}, host.Environment(), newCalls())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	actor, err := w.Desk.Team.Acting(ctx, "")
	if errors.Is(err, recruit.ErrNotFound) { // it is new
		if err := demo.Fill(ctx, w.Desk, w.Desk.Store, time.Now()); err != nil {
			return err
		}
		actor, err = w.Desk.Team.Acting(ctx, "")
	}
	if err != nil {
		return err
	}
	return show(ctx, w, shell.Session{Member: actor, Demo: true, DemoServer: host.ServerApp(), Mails: host.Mail}, o.Plain, last)
}
