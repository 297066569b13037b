package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"recruitty/internal/cli"
	"recruitty/internal/logfile"
	"recruitty/internal/sshd"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// outboxGrace is how long the outbox may bring to its end what it has begun
// when the host ends.
const outboxGrace = 2 * time.Second

// serve lets the team in over SSH until ctx ends.
func serve(ctx context.Context, w *workspace.Workspace, seen *calls, o cli.ServeOptions) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50) // a quarter less memory for each session, for a tenth more work
	}
	log := slog.New(slog.NewMultiHandler(w.Log.Handler(), slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{ReplaceAttr: logfile.Discreet})))
	audit := logfile.OpenLong(w.Dir, auditName)
	defer audit.Close()
	told := figures(ctx, w, seen)
	served, desk := *w, *w.Desk
	desk.Store = recruit.ShareDamage(desk.Store, time.Now)
	served.Desk, served.Log = &desk, log
	host, err := sshd.New(sshd.Options{
		Workspace: &served, HostKey: o.HostKey, Audit: audit.Logger(), Now: time.Now, Figures: told,
		Name: cli.CommandName, Command: RunVisitorCommand,
		Limits: sshd.Limits{Visits: o.Sessions, VisitsEach: o.SessionsEach, Memory: limitMemory(o, memoryOfGroup(os.DirFS("/")), log)},
	})
	if err != nil {
		return err
	}
	listener, err := listen(ctx, "listen", o.Listen)
	if err != nil {
		return err
	}
	if o.Metrics != "" {
		stop, err := serveMetrics(ctx, w, told, o.Metrics, listener.Addr().String(), log)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		defer stop()
	}
	var behind sync.WaitGroup
	working, stopWorking := context.WithCancel(context.WithoutCancel(ctx))
	wake := w.Storage.Changes(working)
	behind.Go(func() { w.Outbox.Run(working, wake) })
	behind.Go(func() { w.Desk.Answers.Run(working, time.After, unread(w)) })
	behind.Go(func() { w.Desk.Accounts.RunSettle(working, time.After, unsettled(w)) })

	fmt.Fprintf(os.Stdout, "recruitty serves on %s\nhost key %s\n", listener.Addr(), host.Fingerprint())
	log.Info("serving", "address", listener.Addr().String(), "host_key", host.Fingerprint(), "workspace", w.Dir)
	err = host.Serve(ctx, listener)
	stopWorking()
	if !within(outboxGrace, behind.Wait) {
		log.Warn("work in the outbox did not end in time; whoever opens the workspace next goes on with it")
	}
	log.Info("stopped")
	return err
}

// within reports whether wait returned before d had passed.
func within(d time.Duration, wait func()) bool {
	done := make(chan struct{})
	go func() { defer close(done); wait() }()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-done:
		return true
	case <-timer.C:
		return false
	}
}

// listen opens a port, or says in a sentence why it cannot. An address means what
// it says: 0.0.0.0 is every IPv4 address and [::] every IPv6 address of the machine;
// a port alone is both.
func listen(ctx context.Context, flag, address string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, network(address), address)
	if err != nil {
		return nil, &recruit.Problem{Kind: recruit.ErrInvalid, Field: flag, Cause: err,
			Sentence: "recruitty cannot listen on " + address + "; the port may be in use, or below 1024 and not permitted."}
	}
	return l, nil
}

// network is the kind of network that an address is of. Left to itself, Go takes
// 0.0.0.0 for IPv6 as well.
func network(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return "tcp"
	}
	switch ip, err := netip.ParseAddr(host); {
	case err != nil:
		return "tcp"
	case ip.Is4():
		return "tcp4"
	}
	return "tcp6"
}

// RunVisitorCommand runs a command for somebody who came by SSH.
func RunVisitorCommand(ctx context.Context, c sshd.Command) int {
	return cli.Run(ctx, cli.App{
		In: c.In, Out: c.Out, Err: c.Err, Interactive: c.Terminal,
		Env: recruit.Environment{As: c.Member.Email}, Data: c.Workspace.Dir, Version: version(), Now: time.Now,
		Open:    func(context.Context, string) (*workspace.Workspace, error) { return c.Workspace, nil },
		Visitor: c.Member,
	}, c.Args)
}
