// Package app is the program around the commands: it reads the environment, puts
// the parts together and runs one command.
package app

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/charmbracelet/x/term"

	"recruitty/internal/browse"
	"recruitty/internal/cli"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
	"recruitty/store"
	"recruitty/ui/shell"
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
	ctx, stop := signal.NotifyContext(context.Background(), signals...)
	defer stop()
	context.AfterFunc(ctx, stop)
	last := &lastResort{}
	last.after(ctx, endsWithin)
	// A pipe that nobody reads any more is an error of the write, not the end.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)

	env, seen := environment(), newCalls()
	app := cli.App{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Interactive: term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stderr.Fd()),
		Screen:      term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd()),
		Env:         env,
		Data:        dataFolder(),
		Version:     version(),
		Now:         time.Now,
		Open: func(ctx context.Context, dir string) (*workspace.Workspace, error) {
			return open(ctx, dir, store.Options{Existing: true}, env, seen)
		},
		Make: func(ctx context.Context, dir string) (*workspace.Workspace, error) {
			return open(ctx, dir, store.Options{}, env, seen)
		},
		Restore:     restore,
		Rekey:       rekey,
		OpenBrowser: openBrowser,
		Terminal: func(ctx context.Context, w *workspace.Workspace, actor recruit.Member, plain bool) error {
			return show(ctx, w, shell.Session{Member: actor}, plain, last)
		},
		Demo: func(ctx context.Context, o cli.DemoOptions) error { return runDemo(ctx, o, last) },
		Serve: func(ctx context.Context, w *workspace.Workspace, o cli.ServeOptions) error {
			return serve(ctx, w, seen, o)
		},
	}
	return cli.Run(ctx, app, args)
}

// environment reads what is set from outside.
func environment() recruit.Environment {
	return recruit.Environment{
		As:           os.Getenv("RECRUITTY_AS"),
		ZoomClientID: os.Getenv("RECRUITTY_ZOOM_CLIENT_ID"),
		ZoomSecret:   os.Getenv("RECRUITTY_ZOOM_CLIENT_SECRET"),
		ZoomAccount:  os.Getenv("RECRUITTY_ZOOM_ACCOUNT_ID"),
		ZoomAPI:      os.Getenv("RECRUITTY_ZOOM_API"),
		ZoomOAuth:    os.Getenv("RECRUITTY_ZOOM_OAUTH"),
		SMTP:         os.Getenv("RECRUITTY_SMTP"),
		IMAP:         os.Getenv("RECRUITTY_IMAP"),
		MailFrom:     os.Getenv("RECRUITTY_MAIL_FROM"),
		MailApps: map[recruit.MailProvider]recruit.MailApp{
			recruit.GoogleMail:    {ClientID: os.Getenv("RECRUITTY_GOOGLE_CLIENT_ID"), Secret: os.Getenv("RECRUITTY_GOOGLE_CLIENT_SECRET")},
			recruit.MicrosoftMail: {ClientID: os.Getenv("RECRUITTY_MICROSOFT_CLIENT_ID"), Secret: os.Getenv("RECRUITTY_MICROSOFT_CLIENT_SECRET"), Tenant: os.Getenv("RECRUITTY_MICROSOFT_TENANT")},
		},
		MailOAuth: map[recruit.MailProvider]string{
			recruit.GoogleMail: os.Getenv("RECRUITTY_GOOGLE_OAUTH"), recruit.MicrosoftMail: os.Getenv("RECRUITTY_MICROSOFT_OAUTH"),
		},
	}
}

// dataFolder is where the workspace is unless --data says otherwise, or "" where
// only that can say it. A relative
// XDG_DATA_HOME does not count (XDG Base Directory Specification).
func dataFolder() string {
	if dir := os.Getenv("RECRUITTY_DATA"); dir != "" {
		return dir
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "recruitty")
	}
	home, err := os.UserHomeDir()
	if err != nil || !filepath.IsAbs(home) {
		return "" // then it has to be named
	}
	switch runtime.GOOS {
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "recruitty")
	case "windows":
		return filepath.Join(home, "AppData", "Local", "recruitty")
	}
	return filepath.Join(home, ".local", "share", "recruitty")
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
