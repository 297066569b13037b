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
}

// newInk tries the style once.
func newInk(s lipgloss.Style) Ink {
	open, close, _ := strings.Cut(s.Render("x"), "x")
	return Ink{Style: s, open: open, close: close}
}

// Render writes text in this style, as lipgloss does.
func (i Ink) Render(text string) string {
	if text == "" || strings.ContainsAny(text, "\n\r\t") {
		return i.Style.Render(text)
	}
	return i.open + text + i.close
}
