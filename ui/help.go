package ui

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/ui/stroke"
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
	add(screen.Keys(), screen.Title(), a.perform)
	add(a.global.list(), "everywhere", nil)
	add(listKeys(), "lists", nil)
	return newPicker(a, "Keys", "type to search", items)
}

// perform gives the first keystroke of a key to the visible screen.
func (a *App) perform(k Key) func() tea.Cmd {
	return func() tea.Cmd { return a.screenKey(stroke.Key(k.Binding.Keys()[0])) }
}

// newPalette lists everything that can be done or visited, by name.
func newPalette(a *App) *picker {
	var items []Command
	screen := a.Active()
	for _, k := range screen.Keys() {
		if k.Enabled() && k.Why == "" {
			items = append(items, Command{Name: k.Help().Desc, Hint: k.Help().Key, Run: a.perform(k)})
		}
	}
	if c, ok := screen.(Commander); ok {
		items = append(items, c.Commands()...)
	}
	for s := range sections {
		if s == Mails && !a.sectionShown(s) {
			continue
		}
		items = append(items, Command{Name: "Go to " + s.String(), Hint: "g " + s.names().letter,
			Run: func() tea.Cmd { return a.Goto(s) }})
	}
	items = append(items, a.partCommands()...)
	items = append(items,
		Command{Name: "Keys", Hint: "?", Run: func() tea.Cmd { return a.Open(newHelp(a)) }},
		Command{Name: "Quit", Hint: "q", Run: a.quit})
	p := newPicker(a, "Everything by name", "an action, a screen or a name", items)
	p.find = a.Find
	return p
}
