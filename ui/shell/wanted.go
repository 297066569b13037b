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
	do     func() tea.Cmd // in place of an action, nil for none
}

// readier is a screen whose keys are known only once it has been read.
type readier interface{ Ready() bool }

// Want begins an action on the visible screen once that can be.
func (a *App) Want(action Action) tea.Cmd {
	a.wanted = wanted{screen: a.Active(), action: action}
	return a.begin()
}

// Once does something on the visible screen as soon as it has been read.
func (a *App) Once(do func() tea.Cmd) tea.Cmd {
	a.wanted = wanted{screen: a.Active(), do: do}
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
	if a.wanted = (wanted{}); w.do != nil {
		return w.do()
	}
	if w.action.Row {
		return a.Say(theme.Plain, "Choose a row; "+w.action.Key+" is "+recruit.Capital(w.action.Help)+".")
	}
	there := Pick(KeysOf(w.screen), w.action.Name)
	if len(there) == 0 {
		return a.Say(theme.Warning, recruit.Capital(w.action.Help)+" is not possible here at the moment.")
	}
	return a.Perform(there[0])
}
