package sshd

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// TestRefusalsDoNotFillTheLog floods the door from few and from many addresses.
func TestRefusalsDoNotFillTheLog(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	var due []func()
	r := &refusals{now: func() time.Time { return now }, after: func(_ time.Duration, do func()) { due = append(due, do) }}
	later := func() {
		now = now.Add(perLine)
		sweep := due
		due = nil
		for _, do := range sweep {
			do()
		}
	}
	for range 62_000 {
		r.warn(log, "192.0.2.1", "unknown key")
		r.warn(log, "192.0.2.1", "no key")
	}
	if n := strings.Count(out.String(), "\n"); n != 2 {
		t.Errorf("%d lines at once", n)
	}
	later()
	if n := strings.Count(out.String(), "times=61999"); n != 2 {
		t.Errorf("the counts are missing:\n%s", out.String())
	}
	out.Reset()
	for i := range 100_000 {
		r.warn(log, fmt.Sprintf("198.51.%d.%d", i/250, i%250), "unknown key")
	}
	if n := strings.Count(out.String(), "\n"); n > mostRefusers+1 {
		t.Errorf("%d lines of many addresses", n)
	}
	later()
	later()
	if len(r.counts) > 0 || len(due) > 0 {
		t.Errorf("%d counts and %d sweeps stay", len(r.counts), len(due))
	}
	if !strings.Contains(out.String(), "address="+otherRefusers) {
		t.Error("the others are not counted")
	}
}
