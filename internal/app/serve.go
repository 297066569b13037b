package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"recruitty/calendar/fetch"
	"recruitty/internal/logfile"
	"recruitty/internal/sshd"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// serve lets the team in over SSH until ctx ends.
func serve(ctx context.Context, w *workspace.Workspace, seen *calls, o serveOptions) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400) // a session holds so little that collecting would cost more than it saves
	}
	log := slog.New(slog.NewMultiHandler(w.Log.Handler(), slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{ReplaceAttr: logfile.Discreet})))
	audit := logfile.OpenLong(w.Dir, auditName)
	defer audit.Close()
	told := figures(ctx, w, seen)
	permit, err := fetch.ParseNetworks(o.CalendarNetworks)
	if err != nil {
		return err // which check has said before
	}
	readCalendars(w.Services, false, permit...)
	served, svc := *w, *w.Services
	svc.Store = recruit.ShareDamage(svc.Store, time.Now)
	served.Services, served.Log = &svc, log
	host, err := sshd.New(sshd.Options{
		Workspace: &served, HostKey: o.HostKey, Audit: audit.Logger(), Now: time.Now, Figures: told,
		Name: visitorCommandName, Command: RunVisitorCommand,
		Limits: sshd.Limits{Visits: o.Sessions, VisitsEach: o.SessionsEach, Memory: limitMemory(o, memoryOfGroup(os.DirFS("/")), log)},
	})
	if err != nil {
		return err
	}
	listener, err := listen(ctx, "listen", o.Listen)
	if err != nil {
		return err
	}
	var candidates *candidatePage
	serving, stopServing := context.WithCancel(ctx)
	defer func() { stopServing(); candidates.wait() }()
	if o.Page.Listen != "" {
		if candidates, err = servePage(serving, o.Page, svc.Offers, w.Services.Settings, told, log); err != nil {
			return errors.Join(err, listener.Close())
		}
	} else {
		warnUnserved(ctx, svc.Offers.Settings, log)
	}
	if o.Metrics != "" {
		stop, err := serveMetrics(ctx, w, told, o.Metrics, listener.Addr().String(), log, candidates.health()...)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		defer stop()
	}
	working, stopWorking := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWorking()
	awaitWork := work(working, w)

	fmt.Fprintf(os.Stdout, "recruitty serves on %s\nhost key %s\n", listener.Addr(), host.Fingerprint())
	if candidates != nil {
		fmt.Fprintf(os.Stdout, "page for candidates on %s\n", candidates.listener.Addr())
	}
	log.Info("serving", "address", listener.Addr().String(), "host_key", host.Fingerprint(), "workspace", w.Dir)
	err = host.Serve(ctx, listener)
	stopWorking()
	if !within(outboxGrace, awaitWork) {
		log.Warn("work in the outbox did not end in time; whoever opens the workspace next continues it")
	}
	log.Info("stopped")
	return err
}
