package shell

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/keystroke"
	"recruitty/ui/theme"
)

// wanted is an action that begins as soon as its screen has been read.
type wanted struct {
	screen Screen
	key    Key
}

// readier is a screen whose keys are known only once it has been read.
type readier interface{ Ready() bool }

// Want begins an action on the visible screen once that can be.
func (a *App) Want(k Key) tea.Cmd {
	a.wanted = wanted{a.Active(), k}
	return a.begin()
}

// begin does what is wanted, if its screen is ready. Who has gone on to another
// screen, or opened a box, has changed their mind.
func (a *App) begin() tea.Cmd {
	w := a.wanted
	if w.screen == nil {
		return nil
	}
	if w.screen != a.Active() || len(a.Modals) > 0 {
		a.wanted = wanted{}
		return nil
	}
	if r, ok := w.screen.(readier); ok && !r.Ready() {
		return nil
	}
	a.wanted = wanted{}
	if w.key.Row {
		return a.Say(theme.Plain, "Choose a row; "+w.key.Help().Key+" is "+Capital(w.key.Help().Desc)+".")
	}
	press := keystroke.Key(w.key.Binding.Keys()[0])
	if !slices.ContainsFunc(w.screen.Keys(), func(k Key) bool { return k.Matches(press) }) {
		return a.Say(theme.Warning, Capital(w.key.Help().Desc)+" is not possible here at the moment.")
	}
	return a.ScreenKey(press)
}
