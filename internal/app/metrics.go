package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/workspace"
)

// figures is everything that Prometheus may ask of this process; the host adds
// its own.
func figures(ctx context.Context, w *workspace.Workspace, seen *calls) *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		seen.zoom, seen.mails, &depth{ctx: ctx, effects: w.Outbox, about: prometheus.NewDesc(
			"recruitty_outbox_effects", "Things that are still to happen outside.", []string{"state"}, nil)},
	)
	return r
}

// depth tells how much waits in the outbox at the moment when it is asked.
type depth struct {
	ctx     context.Context
	effects interface {
		List(ctx context.Context, id recruit.InterviewID) ([]recruit.OpenEffect, error)
	}
	about *prometheus.Desc
}

// Describe implements prometheus.Collector.
func (d *depth) Describe(out chan<- *prometheus.Desc) { out <- d.about }

// Collect implements prometheus.Collector.
func (d *depth) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(d.ctx, 5*time.Second)
	defer cancel()
	open, err := d.effects.List(ctx, 0)
	if err != nil {
		out <- prometheus.NewInvalidMetric(d.about, fmt.Errorf("read the outbox: %w", err))
		return
	}
	of := map[recruit.EffectState]int{recruit.Waiting: 0, recruit.Running: 0, recruit.Failed: 0, recruit.Unknown: 0}
	for _, e := range open {
		of[e.State]++
	}
	for state, n := range of {
		out <- prometheus.MustNewConstMetric(d.about, prometheus.GaugeValue, float64(n), string(state))
	}
}

// serveMetrics answers /healthz and /metrics on a port of this machine.
// door is the address that members enter by.
func serveMetrics(ctx context.Context, w *workspace.Workspace, from prometheus.Gatherer, address, door string, log *slog.Logger, more ...healthCheck) (stop func(), err error) {
	if name, _, err := net.SplitHostPort(address); err != nil || !sanitize.ThisMachine(name) {
		return nil, recruit.Invalid("metrics", "The figures are for this machine only: give a loopback address such as 127.0.0.1:9150.")
	}
	listener, err := listen(ctx, "metrics", address)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /healthz", healthz(w, door, time.Now, more...))
	// What can be read is told even when something cannot.
	mux.Handle("GET /metrics", promhttp.HandlerFor(from, promhttp.HandlerOpts{
		ErrorHandling: promhttp.ContinueOnError, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn), MaxRequestsInFlight: 4,
	}))
	server := &http.Server{Handler: toLoopback(mux), ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 10 * time.Second}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("metrics ended", "error", err)
		}
	}()
	return func() { _ = server.Close() }, nil
}
