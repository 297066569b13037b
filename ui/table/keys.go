package table

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// KeyMap names the keys that move the cursor.
type KeyMap struct {
	Up, Down, PageUp, PageDown, HalfUp, HalfDown, Top, Bottom key.Binding
}

// Keys returns the keys of every table, as data for help and README.
func Keys() KeyMap {
	bind := func(help, what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, what))
	}
	return KeyMap{
		Up:       bind("↑/k", "up", "up", "k"),
		Down:     bind("↓/j", "down", "down", "j"),
		PageUp:   bind("pgup", "page up", "pgup", "ctrl+b"),
		PageDown: bind("pgdn", "page down", "pgdown", "ctrl+f", "space"),
		HalfUp:   bind("ctrl+u", "half a page up", "ctrl+u"),
		HalfDown: bind("ctrl+d", "half a page down", "ctrl+d"),
		Top:      bind("g/home", "first row", "g", "home"),
		Bottom:   bind("G/end", "last row", "G", "end"),
	}
}

// List returns the bindings in the order in which help shows them.
func (k KeyMap) List() []key.Binding {
	return []key.Binding{k.Up, k.Down, k.PageUp, k.PageDown, k.HalfUp, k.HalfDown, k.Top, k.Bottom}
}

// Update moves the cursor and reports whether the key was one of the table's.
// The owner asks Want afterwards.
func (t *Table) Update(msg tea.KeyPressMsg) bool {
	page, half := max(t.height-1, 1), max(t.height/2, 1)
	switch msg.String() {
	case "up", "k":
		t.Move(t.cursor - 1)
	case "down", "j":
		t.Move(t.cursor + 1)
	case "pgup", "ctrl+b":
		t.Move(t.cursor - page)
	case "pgdown", "ctrl+f", "space":
		t.Move(t.cursor + page)
	case "ctrl+u":
		t.Move(t.cursor - half)
	case "ctrl+d":
		t.Move(t.cursor + half)
	case "g", "home":
		t.Move(0)
	case "G", "end":
		t.Move(t.total - 1)
	default:
		return false
	}
	return true
}
