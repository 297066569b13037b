package app

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"time"

	"github.com/charmbracelet/x/term"

	"recruitty/ui/render"
)

// endsWithin is how long after it was told to end the process may go on: what is
// told to end has ended ten seconds later, whatever it is doing.
const endsWithin = 9 * time.Second

// lastResort ends a process that was told to end and does not, because something
// in it does not come back. Nothing is lost by it that a kill would not lose:
// what was decided is stored before anything is done about it.
type lastResort struct {
	mu       sync.Mutex
	giveBack func() // the terminal; nil when it is not taken

	loan render.Loan
}

// notify returns a context that ends at the first of signals, as signal.NotifyContext
// does. While another program has the terminal, what ctrl+c sends to all of its
// processes does not count.
func (l *lastResort) notify(signals ...os.Signal) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	came := make(chan os.Signal, 1)
	signal.Notify(came, signals...)
	stop = sync.OnceFunc(func() {
		signal.Stop(came)
		cancel()
	})
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case s := <-came:
				if s == os.Interrupt && l.loan.Interrupted() {
					continue
				}
				cancel()
				return
			}
		}
	}()
	return ctx, stop
}

// lend gives this process's terminal to a program until that has ended. Whatever it does to the
// terminal, lines can be typed again afterwards.
func (l *lastResort) lend(program *exec.Cmd) error {
	before, known := term.GetState(os.Stdin.Fd())
	l.loan.Set(true)
	defer l.loan.Set(false)
	program.Stdin, program.Stdout, program.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := program.Run()
	if known == nil {
		_ = term.Restore(os.Stdin.Fd(), before)
	}
	return err
}

// after ends the process a while after ctx has ended.
func (l *lastResort) after(ctx context.Context, patience time.Duration) {
	context.AfterFunc(ctx, func() { time.AfterFunc(patience, l.end) })
}

// taken takes note of how the terminal is given back.
func (l *lastResort) taken(giveBack func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.giveBack = giveBack
}

// end ends the process at once.
func (l *lastResort) end() {
	l.mu.Lock()
	giveBack := l.giveBack
	l.mu.Unlock()
	if giveBack != nil {
		giveBack()
	}
	fmt.Fprintln(os.Stderr, "recruitty was told to end and something in it did not come back, so it was ended. What was saved is kept; what is still to be sent continues when recruitty is started again.")
	os.Exit(1)
}
