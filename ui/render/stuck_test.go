package render

import (
	"bytes"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// stubborn does not come back from the key b until it is released.
type stubborn struct {
	busy    chan<- struct{}
	release <-chan struct{}
}

func (s stubborn) Init() tea.Cmd { return nil }

func (s stubborn) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok {
		switch key.String() {
		case "b":
			close(s.busy)
			<-s.release
		case "q":
			return s, tea.Quit
		}
	}
	return s, nil
}

func (s stubborn) View() tea.View { return tea.NewView("hello") }

// TestCtrlCEndsAModelThatDoesNotComeBack holds that ctrl+c is heard while the
// model is busy, that the terminal is given back then, and that Stuck is called.
func TestCtrlCEndsAModelThatDoesNotComeBack(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"\x03", "\x1b[99;5u", "\x1b[27;5;99~"} {
		in, keys := io.Pipe()
		busy, release, stuck, done := make(chan struct{}), make(chan struct{}), make(chan struct{}), make(chan error, 1)
		out := &lockedBuffer{}
		go func() {
			done <- Run(t.Context(), stubborn{busy, release}, Options{Input: in, Output: out, Environ: []string{"TERM=xterm-256color"},
				Width: 80, Height: 24, Remote: true, stuckAfter: 20 * time.Millisecond, Stuck: func() { close(stuck) }})
		}()
		write(t, keys, "b")
		<-busy
		write(t, keys, typed)
		select {
		case <-stuck:
		case <-time.After(time.Minute):
			t.Fatalf("%q: nobody was told", typed)
		}
		if !strings.Contains(out.String(), "\x1b[?1049l") {
			t.Errorf("%q: the terminal was not given back: %q", typed, out.String())
		}
		close(release)
		write(t, keys, "q")
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// TestCtrlCLeavesAModelAloneThatHears holds that who answers is not ended.
func TestCtrlCLeavesAModelAloneThatHears(t *testing.T) {
	t.Parallel()
	var passing turn
	for name, busy := range map[string]bool{"waiting": false, "just begun": true} {
		if passing.end(); busy {
			passing.begin()
		}
		if got := passing.busyFor(); got > time.Minute || !busy && got != 0 {
			t.Errorf("%s: busy for %v", name, got)
		}
	}
}

func write(t *testing.T, w io.Writer, s string) {
	t.Helper()
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
}

// lockedBuffer may be written and read at once.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
