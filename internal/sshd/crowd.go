package sshd

import (
	"sync"
	"time"
)

// crowd is every connection. One whose owner has entered and who has no session
// is idle: it is closed after a while, and before that the one that is idle for
// longest gives way when there is no room for someone new.
type crowd struct {
	most, each int // connections in all, and idle ones of one address
	patience   time.Duration
	now        func() time.Time
	after      func(time.Duration, func()) (stop func() bool)
	closed     func(g *pendingConn, why string) // one that is closed here

	mu   sync.Mutex
	here map[*pendingConn]*seat
}

// seat is what the crowd knows of a connection.
type seat struct {
	entered  bool
	sessions int
	idle     time.Time // since when there is no session
	turn     int       // how often it became idle
	stop     func() bool
}

// add takes a new connection; false means that there is no room, and nobody
// who could give way.
func (c *crowd) add(g *pendingConn) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.here) >= c.most {
		gives := c.idlest("")
		if gives == nil {
			return false
		}
		c.close(gives, "the host is full, and this connection had no session for longest")
	}
	c.here[g] = &seat{idle: c.now()}
	return true
}

// idlest is the connection that is idle for longest, of one address or of all;
// nil when none is. Those whose owner has not entered are someone else's to
// judge (pendingConns).
func (c *crowd) idlest(address string) *pendingConn {
	var oldest *pendingConn
	for g, s := range c.here {
		if !s.entered || s.sessions > 0 || address != "" && g.address != address {
			continue
		}
		if oldest == nil || s.idle.Before(c.here[oldest].idle) {
			oldest = g
		}
	}
	return oldest
}

// close ends a connection and forgets it.
func (c *crowd) close(g *pendingConn, why string) {
	if s := c.here[g]; s != nil && s.stop != nil {
		s.stop()
	}
	delete(c.here, g)
	c.closed(g, why)
	go func() { _ = g.Close() }() // which asks the crowd again
}

// entered is called when the owner has proved who they are.
func (c *crowd) entered(g *pendingConn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.here[g]
	if s == nil {
		return
	}
	idle := 0
	for o, seat := range c.here {
		if seat.entered && seat.sessions == 0 && o.address == g.address {
			idle++
		}
	}
	if idle >= c.each {
		c.close(c.idlest(g.address), "many connections of this address have no session, and this one for longest")
	}
	s.entered = true
	c.wait(g, s)
}

// wait closes a connection unless a session begins in time.
func (c *crowd) wait(g *pendingConn, s *seat) {
	s.idle = c.now()
	s.turn++
	turn := s.turn
	s.stop = c.after(c.patience, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.here[g] == s && s.sessions == 0 && s.turn == turn {
			c.close(g, "no session was opened on this connection")
		}
	})
}

// begins and ends count the sessions of a connection.
func (c *crowd) begins(g *pendingConn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.here[g]; s != nil {
		s.sessions++
		if s.stop != nil {
			s.stop()
		}
	}
}

func (c *crowd) ends(g *pendingConn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.here[g]; s != nil {
		if s.sessions--; s.sessions == 0 {
			c.wait(g, s)
		}
	}
}

// gone forgets a connection that has ended.
func (c *crowd) gone(g *pendingConn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.here[g]; s != nil && s.stop != nil {
		s.stop()
	}
	delete(c.here, g)
}
