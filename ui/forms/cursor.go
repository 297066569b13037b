package forms

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"recruitty/ui/theme"
)

// Typed is a field in which text is typed: it says where in its View the
// terminal's cursor stands, and nil where nothing is typed at the moment.
type Typed interface{ Cursor() *tea.Cursor }

// Lead puts what a field's base style has at its left in front of each line, as
// the style would, but without measuring any.
func Lead(base lipgloss.Style, body string) string {
	left, _, _ := strings.Cut(base.Render("x"), "x")
	return left + strings.ReplaceAll(body, "\n", "\n"+left)
}

// within moves a cursor behind what the base style of a focused field has at its
// left.
func within(s *theme.Styles, c *tea.Cursor) *tea.Cursor {
	if c != nil {
		c.X += s.Form().Focused.Base.GetHorizontalFrameSize()
	}
	return c
}
