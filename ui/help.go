package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/forms"
	"recruitty/ui/settings"
	"recruitty/ui/shell"
)

// newHelp lists the keys that work here, in the box that is open or on the screen, and those that do not with the reason.
// One can type to search, and enter does what the key would do.
func newHelp(a *shell.App) *forms.Picker {
	var items []shell.Command
	screen := a.Active()
	add := func(keys []shell.Action, where string) {
		for _, k := range keys {
			item := shell.Command{Name: k.Key + "   " + k.Help, Hint: where}
			if why := k.Why(); why != "" {
				item.Name += ": " + why
			} else if k.Acts() {
				item.Run = func() tea.Cmd { return a.Perform(k) }
			}
			items = append(items, item)
		}
	}
	if box := a.TopModal(); box != nil {
		keys := a.Present(box.Keys())
		add(slices.DeleteFunc(keys, func(k shell.Action) bool { return k.Name == "app.keys" }), "")
		return forms.NewPicker(a, "Keys", "type to search", items)
	}
	add(a.KeysOf(screen), screen.Title())
	add(a.Present(a.Everywhere()), "everywhere")
	add(a.BarActions(), "sections")
	add(shell.ListKeys(), "lists")
	return forms.NewPicker(a, "Keys", "type to search", items)
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
