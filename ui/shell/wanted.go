package shell

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/theme"
)

// wanted is an action that begins as soon as its screen has been read.
type wanted struct {
	screen Screen
	action Action
}

// readier is a screen whose keys are known only once it has been read.
type readier interface{ Ready() bool }

// Want begins an action on the visible screen once that can be.
func (a *App) Want(action Action) tea.Cmd {
	a.wanted = wanted{a.Active(), action}
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
	if w.action.Row {
		return a.Say(theme.Plain, "Choose a row; "+w.action.Key+" is "+recruit.Capital(w.action.Help)+".")
	}
	there := Pick(KeysOf(w.screen), w.action.Name)
	if len(there) == 0 {
		return a.Say(theme.Warning, recruit.Capital(w.action.Help)+" is not possible here at the moment.")
	}
	return a.Perform(there[0])
}
