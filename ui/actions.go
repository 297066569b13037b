package ui

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// lead brings a person to where an action is and begins it there, or asks first
// what it is about. Nil is for keys that the palette has no use for.
type lead func(*App, Key) tea.Cmd

// actions are what can be done anywhere, by name: those of the visible screen as
// they stand there, then those of all others, out of the one table of keys.
func actions(a *App) []Command {
	var list []Command
	here := a.Active()
	named := make(map[string]bool)
	part := "" // "change" is another thing in each of the settings
	if s, ok := here.(*settings); ok {
		part = Settings.String() + ", " + s.parts[s.part].name()
	}
	for _, k := range here.Keys() {
		c := command(k, text.Line(here.Title()))
		if c.Run = perform(a, k); k.Why != "" {
			c.Name += ": " + k.Why
		}
		named[part+k.Help().Desc] = true
		list = append(list, c)
	}
	if c, ok := here.(Commander); ok {
		list = append(list, c.Commands()...)
	}
	for _, section := range KeyTable() {
		for _, k := range section.Keys {
			id := k.Help().Desc
			if section.Lead != nil && strings.HasPrefix(section.Name, Settings.String()) {
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

// command is a key as a line of the palette.
func command(k Key, where string) Command {
	return Command{Name: capital(k.Help().Desc), Hint: k.Help().Key + "  " + where, Also: k.Also}
}

// byLetter reports whether a letter, and not only enter or an arrow, is the key:
// what only moves is no action with a name.
func byLetter(k Key) bool {
	return slices.ContainsFunc(k.Binding.Keys(), func(s string) bool {
		r, n := utf8.DecodeRuneInString(s)
		return n == len(s) && unicode.IsLetter(r)
	})
}

// inSection leads to the first screen of a section.
func inSection(s Section) lead {
	return func(a *App, k Key) tea.Cmd {
		var cmd tea.Cmd
		if a.section != s || len(a.stacks[s].screens) > 1 {
			cmd = a.Goto(s)
			if len(a.stacks[s].screens) > 1 {
				cmd = tea.Batch(cmd, a.Goto(s))
			}
		}
		return tea.Batch(cmd, a.want(k))
	}
}

// inPart leads to one of the settings.
func inPart(part string) lead {
	return func(a *App, k Key) tea.Cmd { return tea.Batch(a.showPart(part, ""), a.want(k)) }
}

// ofCandidate, ofInterview and ofJob ask what the action is about.
func ofCandidate(a *App, k Key) tea.Cmd {
	return ask(a, k, "candidate", func(query string) Look { return findCandidates(a, query) })
}

func ofInterview(a *App, k Key) tea.Cmd {
	return ask(a, k, "interview", func(query string) Look { return findInterviews(a, query) })
}

func ofJob(a *App, k Key) tea.Cmd {
	return ask(a, k, "job", func(query string) Look { return findJobs(a, query) })
}

// either leads by the key: where is true to one place, else to the other.
func either(first, second lead, where ...Key) lead {
	return func(a *App, k Key) tea.Cmd {
		if slices.ContainsFunc(where, func(w Key) bool { return w.Help() == k.Help() }) {
			return first(a, k)
		}
		return second(a, k)
	}
}

// ask opens a picker for the record that an action is about. What is chosen is
// opened, and the action begins there.
func ask(a *App, k Key, what string, find Finder) tea.Cmd {
	p := newPicker(a, capital(k.Help().Desc)+": which "+what+"?", "a name", nil)
	p.find, p.always = find, true
	p.then = func() tea.Cmd { return a.want(k) }
	return a.Open(p)
}

// besides are actions that have no key on any screen.
func besides(a *App) []Command {
	var list []Command
	add := func(name, also, how string) {
		list = append(list, Command{Name: name, Hint: "command line", Also: also, Run: func() tea.Cmd {
			return a.Say(theme.Plain, "On the command line: recruitty "+how)
		}})
	}
	add("Export", "jobs candidates interviews activity csv json ics", "export jobs|candidates|interviews|activity")
	add("Erase a candidate", "delete remove person", "candidate erase ID")
	add("Back up", "backup copy", "backup FILE")
	add("Restore", "backup", "restore FILE")
	add("Serve the team over SSH", "host", "serve")
	return append(list,
		Command{Name: "Import", Hint: "a file", Also: "jobs candidates interviews csv file spreadsheet", Run: func() tea.Cmd {
			if why := noImport(a); why != "" {
				return a.Say(theme.Warning, why)
			}
			return a.Open(importKinds(a))
		}},
		Command{Name: "Imports", Hint: "that were made", Also: "take an import back undo list earlier", Run: func() tea.Cmd {
			if why := noImport(a); why != "" {
				return a.Say(theme.Warning, why)
			}
			return a.Push(newPastImports(a))
		}},
		Command{Name: "Keys", Hint: "?", Also: "help keyboard shortcuts", Run: func() tea.Cmd { return a.Open(newHelp(a)) }},
		Command{Name: "Quit", Hint: "q", Also: "exit end leave", Run: a.quit})
}
