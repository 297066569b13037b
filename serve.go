package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"recruitty/cli"
	"recruitty/recruit"
	"recruitty/sshd"
)

// outboxGrace is how long the outbox may bring to its end what it has begun
// when the host ends.
const outboxGrace = 2 * time.Second

// serve lets the team in over SSH until ctx ends.
func serve(ctx context.Context, w *cli.Workspace, o cli.ServeOptions) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(50) // a quarter less memory for each session, for a tenth more work
	}
	log := slog.New(slog.NewMultiHandler(w.Log.Handler(), slog.NewTextHandler(os.Stderr, nil)))
	host, err := sshd.New(sshd.Options{
		Dir: w.Dir, HostKey: o.HostKey, Desk: w.Desk, Outbox: w.Outbox, Doctor: w.Doctor, Changes: w.Changes, Log: log, Now: time.Now,
		Limits: sshd.Limits{Visits: o.Sessions, VisitsEach: o.SessionsEach},
		Command: func(ctx context.Context, c sshd.Command) int {
			return visitorsCommand(ctx, w, c)
		},
	})
	if err != nil {
		return err
	}
	listener, err := listen(ctx, "listen", o.Listen)
	if err != nil {
		return err
	}
	if o.Metrics != "" {
		stop, err := serveMetrics(ctx, w, host, o.Metrics, log)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		defer stop()
	}
	var behind sync.WaitGroup
	working, stopWorking := context.WithCancel(context.WithoutCancel(ctx))
	wake := w.Changes(working)
	behind.Go(func() { w.Outbox.Run(working, wake) })
	behind.Go(func() { w.Desk.Answers.Run(working, time.After, unread(w)) })

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

// within says whether wait returned before d had passed.
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

// listen opens a port, or says in a sentence why it cannot.
func listen(ctx context.Context, flag, address string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, &recruit.Problem{Kind: recruit.ErrInvalid, Field: flag, Cause: err,
			Sentence: "recruitty cannot listen on " + address + "; the port may be in use, or below 1024 and not permitted."}
	}
	return l, nil
}

// visitorsCommand runs a command for somebody who came by SSH. The workspace
// is the one that is served, seen as the visitor may see it.
func visitorsCommand(ctx context.Context, w *cli.Workspace, c sshd.Command) int {
	seen := *w
	seen.Desk = c.Desk
	seen.Close = func() error { return nil }
	if c.Member.Role == recruit.Interviewer {
		own := *w.Outbox
		own.Store = c.Desk.Store
		seen.Outbox = &own
	}
	return cli.Run(ctx, cli.App{
		In: c.In, Out: c.Out, Err: c.Err, Interactive: c.Terminal,
		Env: recruit.Environment{As: c.Member.Email}, Data: w.Dir, Version: version(), Now: time.Now,
		Open:    func(context.Context, string) (*cli.Workspace, error) { return &seen, nil },
		Visitor: c.Member,
	}, c.Args)
}

// serveMetrics answers /healthz and /metrics on a port of this machine.
func serveMetrics(ctx context.Context, w *cli.Workspace, host *sshd.Server, address string, log *slog.Logger) (stop func(), err error) {
	if name, _, err := net.SplitHostPort(address); err != nil || !loopback(name) {
		return nil, recruit.Invalid("metrics", "The figures are for this machine only: give a loopback address such as 127.0.0.1:9150.")
	}
	listener, err := listen(ctx, "metrics", address)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(out http.ResponseWriter, r *http.Request) {
		if _, err := w.Desk.Store.Members(r.Context(), false); err != nil {
			http.Error(out, "the workspace cannot be read", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(out, "ok")
	})
	mux.HandleFunc("GET /metrics", func(out http.ResponseWriter, r *http.Request) {
		out.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		if err := writeMetrics(r.Context(), out, w, host); err != nil {
			log.Warn("write metrics", "error", err)
		}
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 10 * time.Second}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("metrics ended", "error", err)
		}
	}()
	return func() { _ = server.Close() }, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// writeMetrics writes the figures of the host and of the outbox.
func writeMetrics(ctx context.Context, out http.ResponseWriter, w *cli.Workspace, host *sshd.Server) error {
	if err := host.WriteMetrics(out); err != nil {
		return err
	}
	open, err := w.Outbox.List(ctx, 0)
	if err != nil {
		return err
	}
	depth := map[recruit.EffectState]int{recruit.Waiting: 0, recruit.Running: 0, recruit.Failed: 0, recruit.Unknown: 0}
	for _, e := range open {
		depth[e.State]++
	}
	fmt.Fprint(out, "# HELP recruitty_outbox_effects Things that are still to happen outside.\n# TYPE recruitty_outbox_effects gauge\n")
	for _, state := range []recruit.EffectState{recruit.Waiting, recruit.Running, recruit.Failed, recruit.Unknown} {
		if _, err := fmt.Fprintf(out, "recruitty_outbox_effects{state=%q} %d\n", state, depth[state]); err != nil {
			return err
		}
	}
	return nil
}
