package shell

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// maxHeld bounds what is kept of what is typed before a box opens.
const maxHeld = 256

// hold keeps keys and pastes from the key that asked for a box until the box is
// there, so that none of them acts on the screen beneath.
type hold struct{ typed []tea.Msg }

// Prepare reads what a box needs and opens it in then. What is typed meanwhile
// goes to the box if it takes text; it is dropped if it is a question, which
// nobody has read yet, or if nothing opens. esc gives the opening up. f must
// change nothing and must not touch the screen.
func Prepare[T any](a *App, f func(context.Context) (T, error), then func(T, error) tea.Cmd) tea.Cmd {
	h := &hold{}
	a.hold = h
	return Run(a, f, func(v T, err error) tea.Cmd {
		if a.hold != h {
			return nil // given up, or something else was asked for
		}
		a.hold = nil
		open := slices.Clone(a.Modals)
		cmd := then(v, err)
		switch top := a.TopModal(); {
		case a.hold != nil: // more is read before it opens
			a.hold.typed = h.typed
		case top != nil && !slices.Contains(open, top):
			return tea.Batch(cmd, a.release(h))
		}
		return cmd
	})
}

// keep takes what is typed while a box is being prepared.
func (a *App) keep(msg tea.Msg) {
	if press, ok := msg.(tea.KeyPressMsg); ok && press.String() == "esc" {
		a.hold = nil
		return
	}
	if len(a.hold.typed) < maxHeld {
		a.hold.typed = append(a.hold.typed, msg)
	}
}

// release gives what was typed to the box that has opened, as long as a box
// takes text.
func (a *App) release(h *hold) tea.Cmd {
	var cmds []tea.Cmd
	for _, msg := range h.typed {
		if top := a.TopModal(); top == nil || !top.Typing() {
			break
		}
		cmds = append(cmds, a.update(msg))
	}
	return tea.Batch(cmds...)
}
