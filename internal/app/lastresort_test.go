package app

import (
	"context"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// busyProgram is a process that does not come back from what it does: it hears a signal
// and goes on.
func busyProgram() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	last := &lastResort{}
	last.taken(func() { _, _ = os.Stdout.WriteString("given back\n") })
	last.after(ctx, endsWithin)
	_, _ = os.Stdout.WriteString("busy\n")
	for n := 0; ; n++ { // as a walk over a zone's changes once did
		if n < 0 {
			return
		}
	}
}

// TestWhatIsToldToEndEnds holds that one signal ends the process within ten
// seconds, whatever it is doing, and gives the terminal back.
func TestWhatIsToldToEndEnds(t *testing.T) {
	t.Parallel()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "busy")
	if err := os.Symlink(self, name); err != nil {
		t.Fatal(err)
	}
	for _, sig := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		t.Run(sig.String(), func(t *testing.T) {
			t.Parallel()
			var told strings.Builder
			c := exec.CommandContext(t.Context(), name)
			c.Stderr = &told
			out, err := c.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			read := func() string {
				b := make([]byte, 100)
				n, _ := out.Read(b)
				return string(b[:n])
			}
			if got := read(); got != "busy\n" {
				t.Fatalf("it says %q", got)
			}
			begun := time.Now()
			if err := c.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			if got := read(); got != "given back\n" {
				t.Errorf("it says %q", got)
			}
			err = c.Wait()
			if c.ProcessState.ExitCode() != 1 || !strings.Contains(told.String(), "was told to end") {
				t.Errorf("it ended with %v: %s", err, told.String())
			}
			if took := time.Since(begun); took > 10*time.Second {
				t.Errorf("it took %v to end", took)
			}
		})
	}
}
