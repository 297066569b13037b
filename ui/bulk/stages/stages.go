// Package stages has what the boxes share in which one request changes many: how far the
// request has come, and how that is said.
package stages

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// Stage is how far a request has come in its box.
type Stage int

// A request is typed, looked at, done, and then followed; at last it may be taken back.
const (
	Typing Stage = iota
	Looking
	Previewed
	Saving
	Followed
	TakenBack
)

// Counter counts how far something has come that goes through many. It is written beside
// the event loop.
type Counter struct{ done, all atomic.Int64 }

// Step takes how many are done of all.
func (c *Counter) Step(done, all int) {
	c.done.Store(int64(done))
	c.all.Store(int64(all))
}

// Line says how far it has come.
func (c *Counter) Line(a *shell.App) string {
	what := "Working out what will happen"
	if all := c.all.Load(); all > 1 {
		what += fmt.Sprintf("  %d of %d", c.done.Load(), all)
	}
	return Waiting(a, what)
}

// Waiting is a line about something that is not done yet.
func Waiting(a *shell.App, what string) string {
	return a.Styles().Dim.Render(a.Styles().Signs.Waiting + " " + what)
}

// Run does long work that can be stopped; then gets what was done. That it was stopped is no
// error: what was not reached says so itself.
func Run[R any](a *shell.App, long *shell.Long, what string, do func(ctx context.Context, told func(done, all int)) (R, error), then func(R, error) tea.Cmd) tea.Cmd {
	return shell.RunLong(a, long, what, do, func(r R, err error) tea.Cmd {
		if long.Stopped() {
			err = nil
		}
		return then(r, err)
	})
}

// Draw draws anew every fifth of a second while on says so, for a Counter.
func Draw(a *shell.App, on func() bool) tea.Cmd {
	return repeat(a, 200*time.Millisecond, on, func() tea.Cmd { return nil })
}

// Follow looks again every second while on says so, less often where there are many.
func Follow(a *shell.App, many int, on func() bool, look func() tea.Cmd) tea.Cmd {
	return repeat(a, time.Second*time.Duration(1+many/20), on, look)
}

func repeat(a *shell.App, every time.Duration, on func() bool, do func() tea.Cmd) tea.Cmd {
	if !on() {
		return nil
	}
	return a.After(every, shell.Answer{Deliver: func() tea.Cmd {
		if !on() {
			return nil
		}
		return tea.Batch(do(), repeat(a, every, on, do))
	}})
}

// Page collects lines that fit into W cells.
type Page struct {
	App   *shell.App
	W     int
	Lines []string
}

// Add writes words behind a sign, which may be "", and breaks them.
func (p *Page) Add(tone theme.Tone, sign, words string) {
	p.Lines = append(p.Lines, p.App.Signed(tone, sign, words, p.W)...)
}

// Gap leaves a line empty, unless one is.
func (p *Page) Gap() {
	if n := len(p.Lines); n > 0 && p.Lines[n-1] != "" {
		p.Lines = append(p.Lines, "")
	}
}
