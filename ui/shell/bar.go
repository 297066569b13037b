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

// BarActions are what can be done among the sections, which stand beside the screen or,
// in a narrow window, above it.
func (a *App) BarActions() []Action {
	move := Action{Name: "bar.move", Key: "↑/↓", Help: "section", Strokes: []string{"up", "down", "k", "j", "home", "end"}, On: a.moveBar}
	open := Action{Name: "bar.open", Key: "enter/→", Help: "open", Strokes: []string{"enter", "right", "tab", "l"}, Do: a.openBar}
	back := Action{Name: "bar.back", Key: "esc", Help: "back", Strokes: []string{"esc", "left", "shift+tab", "h"}, Do: a.leaveBar}
	if a.Width > 0 && sidebarWidth(a.Width) == 0 {
		move.Key, move.Strokes = "←/→", append(move.Strokes, "left", "right", "tab", "shift+tab")
		open.Key = "enter"
	}
	actions := []Action{move, open, back}
	for i := range actions {
		actions[i].When = func() string { return If(!a.bar.focused, "esc leads there first.") }
	}
	return actions
}

// moveBar moves the cursor among the sections; behind them is the palette.
func (a *App) moveBar(msg tea.KeyPressMsg) tea.Cmd {
	list := a.BarSections()
	step := 1
	switch msg.String() {
	case "home":
		step = -len(list)
	case "end":
		step = len(list)
	case "up", "k", "left", "shift+tab":
		step = -1
	}
	a.bar.at = min(max(a.bar.at+step, 0), len(list))
	return nil
}

// openBar opens the section under the cursor, or the palette.
func (a *App) openBar() tea.Cmd {
	list := a.BarSections()
	a.bar.focused = false
	a.leave()
	if a.bar.at >= len(list) {
		return a.Open(a.Nav.Palette(a))
	}
	if s := list[a.bar.at]; s != a.Section {
		return a.Goto(s)
	}
	return nil
}

// leaveBar gives the keyboard back to the screen.
func (a *App) leaveBar() tea.Cmd {
	a.bar.focused = false
	return nil
}

// leadsToBar reports whether a key that moves to the left does so out of the
// screen: where the screen has no use of its own for it.
func (a *App) leadsToBar(msg tea.KeyPressMsg) bool {
	if s := msg.String(); s != "left" && s != "shift+tab" {
		return false
	}
	return len(a.Stacks[a.Section].Screens) == 1 &&
		!slices.ContainsFunc(a.KeysOf(a.Active()), func(k Action) bool { return k.Matches(msg) })
}

// barPress gives a key to the sections and reports whether they took it. A key
// that is none of theirs goes back to the screen.
func (a *App) barPress(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	cmd, taken := a.Press(a.BarActions(), msg)
	if !taken {
		a.bar.focused = false
	}
	return cmd, taken
}

// barFooter is the footer while the sections have the keyboard.
func (a *App) barFooter() []Action {
	return a.Mapped(append(a.BarActions(), Pick(a.Everywhere(), "app.palette")...))
}
