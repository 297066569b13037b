package ui

import "recruitty/ui/theme"

// hint is one line under a field of a form.
type hint struct {
	Tone theme.Tone
	Text string
}
