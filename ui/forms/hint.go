package forms

import "recruitty/ui/theme"

// Hint is one line under a field of a form.
type Hint struct {
	Tone theme.Tone
	Text string
}
