package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"recruitty/cli"
)

// doorWait is how long the SSH port may take to greet.
const doorWait = 5 * time.Second

// toLoopback answers only requests that name this machine as their host, so
// that a page in somebody's browser cannot read the figures by a name of its own
// that leads to 127.0.0.1 (DNS rebinding).
func toLoopback(next http.Handler) http.Handler {
	return http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		} else if len(host) > 2 && host[0] == '[' && host[len(host)-1] == ']' {
			host = host[1 : len(host)-1]
		}
		if !loopback(host) {
			http.Error(out, "the figures are for this machine only", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(out, r)
	})
}

// healthz says ok while members can work: the workspace can be read, a file can
// be opened, and the SSH port at door greets.
func healthz(w *cli.Workspace, door string) http.HandlerFunc {
	checks := []struct {
		fails string
		check func(context.Context) error
	}{
		{"the workspace cannot be read", func(ctx context.Context) error {
			_, err := w.Desk.Store.Members(ctx, false)
			return err
		}},
		{"no file can be opened", func(context.Context) error {
			file, err := os.Open(w.Dir)
			if err != nil {
				return err
			}
			return file.Close()
		}},
		{"the SSH port does not answer", func(ctx context.Context) error { return greets(ctx, door) }},
	}
	return func(out http.ResponseWriter, r *http.Request) {
		for _, c := range checks {
			if err := c.check(r.Context()); err != nil {
				http.Error(out, c.fails, http.StatusServiceUnavailable)
				return
			}
		}
		fmt.Fprintln(out, "ok")
	}
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
