package edit

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/keystroke"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// model is what a field is to the person who types: clusters, and a cursor
// between two of them. A line end is a cluster.
type model struct {
	all []string
	at  int
}

// cutAnew joins what stands beside each other, and puts the cursor behind what
// now holds the place where it was.
func (m *model) cutAnew(clusters []string, at int) {
	place := len(strings.Join(clusters[:at], ""))
	m.all, m.at = nil, 0
	for _, part := range strings.SplitAfter(strings.Join(clusters, ""), "\n") {
		ended := strings.HasSuffix(part, "\n")
		m.all = append(m.all, text.Clusters(strings.TrimSuffix(part, "\n"))...)
		if ended {
			m.all = append(m.all, "\n")
		}
	}
	for n := 0; n < place; m.at++ {
		n += len(m.all[m.at])
	}
}

func (m *model) insert(s string) {
	m.cutAnew(slices.Concat(m.all[:m.at], []string{s}, m.all[m.at:]), m.at+1)
}

func (m *model) remove(from, to int) {
	m.cutAnew(slices.Concat(m.all[:from], m.all[to:]), from)
}

func (m *model) bol() int {
	i := m.at
	for i > 0 && m.all[i-1] != "\n" {
		i--
	}
	return i
}

func (m *model) eol() int {
	i := m.at
	for i < len(m.all) && m.all[i] != "\n" {
		i++
	}
	return i
}

func (m *model) wordLeft(least int) int {
	i := m.at
	for i > least && blank(m.all[i-1]) {
		i--
	}
	for i > least && !blank(m.all[i-1]) {
		i--
	}
	return i
}

func (m *model) wordRight(most int) int {
	i := m.at
	for i < most && blank(m.all[i]) {
		i++
	}
	for i < most && !blank(m.all[i]) {
		i++
	}
	return i
}

func (m *model) press(key string) {
	switch bol, eol := m.bol(), m.eol(); key {
	case "left":
		m.at = max(m.at-1, 0)
	case "right":
		m.at = min(m.at+1, len(m.all))
	case "home":
		m.at = bol
	case "end":
		m.at = eol
	case "backspace":
		m.remove(max(m.at-1, 0), m.at)
	case "delete":
		m.remove(m.at, min(m.at+1, len(m.all)))
	case "ctrl+u":
		m.remove(min(bol, max(m.at-1, 0)), m.at)
	case "ctrl+k":
		m.remove(m.at, min(max(eol, m.at+1), len(m.all)))
	case "alt+b":
		m.at = m.wordLeft(0)
	case "alt+f":
		m.at = m.wordRight(len(m.all))
	case "ctrl+w":
		if m.at == bol {
			m.remove(max(m.at-1, 0), m.at)
		} else {
			m.remove(m.wordLeft(bol), m.at)
		}
	case "alt+d":
		if m.at == eol {
			m.remove(m.at, min(m.at+1, len(m.all)))
		} else {
			m.remove(m.at, m.wordRight(eol))
		}
	case "enter":
		m.insert("\n")
	}
}

func (m *model) value() string { return strings.Join(m.all, "") }

// letters are one each to whoever sees them. Some join with one another.
var letters = []string{"a", "B", " ", " ", ".", "é", "e\u0301", "Z\u0351\u036b\u0343", "ß", "ф", "山", "日", "ｗ", "🇩🇪", "🇫🇷", "🇵🇹", "👨‍👩‍👧‍👦", "❤\ufe0f", "❤",
	"1\ufe0f\u20e3", "👋🏽", "🧑‍💻", "🏳️‍🌈", "न", "म", "स्ते", "क्षि", "ক্ষ", "กำ", "நி", "한", "\u1112\u1161\u11ab", "ﷺ", "\u0600", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
	"\u200d", "\u0301", "\ufe0f", "\U0001f1e9", "\u1161", "\u094d", "\u3000"}

var pressed = []string{"left", "left", "right", "right", "home", "end", "backspace", "backspace", "delete", "ctrl+u", "ctrl+k", "alt+b", "alt+f", "ctrl+w", "alt+d"}

func looks() *theme.Styles { return theme.New(theme.Dark, theme.IsDark, false) }

// field is what both fields can do.
type field interface {
	Update(tea.Msg) tea.Cmd
	View() string
	Cursor() *tea.Cursor
	Value() string
	place() int
}

// place is the number of bytes before the cursor.
func (c *content) place() int {
	n := c.at
	for _, l := range c.lines[:c.row] {
		n += len(l.text) + 1
	}
	return n
}

// TestFieldsHoldWholeClusters types, pastes and presses keys at random. The
// field is always what a list of clusters would be, and the cursor stands in the
// View where the text before it ends.
func TestFieldsHoldWholeClusters(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		dice := rand.New(rand.NewPCG(seed, 7))
		styles := looks()
		if seed%2 == 0 {
			styles.Grid = text.ByCodePoint()
		}
		line := NewLine(styles)
		line.SetWidth(8 + dice.IntN(12))
		line.Focus()
		area := NewArea(styles)
		area.SetSize(8+dice.IntN(12), dice.IntN(5))
		area.Focus()
		for _, f := range []field{line, area} {
			var m model
			var done []string
			for range 120 {
				key := ""
				switch n := dice.IntN(10); {
				case n < 4:
					key = letters[dice.IntN(len(letters))]
					f.Update(tea.KeyPressMsg{Code: tea.KeyExtended, Text: key})
					m.insert(key)
				case n < 5:
					for range 1 + dice.IntN(6) {
						key += letters[dice.IntN(len(letters))]
					}
					f.Update(tea.PasteMsg{Content: key})
					m.insert(key)
				case n < 6 && f == field(area):
					key = "enter"
					f.Update(keystroke.Key(key))
					m.press(key)
				default:
					key = pressed[dice.IntN(len(pressed))]
					f.Update(keystroke.Key(key))
					m.press(key)
				}
				done = append(done, key)
				if f.Value() != m.value() {
					t.Fatalf("seed %d, %T: after %q the field is\n%q, want\n%q", seed, f, done, f.Value(), m.value())
				}
				if want := len(strings.Join(m.all[:m.at], "")); f.place() != want {
					t.Fatalf("seed %d, %T: after %q the cursor in %q is at %d, want %d", seed, f, done, f.Value(), f.place(), want)
				}
				drawn(t, f, styles.Grid)
			}
		}
	}
}

// drawn holds that the cursor is in the picture, behind what is before it.
func drawn(t *testing.T, f field, grid text.Grid) {
	t.Helper()
	rows, at := strings.Split(text.Strip(f.View()), "\n"), f.Cursor()
	if at.Y < 0 || at.Y >= len(rows) {
		t.Fatalf("%q: the cursor is in row %d of %d", f.Value(), at.Y, len(rows))
	}
	for _, row := range rows {
		if got, want := grid.Width(row), grid.Width(rows[0]); got != want {
			t.Fatalf("%q: a row is %d wide, the first %d:\n%q", f.Value(), got, want, rows)
		}
	}
	row := rows[at.Y]
	typed := strings.TrimRight(strings.ReplaceAll(f.Value()[:f.place()], "\n", " "), " \u3000\u0600")
	within := true
	for before, rest := "", row; ; {
		if grid.Width(before) == at.X {
			within = false
			if strings.HasSuffix(typed, strings.Trim(before, " \u3000\u0600\u200c")) {
				return
			}
		}
		if rest == "" {
			break
		}
		cluster := text.FirstCluster(rest)
		before, rest = before+cluster, rest[len(cluster):]
	}
	t.Fatalf("%T %q: the cursor at %d (within a letter: %t) is not behind that in %q", f, typed, at.X, within, row)
}
