package render

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/muesli/cancelreader"
)

// gate reads from a terminal and can be closed for a while, so that another program
// may read from it. What is typed in that time is not ours, and none of it is taken.
type gate struct {
	in io.Reader

	mu      sync.Mutex
	now     cancelreader.CancelReader
	inRead  chan struct{} // is closed when the Read that is under way has come back; nil when none is
	reopens chan struct{} // is closed when the gate opens again; nil while it is open
	ended   bool
}

func newGate(in io.Reader) (*gate, error) {
	now, err := cancelreader.NewReader(in)
	if err != nil {
		return nil, fmt.Errorf("read the keyboard: %w", err)
	}
	return &gate{in: in, now: now}, nil
}

// Read implements io.Reader. It waits while the gate is closed.
func (g *gate) Read(b []byte) (int, error) {
	for {
		g.mu.Lock()
		if g.ended {
			g.mu.Unlock()
			return 0, io.EOF
		}
		if closed := g.reopens; closed != nil {
			g.mu.Unlock()
			<-closed
			continue
		}
		back, now := make(chan struct{}), g.now
		g.inRead = back
		g.mu.Unlock()

		n, err := now.Read(b)

		g.mu.Lock()
		g.inRead = nil
		close(back)
		shut := g.reopens != nil
		g.mu.Unlock()
		if n == 0 && shut && errors.Is(err, cancelreader.ErrCanceled) {
			continue
		}
		return n, err
	}
}

// comesBack is how long a Read may take to come back once it was told to.
const comesBack = time.Second

// close lets nothing through until open is called, and reports whether it could: a
// Read that cannot be called back would take what is typed for the other program.
func (g *gate) close() bool {
	g.mu.Lock()
	if g.ended || g.reopens != nil {
		g.mu.Unlock()
		return false
	}
	g.reopens = make(chan struct{})
	called, back := g.now.Cancel(), g.inRead
	g.mu.Unlock()
	if back == nil {
		return true
	}
	if called {
		select {
		case <-back:
			return true
		case <-time.After(comesBack):
		}
	}
	g.open()
	return false
}

// open lets what is typed through again.
func (g *gate) open() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.reopens == nil {
		return
	}
	if next, err := cancelreader.NewReader(g.in); err == nil {
		if g.inRead == nil { // else one that did not come back still holds it
			_ = g.now.Close()
		}
		g.now = next
	} else {
		g.ended = true
	}
	close(g.reopens)
	g.reopens = nil
}

// end lets nothing through any more.
func (g *gate) end() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.ended = true
	g.now.Cancel()
	if g.reopens != nil {
		close(g.reopens)
		g.reopens = nil
	}
}

// done lets go of what is read with, once nobody reads any more.
func (g *gate) done() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.ended = true
	_ = g.now.Close()
}
