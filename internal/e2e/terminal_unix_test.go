//go:build linux

package e2e

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// seated is recruitty at a terminal of its own.
type seated struct {
	t      *testing.T
	cmd    *exec.Cmd
	tty    *os.File // the program's end
	hand   *os.File // the person's end
	before unix.Termios

	mu    sync.Mutex
	shown bytes.Buffer
}

// seat starts recruitty demo at a terminal of a size and kind.
func seat(t *testing.T, term string, cols, rows uint16, env ...string) *seated {
	t.Helper()
	w := newWorkplace(t, zoomUser(1, "Dana Ruiz", "dana@example.com"))
	hand, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	s := &seated{t: t, hand: hand, tty: tty, cmd: w.command("demo")}
	t.Cleanup(func() { _ = s.cmd.Process.Kill(); _ = hand.Close(); _ = tty.Close() })
	if err := pty.Setsize(hand, &pty.Winsize{Cols: cols, Rows: rows}); err != nil {
		t.Fatal(err)
	}
	s.before = s.termios()
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = tty, tty, tty
	s.cmd.Env = append(append(slices.DeleteFunc(s.cmd.Env, func(e string) bool { return strings.HasPrefix(e, "TERM=") }), "TERM="+term), env...)
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		var b [4096]byte
		for {
			n, err := hand.Read(b[:])
			s.mu.Lock()
			s.shown.Write(b[:n])
			s.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	return s
}

func (s *seated) termios() unix.Termios {
	s.t.Helper()
	state, err := unix.IoctlGetTermios(int(s.tty.Fd()), unix.TCGETS)
	if err != nil {
		s.t.Fatal(err)
	}
	return *state
}

func (s *seated) screen() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown.String()
}

// until waits for something to be so.
func (s *seated) until(what string, so func() bool) {
	s.t.Helper()
	for end := time.Now().Add(20 * time.Second); !so(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			s.t.Fatalf("it never came to %s; the terminal got %q", what, s.screen())
		}
	}
}

func (s *seated) sees(words string) {
	s.t.Helper()
	s.until("show "+words, func() bool { return strings.Contains(s.screen(), words) })
}

// heeded lets a signal end the programs that the test starts. Under nohup, or in the
// background of a script, the test itself ignores some, and whatever it starts would do
// so too; a signal that the test hears begins with them as usual.
func heeded(t *testing.T, s syscall.Signal) {
	t.Helper()
	if !signal.Ignored(s) {
		return
	}
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, s)
	t.Cleanup(func() {
		signal.Stop(heard)
		signal.Ignore(s)
	})
}

// TestTheTerminalIsGivenBack ends the program in every way that ends it at once.
func TestTheTerminalIsGivenBack(t *testing.T) {
	t.Parallel()
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGSEGV, syscall.SIGKILL} {
		heeded(t, s)
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			p := seat(t, "xterm-256color", 80, 24)
			p.sees("need you")
			if p.termios().Lflag&unix.ICANON != 0 {
				t.Error("the terminal is not raw while the screens are shown")
			}
			if err := p.cmd.Process.Signal(s); err != nil {
				t.Fatal(err)
			}
			_ = p.cmd.Wait()
			p.until("give the terminal back", func() bool { return p.termios() == p.before })
			for _, given := range []string{"\x1b[?1049l", "\x1b[?2004l", "\x1b[?25h", "\x1b[<"} {
				p.sees(given)
			}
		})
	}
}

// TestATerminalThatKnowsNothing holds what is made of one without a size, and of
// those without colours.
func TestATerminalThatKnowsNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		term, env  string
		cols, rows uint16
		colours    bool
	}{
		{"xterm-256color", "A=1", 0, 0, true},
		{"xterm-256color", "NO_COLOR=yes", 45, 35, false},
		{"vt100", "COLORTERM=truecolor", 120, 12, false},
		{"vt220", "A=1", 80, 24, false},
		{"xterm-mono", "A=1", 80, 24, false},
	} {
		t.Run(c.term+" "+c.env, func(t *testing.T) {
			t.Parallel()
			p := seat(t, c.term, c.cols, c.rows, c.env)
			p.sees("need you")
			if c.cols == 0 {
				p.sees("\x1b[24;") // it draws to the last row
			}
			if got := coloured(p.screen()); got != c.colours {
				t.Errorf("colours are shown: %v", got)
			}
			if _, err := io.WriteString(p.hand, "q"); err != nil {
				t.Fatal(err)
			}
			if err := p.cmd.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
}

// coloured reports whether a control sequence sets a colour.
func coloured(screen string) bool {
	for part := range strings.SplitSeq(screen, "\x1b[") {
		numbers, _, ok := strings.Cut(part, "m")
		if !ok || strings.Trim(numbers, "0123456789;:") != "" {
			continue
		}
		for n := range strings.SplitSeq(numbers, ";") {
			if len(n) > 1 && strings.ContainsAny(n[:1], "349") || strings.HasPrefix(n, "10") {
				return true
			}
		}
	}
	return false
}

// TestOutputThatCannotBeWritten holds that a result nobody got is a failure, said
// in one sentence, for every kind of command.
func TestOutputThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	w := newWorkplace(t, zoomUser(1, "Dana Ruiz", "dana@example.com"))
	w.must("member", "add", "--name", "Dana Ruiz", "--email", "dana@example.com", "--time-zone", "Europe/Lisbon")
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer full.Close()
	unread, pipe, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_ = unread.Close()
	defer pipe.Close()
	for _, args := range [][]string{{"version"}, {"version", "--json"}, {"--help"}, {"help", "interview", "schedule"}, {"completion", "bash"}, {"member", "list"},
		{"member", "list", "--json"}, {"job", "add", "--title", "SRE"}, {"export", "jobs"}, {"export", "interviews", "--format", "ics"}, {"backup", "-"}, {"activity", "list"},
		{"interview", "list", "--json"}, {"outbox", "run"}, {"template", "show", "--event", "moved", "--audience", "panel"}, {"doctor"}, {"--plain"}, {"demo", "--plain"}} {
		for name, out := range map[string]*os.File{"full": full, "closed": pipe} {
			var said bytes.Buffer
			cmd := w.command(args...)
			cmd.Stdout, cmd.Stderr = out, &said
			var exit *exec.ExitError
			if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != 1 {
				t.Errorf("%v into what is %s: %v", args, name, err)
			}
			if got := said.String(); strings.Count(got, "\n") != 1 || !strings.HasPrefix(got, "recruitty: The output could not be written: ") {
				t.Errorf("%v into what is %s says %q", args, name, got)
			}
		}
	}
}
