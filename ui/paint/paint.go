// Package paint is the one place through which the terminal interface reaches
// a terminal. It runs a Bubble Tea model and paints what the model's View says.
//
// Bubble Tea paints on a ticker: a key waits ten milliseconds for the next tick
// and an idle session wakes three hundred times a second. Here Bubble Tea keeps
// its event loop, its input and its commands, but the painting is done at once,
// with the cell renderer that Bubble Tea itself uses (ultraviolet). What Bubble
// Tea's renderer does beside painting (raw mode, alternate screen, cursor,
// paste and keyboard modes, resizing, restoring the terminal) is done here too.
// With Options.Ticker, on Windows, or with RECRUITTY_RENDERER=ticker, Bubble
// Tea's own renderer is used instead.
//
// Of tea.View, direct painting honours Content, Cursor, WindowTitle,
// KeyboardEnhancements, ReportFocus and MouseMode, always in the alternate
// screen. tea.ExecProcess is not supported: nothing may take the terminal away.
package paint

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"
)

// The window is clamped to this size: over SSH it is the visitor's to say.
const (
	maxWidth, maxHeight = 500, 200
	killAfter           = 2 * time.Second // how long ending politely may take
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

	// Events are messages from outside, as tea.WindowSizeMsg when the window of
	// an SSH session changes. Nil when there are none.
	Events <-chan tea.Msg

	// Answered is called after a key: when the first frame that came of it has
	// been written, or with false when it changed nothing on the
	// screen. It must be quick. Only direct painting knows; nil is nobody.
	Answered func(painted bool)

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
		if w, h, err := term.GetSize(f.Fd()); err == nil && w > 0 && h > 0 {
			o.Width, o.Height = w, h
		}
	}
	if o.Width <= 0 || o.Height <= 0 {
		return errors.New("find the size of the terminal: the output is not a terminal")
	}
	env := uv.Environ(o.Environ)
	profile := colorprofile.Env(o.Environ)
	if !o.Remote {
		profile = colorprofile.Detect(o.Output, o.Environ)
	}
	opts := []tea.ProgramOption{
		tea.WithEnvironment(o.Environ), tea.WithColorProfile(profile),
		tea.WithWindowSize(min(o.Width, maxWidth), min(o.Height, maxHeight)),
	}
	if o.Remote {
		opts = append(opts, tea.WithoutSignalHandler())
	}
	ticker := o.Ticker || runtime.GOOS == "windows" || env.Getenv("RECRUITTY_RENDERER") == "ticker"
	r := &root{inner: model, remote: o.Remote}
	opts = append(opts, tea.WithFilter(r.filter))
	if ticker {
		if o.Remote {
			opts = append(opts, tea.WithInput(nil))
		} else {
			opts = append(opts, tea.WithInput(o.Input))
		}
		return end(run(ctx, tea.NewProgram(r, append(opts, tea.WithOutput(o.Output))...), o, false))
	}

	p := newPainter(o, profile)
	r.painter, r.answered = p, o.Answered
	restore, err := raw(o.Input)
	if err != nil {
		return fmt.Errorf("make the terminal raw: %w", err)
	}
	r.leave = func() { p.leave(); restore() }
	r.enter = func() {
		again, err := raw(o.Input)
		if err == nil {
			restore = again
		}
		p.enter()
	}
	p.enter()
	defer func() { r.leave() }()
	// The ticker cannot be switched off; once a second is as seldom as it gets.
	opts = append(opts, tea.WithoutRenderer(), tea.WithFPS(1), tea.WithInput(nil), tea.WithOutput(p))
	return end(run(ctx, tea.NewProgram(r, opts...), o, true))
}

// run runs the program and carries outside events into it.
func run(ctx context.Context, program *tea.Program, o Options, resizes bool) error {
	done := make(chan struct{})
	defer close(done)
	deaf := make(chan error, 1)
	if o.Remote || resizes {
		input, err := cancelreader.NewReader(o.Input)
		if err != nil {
			return fmt.Errorf("read the keyboard: %w", err)
		}
		defer input.Cancel()
		go func() {
			err := listen(ctx, program, sifted(input), o)
			_ = input.Close()
			if err != nil {
				deaf <- err
				program.Kill()
			}
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
	if f, ok := o.Output.(term.File); ok && resizes && term.IsTerminal(f.Fd()) {
		go watchSize(f, done, func(w, h int) { program.Send(tea.WindowSizeMsg{Width: w, Height: h}) })
	}
	_, err := program.Run()
	select {
	case cause := <-deaf:
		return cause
	default:
		return err
	}
}

// listen gives program what comes from input. Bubble Tea's own reader waits for
// ever with a key that came when the program had just ended, and keeps all of it
// in memory; Send does not. It also lets a panic of the library's decoder end
// the process, with everybody in it. An error is such a panic.
func listen(ctx context.Context, program *tea.Program, input io.Reader, o Options) (err error) {
	events := make(chan uv.Event)
	go func() {
		defer close(events)
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("understand what was typed: panic: %v\n%s", p, debug.Stack())
			}
		}()
		// It ends with the input; what it could say is that the line was lost.
		_ = uv.NewTerminalReader(input, uv.Environ(o.Environ).Getenv("TERM")).StreamEvents(context.WithoutCancel(ctx), events)
	}()
	for e := range events {
		if _, unknown := e.(uv.UnknownEvent); !unknown {
			program.Send(e)
		}
	}
	return err
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
