package forms

import "recruitty/ui/theme"

// Hint is what a form says about a field. Dim ones help to fill it in: they stand at the
// foot of the form while the field has the keyboard. All others say what was understood of
// what is typed, or what is odd about it, and stand under the field.
type Hint struct {
	Tone theme.Tone
	Text string
}
