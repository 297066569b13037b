package ui

import "recruitty/ui/wording"

// capital begins a sentence with a capital letter.
func capital(s string) string { return wording.Capital(s) }
