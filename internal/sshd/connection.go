package sshd

import (
	"context"
	"encoding/binary"
	"io"
	"log/slog"
	"net"
	"time"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"

	"recruitty/recruit"
	"recruitty/recruit/access"
)

// connected takes a new connection, unless there are too many.
func (s *Server) connected(ctx ssh.Context, conn net.Conn) net.Conn {
	address := addressOf(conn.RemoteAddr())
	g := &pendingConn{Conn: conn, address: address, since: s.o.Now(), list: s.pending}
	why, slowly := "", false
	switch {
	case s.arrivals.take(address, 1):
	case s.arrivals.isWelcome(address):
		slowly = true
	default:
		why = "Too many connections from your address; wait a minute."
	}
	var leaves *pendingConn
	if why == "" {
		var ok bool
		if leaves, ok = s.seatAtDoor(g); !ok {
			why = "The host is full; try again in a few minutes."
		}
	}
	if leaves != nil {
		s.refusals.warn(s.log, leaves.address, "many are at the door, and this one had not entered for longest")
		_ = leaves.Close()
	}
	if why != "" {
		s.metrics.refusals.Inc()
		s.refusals.warn(s.log, address, why)
		turnAway(conn, why, s.o.Now)
		return nil
	}
	s.metrics.connections.Add(1)
	signsOfLife(conn)
	ctx.SetValue(pendingKey{}, g)
	if slowly {
		wait(s.base, s.limits.Slowly)
	}
	return g
}

// seatAtDoor finds room for a new connection, in one step with whoever leaves for them:
// a flood of strangers would else count twice for a moment, among the pending and
// among all, and take the places of members who have just entered.
func (s *Server) seatAtDoor(g *pendingConn) (leaves *pendingConn, ok bool) {
	s.door.Lock()
	defer s.door.Unlock()
	if leaves = s.pending.add(g); leaves != nil {
		s.crowd.gone(leaves)
	}
	if !s.crowd.add(g) {
		s.pending.remove(g)
		return leaves, false
	}
	return leaves, true
}

// wait returns after d, or when ctx ends.
func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// hungUp is called when a connection has ended.
func (s *Server) hungUp(g *pendingConn) {
	s.metrics.connections.Add(-1)
	s.crowd.gone(g)
	if g.entered && !g.visited {
		s.refusals.tell(s.log, slog.LevelInfo, refuser{g.address, "entered and left without a session", ""}, "address", g.address, "key_named", g.named)
	}
	if ip := net.ParseIP(g.address); !g.entered && (ip == nil || !ip.IsLoopback()) {
		// Behind a tunnel everybody has the same address, this machine's.
		s.arrivals.fail(g.address, g.key)
	}
}

// turnAway tells a client why it is not taken, in the way that it shows to a
// person: our version, then a disconnection (RFC 4253 4.2, 6 and 11.1). What it
// sends meanwhile is read, else the answer would be lost with the connection.
func turnAway(conn net.Conn, why string, now recruit.Clock) {
	const disconnect, tooManyConnections = 1, 12
	message := gossh.Marshal(struct {
		Kind     byte
		Reason   uint32
		Sentence string
		Language string
	}{disconnect, tooManyConnections, why, ""})
	padding := 8 - (5+len(message))%8 + 8
	packet := binary.BigEndian.AppendUint32(nil, uint32(1+len(message)+padding))
	packet = append(append(append(packet, byte(padding)), message...), make([]byte, padding)...)
	_ = conn.SetDeadline(now().Add(time.Second / 2))
	_, _ = conn.Write(append([]byte("SSH-2.0-recruitty\r\n"), packet...))
	_, _ = io.Copy(io.Discard, io.LimitReader(conn, 64<<10))
}

// failed is called for a connection whose owner did not get in.
func (s *Server) failed(conn net.Conn, err error) {
	s.metrics.refusals.Inc()
	attrs := []any{"error", oneLine(err.Error(), 200)}
	if g, ok := conn.(*pendingConn); ok && g.claimed() != "" {
		attrs = append(attrs, "key_named", g.claimed()) // nobody has proved that it is theirs
	}
	s.refusals.warn(s.log, addressOf(conn.RemoteAddr()), "did not enter", attrs...)
}

// maxRefused is how often someone on one connection may ask for what is not given.
const maxRefused = 1000

// refused records something that was asked for and is not given. Who goes on
// asking is hung up on.
func (s *Server) refused(ctx ssh.Context, asked string) {
	s.metrics.refusals.Inc()
	kind, address := protocolWord(asked), addressOf(ctx.RemoteAddr())
	if g := pendingOf(ctx); g.refused.Add(1) > maxRefused {
		_ = g.Close()
	}
	if !s.refusals.known(address, kind) {
		s.refusals.warn(s.whose(ctx), address, kind)
	}
}

// whose is the log of what someone who has entered does outside of a visit.
func (s *Server) whose(ctx ssh.Context) *slog.Logger {
	log := s.log
	key, ok := ctx.Value(ssh.ContextKeyPublicKey).(ssh.PublicKey)
	if !ok {
		return log
	}
	log = log.With("key", gossh.FingerprintSHA256(key))
	if m, err := access.KeyOwner(ctx, s.o.Workspace.Services.Store, lineOf(key)); err == nil && m.ID != 0 {
		log = log.With("member", m.Email)
	}
	return log
}

// otherChannel refuses forwarding and everything else that is no session.
func (s *Server) otherChannel(_ *ssh.Server, _ *gossh.ServerConn, asked gossh.NewChannel, ctx ssh.Context) {
	s.refused(ctx, asked.ChannelType())
	_ = asked.Reject(gossh.Prohibited, "recruitty forwards nothing")
}

// request refuses what is asked of the whole connection, such as listening on a
// port. A sign of life is answered by the refusal.
func (s *Server) request(ctx ssh.Context, _ *ssh.Server, r *gossh.Request) (bool, []byte) {
	if r.Type != "keepalive@openssh.com" && r.Type != "no-more-sessions@openssh.com" {
		s.refused(ctx, r.Type)
	}
	return false, nil
}
