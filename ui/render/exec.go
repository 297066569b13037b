package render

import (
	"errors"
	"io"
	"os/exec"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
)

// ErrNoExec says that the terminal cannot be lent to another program here: it is not
// this machine's, or what is typed could not be kept from being read twice.
var ErrNoExec = errors.New("the terminal cannot be given to another program")

// Exec gives the terminal to a program until that has ended, and shows the screen again
// then. done makes the message that the model gets; its error is ErrNoExec when nothing
// was started. Meanwhile the model goes on, and shows nothing. A session on another
// machine starts no program on this one.
func Exec(program *exec.Cmd, done func(error) tea.Msg) tea.Cmd {
	return func() tea.Msg { return execute{program, done} }
}

// execute asks for it; executed says that it has ended.
type execute struct {
	program *exec.Cmd
	done    func(error) tea.Msg
}

type executed struct {
	done func(error) tea.Msg
	err  error
}

// lend begins it, and returns what waits for its end.
func (r *root) lend(msg execute) tea.Cmd {
	if r.remote || r.loan.Lent() || r.input == nil {
		return func() tea.Msg { return msg.done(ErrNoExec) }
	}
	p := msg.program
	p.Stdin, p.Stdout, p.Stderr = r.input, r.output, r.output
	if r.keys == nil { // Bubble Tea has the keyboard, as on Windows
		return tea.ExecProcess(p, func(err error) tea.Msg { return msg.done(err) })
	}
	if !r.keys.close() {
		return func() tea.Msg { return msg.done(ErrNoExec) }
	}
	r.lending(true)
	if r.painter == nil { // Bubble Tea paints: it has to stop that, too
		return tea.Exec(borrowed{r, p}, func(err error) tea.Msg { return executed{msg.done, err} })
	}
	r.leave()
	if err := p.Start(); err != nil {
		return func() tea.Msg { return executed{msg.done, err} }
	}
	r.borrower, r.returned = p, make(chan struct{})
	return func() tea.Msg {
		defer close(r.returned)
		return executed{msg.done, p.Wait()}
	}
}

// returnsWithin is how long a program that has the terminal may take to end when
// recruitty ends: it may have something to save.
const returnsWithin = 2 * time.Second

// recall ends the program that still has the terminal, once the event loop has ended.
func (r *root) recall() {
	if !r.loan.Lent() || r.borrower == nil {
		return
	}
	if err := r.borrower.Process.Signal(syscall.SIGTERM); err == nil {
		select {
		case <-r.returned:
		case <-time.After(returnsWithin):
		}
	}
	_ = r.borrower.Process.Kill()
}

// takeBack ends it.
func (r *root) takeBack(msg executed) tea.Cmd {
	r.borrower = nil
	if r.painter != nil {
		r.enter() // asks the terminal anew what it can do
		r.inner, _ = r.inner.Update(text.ByCodePoint())
		if w, h, known := r.size(); known {
			r.painter.resize(w, h)
			r.inner, _ = r.inner.Update(tea.WindowSizeMsg{Width: w, Height: h})
		}
	}
	r.lending(false)
	r.keys.open()
	return func() tea.Msg { return msg.done(msg.err) }
}

// lending tells whoever wants to know whether another program has the terminal.
func (r *root) lending(lent bool) {
	r.loan.Set(lent)
	if r.lends != nil {
		r.lends(lent)
	}
}

// borrowed is a program that runs while Bubble Tea's own renderer has stopped.
type borrowed struct {
	root    *root
	program *exec.Cmd
}

// Run implements tea.ExecCommand.
func (b borrowed) Run() error {
	b.root.leave()
	err := b.program.Run()
	b.root.enter()
	return err
}

// SetStdin implements tea.ExecCommand; the program has the terminal already.
func (borrowed) SetStdin(io.Reader) {}

// SetStdout implements tea.ExecCommand.
func (borrowed) SetStdout(io.Writer) {}

// SetStderr implements tea.ExecCommand.
func (borrowed) SetStderr(io.Writer) {}
