package sshd

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"syscall"
	"time"
)

// patient is a listener that goes on when a connection could not be accepted:
// with no descriptor left, a broken line or a firewall's refusal (accept(2)) it
// is that one connection that is lost, not the door. It waits longer and longer
// between tries, a second at most, and ends when the listener was closed or is
// none any more.
type patient struct {
	net.Listener
	ctx  context.Context
	wait func(context.Context, time.Duration)
	log  *slog.Logger
}

// Accept implements net.Listener.
func (s *patient) Accept() (net.Conn, error) {
	for pause := 5 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		conn, err := s.Listener.Accept()
		if err == nil || errors.Is(err, net.ErrClosed) || s.ctx.Err() != nil || broken(err) {
			return conn, err
		}
		if pause <= 5*time.Millisecond || pause == time.Second {
			s.log.Warn("accepting a connection failed", "error", err)
		}
		s.wait(s.ctx, pause)
	}
}

// broken reports whether what listens is no listener (any more).
func broken(err error) bool {
	return errors.Is(err, syscall.EBADF) || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSOCK) || errors.Is(err, syscall.EOPNOTSUPP)
}
