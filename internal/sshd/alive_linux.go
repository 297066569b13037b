package sshd

import (
	"net"
	"time"

	"golang.org/x/sys/unix"
)

// userTimeout ends a connection whose peer has not acknowledged what was sent
// for so long (tcp(7), TCP_USER_TIMEOUT).
func userTimeout(conn *net.TCPConn, d time.Duration) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) {
		_ = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(d.Milliseconds()))
	})
}
