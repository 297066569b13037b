package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Ink is a style that writes single lines without working out each time what
// the style means: a screen is made of hundreds of them, after every key.
type Ink struct {
	lipgloss.Style
	open, close string
	nothing     string // what writing nothing comes to
}

// newInk tries the style once.
func newInk(s lipgloss.Style) Ink {
	open, close, _ := strings.Cut(s.Render("x"), "x")
	return Ink{Style: s, open: open, close: close, nothing: s.Render("")}
}

// Render writes text in this style, as lipgloss does, but fills no line: how wide
// one is depends on the terminal.
func (i Ink) Render(text string) string {
	if text == "" {
		return i.nothing
	}
	if strings.ContainsAny(text, "\r\t") {
		return i.Style.Render(text)
	}
	if strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\n", i.close+"\n"+i.open)
	}
	return i.open + text + i.close
}
