package sshd

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

const (
	perLine       = time.Minute // one line for each address and kind
	maxRefusers   = 100         // addresses and kinds that are told apart at a time
	maxKinds      = 200         // and kinds of all others together
	otherRefusers = "others"

	// What one member does is a line each, at a person's pace or that of a
	// person's script; beyond it the lines are counted.
	memberLines, memberLinesMore = 600, 60
	maxTold                      = 20_000 // members with what they do that are told apart
)

// refusals log what comes in floods without letting it fill the log: the first of
// an address and kind in a minute is a line, the others are counted, and the count
// is one more line. When there are many addresses, they are counted together.
type refusals struct {
	now   func() time.Time
	after func(time.Duration, func())
	most  int

	mu      sync.Mutex
	counts  map[refuser]*repeated
	waiting bool // a sweep is due
}

// refuser is who did what: a message of the log, and a kind, which is one of a
// few words.
type refuser struct{ address, message, kind string }

type repeated struct {
	since time.Time
	more  int
	level slog.Level
	log   *slog.Logger
}

// warn logs that something was refused; kind is one of a few words, and attrs
// go with the line.
func (r *refusals) warn(log *slog.Logger, address, kind string, attrs ...any) {
	r.tell(log, slog.LevelWarn, refuser{address, "refused", kind}, append([]any{"address", address, "why", kind}, attrs...)...)
}

// tell logs a line unless the minute has one of the same.
func (r *refusals) tell(log *slog.Logger, level slog.Level, key refuser, attrs ...any) {
	if c, is := log.Handler().(counting); is { // it is counted here
		log = slog.New(c.Handler)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.counts == nil {
		r.counts = map[refuser]*repeated{}
	}
	if r.counts[key] == nil && len(r.counts) >= r.most {
		key.address = otherRefusers
	}
	if r.counts[key] == nil && len(r.counts) >= r.most+maxKinds {
		key = refuser{otherRefusers, key.message, otherRefusers}
	}
	if c := r.counts[key]; c != nil {
		c.more++
		return
	}
	r.counts[key] = &repeated{since: r.now(), level: level, log: log}
	log.Log(context.Background(), level, key.message, attrs...)
	if !r.waiting {
		r.waiting = true
		r.after(perLine, r.sweep)
	}
}

// known counts one more of what the minute has a line of, and reports whether
// it has.
func (r *refusals) known(address, kind string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := r.counts[refuser{address, "refused", kind}]
	if c != nil {
		c.more++
	}
	return c != nil
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
			c.log.Log(context.Background(), c.level, key.message+" again", "address", key.address, "why", key.kind, "times", c.more, "since", c.since.UTC())
		}
		delete(r.counts, key)
	}
	if r.waiting = len(r.counts) > 0; r.waiting {
		r.after(perLine, r.sweep)
	}
}

// counting is a log in which nobody pushes out what others did: lines for which
// may says no are counted.
type counting struct {
	slog.Handler
	who    string
	may    func() bool
	counts *refusals
}

// Handle implements slog.Handler.
func (c counting) Handle(ctx context.Context, line slog.Record) error {
	if c.may() {
		return c.Handler.Handle(ctx, line)
	}
	key, attrs := refuser{c.who, line.Message, ""}, []any(nil)
	line.Attrs(func(a slog.Attr) bool {
		if attrs = append(attrs, a); a.Key == "name" || a.Key == "what" {
			key.kind = a.Value.String()
		}
		return true
	})
	c.counts.tell(slog.New(c.Handler), line.Level, key, attrs...)
	return nil
}

// WithAttrs implements slog.Handler.
func (c counting) WithAttrs(attrs []slog.Attr) slog.Handler {
	c.Handler = c.Handler.WithAttrs(attrs)
	return c
}

// WithGroup implements slog.Handler.
func (c counting) WithGroup(name string) slog.Handler {
	c.Handler = c.Handler.WithGroup(name)
	return c
}

// manySessions is why a connection gets no further session.
const manySessions = "too many sessions on one connection"

// protocolWord is a word of the SSH protocol by which a client asks for something,
// as the log says it. What is none may be anything that someone typed.
func protocolWord(asked string) string {
	switch asked {
	case "direct-tcpip", "forwarded-tcpip", "tcpip-forward", "cancel-tcpip-forward", "x11", "x11-req", "auth-agent", "auth-agent@openssh.com",
		"auth-agent-req@openssh.com", "direct-streamlocal@openssh.com", "streamlocal-forward@openssh.com", "cancel-streamlocal-forward@openssh.com",
		"tun@openssh.com", "hostkeys-prove-00@openssh.com", "hostkeys-00@openssh.com", "session", "subsystem netconf", manySessions:
		return asked
	}
	return "something that is not known here"
}
