package edit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/atotto/clipboard"

	tea "charm.land/bubbletea/v2"
)

// press does what a key means in every field and reports whether it means
// anything there. Text that a key makes is text, whatever it is called.
func (c *content) press(k tea.KeyPressMsg) bool {
	switch k.String() {
	case "left", "ctrl+b":
		c.left()
	case "right", "ctrl+f":
		c.right()
	case "home", "ctrl+a":
		c.at = 0
	case "end", "ctrl+e":
		c.at = len(c.line())
	case "backspace", "ctrl+h", "shift+backspace":
		c.back()
	case "delete", "ctrl+d":
		c.forward()
	case "ctrl+u":
		c.toStart()
	case "ctrl+k":
		c.toEnd()
	case "alt+left", "ctrl+left", "alt+b":
		c.wordLeft()
	case "alt+right", "ctrl+right", "alt+f":
		c.wordRight()
	case "alt+backspace", "ctrl+w", "ctrl+backspace":
		c.backWord()
	case "alt+delete", "alt+d", "ctrl+delete":
		c.forwardWord()
	case "ctrl+t":
		c.swap()
	case "alt+u":
		c.change(strings.ToUpper)
	case "alt+l":
		c.change(strings.ToLower)
	case "alt+c":
		c.change(capital)
	default:
		return false
	}
	return true
}

// capital makes the first letter of a word a capital.
func capital(word string) string {
	i := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsSpace(r) })
	if i < 0 {
		return word
	}
	r, n := utf8.DecodeRuneInString(word[i:])
	return word[:i] + string(unicode.ToTitle(r)) + word[i+n:]
}

// paste asks for the clipboard of this machine. It comes as if the terminal had
// pasted it.
func paste() tea.Msg {
	s, err := clipboard.ReadAll()
	if err != nil || s == "" {
		return nil
	}
	return tea.PasteMsg{Content: s}
}
