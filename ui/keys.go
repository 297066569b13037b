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
	Why  string
	also string // further words that the palette finds it by
	row  bool   // it is about the row under the cursor
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

// Known returns the key with further words that the palette finds it by.
func (k Key) Known(words string) Key {
	k.also = words
	return k
}

// OfRow returns the key as one that is about the row under the cursor.
func (k Key) OfRow() Key {
	k.row = true
	return k
}

// Matches reports whether msg is this key.
func (k Key) Matches(msg tea.KeyPressMsg) bool { return key.Matches(msg, k.Binding) }

// KeySection is one part of the table of keys.
type KeySection struct {
	Name string
	Keys []Key
	Lead lead // how the palette gets there
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
	today, jobs, job, list, profile, interviews := todayKeys(), jobsKeys(), jobKeys(), candidatesKeys(), profileKeys(), interviewsKeys()
	return []KeySection{
		{"Everywhere", everywhere().list(), nil},
		{"Sections (esc or ← on the first screen)", listOf(barKeys()), nil},
		{"Lists", append(listKeys(), filterKey()), nil},
		{"Today", today.list(), inSection(Today)},
		{"Jobs", jobs.list(), either(ofJob, inSection(Jobs), jobs.Edit, jobs.Close)},
		{"Job", job.list(), either(ofCandidate, ofJob, job.Move, job.Schedule)},
		{"Candidates", list.list(), either(inSection(Candidates), ofCandidate, list.Add, list.Import)},
		{"Candidate", append(profile.list(), cardKeys().list()...), either(ofInterview, ofCandidate, cardKeys().list()...)},
		{"Interviews", interviews.list(), either(ofInterview, inSection(Interviews), interviews.Versions)},
		{"Import", importKeys().list(), nil},
		{"Imports", []Key{pastKeys()}, nil},
		{"Outbox", outboxKeys().list(), inSection(Outbox)},
		{"Mails", mailsKeys().list(), nil},
		{"Settings", []Key{partKey()}, nil},
		{"Settings, Profile", []Key{ownKeys()}, inPart(profileAt)},
		{"Settings, Team", listOf(teamKeys()), inPart(teamAt)},
		{"Left behind", listOf(leftKeys()), nil},
		{"SSH keys", listOf(sshKeys()), nil},
		{"Invite", listOf(inviteKeys()), nil},
		{"Settings, Other Integrations", listOf(integrationKeys("Connect or Disconnect")), inPart(integrationsAt)},
		{"Settings, Mail", listOf(mailKeys("Google or Microsoft 365")), inPart(mailAt)},
		{"Settings, Templates", listOf(templateKeys()), inPart(templatesAt)},
		{"Template", listOf(templateEditorKeys()), nil},
		{"Settings, Workspace", []Key{workspaceKeys()}, inPart(workspaceAt)},
		{"Settings, Doctor", listOf(doctorKeys("repair")), inPart(doctorAt)},
		{"Forms", append(formKeys("save"), Bind("enter", "next field, or a new line in a text box"), beginAnew(), theirsKey()), nil},
		{"Schedule Interview Event", []Key{connectHere()}, nil},
	}
}

// listOf makes a list of keys that a function returns one by one.
func listOf(keys ...Key) []Key { return keys }

// formKeys are the keys of every form; verb is what ctrl+s does.
func formKeys(verb string) []Key {
	return []Key{Bind("ctrl+s", verb, "ctrl+s", "alt+s"), Bind("tab", "next"), Bind("shift+tab", "before"), Bind("esc", "close (kept)")}
}
