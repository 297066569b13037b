package table

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Move is a key that moves the cursor.
type Move struct {
	Key, Help string // as help shows them
	Strokes   []string
	to        func(*Table) int // the row
}

// Moves are the keys of every table, in the order in which help shows them.
func Moves() []Move {
	page := func(t *Table) int { return max(t.height-1, 1) }
	half := func(t *Table) int { return max(t.height/2, 1) }
	return []Move{
		{"↑/k", "up", []string{"up", "k"}, func(t *Table) int { return t.cursor - 1 }},
		{"↓/j", "down", []string{"down", "j"}, func(t *Table) int { return t.cursor + 1 }},
		{"pgup", "page up", []string{"pgup", "ctrl+b"}, func(t *Table) int { return t.cursor - page(t) }},
		{"pgdn", "page down", []string{"pgdown", "ctrl+f", "space"}, func(t *Table) int { return t.cursor + page(t) }},
		{"ctrl+u", "half a page up", []string{"ctrl+u"}, func(t *Table) int { return t.cursor - half(t) }},
		{"ctrl+d", "half a page down", []string{"ctrl+d"}, func(t *Table) int { return t.cursor + half(t) }},
		{"gg/home", "first row", []string{"g", "home"}, func(*Table) int { return 0 }},
		{"G/end", "last row", []string{"G", "end"}, func(t *Table) int { return t.total - 1 }},
	}
}

// Update moves the cursor and reports whether the key was one of the table's.
// The owner asks Want afterwards.
func (t *Table) Update(msg tea.KeyPressMsg) bool {
	for _, m := range Moves() {
		if slices.Contains(m.Strokes, msg.String()) {
			t.Move(m.to(t))
			return true
		}
	}
	return false
}
