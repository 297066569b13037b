package ui

import (
	"charm.land/bubbles/v2/textinput"

	"recruitty/ui/form"
	"recruitty/ui/theme"
)

// NewInput makes a focused one-line input for filters and pickers. It shows the
// terminal's real cursor, which input methods and screen readers can follow:
// place its Cursor() in the View.
func (a *App) NewInput(placeholder string) textinput.Model {
	in := form.Bounded(textinput.New())
	in.Placeholder = placeholder
	in.Prompt = ""
	in.CharLimit = 200
	in.SetVirtualCursor(false)
	st := textinput.DefaultStyles(a.ground != theme.IsLight)
	st.Focused.Text, st.Focused.Placeholder = a.styles.Text.Style, a.styles.Dim.Style
	st.Blurred.Text, st.Blurred.Placeholder = a.styles.Dim.Style, a.styles.Dim.Style
	in.SetStyles(st)
	// ctrl+v would read the clipboard of the machine that runs us.
	in.KeyMap.Paste.SetEnabled(!a.session.Remote)
	in.Focus()
	return in
}
