package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// keeper saves a draft in the workspace, one write at a time and always the
// newest text last, so that it outlives a crash (R12).
type keeper struct {
	app    *App
	key    string
	stored string  // what the workspace holds as far as we know
	next   *string // what is still to be written
	busy   bool
	err    error // why the last write failed
}

// keep writes text unless it is what the workspace holds already; then is
// called when nothing is left to write, or writing failed.
func (k *keeper) keep(text string, then func(error) tea.Cmd) tea.Cmd {
	if k.busy {
		k.next = &text
		return nil
	}
	if text == k.stored {
		if then != nil {
			return then(nil)
		}
		return nil
	}
	k.busy = true
	store := k.app.session.Desk.Store
	return run(k.app, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, store.SetSetting(ctx, k.key, text)
	}, func(_ struct{}, err error) tea.Cmd {
		k.busy, k.err = false, err
		if err == nil {
			k.stored = text
		}
		if next := k.next; next != nil {
			k.next = nil
			return k.keep(*next, then)
		}
		if then != nil {
			return then(err)
		}
		return nil
	})
}
