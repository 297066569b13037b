package shell

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// bar is the list of sections while it has the keyboard: esc on the first screen
// of a section leads to it, and from there arrows and enter lead everywhere.
type bar struct {
	focused bool
	at      int // among its entries; the one behind the sections is the palette
}

// barName is how the palette is called among the sections.
const barName, barShort = "Find anything", "Find"

// BarSections are the sections in the order of the sidebar.
func (a *App) BarSections() []Section {
	var list []Section
	for s := range sections {
		if a.sectionShown(s) {
			list = append(list, s)
		}
	}
	return list
}

// focusBar gives the keyboard to the sections, with the cursor on the active one.
func (a *App) focusBar() {
	a.bar = bar{focused: true, at: max(slices.Index(a.BarSections(), a.Section), 0)}
	a.dirty = true
}

// BarKeys are the keys of the sections.
func BarKeys() (move, open, back Action) {
	return Bind("↑/↓", "section", "up", "down", "k", "j", "home", "end"),
		Bind("enter/→", "open", "enter", "right", "tab", "l"),
		Bind("esc", "back", "esc", "left", "shift+tab", "h")
}

// leadsToBar reports whether a key that moves to the left does so out of the
// screen: where the screen has no use of its own for it.
func (a *App) leadsToBar(msg tea.KeyPressMsg) bool {
	if s := msg.String(); s != "left" && s != "shift+tab" {
		return false
	}
	return len(a.Stacks[a.Section].Screens) == 1 &&
		!slices.ContainsFunc(KeysOf(a.Active()), func(k Action) bool { return k.Matches(msg) })
}

// barPress gives a key to the sections and reports whether they took it. A key
// that is none of theirs goes back to the screen.
func (a *App) barPress(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	move, open, back := BarKeys()
	list := a.BarSections()
	beside := sidebarWidth(a.Width) > 0
	step := 0
	switch s := msg.String(); {
	case s == "home":
		step = -len(list)
	case s == "end":
		step = len(list)
	case s == "up", s == "k", !beside && (s == "left" || s == "shift+tab"):
		step = -1
	case s == "down", s == "j", !beside && (s == "right" || s == "tab"):
		step = 1
	}
	switch {
	case step != 0 || move.Matches(msg):
		a.bar.at = min(max(a.bar.at+step, 0), len(list))
		return nil, true
	case back.Matches(msg):
		a.bar.focused = false
		return nil, true
	case open.Matches(msg):
		a.bar.focused = false
		a.leave()
		if a.bar.at >= len(list) {
			return a.Open(a.Nav.Palette(a)), true
		}
		if s := list[a.bar.at]; s != a.Section {
			return a.Goto(s), true
		}
		return nil, true
	}
	a.bar.focused = false
	return nil, false
}

// barFooter is the footer while the sections have the keyboard.
func (a *App) barFooter() []Action {
	move, open, back := BarKeys()
	if sidebarWidth(a.Width) == 0 {
		move, open = Bind("←/→", "section"), Bind("enter", "open")
	}
	return append([]Action{move, open, back}, Pick(a.Everywhere(), "app.palette")...)
}
