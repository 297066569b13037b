package shell

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Patience is the longest that a command may take.
const Patience = 30 * time.Second

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

// Answer brings the result of a command back into the event loop. It runs in
// Update, so it may change screens; whether they are visible does not matter.
type Answer struct {
	Deliver func() tea.Cmd
}

// Load reads something beside the event loop and hands the result to then,
// inside the event loop. An earlier load of the same slot is cancelled and its
// Answer dropped. f must not touch the screen.
func Load[T any](a *App, slot *Slot, f func(context.Context) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	slot.Cancel()
	generation := slot.generation
	ctx, cancel := context.WithTimeout(a.session.Context, Patience)
	slot.cancel = cancel
	return func() tea.Msg {
		defer cancel()
		value, err := f(ctx)
		return Answer{func() tea.Cmd {
			if slot.generation != generation {
				return nil
			}
			slot.cancel = nil
			return then(value, err)
		}}
	}
}

// Run does something that changes the world. Its result is always delivered,
// even when the screen that began it was left meanwhile, and quitting asks
// first while it is under way. f must not touch the screen.
func Run[T any](a *App, f func(context.Context) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	a.UnderWay++
	ctx, cancel := context.WithTimeout(a.session.Context, Patience)
	return func() tea.Msg {
		defer cancel()
		value, err := f(ctx)
		return Answer{func() tea.Cmd {
			a.UnderWay--
			return then(value, err)
		}}
	}
}

// After delivers msg after d.
func (a *App) After(d time.Duration, msg tea.Msg) tea.Cmd {
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
