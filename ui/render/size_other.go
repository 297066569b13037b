//go:build !unix

package render

import "github.com/charmbracelet/x/term"

// watchSize is not needed where Bubble Tea's own renderer is used.
func watchSize(term.File, <-chan struct{}, func(w, h int)) {}
