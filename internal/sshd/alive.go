package sshd

import (
	"net"
	"time"
)

// A line on which nothing is heard any more is dead after a minute, whether or
// not something waits to be sent.
const (
	silence  = 30 * time.Second // before the first sign of life is asked for
	interval = 10 * time.Second
	unheard  = 3
)

// signsOfLife makes the system end a dead line (TCP keep-alives).
func signsOfLife(conn net.Conn) {
	tcp, ok := conn.(*net.TCPConn)
	if !ok {
		return
	}
	_ = tcp.SetKeepAliveConfig(net.KeepAliveConfig{Enable: true, Idle: silence, Interval: interval, Count: unheard})
	userTimeout(tcp, silence+unheard*interval)
}
