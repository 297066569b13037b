package ui

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/ui/keystroke"
)

// newHelp lists the keys that work here, and those that do not with the reason.
// One can type to search, and enter does what the key would do.
func newHelp(a *App) *picker {
	var items []Command
	screen := a.Active()
	add := func(keys []Key, where string, run func(Key) func() tea.Cmd) {
		for _, k := range keys {
			if !k.Enabled() {
				continue
			}
			item := Command{Name: k.Help().Key + "   " + k.Help().Desc, Hint: where}
			if k.Why != "" {
				item.Name += ": " + k.Why
			} else if run != nil {
				item.Run = run(k)
			}
			items = append(items, item)
		}
	}
	add(screen.Keys(), screen.Title(), func(k Key) func() tea.Cmd { return perform(a, k) })
	add(a.global.list(), "everywhere", nil)
	add(listKeys(), "lists", nil)
	return newPicker(a, "Keys", "type to search", items)
}

// perform gives the first keystroke of a key to the visible screen.
func perform(a *App, k Key) func() tea.Cmd {
	return func() tea.Cmd { return a.screenKey(keystroke.Key(k.Binding.Keys()[0])) }
}

// newPalette lists everything that can be done or visited, by name.
func newPalette(a *App) *picker {
	items := actions(a)
	for _, s := range a.barSections() {
		items = append(items, Command{Name: s.String(), Hint: "g " + s.names().letter, Also: "go to section",
			Run: func() tea.Cmd { return a.Goto(s) }})
	}
	items = append(items, partCommands(a)...)
	items = append(items, besides(a)...)
	p := newPicker(a, "Everything by name", "an action, a screen or a name", items)
	p.find = func(query string) Look { return a.nav.Find(a, query) }
	return p
}
