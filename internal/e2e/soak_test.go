package e2e

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"
)

var (
	soak       = flag.Duration("soak", 0, "how long visits come and go in TestSoak; 0 is a few visits as fast as they can be made")
	soakAtOnce = flag.Int("soak-at-once", 6, "how many visitors there are at the same time")
)

const (
	fewVisits = 30
	// warmUp is how many visits come before the beginning is measured: as many as then
	// do, since the database keeps open as many connections as were ever in use at once.
	warmUp = fewVisits
	// apart is how far apart visits begin in a long run: one address may come
	// 240 times a minute and is slowed down beyond that.
	apart = 270 * time.Millisecond
	// later is when a host whose last visitor has left has given memory back for
	// the second time (see sshd, givingBack).
	later = 65 * time.Second
)

// TestSoak lets visitors come, do what people do, and leave in every way there
// is. Nothing may be left of them.
func TestSoak(t *testing.T) {
	t.Parallel()
	team := max(3, *soakAtOnce/10) // one member may have 20 visits open
	h := newOffice(t, team)
	g, err := h.newGuests(t.Context(), team)
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	g.come(ctx, warmUp, 0)
	quiet := 1500 * time.Millisecond
	if *soak > 0 {
		quiet = later
	}
	before := h.rested(quiet)
	if *soak > 0 {
		until, cancel := context.WithTimeout(ctx, *soak)
		defer cancel()
		g.come(until, 1<<30, apart)
	} else {
		g.come(ctx, fewVisits, 0)
	}
	after, left := h.vacated(before)
	t.Logf("%v\nbefore: %v\nafter:  %v", g, before, after)
	if left != "" {
		t.Errorf("of those who have gone there is left: %s", left)
	}
}

// holding is what the host holds.
type holding struct {
	goroutines, files, resident, heap float64
	here                              float64 // connections that are open
}

// String implements fmt.Stringer.
func (h holding) String() string {
	return fmt.Sprintf("%.0f goroutines, %.0f open files, %.1f MiB resident, %.1f MiB of heap in use", h.goroutines, h.files, h.resident/(1<<20), h.heap/(1<<20))
}

// holding reads it.
func (h *hosted) holding(ctx context.Context) (holding, error) {
	n, err := h.figure(ctx, "go_goroutines", "process_open_fds", "process_resident_memory_bytes", "go_memstats_heap_inuse_bytes", "recruitty_ssh_connections")
	if err != nil {
		return holding{}, err
	}
	return holding{n[0], n[1], n[2], n[3], n[4]}, nil
}

// rested waits until nobody has been there for a while.
func (h *hosted) rested(quiet time.Duration) holding {
	h.t.Helper()
	var last holding
	since := time.Now()
	if !h.watch(3*time.Minute, func(now holding) bool {
		if now.here > 0 {
			since = time.Now()
		}
		last = now
		return time.Since(since) >= quiet
	}) {
		h.t.Fatalf("%.0f connections never end", last.here)
	}
	return last
}

// vacated waits until the host holds what it held before, and says what it
// holds besides.
func (h *hosted) vacated(before holding) (after holding, left string) {
	h.t.Helper()
	patience := 30 * time.Second
	if *soak > 0 {
		patience = 3 * time.Minute
	}
	h.watch(patience, func(now holding) bool {
		after = now
		var more []string
		add := func(what string, n, most float64) {
			if n > most {
				more = append(more, fmt.Sprintf("%s, %.0f more", what, n))
			}
		}
		add("connections", now.here, 0)
		add("goroutines", now.goroutines-before.goroutines, 2)
		add("open files", now.files-before.files, 2)
		if *soak > 0 {
			add("bytes of resident memory", now.resident-before.resident, 10<<20)
			add("bytes of heap in use", now.heap-before.heap, 8<<20)
		}
		left = strings.Join(more, "; ")
		return left == ""
	})
	return after, left
}

// watch looks at what the host holds until enough is true, and reports whether
// it ever was.
func (h *hosted) watch(patience time.Duration, enough func(holding) bool) bool {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(h.t.Context(), patience)
	defer cancel()
	again := time.NewTicker(100 * time.Millisecond)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-again.C:
		}
		now, err := h.holding(ctx)
		if err != nil && ctx.Err() == nil {
			h.t.Fatal(err)
		}
		if err == nil && enough(now) {
			return true
		}
	}
}
