package render

import (
	"bytes"
	"context"
	"io"
	"sync"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// BenchmarkKeyToFrame measures from a key to the bytes that show it, painted at
// once and by Bubble Tea's own renderer. The painter of this package is kept
// only while the first is much the faster: docs/adr/0002-own-painter.md.
func BenchmarkKeyToFrame(b *testing.B) {
	for _, way := range []struct {
		name   string
		ticker bool
	}{{"at-once", false}, {"ticker", true}} {
		b.Run(way.name, func(b *testing.B) {
			ctx, cancel := context.WithCancel(b.Context())
			defer cancel()
			in, keys := io.Pipe()
			screen := &sink{written: make(chan struct{}, 1)}
			screen.expect(sign(0))
			done := make(chan error, 1)
			go func() {
				done <- Run(ctx, &counter{width: 120, height: 40}, Options{
					Input: in, Output: screen, Environ: []string{"TERM=xterm-256color"}, Width: 120, Height: 40, Remote: true, Ticker: way.ticker,
				})
			}()
			<-screen.written
			for n := 1; b.Loop(); n++ {
				screen.expect(sign(n))
				if _, err := keys.Write([]byte("x")); err != nil {
					b.Fatal(err)
				}
				<-screen.written
			}
			cancel()
			keys.Close()
			if err := <-done; err != nil {
				b.Fatal(err)
			}
		})
	}
}

// sign is what a screen shows after so many keys and nothing else shows.
func sign(keys int) string { return string(rune('①' + keys%20)) }

// counter is a screen of rows that shows how many keys were pressed.
type counter struct{ keys, width, height int }

func (c *counter) Init() tea.Cmd { return nil }

func (c *counter) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		c.keys++
	}
	return c, nil
}

func (c *counter) View() tea.View {
	v := tea.NewView(sign(c.keys) + "\n" + list(c.keys%(c.height-1), c.width, c.height-1))
	v.AltScreen = true
	return v
}

// sink is a terminal that tells when it was sent what is expected.
type sink struct {
	mu       sync.Mutex
	expected []byte // nil while nothing is
	written  chan struct{}
}

func (s *sink) expect(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expected = []byte(text)
}

func (s *sink) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.expected != nil && bytes.Contains(p, s.expected) {
		s.expected = nil
		s.written <- struct{}{}
	}
	return len(p), nil
}
