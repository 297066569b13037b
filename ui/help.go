package ui

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/ui/forms"
	"recruitty/ui/keystroke"
	"recruitty/ui/settings"
	"recruitty/ui/shell"
)

// newHelp lists the keys that work here, and those that do not with the reason.
// One can type to search, and enter does what the key would do.
func newHelp(a *shell.App) *forms.Picker {
	var items []shell.Command
	screen := a.Active()
	add := func(keys []shell.Key, where string, run func(shell.Key) func() tea.Cmd) {
		for _, k := range keys {
			if !k.Enabled() {
				continue
			}
			item := shell.Command{Name: k.Help().Key + "   " + k.Help().Desc, Hint: where}
			if k.Why != "" {
				item.Name += ": " + k.Why
			} else if run != nil {
				item.Run = run(k)
			}
			items = append(items, item)
		}
	}
	add(screen.Keys(), screen.Title(), func(k shell.Key) func() tea.Cmd { return perform(a, k) })
	add(a.Global.List(), "everywhere", nil)
	add(shell.ListKeys(), "lists", nil)
	return forms.NewPicker(a, "Keys", "type to search", items)
}

// perform gives the first keystroke of a key to the visible screen.
func perform(a *shell.App, k shell.Key) func() tea.Cmd {
	return func() tea.Cmd { return a.ScreenKey(keystroke.Key(k.Binding.Keys()[0])) }
}

// newPalette lists everything that can be done or visited, by name.
func newPalette(a *shell.App) *forms.Picker {
	items := actions(a)
	for _, s := range a.BarSections() {
		items = append(items, shell.Command{Name: s.String(), Hint: "g " + s.Names().Letter, Also: "go to section",
			Run: func() tea.Cmd { return a.Goto(s) }})
	}
	items = append(items, settings.PartCommands(a)...)
	items = append(items, besides(a)...)
	p := forms.NewPicker(a, "Everything by name", "an action, a screen or a name", items)
	p.Find = func(query string) shell.Look { return a.Nav.Find(a, query) }
	return p
}
