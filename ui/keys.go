package ui

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"recruitty/ui/table"
)

// Key is a binding with, where it cannot work now, the reason. A key with a
// reason is left out of the footer; pressing it shows the reason instead of
// reaching the screen.
type Key struct {
	key.Binding
	Why string
}

// Bind makes a key: its name in help, what it does, and the keystrokes, which
// are the name itself when none are given.
func Bind(name, what string, strokes ...string) Key {
	if len(strokes) == 0 {
		strokes = []string{name}
	}
	return Key{Binding: key.NewBinding(key.WithKeys(strokes...), key.WithHelp(name, what))}
}

// Unless returns the key with a reason why it cannot work now. An empty reason
// means that it works.
func (k Key) Unless(reason string) Key {
	k.Why = reason
	return k
}

// Matches reports whether msg is this key.
func (k Key) Matches(msg tea.KeyPressMsg) bool { return key.Matches(msg, k.Binding) }

// KeySection is one part of the table of keys.
type KeySection struct {
	Name string
	Keys []Key
}

// globalKeys work on every screen, while nothing is being typed.
type globalKeys struct {
	Help, Palette, Back, Quit, Sections, Go, Stop Key
}

func everywhere() globalKeys {
	return globalKeys{
		Help:     Bind("?", "keys"),
		Palette:  Bind("ctrl+k", "everything by name"),
		Back:     Bind("esc", "back"), // and from the first screen of a section to the sections
		Quit:     Bind("q", "quit"),
		Sections: Bind("1, 2, …", "section by its place", "1", "2", "3", "4", "5", "6", "7"),
		Go:       Bind("g + letter", "section by its letter", "g"),
		Stop:     Bind("ctrl+c", "end the program", "ctrl+c"),
	}
}

func (k globalKeys) list() []Key {
	return []Key{k.Help, k.Palette, k.Back, k.Quit, k.Sections, k.Go, k.Stop}
}

// listKeys are the keys of every list.
func listKeys() []Key {
	bindings := table.Keys().List()
	keys := make([]Key, len(bindings))
	for i, b := range bindings {
		keys[i] = Key{Binding: b}
	}
	return keys
}

// KeyTable is every key of the program by section, as data: help shows it and
// the README's table is checked against it. A screen's file declares its keys
// in a function and adds it here.
func KeyTable() []KeySection {
	return []KeySection{
		{"Everywhere", everywhere().list()},
		{"Sections (esc or ← on the first screen)", listOf(barKeys())},
		{"Lists", append(listKeys(), filterKey())},
		{"Today", todayKeys().list()},
		{"Jobs", jobsKeys().list()},
		{"Job", jobKeys().list()},
		{"Candidates", candidatesKeys().list()},
		{"Candidate", append(profileKeys().list(), cardKeys().list()...)},
		{"Interviews", interviewsKeys().list()},
		{"Outbox", outboxKeys().list()},
		{"Mails", mailsKeys().list()},
		{"Settings", []Key{partKey()}},
		{"Settings, Profile", []Key{ownKeys()}},
		{"Settings, Team", listOf(teamKeys())},
		{"SSH keys", listOf(sshKeys())},
		{"Invite", listOf(inviteKeys())},
		{"Settings, Other Integrations", listOf(integrationKeys("Connect or Disconnect"))},
		{"Settings, Mail", listOf(mailKeys("Google or Microsoft 365"))},
		{"Settings, Templates", listOf(templateKeys())},
		{"Template", listOf(templateEditorKeys())},
		{"Settings, Workspace", []Key{workspaceKeys()}},
		{"Settings, Doctor", listOf(doctorKeys("repair"))},
		{"Forms", append(formKeys("save"), Bind("enter", "next field, or a new line in a text box"), beginAnew(), theirsKey())},
		{"Schedule Interview Event", []Key{connectHere()}},
	}
}

// listOf makes a list of keys that a function returns one by one.
func listOf(keys ...Key) []Key { return keys }

// formKeys are the keys of every form; verb is what ctrl+s does.
func formKeys(verb string) []Key {
	return []Key{Bind("ctrl+s", verb, "ctrl+s", "alt+s"), Bind("tab", "next"), Bind("shift+tab", "before"), Bind("esc", "close (kept)")}
}
