package sshd

import (
	"cmp"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
)

// pendingConn is a connection whose owner has not proved yet who they are.
type pendingConn struct {
	net.Conn
	address string
	since   time.Time
	list    *pendingConns
	gone    sync.Once
	refused atomic.Int32 // what was asked for and not given
	read    atomic.Int64 // bytes that came from them
	known   atomic.Bool  // they named a member's key, and may have it

	mu      sync.Mutex
	key     string // the last one that was refused, its fingerprint
	named   string // the last one that was offered, its fingerprint
	entered bool
	visited bool // there was a session
}

type pendingKey struct{}

// pendingOf is the connection that ctx belongs to.
func pendingOf(ctx ssh.Context) *pendingConn { return ctx.Value(pendingKey{}).(*pendingConn) }

// refusedKey remembers a key that opens nothing.
func (g *pendingConn) refusedKey(fingerprint string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.key = fingerprint
}

// names remembers a key that is offered, whoever has it.
func (g *pendingConn) names(fingerprint string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.named = fingerprint
}

// claimed is the key that was offered last.
func (g *pendingConn) claimed() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.named
}

// visits remembers that there was a session.
func (g *pendingConn) visits() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.visited = true
}

// enter is called when the owner has proved who they are.
func (g *pendingConn) enter() {
	g.mu.Lock()
	g.entered = true
	g.mu.Unlock()
	g.list.remove(g)
}

// Close implements net.Conn.
func (g *pendingConn) Close() error {
	err := g.Conn.Close()
	g.gone.Do(func() {
		g.list.remove(g)
		g.mu.Lock()
		defer g.mu.Unlock()
		g.list.left(g)
	})
	return err
}

// Read implements net.Conn.
func (g *pendingConn) Read(p []byte) (int, error) {
	n, err := g.Conn.Read(p)
	g.read.Add(int64(n))
	return n, err
}

// greeted is more than a client says before it has offered what it speaks.
const greeted = 600

// earnest is how far someone has come on the way in: who only holds a place leaves
// before who works on a handshake, and that one before who names a member's key.
func (g *pendingConn) earnest() int {
	switch {
	case g.known.Load():
		return 2
	case g.read.Load() >= greeted:
		return 1
	}
	return 0
}

// pendingConns are those who have not entered yet. There is room for so many of an
// address and of all; when it is used up the one who has been there longest has
// to leave, since entering takes a moment and only who does not mean to stays. Of
// all it is one from the address that most come from, so that someone who is alone
// is not pushed out by a crowd from elsewhere, and before all others one who does
// nothing there.
type pendingConns struct {
	each, all int
	left      func(*pendingConn) // called once for each connection that ended

	mu   sync.Mutex
	here map[*pendingConn]struct{}
}

// add takes a new connection, and returns one who has to leave for them, or nil.
func (l *pendingConns) add(g *pendingConn) (leaves *pendingConn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	from := map[string]int{}
	for o := range l.here {
		from[o.address]++
	}
	tooMany := from[g.address] >= l.each
	if tooMany || len(l.here) >= l.all {
		// Who is earnest is counted last, and alone.
		earnest := map[*pendingConn]int{}
		most := map[int]int{}
		for o := range l.here {
			earnest[o] = o.earnest()
			most[earnest[o]] = max(most[earnest[o]], from[o.address])
		}
		for o := range l.here {
			if tooMany && o.address != g.address || !tooMany && from[o.address] < most[earnest[o]] {
				continue
			}
			if leaves == nil || cmp.Or(cmp.Compare(earnest[o], earnest[leaves]), o.since.Compare(leaves.since)) < 0 {
				leaves = o
			}
		}
	}
	delete(l.here, leaves)
	l.here[g] = struct{}{}
	return leaves
}

func (l *pendingConns) remove(g *pendingConn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.here, g)
}
