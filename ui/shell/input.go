package shell

import "recruitty/ui/edit"

// NewInput makes a focused one-line input for filters and pickers. Place its
// Cursor() in the View.
func (a *App) NewInput(placeholder string) *edit.Line {
	in := edit.NewLine(a.styles)
	in.Placeholder, in.Limit, in.Remote = placeholder, 200, a.session.Remote
	in.Focus()
	return in
}
