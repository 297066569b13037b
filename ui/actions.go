package ui

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/importing"
	"recruitty/ui/settings"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// lead brings a person to where an action is and begins it there, or asks first
// what it is about. Nil is for keys that the palette has no use for.
type lead func(*shell.App, shell.Action) tea.Cmd

// actions are what can be done anywhere, by name: those of the visible screen as
// they stand there, then those of all others, out of the one table of keys.
func actions(a *shell.App) []shell.Command {
	var list []shell.Command
	here := a.Active()
	named := make(map[string]bool)
	part := "" // "change" is another thing in each of the settings
	if s, ok := here.(*settings.Settings); ok {
		part = shell.Settings.String() + ", " + s.Visible()
	}
	for _, k := range a.KeysOf(here) {
		if !k.Acts() {
			continue // it only moves about
		}
		c := command(k, text.Line(here.Title()))
		c.Run = func() tea.Cmd { return a.Perform(k) }
		if why := k.Why(); why != "" {
			c.Name += ": " + why
		}
		named[part+k.Help] = true
		list = append(list, c)
	}
	if c, ok := here.(shell.Commander); ok {
		list = append(list, c.Commands()...)
	}
	for _, section := range KeyTable() {
		for _, k := range a.Mapped(section.Actions) {
			id := k.Help
			if section.Lead != nil && strings.HasPrefix(section.Name, shell.Settings.String()) {
				id = section.Name + id
			}
			if section.Lead == nil || !byLetter(k) || named[id] {
				continue
			}
			named[id] = true
			c := command(k, section.Name)
			c.Run = func() tea.Cmd { return section.Lead(a, k) }
			list = append(list, c)
		}
	}
	return list
}

// command is an action as a line of the palette.
func command(k shell.Action, where string) shell.Command {
	return shell.Command{Name: recruit.Capital(k.Help), Hint: k.Key + "  " + where, Also: k.Also}
}

// byLetter reports whether a letter, and not only enter or an arrow, is the key:
// what only moves is no action with a name.
func byLetter(k shell.Action) bool {
	return slices.ContainsFunc(k.Keystrokes(), func(s string) bool {
		r, n := utf8.DecodeRuneInString(s)
		return n == len(s) && unicode.IsLetter(r)
	})
}

// inSection leads to the first screen of a section.
func inSection(s shell.Section) lead {
	return func(a *shell.App, k shell.Action) tea.Cmd {
		var cmd tea.Cmd
		if a.Section != s || len(a.Stacks[s].Screens) > 1 {
			cmd = a.Goto(s)
			if len(a.Stacks[s].Screens) > 1 {
				cmd = tea.Batch(cmd, a.Goto(s))
			}
		}
		return tea.Batch(cmd, a.Want(k))
	}
}

// inPart leads to one of the settings.
func inPart(part string) lead {
	return func(a *shell.App, k shell.Action) tea.Cmd { return tea.Batch(a.ShowPart(part, ""), a.Want(k)) }
}

// ofCandidate, ofInterview and ofJob ask what the action is about.
func ofCandidate(a *shell.App, k shell.Action) tea.Cmd {
	return ask(a, k, "candidate", func(query string) shell.Look { return findCandidates(a, query) })
}

func ofInterview(a *shell.App, k shell.Action) tea.Cmd {
	return ask(a, k, "interview", func(query string) shell.Look { return findInterviews(a, query) })
}

func ofJob(a *shell.App, k shell.Action) tea.Cmd {
	return ask(a, k, "job", func(query string) shell.Look { return findJobs(a, query) })
}

// either leads by the action: those whose names begin so to one place, the others
// to the other.
func either(first, second lead, begin ...string) lead {
	return func(a *shell.App, k shell.Action) tea.Cmd {
		if slices.ContainsFunc(begin, func(name string) bool { return strings.HasPrefix(k.Name, name) }) {
			return first(a, k)
		}
		return second(a, k)
	}
}

// ask opens a picker for the record that an action is about. What is chosen is
// opened, and the action begins there.
func ask(a *shell.App, k shell.Action, what string, find shell.Finder) tea.Cmd {
	p := forms.NewPicker(a, recruit.Capital(k.Help)+": which "+what+"?", "a name", nil)
	p.Find, p.Always = find, true
	p.Then = func() tea.Cmd { return a.Want(k) }
	return a.Open(p)
}

// besides are actions that have no key on any screen, and those that are the same on
// every one.
func besides(a *shell.App) []shell.Command {
	var list []shell.Command
	add := func(name, also, how string) {
		list = append(list, shell.Command{Name: name, Hint: "command line", Also: also, Run: func() tea.Cmd {
			return a.Say(theme.Plain, "On the command line: recruitty "+how)
		}})
	}
	add("Export", "jobs candidates interviews activity csv json ics", "export jobs|candidates|interviews|activity")
	add("Erase a candidate", "delete remove person", "candidate erase ID")
	add("Back up", "backup copy", "backup FILE")
	add("Restore", "backup", "restore FILE")
	add("Serve the team over SSH", "host", "serve")
	list = append(list,
		shell.Command{Name: "Import", Hint: "a file", Also: "jobs candidates interviews csv file spreadsheet", Run: func() tea.Cmd {
			if why := importing.NoImport(a); why != "" {
				return a.Say(theme.Warning, why)
			}
			return a.Open(importing.ImportKinds(a))
		}},
		shell.Command{Name: "Imports", Hint: "that were made", Also: "take an import back undo list earlier", Run: func() tea.Cmd {
			if why := importing.NoImport(a); why != "" {
				return a.Say(theme.Warning, why)
			}
			return a.Push(importing.NewPastImports(a))
		}})
	for _, k := range shell.Pick(a.Present(a.Everywhere()), "app.keys", "app.quit") {
		list = append(list, shell.Command{Name: recruit.Capital(k.Help), Hint: k.Key, Also: k.Also, Run: func() tea.Cmd { return a.Perform(k) }})
	}
	return list
}
