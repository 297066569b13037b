package guard

import (
	"net"
	"net/netip"
	"sync"
)

// Bounded lets at most so many connections be open at once, and at most each of them from one network; proxies have no
// limit of their own. Who comes beyond the first waits in the queue of the system, who comes beyond the second is sent
// away at once.
func Bounded(l net.Listener, most, each int, from Clients) net.Listener {
	return &bounded{Listener: l, from: from, each: each, slots: make(chan struct{}, most), done: make(chan struct{}), of: map[netip.Prefix]int{}}
}

type bounded struct {
	net.Listener
	from  Clients
	each  int
	slots chan struct{}
	done  chan struct{}
	once  sync.Once

	mu sync.Mutex
	of map[netip.Prefix]int // only of networks with an open connection
}

// Accept implements net.Listener.
func (b *bounded) Accept() (net.Conn, error) {
	for {
		select {
		case b.slots <- struct{}{}:
		case <-b.done:
			return nil, net.ErrClosed
		}
		conn, err := b.Listener.Accept()
		if err != nil {
			<-b.slots
			return nil, err
		}
		peer := parseAddress(conn.RemoteAddr().String())
		if !b.enter(peer) {
			_ = conn.Close()
			<-b.slots
			continue
		}
		return &counted{Conn: conn, leave: sync.OnceFunc(func() { b.leave(peer); <-b.slots })}, nil
	}
}

// Close implements net.Listener.
func (b *bounded) Close() error {
	b.once.Do(func() { close(b.done) })
	return b.Listener.Close()
}

func (b *bounded) enter(peer netip.Addr) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := network(peer)
	if b.of[key] >= b.each && !b.from.trusts(peer) {
		return false
	}
	b.of[key]++
	return true
}

func (b *bounded) leave(peer netip.Addr) {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := network(peer)
	if b.of[key]--; b.of[key] <= 0 {
		delete(b.of, key)
	}
}

// counted is a connection that counts until it is closed.
type counted struct {
	net.Conn
	leave func()
}

// Close implements net.Conn.
func (c *counted) Close() error {
	defer c.leave()
	return c.Conn.Close()
}
