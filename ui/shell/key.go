package shell

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
	Also string // further words that the palette finds it by
	Row  bool   // it is about the row under the cursor
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
	k.Also = words
	return k
}

// OfRow returns the key as one that is about the row under the cursor.
func (k Key) OfRow() Key {
	k.Row = true
	return k
}

// Matches reports whether msg is this key.
func (k Key) Matches(msg tea.KeyPressMsg) bool { return key.Matches(msg, k.Binding) }

// globalKeys work on every screen, while nothing is being typed.
type globalKeys struct {
	Help, Palette, Back, Quit, Sections, Go, Stop Key
}

func Everywhere() globalKeys {
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

func (k globalKeys) List() []Key {
	return []Key{k.Help, k.Palette, k.Back, k.Quit, k.Sections, k.Go, k.Stop}
}

// ListKeys are the keys of every list.
func ListKeys() []Key {
	bindings := table.Keys().List()
	keys := make([]Key, len(bindings))
	for i, b := range bindings {
		keys[i] = Key{Binding: b}
	}
	return keys
}

// ListOf makes a list of keys that a function returns one by one.
func ListOf(keys ...Key) []Key { return keys }

// FormKeys are the keys of every form; verb is what ctrl+s does.
func FormKeys(verb string) []Key {
	return []Key{Bind("ctrl+s", verb, "ctrl+s", "alt+s"), Bind("tab", "next"), Bind("shift+tab", "before"), Bind("esc", "close (kept)")}
}
