package theme

import (
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
)

// formStyles dresses huh's fields in our palette. It is built once per theme,
// because huh asks for its theme about thirty times per key.
func formStyles(s *Styles, p palette) *huh.Styles {
	t := huh.ThemeBase(true)
	plain := lipgloss.NewStyle()

	f := &t.Focused
	// One bar on the left marks the focused field; it is a sign, not a colour.
	bar := lipgloss.Border{Left: "┃"}
	if s.Box.TopLeft == "+" {
		bar.Left = "|"
	}
	f.Base = plain.PaddingLeft(1).Border(bar, false, false, false, true).BorderForeground(p.accent)
	f.Card = f.Base
	f.Title = s.Title.Foreground(p.accent)
	f.NoteTitle = f.Title
	f.Description = s.Dim.Style
	f.ErrorIndicator = s.Error.SetString(" " + s.Signs.Warning)
	f.ErrorMessage = s.Error.SetString(s.Signs.Error + " ")
	f.SelectSelector = s.Accent.SetString(s.Signs.Cursor + " ")
	f.MultiSelectSelector = s.Accent.SetString(s.Signs.Cursor + " ")
	f.Option = s.Text.Style
	f.SelectedOption = s.Text.Bold(true)
	f.UnselectedOption = s.Text.Style
	f.SelectedPrefix = s.OK.SetString("[x] ")
	f.UnselectedPrefix = s.Dim.SetString("[ ] ")
	f.NextIndicator = s.Dim.SetString(" >")
	f.PrevIndicator = s.Dim.SetString("< ")
	f.FocusedButton = s.Selected.Padding(0, 2).MarginRight(1)
	f.BlurredButton = s.Dim.Padding(0, 2).MarginRight(1)
	f.Directory, f.File = s.Accent.Style, s.Text.Style
	f.TextInput.CursorText = s.Text.Style
	f.TextInput.Placeholder = s.Dim.Style
	f.TextInput.Prompt = s.Accent.Style
	f.TextInput.Text = s.Text.Style
	f.Next = f.FocusedButton

	t.Blurred = *f
	t.Blurred.Base = plain.PaddingLeft(2)
	t.Blurred.Card = t.Blurred.Base
	t.Blurred.Title = s.Title.Style
	t.Blurred.NoteTitle = s.Title.Style
	t.Blurred.SelectSelector = plain.SetString("  ")
	t.Blurred.MultiSelectSelector = plain.SetString("  ")
	t.Blurred.NextIndicator, t.Blurred.PrevIndicator = plain, plain
	t.Blurred.FocusedButton = s.Dim.Padding(0, 2).MarginRight(1)

	t.FieldSeparator = plain.SetString("\n")
	t.Help.ShortKey, t.Help.ShortDesc, t.Help.ShortSeparator = s.Key.Style, s.Dim.Style, s.Dim.Style
	t.Help.FullKey, t.Help.FullDesc, t.Help.FullSeparator = s.Key.Style, s.Dim.Style, s.Dim.Style
	t.Help.Ellipsis = s.Dim.Style
	return t
}
