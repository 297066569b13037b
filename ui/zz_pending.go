package ui

import (
	tea "charm.land/bubbletea/v2"
)

func (a *App) openConnect(func()) tea.Cmd { return nil }

func newSettings(a *App) Screen { return newOutbox(a) }
