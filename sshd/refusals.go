package sshd

import (
	"log/slog"
	"sync"
	"time"
)

const (
	perLine       = time.Minute // one line for each address and kind
	mostRefusers  = 1000        // that are told apart at a time
	otherRefusers = "others"
)

// refusals log what is refused without letting whoever is refused fill the log:
// the first of an address and kind in a minute is a line, the others are
// counted, and the count is one more line.
type refusals struct {
	now   func() time.Time
	after func(time.Duration, func())

	mu      sync.Mutex
	counts  map[refuser]*repeated
	waiting bool // a sweep is due
}

type refuser struct{ address, kind string }

type repeated struct {
	since time.Time
	more  int
	log   *slog.Logger
}

// warn logs that something was refused; kind is one of a few words, and attrs
// go with the line.
func (r *refusals) warn(log *slog.Logger, address, kind string, attrs ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.counts == nil {
		r.counts = map[refuser]*repeated{}
	}
	key := refuser{address, kind}
	if r.counts[key] == nil && len(r.counts) >= mostRefusers {
		key.address = otherRefusers
	}
	if c := r.counts[key]; c != nil {
		c.more++
		return
	}
	r.counts[key] = &repeated{since: r.now(), log: log}
	log.Warn("refused", append([]any{"address", address, "why", kind}, attrs...)...)
	if !r.waiting {
		r.waiting = true
		r.after(perLine, r.sweep)
	}
}

// sweep writes the counts of the minutes that are over.
func (r *refusals) sweep() {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	for key, c := range r.counts {
		if now.Sub(c.since) < perLine {
			continue
		}
		if c.more > 0 {
			c.log.Warn("refused again", "address", key.address, "why", key.kind, "times", c.more, "since", c.since.UTC())
		}
		delete(r.counts, key)
	}
	if r.waiting = len(r.counts) > 0; r.waiting {
		r.after(perLine, r.sweep)
	}
}
