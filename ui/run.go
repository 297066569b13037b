package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// patience is the longest that a command may take.
const patience = 30 * time.Second

// Slot is one question that a screen or modal asks again and again, such as
// "which candidates match". Only the newest answer counts. It must not be
// copied after its first use.
type Slot struct {
	generation int
	cancel     context.CancelFunc
}

// Busy reports whether an answer is still awaited.
func (s *Slot) Busy() bool { return s.cancel != nil }

// Cancel gives up waiting; the answer will be dropped.
func (s *Slot) Cancel() {
	s.generation++
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
}

// answer brings the result of a command back into the event loop. It runs in
// Update, so it may change screens; whether they are visible does not matter.
type answer struct {
	deliver func() tea.Cmd
}

// load reads something beside the event loop and hands the result to then,
// inside the event loop. An earlier load of the same slot is cancelled and its
// answer dropped. f must not touch the screen.
func load[T any](a *App, slot *Slot, f func(context.Context) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	slot.Cancel()
	generation := slot.generation
	ctx, cancel := context.WithTimeout(a.session.Context, patience)
	slot.cancel = cancel
	return func() tea.Msg {
		defer cancel()
		value, err := f(ctx)
		return answer{func() tea.Cmd {
			if slot.generation != generation {
				return nil
			}
			slot.cancel = nil
			return then(value, err)
		}}
	}
}

// run does something that changes the world. Its result is always delivered,
// even when the screen that began it was left meanwhile, and quitting asks
// first while it is under way. f must not touch the screen.
func run[T any](a *App, f func(context.Context) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	a.underWay++
	ctx, cancel := context.WithTimeout(a.session.Context, patience)
	return func() tea.Msg {
		defer cancel()
		value, err := f(ctx)
		return answer{func() tea.Cmd {
			a.underWay--
			return then(value, err)
		}}
	}
}

// after delivers msg after d.
func (a *App) after(d time.Duration, msg tea.Msg) tea.Cmd {
	if a.session.After != nil {
		return a.session.After(d, msg)
	}
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// watch waits for one change elsewhere.
func (a *App) watch() tea.Cmd {
	changes := a.session.Changes
	if changes == nil {
		return nil
	}
	done := a.session.Context.Done()
	return func() tea.Msg {
		select {
		case <-done:
			return nil
		case news, open := <-changes:
			if !open {
				return nil
			}
			return Changed{News: news}
		}
	}
}
