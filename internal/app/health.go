package app

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/workspace"
)

// How long the SSH port may take to greet, and everything that is looked at.
const (
	doorWait   = 5 * time.Second
	healthWait = 8 * time.Second
)

// toLoopback answers only requests that name this machine as their host, so
// that a page in someone's browser cannot read the figures by a name of its own
// that leads to 127.0.0.1 (DNS rebinding).
func toLoopback(next http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		} else if len(host) > 2 && host[0] == '[' && host[len(host)-1] == ']' {
			host = host[1 : len(host)-1]
		}
		if !sanitize.ThisMachine(host) {
			http.Error(out, "the figures are for this machine only", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(out, r)
	})
}

// healthEach is how often the checks are made at most; who asks in between gets
// the last answer.
const healthEach = 5 * time.Second

// health knows whether members can work.
type health struct {
	checks []healthCheck
	now    func() time.Time
	turn   chan struct{} // holds one while nobody looks
	looked time.Time
	fails  string // what failed then, "" when all is well
}

// healthCheck is one look, and what is said when it fails.
type healthCheck struct {
	fails string
	look  func(context.Context) error
}

// healthz says ok while members can work: the workspace can be read and written,
// a file can be opened, the SSH port at door greets, and more.
func healthz(w *workspace.Workspace, door string, now func() time.Time, more ...healthCheck) http.Handler {
	h := &health{now: now, turn: make(chan struct{}, 1), checks: append([]healthCheck{
		{"the workspace cannot be read", func(ctx context.Context) error {
			_, err := w.Services.Store.Members(ctx, false)
			return err
		}},
		{"no file can be opened", func(context.Context) error {
			file, err := os.Open(w.Dir)
			if err != nil {
				return err
			}
			return file.Close()
		}},
		{"nothing can be saved in the workspace", w.Storage.CheckWriting},
		{"the SSH port does not answer", func(ctx context.Context) error { return greets(ctx, door) }},
	}, more...)}
	h.turn <- struct{}{}
	return h
}

// ServeHTTP implements http.Handler.
func (h *health) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	select {
	case <-h.turn:
	case <-r.Context().Done():
		return
	}
	if at := h.now(); h.looked.IsZero() || at.Sub(h.looked) >= healthEach || at.Before(h.looked) {
		h.looked, h.fails = at, h.look(r.Context())
	}
	fails := h.fails
	h.turn <- struct{}{}
	if fails != "" {
		http.Error(out, fails, http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(out, "ok")
}

// look makes the checks, up to the first that fails. All of them together take
// less time than the answer may.
func (h *health) look(ctx context.Context) (fails string) {
	// What is found is for others as well, whatever becomes of who asked.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), healthWait)
	defer cancel()
	for _, c := range h.checks {
		if err := c.look(ctx); err != nil {
			return c.fails
		}
	}
	return ""
}

// greets enters by the door as a client does, and reads the beginning of what
// an SSH server says first (RFC 4253 4.2).
func greets(ctx context.Context, door string) error {
	host, port, err := net.SplitHostPort(door)
	if err != nil {
		return fmt.Errorf("read the address of the door: %w", err)
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		if host = "127.0.0.1"; ip.To4() == nil {
			host = "::1"
		}
	}
	ctx, cancel := context.WithTimeout(ctx, doorWait)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return fmt.Errorf("enter by the door: %w", err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(doorWait)); err != nil {
		return fmt.Errorf("limit the wait at the door: %w", err)
	}
	const greeting = "SSH-2.0-"
	head := make([]byte, len(greeting))
	if _, err := io.ReadFull(conn, head); err != nil {
		return fmt.Errorf("read the greeting: %w", err)
	}
	if string(head) != greeting {
		return fmt.Errorf("read the greeting: %q is none of SSH", head)
	}
	return nil
}
