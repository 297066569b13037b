// Package ui is the terminal interface: it puts the screens of its rooms into one
// shell. It knows the domain's services and nothing of databases, HTTP or SSH;
// package render paints what it draws.
package ui

import (
	"recruitty/ui/shell"
)

// New makes the interface of one session.
func New(session shell.Session) *shell.App { return shell.New(session, navigator{}) }
