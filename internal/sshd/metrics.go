package sshd

import (
	"io"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// hostMetrics count what the server has done, for Prometheus.
type hostMetrics struct {
	connections atomic.Int64 // open now; limits count by it too

	visits, commands, refusals, bytes prometheus.Counter
	frames                            prometheus.Histogram
}

// frameTimes are the bounds of the histogram of key-to-frame times in seconds:
// finest where one begins to feel that a terminal is slow.
func frameTimes() []float64 {
	return []float64{.001, .002, .003, .005, .008, .012, .02, .035, .05, .1, .2, .5}
}

// newMetrics makes the metrics and registers them with r, with nobody when it
// is nil; here tells how many visits of a kind are open now.
func newMetrics(r prometheus.Registerer, here func(kind string) int) *hostMetrics {
	make := promauto.With(r)
	counter := func(name, help string) prometheus.Counter {
		return make.NewCounter(prometheus.CounterOpts{Name: name, Help: help})
	}
	f := &hostMetrics{
		visits:   counter("recruitty_ssh_sessions_total", "Sessions since the start."),
		commands: counter("recruitty_ssh_commands_total", "Commands since the start."),
		refusals: counter("recruitty_ssh_refusals_total", "Connections and requests refused since the start."),
		bytes:    counter("recruitty_ssh_painted_bytes_total", "Bytes written to terminals since the start."),
		frames: make.NewHistogram(prometheus.HistogramOpts{
			Name:    "recruitty_ssh_key_to_frame_seconds",
			Help:    "From the arrival of a key to the first frame that it changed having been written.",
			Buckets: frameTimes(),
		}),
	}
	for _, kind := range []string{atTerminal, atCommand, atFiles, atJoining} {
		make.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "recruitty_ssh_sessions", Help: "Sessions that are open now.",
			ConstLabels: prometheus.Labels{"kind": kind},
		}, func() float64 { return float64(here(kind)) })
	}
	make.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "recruitty_ssh_connections", Help: "Connections that are open now, entered or not.",
	}, func() float64 { return float64(f.connections.Load()) })
	return f
}

// counting counts the bytes that are written to a terminal.
func (f *hostMetrics) counting(w io.Writer) io.Writer { return &counted{w, f.bytes} }

type counted struct {
	io.Writer
	bytes prometheus.Counter
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.bytes.Add(float64(n))
	return n, err
}

// stopwatch measures how long a session's keys wait for their frame. Of keys
// that come faster than frames the oldest counts.
type stopwatch struct {
	times   prometheus.Observer
	now     func() time.Time
	arrived atomic.Pointer[time.Time] // of the oldest key without an answer
}

// key is called when bytes of a key have arrived.
func (w *stopwatch) key() {
	if w.arrived.Load() == nil {
		now := w.now()
		w.arrived.CompareAndSwap(nil, &now)
	}
}

// answered is called when the frame that answers has been written, or when
// there is none because the key changed nothing.
func (w *stopwatch) answered(painted bool) {
	if at := w.arrived.Swap(nil); at != nil && painted {
		w.times.Observe(w.now().Sub(*at).Seconds())
	}
}
