package forms

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// Saves describes what a short form does once ctrl+s was pressed.
type Saves[T any] struct {
	// Save takes what is typed at the moment and returns what saves it beside
	// the event loop.
	Save func() func(context.Context) (T, error)
	Said func(T) string  // one sentence about what was saved
	Then func(T) tea.Cmd // goes on with it; may be nil
}

// OpenForm opens a form that saves one thing. Once that has succeeded, every
// screen reads anew.
func OpenForm[T any](a *shell.App, spec FormSpec, s Saves[T]) tea.Cmd {
	var saved T
	spec.Save = func() func(context.Context) error {
		save := s.Save()
		return func(ctx context.Context) (err error) {
			saved, err = save(ctx)
			return err
		}
	}
	spec.Saved = func() tea.Cmd {
		cmd := tea.Batch(a.Broadcast(shell.Changed{}), a.Say(theme.OK, s.Said(saved)))
		if s.Then == nil {
			return cmd
		}
		return tea.Batch(cmd, s.Then(saved))
	}
	return OpenBox(a, spec)
}

// Says is a hint that never changes.
func Says(words string) func() []Hint {
	return func() []Hint { return []Hint{{theme.Dim, words}} }
}
