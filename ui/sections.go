package ui

import (
	tea "charm.land/bubbletea/v2"
)

// firstScreen makes the first screen of a section.
func firstScreen(a *App, s Section) Screen {
	return &page{app: a, section: s}
}

// page is a section's screen while there is nothing to list in it.
type page struct {
	app     *App
	section Section
}

func (p *page) Init() tea.Cmd { return nil }

func (p *page) Update(tea.Msg) tea.Cmd { return nil }

func (p *page) Keys() []Key { return nil }

func (p *page) Typing() bool { return false }

func (p *page) Title() string { return p.section.String() }

func (p *page) View(w, h int) string {
	return p.app.styles.Title.Render(p.Title()) + "\n\n" + p.app.styles.Dim.Render("Nothing here yet.")
}
