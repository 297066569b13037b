package stages

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/ui/shell"
)

// Last is the box in which many were changed last, so that the list in which they were chosen
// leads back to it while they can be changed back.
type Last struct{ box Again }

// Again is a box that can be opened again once it was left.
type Again interface {
	// TooLate says why nothing can be taken back any more, "" while something can.
	TooLate() string
	Reopen() tea.Cmd
}

// Note keeps the box in which something was done.
func (l *Last) Note(b Again) { l.box = b }

// Undoable reports whether something that was done can still be taken back.
func (l *Last) Undoable() bool { return l.box != nil && l.box.TooLate() == "" }

// Key is the key of a list that leads back to the box.
func (l *Last) Key(a *shell.App, name string) shell.Action {
	return shell.Action{Name: name, Key: "u", Help: "undo for several", Also: "take back last change many bulk",
		Label: func() string { return "undo" },
		Shown: func() bool { return a == nil || l.box != nil },
		When: func() string {
			if a == nil || l.box == nil {
				return ""
			}
			return l.box.TooLate()
		},
		Do: func() tea.Cmd { return l.box.Reopen() }}
}

// Offer puts the key behind the first of a list while there is something to take back, so
// that the footer shows it.
func (l *Last) Offer(keys []shell.Action, name string) []shell.Action {
	if !l.Undoable() {
		return keys
	}
	return shell.Leading(keys, keys[0].Name, name)
}
