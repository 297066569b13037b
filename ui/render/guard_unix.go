//go:build unix

package render

import (
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/sys/unix"
)

// giveBack undoes everything that a painter may have changed.
const giveBack = "\x1b[<u" + resetMouse + ansi.ResetModeFocusEvent + ansi.ResetModeUnicodeCore + ansi.ResetModeSynchronizedOutput + "\x1b[0 q" +
	ansi.ResetModeBracketedPaste + ansi.ResetStyle + ansi.SetModeTextCursorEnable + ansi.ResetModeAltScreenSaveCursor + popTitle

// watching waits for a line. The end of its input without one means that the
// process it watches is gone, and then it does what that would have done.
const watching = `trap '' INT QUIT HUP TERM TSTP TTOU PIPE
read -r said && exit
printf '%s%s\n' "$1" "$2" >&3
shift 2
stty "$@" <&3`

// settings are what raw mode changes of a terminal, as it is now, in the words of
// stty.
func settings(tty *os.File) []string {
	now, err := unix.IoctlGetTermios(int(tty.Fd()), getTermios)
	if err != nil {
		return []string{"sane"}
	}
	words := []string{"cs8"}
	for _, of := range []struct {
		name string
		on   bool
	}{
		{"ignbrk", now.Iflag&unix.IGNBRK != 0}, {"brkint", now.Iflag&unix.BRKINT != 0}, {"parmrk", now.Iflag&unix.PARMRK != 0},
		{"istrip", now.Iflag&unix.ISTRIP != 0}, {"inlcr", now.Iflag&unix.INLCR != 0}, {"igncr", now.Iflag&unix.IGNCR != 0},
		{"icrnl", now.Iflag&unix.ICRNL != 0}, {"ixon", now.Iflag&unix.IXON != 0}, {"opost", now.Oflag&unix.OPOST != 0},
		{"echo", now.Lflag&unix.ECHO != 0}, {"echonl", now.Lflag&unix.ECHONL != 0}, {"icanon", now.Lflag&unix.ICANON != 0},
		{"isig", now.Lflag&unix.ISIG != 0}, {"iexten", now.Lflag&unix.IEXTEN != 0}, {"parenb", now.Cflag&unix.PARENB != 0},
	} {
		if !of.on {
			of.name = "-" + of.name
		}
		words = append(words, of.name)
	}
	return words
}

// guard starts a shell that gives tty back should this process end without doing
// so: by a panic in any goroutine of any library, a fault of the runtime, or
// kill -9, none of which the process itself can catch. dismiss ends it. Where no
// shell can be started nothing guards.
func guard(tty *os.File, before []string, lastWords string) (dismiss func()) {
	shell := exec.Command("/bin/sh", append([]string{"-c", watching, "recruitty-guard", giveBack, lastWords}, before...)...)
	shell.ExtraFiles = []*os.File{tty}
	shell.Env = []string{"PATH=/usr/bin:/bin"}
	said, err := shell.StdinPipe()
	if err != nil {
		return func() {}
	}
	if err := shell.Start(); err != nil {
		return func() { _ = said.Close() }
	}
	return func() {
		_, _ = io.WriteString(said, "left\n")
		_ = said.Close()
		_ = shell.Wait()
	}
}

// leaveOnSignals gives the terminal back at a signal that ends the process, which
// then ends as it would have. Signals for an orderly end are not its business, and ctrl+\
// is that of the program which has the terminal while it is lent.
func leaveOnSignals(leave func(), lent func() bool) (stop func()) {
	deadly := []os.Signal{syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGTRAP, syscall.SIGSYS, syscall.SIGILL, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGSEGV}
	came, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(came, deadly...)
	go func() {
		select {
		case <-done:
		case s := <-came:
			for s == syscall.SIGQUIT && lent() {
				select {
				case <-done:
					return
				case s = <-came:
				}
			}
			left := make(chan struct{})
			go func() { defer close(left); leave() }()
			select {
			case <-left:
			case <-time.After(time.Second): // the terminal takes nothing; the guard is left
			}
			signal.Reset(s)
			if number, ok := s.(syscall.Signal); ok {
				_ = syscall.Kill(syscall.Getpid(), number)
			}
		}
	}()
	return func() { signal.Stop(came); close(done) }
}
