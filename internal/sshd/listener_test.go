package sshd

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"syscall"
	"testing"
	"time"
)

// shaky fails as often as it has errors, then hands over connections.
type shaky struct {
	net.Listener
	errs []error
}

func (s *shaky) Accept() (net.Conn, error) {
	if len(s.errs) > 0 {
		err := s.errs[0]
		s.errs = s.errs[1:]
		return nil, err
	}
	here, there := net.Pipe()
	_ = there.Close()
	return here, nil
}

// TestAcceptingGoesOn holds that no failure with one connection closes the door,
// and that a listener that is closed or none ends the wait.
func TestAcceptingGoesOn(t *testing.T) {
	t.Parallel()
	call := func(err error) error {
		return &net.OpError{Op: "accept", Net: "tcp", Err: os.NewSyscallError("accept4", err)}
	}
	many := make([]error, 1000)
	for n := range many {
		many[n] = call(syscall.EMFILE)
	}
	for _, c := range []struct {
		name string
		errs []error
		ends error
	}{
		{"no descriptor left, for long", many, nil},
		{"none in the whole system", []error{call(syscall.ENFILE)}, nil},
		{"hung up before", []error{call(syscall.ECONNABORTED), call(syscall.ECONNRESET)}, nil},
		{"refused by a firewall", []error{call(syscall.EPERM)}, nil},
		{"no memory", []error{call(syscall.ENOMEM), call(syscall.ENOBUFS)}, nil},
		{"the network's own errors", []error{call(syscall.ENETDOWN), call(syscall.EPROTO), call(syscall.EHOSTUNREACH), call(syscall.ENETUNREACH)}, nil},
		{"anything else", []error{errors.New("odd")}, nil},
		{"closed", []error{call(syscall.EMFILE), net.ErrClosed}, net.ErrClosed},
		{"no listener", []error{call(syscall.EBADF)}, syscall.EBADF},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var waited []time.Duration
			s := &patient{Listener: &shaky{errs: c.errs}, ctx: t.Context(), log: slog.New(slog.DiscardHandler),
				wait: func(_ context.Context, d time.Duration) { waited = append(waited, d) }}
			conn, err := s.Accept()
			if !errors.Is(err, c.ends) || (conn == nil) != (c.ends != nil) {
				t.Fatalf("%v, %v", conn, err)
			}
			for _, d := range waited {
				if d <= 0 || d > time.Second {
					t.Errorf("waited for %s", d)
				}
			}
		})
	}
}
