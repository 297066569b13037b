// Package keystroke turns the name of a keystroke, as bindings and tests write it,
// into the message that the terminal would have caused.
package keystroke

import (
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// Key makes the message of a key from its name: "s", "G", "ctrl+s", "enter",
// "shift+tab", "space".
func Key(name string) tea.KeyPressMsg {
	var msg tea.KeyPressMsg
	for {
		mod, rest, found := strings.Cut(name, "+")
		bit := modifier(mod)
		if !found || rest == "" || bit == 0 {
			break
		}
		msg.Mod |= bit
		name = rest
	}
	if msg.Code = named(name); msg.Code == 0 {
		msg.Code, _ = utf8.DecodeRuneInString(name)
		if msg.Mod == 0 {
			msg.Text = name
		}
	}
	if msg.Code == tea.KeySpace && msg.Mod == 0 {
		msg.Text = " "
	}
	return msg
}

func modifier(name string) tea.KeyMod {
	switch name {
	case "ctrl":
		return tea.ModCtrl
	case "alt":
		return tea.ModAlt
	case "shift":
		return tea.ModShift
	default:
		return 0
	}
}

// named is the code of a key that has a name, or 0.
func named(name string) rune {
	switch name {
	case "enter":
		return tea.KeyEnter
	case "esc":
		return tea.KeyEscape
	case "tab":
		return tea.KeyTab
	case "space":
		return tea.KeySpace
	case "backspace":
		return tea.KeyBackspace
	case "delete":
		return tea.KeyDelete
	case "up":
		return tea.KeyUp
	case "down":
		return tea.KeyDown
	case "left":
		return tea.KeyLeft
	case "right":
		return tea.KeyRight
	case "home":
		return tea.KeyHome
	case "end":
		return tea.KeyEnd
	case "pgup":
		return tea.KeyPgUp
	case "pgdown":
		return tea.KeyPgDown
	default:
		return 0
	}
}
