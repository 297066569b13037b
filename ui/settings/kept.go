package settings

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/ui/shell"
)

// removable is what a list keeps when it was removed, so that it can be brought back.
type removable interface{ Removed() bool }

// aboutKept makes a an action about what is under the cursor of a list, called noun: one
// that was removed, with gone, else one in use. may says why nothing may be done.
func aboutKept[T removable](a shell.Action, noun string, selected func() (T, bool), gone bool, may func() string, do func(T) tea.Cmd) shell.Action {
	a.Row = true
	a.When = shell.Unless(func() string {
		_, ok := selected()
		return shell.If(!ok, shell.NothingToChoose)
	}, may, func() string {
		one, _ := selected()
		switch {
		case one.Removed() && !gone:
			return "This " + noun + " was removed; r brings it back."
		case !one.Removed() && gone:
			return "This " + noun + " is in use; x removes it."
		}
		return ""
	})
	a.Do = func() tea.Cmd {
		if one, ok := selected(); ok {
			return do(one)
		}
		return nil
	}
	return a
}
