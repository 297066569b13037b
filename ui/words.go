package ui

import "recruitty/ui/say"

// capital begins a sentence with a capital letter.
func capital(s string) string { return say.Capital(s) }
