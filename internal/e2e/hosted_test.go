package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"recruitty/internal/sshd/sshtest"
)

// hosted is a workplace whose team comes by SSH; the host is a process of its
// own.
type hosted struct {
	*workplace
	address string
	figures string      // where they are read
	key     sshtest.Key // of Dana, who is an admin
	ended   func()      // ends the host and looks how it ended
}

// newHosted founds a workplace with Dana in it, connected to Zoom as a whole,
// and begins to serve it.
func newHosted(t *testing.T, w *workplace, options ...string) *hosted {
	t.Helper()
	h := &hosted{workplace: w, key: newKey(t)}
	public := filepath.Join(t.TempDir(), "dana.pub")
	if err := os.WriteFile(public, []byte(sshtest.Line(h.key)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.must("member", "add", "--name", "Dana Ruiz", "--email", "dana@example.com", "--time-zone", "Europe/Lisbon", "--ssh-key", public)
	w.must("zoom", "connect", "--server-to-server")
	for _, address := range []*string{&h.address, &h.figures} {
		free, err := freeAddress()
		if err != nil {
			t.Fatal(err)
		}
		*address = free
	}
	h.begin(append([]string{"serve", "--listen", h.address, "--metrics", h.figures}, options...)...)
	return h
}

func newKey(t *testing.T) sshtest.Key {
	t.Helper()
	key, err := sshtest.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// begin starts the host.
func (h *hosted) begin(args ...string) {
	h.t.Helper()
	path := filepath.Join(h.t.TempDir(), "host.log")
	log, err := os.Create(path)
	if err != nil {
		h.t.Fatal(err)
	}
	cmd := h.command(args...)
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		h.t.Fatal(errors.Join(err, log.Close()))
	}
	h.ended = func() {
		h.ended = func() {}
		if err := errors.Join(cmd.Process.Signal(os.Interrupt), endOf(cmd), log.Close()); err != nil {
			h.t.Errorf("the host did not end in order: %v", err)
		}
		h.readLog(path)
	}
	h.t.Cleanup(func() { h.ended() })
}

// endOf waits for a process that was asked to end, but not for ever.
func endOf(cmd *exec.Cmd) error {
	late := time.AfterFunc(30*time.Second, func() { _ = cmd.Process.Kill() })
	defer late.Stop()
	return cmd.Wait()
}

// readLog looks in the host's log for what never may stand there.
func (h *hosted) readLog(path string) {
	text, err := os.ReadFile(path)
	if err != nil {
		h.t.Error(err)
	}
	if at := strings.Index(string(text), "WARNING: DATA RACE"); at >= 0 {
		h.t.Errorf("%s", text[at:min(len(text), at+8<<10)])
	}
	for line := range strings.Lines(string(text)) {
		for _, word := range []string{"locked", "panic", "level=ERROR"} {
			if strings.Contains(line, word) {
				h.t.Errorf("the host's log says: %s", line)
			}
		}
	}
}

// enter comes in with a key, as soon as the host listens.
func (h *hosted) enter(ctx context.Context, key ssh.Signer) (*ssh.Client, error) {
	return sshtest.Await(ctx, h.address, ssh.PublicKeys(key))
}

// figure reads some of the host's figures, in their order.
func (h *hosted) figure(ctx context.Context, names ...string) ([]float64, error) {
	text, err := readFigures(ctx, "http://"+h.figures+"/metrics")
	if err != nil {
		return nil, err
	}
	found := map[string]float64{}
	for line := range strings.Lines(text) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), " "); ok {
			if n, err := strconv.ParseFloat(value, 64); err == nil {
				found[name] = n
			}
		}
	}
	out := make([]float64, len(names))
	for i, name := range names {
		n, ok := found[name]
		if !ok {
			return nil, fmt.Errorf("the host has no figure %s", name)
		}
		out[i] = n
	}
	return out, nil
}
