package sshd

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"runtime/debug"
	"time"

	"charm.land/ssh"
	"charm.land/wish/v2"
	"github.com/prometheus/client_golang/prometheus"
	gossh "golang.org/x/crypto/ssh"

	"recruitty/recruit"
	"recruitty/recruit/outbox"
)

// Options are what the server needs of the program around it.
type Options struct {
	Dir     string // the workspace's folder; host key and inboxes lie in it
	HostKey string // the host key's file; "" is one in Dir, made on first use
	Desk    *recruit.Desk
	Outbox  *outbox.Outbox
	Doctor  *recruit.Doctor // for those who schedule; nil leaves it out
	// Changes tells that something in the workspace changed, until ctx ends.
	Changes func(ctx context.Context) <-chan struct{}
	// Command runs one command for a visitor and returns its exit code.
	Command func(ctx context.Context, c Command) int
	Limits  Limits
	Log     *slog.Logger
	Now     recruit.Clock
	// Figures is where the host's figures are registered; nil is nowhere.
	Figures prometheus.Registerer
}

// Command is a command that a visitor gave.
type Command struct {
	Member   recruit.Member
	Desk     *recruit.Desk // that reads what Member may see, and files of their inbox
	Args     []string
	In       io.Reader
	Out, Err io.Writer
	Terminal bool // somebody sits at In and Err, so that they can be asked
}

// Server is the SSH host of one workspace.
type Server struct {
	o       Options
	limits  Limits
	log     *slog.Logger
	key     gossh.Signer
	ssh     *ssh.Server
	visits  *visits
	guests  *guests
	pace    *pace // of connections
	codes   *pace // of invitation codes
	inboxes *inboxes
	figures *figures
	memory  *givingBack
	held    func() int64    // bytes of memory
	base    context.Context // of what must outlive a lost line
}

// New makes a server; it does not listen yet.
func New(o Options) (*Server, error) {
	if o.HostKey == "" {
		o.HostKey = filepath.Join(o.Dir, hostKeyName)
	}
	key, err := hostKey(o.HostKey)
	if err != nil {
		return nil, err
	}
	limits := o.Limits.orUsual()
	s := &Server{
		o: o, limits: limits, log: o.Log, key: key,
		visits: newVisits(limits), inboxes: newInboxes(filepath.Join(o.Dir, "inbox")),
		pace:  newPace(limits.Burst, limits.PerMinute, o.Now),
		codes: newPace(5, 1, o.Now),
		held:  memoryHeld, base: context.Background(),
	}
	s.figures = newFigures(o.Figures, s.visits.count)
	s.guests = &guests{each: limits.GuestsEach, all: limits.Guests, left: s.hungUp, here: map[*guest]struct{}{}}
	s.memory = &givingBack{
		pause: time.Minute, now: o.Now, empty: func() bool { return s.visits.number() == 0 }, free: debug.FreeOSMemory,
		after: func(d time.Duration, do func()) { time.AfterFunc(d, do) },
	}
	s.ssh, err = wish.NewServer(
		wish.WithVersion("recruitty"),
		wish.WithPublicKeyAuth(s.admit),
		wish.WithIdleTimeout(limits.Idle+time.Minute), // a visit says goodbye before
		wish.WithMaxTimeout(limits.Longest+time.Minute),
		wish.WithSubsystem("sftp", s.files),
		func(srv *ssh.Server) error {
			srv.HostSigners = []ssh.Signer{key}
			srv.Handler = s.session
			srv.HandshakeTimeout = limits.Handshake
			srv.ConnCallback = s.connected
			srv.ConnectionFailedCallback = s.failed
			srv.ServerConfigCallback = func(ctx ssh.Context) *gossh.ServerConfig {
				return &gossh.ServerConfig{MaxAuthTries: limits.Tries, AuthLogCallback: func(_ gossh.ConnMetadata, _ string, err error) {
					if err == nil {
						guestOf(ctx).enter()
					}
				}}
			}
			srv.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.channel, "default": s.otherChannel}
			srv.RequestHandlers = map[string]ssh.RequestHandler{"default": s.request}
			return nil
		},
	)
	if err != nil {
		return nil, fmt.Errorf("make the SSH server: %w", err)
	}
	return s, nil
}

// Fingerprint is how people recognise the host key.
func (s *Server) Fingerprint() string { return gossh.FingerprintSHA256(s.key.PublicKey()) }

// Serve lets people in until ctx ends. Then it tells everybody, gives their
// terminals back, lets commands come to their end for a while, and returns.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	var done context.CancelFunc
	s.base, done = context.WithCancel(context.WithoutCancel(ctx))
	defer done()
	if err := s.inboxes.clearParts(s.o.Now()); err != nil {
		s.log.Warn("remove unfinished files from the inboxes", "error", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.ssh.Serve(l) }()
	go s.watch(ctx)
	select {
	case err := <-ended:
		_ = s.ssh.Close()
		return fmt.Errorf("listen for SSH: %w", err)
	case <-ctx.Done():
	}
	s.shutdown()
	_ = l.Close()
	s.awaitHangUp(time.Second / 2)
	if err := s.ssh.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		s.log.Warn("close the SSH server", "error", err)
	}
	return nil
}

// awaitHangUp gives clients, which hang up by themselves when their session has
// ended, a moment to do so. (The library's own Shutdown counts connections in a
// way that a connection made just then can race with.)
func (s *Server) awaitHangUp(most time.Duration) {
	over := time.NewTimer(most)
	defer over.Stop()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for s.figures.connections.Load() > 0 {
		select {
		case <-over.C:
			return
		case <-look.C:
		}
	}
}

// shutdown ends the visits: those at a terminal at once, others when their
// work is done or the grace is over.
func (s *Server) shutdown() {
	empty := s.visits.close()
	for _, v := range s.visits.list() {
		if v.kind == atTerminal {
			v.end(closing)
		}
	}
	over := time.NewTimer(s.limits.Grace)
	defer over.Stop()
	select {
	case <-empty:
		return
	case <-over.C:
	}
	for _, v := range s.visits.list() {
		v.end(closing)
	}
	last := time.NewTimer(time.Second)
	defer last.Stop()
	select {
	case <-empty:
	case <-last.C:
		s.log.Warn("sessions did not end in time", "sessions", len(s.visits.list()))
	}
}

// watch looks at the team after each change in the workspace and ends the
// visits of those who may not be here any more.
func (s *Server) watch(ctx context.Context) {
	for range s.o.Changes(ctx) {
		if len(s.visits.list()) == 0 {
			continue
		}
		team, err := s.o.Desk.Store.Members(ctx, false)
		if err != nil {
			if ctx.Err() == nil {
				s.log.Error("read the team", "error", err)
			}
			continue
		}
		s.visits.check(team)
	}
}

// connected takes a new connection, unless there are too many.
func (s *Server) connected(ctx ssh.Context, conn net.Conn) net.Conn {
	address := addressOf(conn.RemoteAddr())
	why, slowly := "", false
	switch {
	case s.figures.connections.Load() >= int64(s.limits.Connections):
		why = "The host is full; try again in a few minutes."
	case s.pace.take(address, 1):
	case s.pace.isWelcome(address):
		slowly = true
	default:
		why = "Too many connections from your address; wait a minute."
	}
	if why != "" {
		s.figures.refusals.Inc()
		s.log.Warn("refused", "address", address, "why", why)
		turnAway(conn, why, s.o.Now)
		return nil
	}
	s.figures.connections.Add(1)
	g := &guest{Conn: conn, address: address, since: s.o.Now(), list: s.guests}
	if leaves := s.guests.add(g); leaves != nil {
		s.log.Warn("closed", "address", leaves.address, "why", "many are at the door, and this one has not entered for longest")
		_ = leaves.Close()
	}
	ctx.SetValue(guestKey{}, g)
	if slowly {
		wait(s.base, s.limits.Slowly)
	}
	return g
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
func (s *Server) hungUp(address, key string, entered bool) {
	s.figures.connections.Add(-1)
	if ip := net.ParseIP(address); !entered && (ip == nil || !ip.IsLoopback()) {
		// Behind a tunnel everybody has the same address, this machine's.
		s.pace.fail(address, key)
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
	s.figures.refusals.Inc()
	s.log.Warn("refused", "address", addressOf(conn.RemoteAddr()), "why", oneLine(err.Error(), 200))
}

// refused records something that was asked for and is not given.
func (s *Server) refused(ctx ssh.Context, what string) {
	s.figures.refusals.Inc()
	s.log.Warn("refused", "address", addressOf(ctx.RemoteAddr()), "why", oneLine(what, 100))
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
