package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/theme"
)

// saves describes what a short form does once ctrl+s was pressed.
type saves[T any] struct {
	// save takes what is typed at the moment and returns what saves it beside
	// the event loop.
	save func() func(context.Context) (T, error)
	said func(T) string  // one sentence about what was saved
	then func(T) tea.Cmd // goes on with it; may be nil
}

// openForm opens a form that saves one thing. Once that has succeeded, every
// screen reads anew.
func openForm[T any](a *App, spec formSpec, s saves[T]) tea.Cmd {
	var saved T
	spec.save = func() func(context.Context) error {
		save := s.save()
		return func(ctx context.Context) (err error) {
			saved, err = save(ctx)
			return err
		}
	}
	spec.saved = func() tea.Cmd {
		cmd := tea.Batch(a.broadcast(Changed{}), a.Say(theme.OK, s.said(saved)))
		if s.then == nil {
			return cmd
		}
		return tea.Batch(cmd, s.then(saved))
	}
	return openBox(a, spec)
}

// says is a hint that never changes.
func says(words string) func() []hint {
	return func() []hint { return []hint{{theme.Dim, words}} }
}
