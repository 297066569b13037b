// Package render is the one place through which the terminal interface reaches
// a terminal. It runs a Bubble Tea model and paints what the model's View says.
//
// Bubble Tea paints on a ticker: a key waits ten milliseconds for the next tick
// and an idle session wakes three hundred times a second. Here Bubble Tea keeps
// its event loop, its input and its commands, but the painting is done at once,
// row by row, without a grid of the whole screen (docs/adr/0002-own-painter.md).
// What Bubble Tea's renderer does beside painting (raw mode, alternate screen, cursor,
// paste and keyboard modes, resizing, restoring the terminal) is done here too.
// With Options.Ticker, on Windows, or with RECRUITTY_RENDERER=ticker, Bubble
// Tea's own renderer is used instead.
//
// Of tea.View, direct painting honours Content, Cursor, WindowTitle,
// KeyboardEnhancements, ReportFocus and MouseMode, always in the alternate
// screen. Exec gives the terminal to another program for a while; tea.ExecProcess
// knows nothing of the painter and must not be used.
package render

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"

	"recruitty/ui/keyboard"
)

// The window is clamped to this size: over SSH it is the visitor's to say.
const (
	maxWidth, maxHeight = 500, 200
	// A terminal that does not know its size has that of the old ones.
	usualWidth, usualHeight = 80, 24
	killAfter               = 2 * time.Second // how long ending politely may take
)

// Options say where the terminal is. The zero value is this process's own.
type Options struct {
	Input   io.Reader // nil is standard input
	Output  io.Writer // nil is standard output
	Environ []string  // nil is the process's environment; over SSH it must hold TERM

	// Width and Height are the window's size where Output cannot be asked.
	Width, Height int

	// Remote is set for a terminal on another machine: signals and suspending
	// are this process's business then and not the session's.
	Remote bool

	// Keyboard bounds what is taken from Input; see package keyboard.
	Keyboard keyboard.Options

	// Events are messages from outside, as tea.WindowSizeMsg when the window of
	// an SSH session changes. Nil when there are none.
	Events <-chan tea.Msg

	// Answered is called after a key: when the first frame that came of it has
	// been written, or with false when it changed nothing on the
	// screen. It must be quick. Only direct painting knows; nil is nobody.
	Answered func(painted bool)

	// Taken is called with a function that gives the terminal back, once it has
	// been taken: for who has to end the process from outside. Nil is nobody.
	Taken func(giveBack func())

	// Stuck is called, once the terminal has been given back, when ctrl+c was
	// typed and the model does not come back from the message that it is busy
	// with. It ends the process, or the session; Run cannot. Nil is nobody.
	Stuck func()
	// stuckAfter is for tests; 0 is the usual.
	stuckAfter time.Duration

	// Lent is called with true before another program gets the terminal (Exec), and with
	// false when it is back: keys such as ctrl+c reach every process of a terminal as
	// signals then, and are meant for the other one. Nil is nobody.
	Lent func(lent bool)

	// LastWords is what stands on the terminal when the process is gone without
	// having given it back, as after a panic.
	LastWords string

	// Ticker asks for Bubble Tea's own renderer.
	Ticker bool
}

// Clipboard asks the terminal to put text into its clipboard (OSC 52). There is
// no answer, and some terminals refuse: show the text as well and say "sent to
// the clipboard". Use it instead of tea.SetClipboard, which may take a second.
func Clipboard(text string) tea.Cmd {
	return func() tea.Msg { return clipboard(text) }
}

type clipboard string

// Run shows model until it quits, ctx ends, or the process is asked to end. The
// terminal is left as it was found, also after a panic. An ended ctx is an
// ordinary end, not an error.
func Run(ctx context.Context, model tea.Model, o Options) error {
	if o.Input == nil {
		o.Input = os.Stdin
	}
	if o.Output == nil {
		o.Output = os.Stdout
	}
	if o.Environ == nil {
		o.Environ = os.Environ()
	}
	if f, ok := o.Output.(term.File); ok && term.IsTerminal(f.Fd()) {
		w, h, err := term.GetSize(f.Fd())
		if err != nil {
			w, h = 0, 0
		}
		o.Width, o.Height = cmp.Or(w, usualWidth), cmp.Or(h, usualHeight)
	}
	if o.Width <= 0 || o.Height <= 0 {
		return errors.New("find the size of the terminal: the output is not a terminal")
	}
	env := uv.Environ(o.Environ)
	profile := colorprofile.Env(o.Environ)
	if !o.Remote {
		profile = colorprofile.Detect(o.Output, o.Environ)
	}
	profile = colours(o.Environ, profile)
	opts := []tea.ProgramOption{
		tea.WithEnvironment(o.Environ), tea.WithColorProfile(profile),
		tea.WithWindowSize(min(o.Width, maxWidth), min(o.Height, maxHeight)),
	}
	if o.Remote {
		opts = append(opts, tea.WithoutSignalHandler())
	}
	ticker := o.Ticker || runtime.GOOS == "windows" || env.Getenv("RECRUITTY_RENDERER") == "ticker"
	r := &root{inner: model, remote: o.Remote, lends: o.Lent}
	opts = append(opts, tea.WithFilter(r.filter))
	if in, is := o.Input.(*os.File); is && !o.Remote && term.IsTerminal(in.Fd()) {
		if out, is := o.Output.(*os.File); is && term.IsTerminal(out.Fd()) {
			r.input, r.output = in, out
			r.size = func() (w, h int, known bool) {
				w, h, err := term.GetSize(out.Fd())
				return w, h, err == nil && w > 0 && h > 0
			}
		}
	}
	if ticker && runtime.GOOS == "windows" { // whose console is not read in bytes
		if !o.Remote {
			opts = append(opts, tea.WithInput(o.Input))
		} else {
			opts = append(opts, tea.WithInput(nil))
		}
		return end(run(ctx, tea.NewProgram(r, append(opts, tea.WithOutput(o.Output))...), o, r, o.Remote))
	}
	var before []string
	tty, local := o.Output.(*os.File)
	if local = local && !o.Remote && term.IsTerminal(tty.Fd()); local {
		before = settings(tty)
	}
	restore, err := raw(o.Input)
	if err != nil {
		return fmt.Errorf("make the terminal raw: %w", err)
	}
	opts = append(opts, tea.WithInput(nil))
	if ticker {
		defer func() { restore() }()
		r.leave = func() { restore() }
		r.enter = func() {
			if again, err := raw(o.Input); err == nil {
				restore = again
			}
		}
		return end(run(ctx, tea.NewProgram(r, append(opts, tea.WithOutput(returning{o.Output}))...), o, r, true))
	}

	p := newPainter(o, profile)
	r.painter, r.answered = p, o.Answered
	dismiss := func() {}
	guarded := func() {
		if local {
			dismiss = sync.OnceFunc(guard(tty, before, o.LastWords))
		}
	}
	guarded()
	r.leave = func() { p.leave(); restore(); dismiss() }
	r.enter = func() {
		again, err := raw(o.Input)
		if err == nil {
			restore = again
		}
		guarded()
		p.enter()
	}
	if !o.Remote {
		defer leaveOnSignals(func() { r.leave() }, r.loan.Lent)()
	}
	p.enter()
	defer func() { r.leave() }()
	// The ticker cannot be switched off; once a second is as seldom as it gets.
	opts = append(opts, tea.WithoutRenderer(), tea.WithFPS(1), tea.WithOutput(p))
	return end(run(ctx, tea.NewProgram(r, opts...), o, r, true))
}

// run runs the program and carries what is typed and outside events into it.
// Bubble Tea's own reader hands on what is not whole, and waits for ever with a
// key that came when the program had just ended; Send does not.
func run(ctx context.Context, program *tea.Program, o Options, r *root, reads bool) error {
	done := make(chan struct{})
	defer close(done)
	if o.Taken != nil && r.leave != nil {
		o.Taken(func() { within(time.Second, r.leave) })
	}
	if reads {
		input, err := newGate(o.Input)
		if err != nil {
			return err
		}
		r.keys = input
		defer input.end()
		go func() {
			keyboard.Read(watched{input, &r.turn, cmp.Or(o.stuckAfter, stuckAfter), func() { r.abandon(o.Stuck) }, new(sync.Once), done}, o.Keyboard, program.Send)
			input.done()
		}()
	}
	go func() {
		events := o.Events
		for {
			select {
			case <-done:
				return
			case <-ctx.Done():
				timer := time.AfterFunc(killAfter, program.Kill)
				defer timer.Stop()
				program.Quit()
				<-done
				return
			case msg, open := <-events:
				if !open {
					events = nil
					continue
				}
				program.Send(msg)
			}
		}
	}()
	if f, ok := o.Output.(term.File); ok && reads && term.IsTerminal(f.Fd()) {
		go watchSize(f, done, func(w, h int) { program.Send(tea.WindowSizeMsg{Width: w, Height: h}) })
	}
	_, err := program.Run()
	r.recall()
	return err
}

// returning goes to the first column with each line feed. Bubble Tea does not read the
// keyboard here, takes the terminal for one that does so by itself, and would go on
// where the line above ends on one that is raw.
type returning struct{ io.Writer }

func (w returning) Write(b []byte) (int, error) {
	if _, err := w.Writer.Write(bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// end tells an ordinary end from a failure.
func end(err error) error {
	switch {
	case err == nil, errors.Is(err, tea.ErrInterrupted):
		return nil
	case errors.Is(err, tea.ErrProgramPanic):
		return fmt.Errorf("run the terminal interface: %w", err)
	case errors.Is(err, tea.ErrProgramKilled):
		return nil
	}
	return fmt.Errorf("run the terminal interface: %w", err)
}

// raw puts the terminal behind in, if there is one, into raw mode.
func raw(in io.Reader) (restore func(), err error) {
	f, ok := in.(term.File)
	if !ok || !term.IsTerminal(f.Fd()) {
		return func() {}, nil
	}
	old, err := term.MakeRaw(f.Fd())
	if err != nil {
		return nil, err
	}
	return func() { _ = term.Restore(f.Fd(), old) }, nil
}
