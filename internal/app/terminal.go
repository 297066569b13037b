package app

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/editor"
	"recruitty/recruit/workspace"
	"recruitty/ui"
	"recruitty/ui/plain"
	"recruitty/ui/preferences"
	"recruitty/ui/render"
	"recruitty/ui/shell"
	"recruitty/ui/wording"
)

// terminal is recruitty without a command.
func (m machine) terminal(p *command.Program) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		if !p.Screen && !p.Plain {
			return command.NeedsTerminal(cmd)
		}
		collectLater()
		return p.Reading(func(ctx context.Context, s *command.Session, _ []string) error {
			return show(ctx, s.Whole, shell.Session{Member: s.Actor}, p.Plain, m.last)
		})(cmd, args)
	}
}

// collectLater lets the first screen stand before garbage is collected: there is
// little of it until then.
func collectLater() {
	if os.Getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(400)
	time.AfterFunc(firstScreen, func() { debug.SetGCPercent(usual) })
}

// show fills in what every session on this machine has and runs it, and the
// outbox behind it: as lines of
// text for who asked for that now or in their profile, or has a terminal that
// can do nothing else; as screens for everybody else.
func show(ctx context.Context, w *workspace.Workspace, s shell.Session, plain bool, last *lastResort) error {
	ctx, stop := context.WithCancel(ctx)
	awaitWork := func() {}
	defer func() { stop(); awaitWork() }()

	defer func() {
		if err := w.Services.Documents.ForgetCopies(time.Now(), true); err != nil {
			w.Log.Warn("copies of opened files are not removed", "error", err)
		}
	}()
	company, err := w.Services.Settings.Workspace(ctx)
	if err != nil {
		return err
	}
	awaitWork = work(ctx, w)

	s.Context, s.Now, s.Zone = ctx, time.Now, s.Member.Location()
	if s.Member.ID == 0 { // a new workspace proposes the zone of TZ
		s.Zone = time.Local
	}
	if s.Workspace, err = w.As(ctx, s.Member); err != nil {
		return err
	}
	s.Company = company
	own := &editor.Editor{Dir: filepath.Join(w.Dir, editingName), Getenv: os.Getenv}
	defer func() {
		if err := own.Forget(time.Now()); err != nil {
			w.Log.Warn("texts of an editor are not removed", "error", err)
		}
	}()
	s.Edit = func(ctx context.Context, text string) (wording.Editing, error) { return own.Begin(ctx, text) }
	s.OpenURL = func(address string) error { return openBrowser(ctx, address) }
	if plain || s.Member.Plain || os.Getenv("TERM") == "dumb" {
		return lines(ctx, s, last)
	}
	s.Changes, s.Preferences = w.Storage.Changes(ctx), configPath()
	s.ASCII = os.Getenv("TERM") == "linux"
	s.Language = cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_CTYPE"), os.Getenv("LANG"))
	defer logCrashes(w.Dir)()
	screens := ui.New(s)
	shown := render.Run(ctx, screens, render.Options{
		Taken: last.taken, Stuck: last.end, Lent: last.loan.Set,
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
func lines(ctx context.Context, s shell.Session, last *lastResort) error {
	return plain.Run(ctx, plain.Session{
		In: os.Stdin, Out: os.Stdout, Terminal: term.IsTerminal(os.Stdin.Fd()),
		Now: s.Now, After: time.After, Workspace: s.Workspace, Member: s.Member, Company: s.Company, Zone: s.Zone,
		Preferences: &preferences.Service{Place: configPath(), Limits: ui.Limits}, Demo: s.Demo, OpenURL: s.OpenURL, Changes: s.Workspace.Storage.Changes(ctx),
		Edit: s.Edit, Lend: last.lend,
	})
}
