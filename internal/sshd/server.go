package sshd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"charm.land/ssh"
	"charm.land/wish/v2"
	"github.com/prometheus/client_golang/prometheus"
	gossh "golang.org/x/crypto/ssh"

	"recruitty/recruit"
	"recruitty/recruit/ondisk"
	"recruitty/recruit/workspace"
)

// Options are what the server needs of the program around it.
type Options struct {
	// Workspace is what is served. Host key and inboxes lie in its folder.
	Workspace *workspace.Workspace
	HostKey   string // the host key's file; "" is one in the workspace's folder, made on first use
	// Command runs one command for a visitor and returns its exit code.
	Command func(ctx context.Context, c Command) int
	// Name is what a command is called, without anything that was typed behind it,
	// for the log; nil logs none.
	Name   func(args []string) string
	Limits Limits
	// Audit has every line about a member besides; nil is nowhere.
	Audit *slog.Logger
	Now   recruit.Clock
	// Figures is where the host's metrics are registered; nil is nowhere.
	Figures prometheus.Registerer
	// Held is what the process uses of memory; nil asks the runtime.
	Held func() Held
}

// Command is a command that a visitor gave.
type Command struct {
	Member    recruit.Member
	Workspace *workspace.Workspace // as Member may see it, with files of their inbox
	Args      []string
	In        io.Reader
	Out, Err  io.Writer
	Terminal  bool // someone sits at In and Err, so that they can be asked
}

// Server is the SSH host of one workspace.
type Server struct {
	o        Options
	limits   Limits
	log      *slog.Logger
	key      gossh.Signer
	ssh      *ssh.Server
	visits   *visits
	pending  *pendingConns
	crowd    *crowd
	door     sync.Mutex // pending and crowd change together when someone new comes
	refusals *refusals
	told     *refusals    // what members do faster than a person
	lines    *rateLimiter // of members in the logs
	arrivals *rateLimiter // of connections
	codes    *rateLimiter // of invitation codes
	inboxes  *inboxes
	metrics  *hostMetrics
	memory   *memoryReleaser
	base     context.Context // of what must outlive a lost line
}

// New makes a server; it does not listen yet.
func New(o Options) (*Server, error) {
	if o.HostKey == "" {
		o.HostKey = filepath.Join(o.Workspace.Dir, hostKeyName)
	}
	key, err := hostKey(o.HostKey)
	if err != nil {
		return nil, err
	}
	if o.Audit == nil {
		o.Audit = slog.New(slog.DiscardHandler)
	}
	if o.Name == nil {
		o.Name = func([]string) string { return "" }
	}
	if o.Held == nil {
		o.Held = heldNow
	}
	limits := o.Limits.orUsual()
	s := &Server{
		o: o, limits: limits, log: o.Workspace.Log, key: key,
		visits: newVisits(limits, o.Held), inboxes: newInboxes(filepath.Join(o.Workspace.Dir, ondisk.InboxFolder)),
		arrivals: newRateLimiter(limits.Burst, limits.PerMinute, o.Now),
		codes:    newRateLimiter(maxCodes, moreCodes, o.Now),
		base:     context.Background(),
	}
	s.metrics = newMetrics(o.Figures, s.visits.count)
	s.pending = &pendingConns{each: limits.GuestsEach, all: limits.Guests, left: s.hungUp, here: map[*pendingConn]struct{}{}}
	s.crowd = &crowd{
		most: limits.Connections, each: limits.Idlers, patience: limits.Sessionless, now: o.Now, here: map[*pendingConn]*seat{},
		after: func(d time.Duration, do func()) func() bool { return time.AfterFunc(d, do).Stop },
		closed: func(g *pendingConn, why string) {
			s.refusals.tell(s.log, slog.LevelInfo, refuser{g.address, "closed", why}, "address", g.address, "why", why)
		},
	}
	later := func(d time.Duration, do func()) { time.AfterFunc(d, do) }
	s.refusals = &refusals{now: o.Now, after: later, most: maxRefusers}
	s.told = &refusals{now: o.Now, after: later, most: maxTold}
	s.lines = newRateLimiter(memberLines, memberLinesMore, o.Now)
	s.memory = &memoryReleaser{
		pause: time.Minute, now: o.Now, empty: func() bool { return s.visits.number() == 0 }, free: s.giveBack,
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
				return sshConfig(limits.Tries, func() {
					pendingOf(ctx).enter()
					s.crowd.entered(pendingOf(ctx))
				})
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

// sshConfig leaves out everything that rests on SHA-1, which the library would
// still take for the sake of old clients.
func sshConfig(tries int, entered func()) *gossh.ServerConfig {
	good := gossh.SupportedAlgorithms()
	good.KeyExchanges = slices.DeleteFunc(good.KeyExchanges, sha1)
	good.MACs = slices.DeleteFunc(good.MACs, sha1)
	good.PublicKeyAuths = slices.DeleteFunc(good.PublicKeyAuths, sha1)
	return &gossh.ServerConfig{
		Config:                  gossh.Config{KeyExchanges: good.KeyExchanges, Ciphers: good.Ciphers, MACs: good.MACs},
		PublicKeyAuthAlgorithms: good.PublicKeyAuths, MaxAuthTries: tries,
		AuthLogCallback: func(_ gossh.ConnMetadata, _ string, err error) {
			if err == nil {
				entered()
			}
		},
	}
}

func sha1(algorithm string) bool {
	return strings.HasSuffix(algorithm, "sha1") || strings.HasPrefix(algorithm, "hmac-sha1") || algorithm == gossh.KeyAlgoRSA
}

// giveBack returns what was only kept to be quick. It is called when nobody has
// been here for a moment, and once more a minute later.
func (s *Server) giveBack() {
	ctx, cancel := context.WithTimeout(s.base, time.Minute)
	defer cancel()
	if err := s.o.Workspace.Storage.Shrink(ctx); err != nil && ctx.Err() == nil {
		s.log.Warn("give back memory", "error", err)
	}
	debug.FreeOSMemory()
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
	go func() { ended <- s.ssh.Serve(&patient{Listener: l, ctx: ctx, wait: wait, log: s.log}) }()
	go s.watch(ctx)
	go s.keepMemory(ctx, watchMemory, runtime.GC)
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
	for s.metrics.connections.Load() > 0 {
		select {
		case <-over.C:
			return
		case <-look.C:
		}
	}
}

// shutdown ends the visits: conversations at once, others when their work is
// done or the grace is over.
func (s *Server) shutdown() {
	empty := s.visits.close()
	for _, v := range s.visits.list() {
		if v.talks.Load() {
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
	for news := range s.o.Workspace.Storage.Changes(ctx) {
		if len(s.visits.list()) == 0 || !news.All() {
			continue // an interview is not about who is in the team
		}
		if s.visits.strangers() {
			if open, err := s.invitations().Open(ctx); err == nil && !open {
				s.visits.endStrangers()
			}
		}
		team, err := s.o.Workspace.Services.Store.Members(ctx, false)
		if err != nil {
			if ctx.Err() == nil {
				s.log.Error("read the team", "error", err)
			}
			continue
		}
		s.visits.check(team)
	}
}
