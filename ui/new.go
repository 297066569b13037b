// Package ui is the terminal interface: it puts the screens of its rooms into one
// shell. It knows the domain's services and nothing of databases, HTTP or SSH;
// package render paints what it draws.
package ui

import (
	"recruitty/ui/preferences"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// New makes the interface of one session.
func New(session shell.Session) *shell.App {
	a := shell.New(session, navigator{})
	if session.Preferences != nil {
		a.KeepPreferences(&preferences.Service{Place: session.Preferences, Limits: Limits})
	}
	return a
}

// Limits is what may be set by preferences: the actions of the table of keys, the themes
// and the colours.
func Limits() preferences.Limits {
	var known []preferences.Known
	for _, section := range KeyTable() {
		for _, k := range section.Actions {
			if k.Name != "" {
				known = append(known, k.Known(section.Name))
			}
		}
	}
	return preferences.Limits{Known: known, Themes: theme.All(), Roles: theme.Roles()}
}
