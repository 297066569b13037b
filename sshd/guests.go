package sshd

import (
	"net"
	"sync"
	"sync/atomic"
	"time"

	"charm.land/ssh"
)

// guest is a connection whose owner has not proved yet who they are.
type guest struct {
	net.Conn
	address string
	since   time.Time
	list    *guests
	gone    sync.Once
	refused atomic.Int32 // what was asked for and not given

	mu      sync.Mutex
	key     string // the last one that was refused, its fingerprint
	named   string // the last one that was offered, its fingerprint
	entered bool
	visited bool // there was a session
}

type guestKey struct{}

// guestOf is the guest whose connection ctx belongs to.
func guestOf(ctx ssh.Context) *guest { return ctx.Value(guestKey{}).(*guest) }

// refusedKey remembers a key that opens nothing.
func (g *guest) refusedKey(fingerprint string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.key = fingerprint
}

// names remembers a key that is offered, whoever has it.
func (g *guest) names(fingerprint string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.named = fingerprint
}

// claimed is the key that was offered last.
func (g *guest) claimed() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.named
}

// visits remembers that there was a session.
func (g *guest) visits() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.visited = true
}

// enter is called when the owner has proved who they are.
func (g *guest) enter() {
	g.mu.Lock()
	g.entered = true
	g.mu.Unlock()
	g.list.remove(g)
}

// Close implements net.Conn.
func (g *guest) Close() error {
	err := g.Conn.Close()
	g.gone.Do(func() {
		g.list.remove(g)
		g.mu.Lock()
		defer g.mu.Unlock()
		g.list.left(g)
	})
	return err
}

// guests are those who have not entered yet. There is room for so many of an
// address and of all; when it is used up the one who has been there longest has
// to leave, since entering takes a moment and only who does not mean to stays. Of
// all it is one from the address that most come from, so that somebody who is alone
// is not pushed out by a crowd from elsewhere.
type guests struct {
	each, all int
	left      func(*guest) // called once for each connection that ended

	mu   sync.Mutex
	here map[*guest]struct{}
}

// add takes a new guest, and returns one who has to leave for them, or nil.
func (l *guests) add(g *guest) (leaves *guest) {
	l.mu.Lock()
	defer l.mu.Unlock()
	from := map[string]int{}
	most := 0
	for o := range l.here {
		from[o.address]++
		most = max(most, from[o.address])
	}
	tooMany := from[g.address] >= l.each
	if tooMany || len(l.here) >= l.all {
		for o := range l.here {
			if one := tooMany && o.address == g.address || !tooMany && from[o.address] == most; one && (leaves == nil || o.since.Before(leaves.since)) {
				leaves = o
			}
		}
	}
	delete(l.here, leaves)
	l.here[g] = struct{}{}
	return leaves
}

func (l *guests) remove(g *guest) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.here, g)
}
